"""The part of the contract that looks at stored outputs."""

from scripts.contract import Faults
from scripts.lessons.cells import find_alternative
from scripts.lessons.lesson import Lesson
from scripts.lessons.pictures import is_animated, is_plain_png
from workshop.note import names_kosovo


def check_runs(lesson: Lesson) -> Faults:
    """Every code cell has run, from top to bottom, without an error."""
    count = 0
    for cell in lesson.cells:
        if cell["cell_type"] != "code" or not cell["source"].strip():
            continue
        count += 1
        if cell["execution_count"] != count:
            yield (
                cell["id"],
                "the stored outputs are not of one clean run; run refresh.",
            )
            return
        for output in cell["outputs"]:
            if output["output_type"] == "error" or "reply-error" in read_html(output):
                yield cell["id"], "the stored output is an error; mend it, run refresh."
            if output.get("name") == "stderr":
                first = " ".join(output["text"].split())[:60]
                yield cell["id"], f'the code warns "{first}…"; mend it, run refresh.'


def check_checks(lesson: Lesson) -> Faults:
    """Each check of the solved lesson says "right"."""
    for key, cells in lesson.exercises.items():
        if "check" in cells and cells["check"]["cell_type"] == "code":
            replies = [read_html(output) for output in cells["check"]["outputs"]]
            if replies and not any("reply-right" in reply for reply in replies):
                yield (
                    cells["check"]["id"],
                    f"the solution of {key} is not judged right; mend the solution or "
                    "its rules, run refresh.",
                )


def check_pictures(lesson: Lesson) -> Faults:
    """A picture says in words what it shows, and nothing about its software."""
    for cell in lesson.cells:
        for output in cell.get("outputs", []):
            for kind in output.get("data", {}):
                if "image/" not in kind:
                    continue
                if len(find_alternative(output, kind).strip()) < 20:
                    yield (
                        cell["id"],
                        "a picture has no text alternative; draw it with a chart of "
                        "workshop.charts, which writes one, and run refresh.",
                    )
                if is_animated(kind, output["data"][kind]):
                    yield (
                        cell["id"],
                        "a picture is animated, and a browser would show frames that "
                        "nobody has compared; store one frame and run refresh.",
                    )
                elif kind == "image/png" and not is_plain_png(output["data"][kind]):
                    yield (
                        cell["id"],
                        "the PNG is damaged, or carries more than its picture, such as "
                        "the name of its software; draw it with a chart of "
                        "workshop.charts and run refresh.",
                    )


def check_kosovo_note(lesson: Lesson) -> Faults:
    """The note follows every stored chart or table that names Kosovo*."""
    for cell in lesson.cells:
        outputs = cell.get("outputs", [])
        pages = " ".join(read_html(output) for output in outputs)
        is_shown = "<table" in pages or any(
            "image/png" in o.get("data", {}) for o in outputs
        )
        words = pages + " ".join(find_alternative(o, "image/png") for o in outputs)
        if is_shown and names_kosovo(words) and "UNSCR 1244" not in words:
            yield (
                cell["id"],
                "a chart or table names Kosovo* without its note; use show() or a "
                "chart of workshop.charts, which add it.",
            )


def read_html(output: dict) -> str:
    """Return the HTML of an output, "" when it has none."""
    return output.get("data", {}).get("text/html", "")


CHECKS = [check_runs, check_checks, check_pictures, check_kosovo_note]
