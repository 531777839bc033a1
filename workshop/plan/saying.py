"""What a team hears when it writes into its plan, decides, or saves its page."""

from workshop.messages import tr
from workshop.output import emit_reply
from workshop.plan import file, kept, page
from workshop.plan.boxes import BOXES
from workshop.wording import join


def say_written(box: str, given: dict, unknown: list[str], fields: dict) -> None:
    """Say what was written into a box, and what is still open."""
    questions = BOXES[box].questions
    place = {"title": BOXES[box].title, "file": file.get_path().name}
    still_open = [ask for name, ask in questions.items() if not fields.get(name)]
    if given:
        said = tr(
            "{fields}: now in the box “{title}” of {file}.",
            fields=", ".join(given),
            **place,
        )
        sentences = [kept.add_to(said)]
    else:
        sentences = [
            tr(
                "Nothing was written into the box “{title}” of {file} this time, and "
                "nothing is lost.",
                **place,
            )
        ]
    if unknown:
        sentences.append(
            tr(
                "This box has no field {field}. Its fields are: {fields}.",
                field=join(unknown, "or"),
                fields=", ".join(questions),
            )
        )
    sentences.append(
        tr("Still open: {questions}", questions=" ".join(still_open))
        if still_open
        else tr("The box is full.")
    )
    icon, words = ("✓", tr("Saved.")) if given else ("○", tr("Not written yet."))
    emit_reply("right" if given else "open", icon, words, " ".join(sentences))


def say_decided(agreed: object) -> None:
    """Say what a team has decided about showing its plan."""
    if not isinstance(agreed, bool):
        text = tr(
            "As long as your team has not decided, your plan stays with your team."
        )
        emit_reply("open", "○", tr("Not decided yet."), text)
        return
    decided = (
        tr(
            "The people who lead the workshop may collect a copy of your plan and "
            "show it beside the others."
        )
        if agreed
        else tr("Your plan stays with your team.")
    )
    change = tr("You can change this: write it anew, and run the cell.")
    emit_reply("right", "✓", tr("Saved."), f"{decided} {change}")


def say_saved_page(name: str, boxes: dict, left_open: list[str], no_code: str) -> None:
    """Say where the page of the plan is, and what it lacks."""
    gaps = page.count_gaps(boxes, left_open)
    sentences = [
        tr("Your plan is now a page, {file}. Open it in your browser.", file=name),
        tr("It prints on one sheet of A4.")
        if page.fits_one_sheet(boxes)
        else tr(
            "Your texts are long, so on paper it runs on to a second page. For one "
            "sheet, keep every text under about 180 letters."
        ),
        page.describe_gaps(gaps),
    ]
    if no_code:
        sentences.append(
            tr(
                "“{code}” is no code of a language, so the page says that your texts "
                "are in English. Codes are sq, bs, hr, mk, sr-Latn and sr-Cyrl, for "
                "example.",
                code=no_code,
            )
        )
    emit_reply("right", "✓", tr("Saved."), kept.add_to(" ".join(sentences)))
