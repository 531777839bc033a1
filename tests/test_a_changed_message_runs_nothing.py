"""A changed message goes into stored outputs where that is sure, and else runs them."""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from scripts.languages.retelling import retell

SAID = {
    "The notebook is ready.": "Fletorja është gati.",
    "Description of the chart: {title}": "Përshkrimi i grafikut: {title}",
    "{n} row": {"0": "Tabela ka {n} rresht", "1": "Tabela ka {n} rreshta"},
    "strong": "e fortë",
}


def make(*texts, alt="", source="start()"):
    """A lesson with one cell, whose outputs are these texts."""
    outputs = [
        new_output("display_data", {"text/html": f"<p>{text}</p>", "text/plain": text})
        for text in texts
    ]
    if alt:
        data, about = {"image/png": "AAAA"}, {"image/png": {"alt": alt}}
        outputs.append(new_output("display_data", data, metadata=about))
    return new_notebook(cells=[new_code_cell(source, id="c-1", outputs=outputs)])


STORED = make(
    "Fletorja është gati.",
    "Përshkrimi i grafikut: Punë, 12",
    "Tabela ka 3 rreshta",
    alt="Përshkrimi i grafikut: Punë, 12",
)
ENGLISH = make(
    "The notebook is ready.",
    "Description of the chart: Work, 12",
    "3 rows",
    alt="Description of the chart: Work, 12",
)


def tell(message, now, stored=STORED, english=ENGLISH, drawn=(), said=SAID):
    """Change one message; return all texts of the outputs, or None."""
    made = retell(stored, english, said, said | {message: now}, [*drawn])
    return made and str([cell.outputs for cell in made.cells])


def test_a_sentence_is_put_in_wherever_it_stands():
    kept = copy.deepcopy(STORED)
    said = tell("The notebook is ready.", "Fletorja është gati tani.")
    assert said.count("Fletorja është gati tani.") == 2
    assert "gati." not in said and "Tabela ka 3 rreshta" in said
    assert kept == STORED, "the stored lesson has changed"


def test_what_stands_between_blanks_is_put_in_and_the_blanks_stay():
    said = tell("Description of the chart: {title}", "Ky grafik tregon: {title}")
    assert said.count("Ky grafik tregon: Punë, 12") == 3
    assert "Përshkrimi" not in said
    forms = {"0": "Tabela ka {n} rresht", "1": "Në tabelë: {n} rreshta"}
    assert tell("{n} row", forms) is None, "a piece of both forms, changed in one"
    forms = {"0": "Në tabelë: {n} rresht", "1": "Në tabelë: {n} rreshta"}
    assert tell("{n} row", forms).count("Në tabelë: 3 rreshta") == 2


@pytest.mark.parametrize(
    ("message", "now", "how"),
    [
        ("strong", "fort", {"stored": make("Nuk është e fortësi.", "e fortë")}),
        ("strong", "fort", {"said": SAID | {"Other": "Pse është e fortë?"}}),
        ("strong", "fort", {"said": SAID | {"strong": "jo"}}),
        ("Description of the chart: {title}", "{title}, me fjalë të tjera", {}),
        ("The notebook is ready.", "", {"why": "not translated any more"}),
        ("The notebook is ready.", "Gati!", {"drawn": ["Fletorja\nështë gati."]}),
        ("The notebook is ready.", "Gati!", {"drawn": ["Fletorja është g…"]}),
        (
            "The notebook is ready.",
            "Gati!",
            {"said": SAID | {"Other": "E re: Fletorja është gati."}},
        ),
        (
            "The notebook is ready.",
            "Gati!",
            {
                "stored": make(
                    "Fletorja është gati.", source='say("Fletorja është gati.")'
                )
            },
        ),
        ("The notebook is ready.", "Gati!", {"stored": make("Fletorja është …")}),
        ("The notebook is ready.", "Gati!", {"stored": make("FLETORJA ËSHTË GATI.")}),
        (
            "The notebook is ready.",
            "Gati!",
            {"english": make("Fletorja është gati.", "Work, 12", "3 rows", alt="12")},
        ),
        ("The notebook is ready.", "Gati, 7 herë!", {"why": "a number of its own"}),
    ],
)
def test_where_it_is_not_sure_the_lesson_runs(message, now, how):
    how.pop("why", "")
    assert tell(message, now, **how) is None


def test_a_message_that_is_not_shown_changes_nothing():
    said = {**SAID, "Never shown here.": "Kurrë nuk shfaqet këtu."}
    assert tell("Never shown here.", "Tjetër.", said=said) == str(
        [cell.outputs for cell in STORED.cells]
    )
