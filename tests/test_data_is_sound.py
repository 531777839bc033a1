"""The tables are what their descriptor says, and a fault is told in one sentence."""

import csv
import importlib.util
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from scripts.contract import titles
from scripts.contract.words import find_in_table
from scripts.lessons.listing import list_lessons
from scripts.tables import checks
from scripts.tables.checks import find_faults
from scripts.tables.dictionary import render_dictionary
from workshop import data, table_file
from workshop.note import KOSOVO_NOTE, names_kosovo

TYPES = {
    "string": "string",
    "integer": "Int64",
    "year": "Int64",
    "number": "Float64",
    "boolean": "boolean",
}
FIELDS = [
    (name, field)
    for name, resource in data.read_descriptors(data.FOLDER).items()
    for field in resource["schema"]["fields"]
]


@pytest.fixture
def folder(tmp_path):
    """A copy of the tables that a test may break."""
    return Path(shutil.copytree(data.FOLDER, tmp_path / "data"))


def change(path: Path, row: str, column: str, value: str) -> None:
    """Write ``value`` into one field, as somebody with a text editor would."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    line = next(line for line in lines if line[0] == row)
    line[lines[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(lines)


def drop_column(path: Path, column: str) -> None:
    table = pd.read_csv(path, dtype="string", keep_default_na=False)
    table.drop(columns=column).to_csv(path, index=False, lineterminator="\n")


# What the project holds


def test_frictionless_finds_the_package_valid():
    import frictionless  # takes a second, which other processes need not wait

    report = frictionless.validate(str(data.FOLDER / data.DESCRIPTOR))
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert [task.name for task in report.tasks] == data.names()


def test_our_own_checks_find_no_fault():
    assert find_faults(further=[find_in_table, titles.find_in_table]) == []


def test_the_dictionary_is_what_the_descriptor_makes():
    written = (data.FOLDER / "README.md").read_text(encoding="utf-8")
    assert written == render_dictionary(), "data/README.md is old: run refresh."


def test_every_column_has_its_declared_type():
    for name, field in FIELDS:
        kind = str(data.load(name)[field["name"]].dtype)
        assert kind == TYPES[field["type"]], (name, field["name"])


def test_every_column_is_explained_and_every_number_has_a_unit():
    for name, field in FIELDS:
        assert len(field["description"]) > 3, (name, field["name"])
        if field["type"] in ("integer", "number"):
            assert field.get("unit"), (name, field["name"])


def test_every_table_names_licence_attribution_and_sources():
    for name, resource in data.read_descriptors(data.FOLDER).items():
        assert all(one["name"].startswith("CC-BY") for one in resource["licenses"]), (
            name
        )
        assert resource["attribution"] and resource["sources"], name


def test_every_fact_has_a_source_and_says_how_it_was_read():
    for name in data.names():
        table = data.load(name)
        if name.startswith("teaching_"):
            assert "invented" in data.describe(name)["description"].lower(), name
        elif name == "glossary":
            assert "our own explanation" in data.describe(name)["description"], name
        elif name == "titles":
            assert "states no fact" in data.describe(name)["description"], name
        elif name == "countries":
            assert len(data.describe(name)["sources"]) >= 3
        elif name == "indicators":
            known = data.load("indicator_dictionary")["indicator"]
            assert table["indicator"].isin(known).all()
            assert table["read_from"].notna().all()
        else:
            column = "title" if name == "resources" else "source_title"
            assert table[column].notna().all(), name
            mark = "read_from" if name == "indicator_dictionary" else "evidence"
            assert table[mark].notna().all(), name


def test_a_term_is_explained_in_a_breath():
    terms = data.load("glossary")
    assert terms["explanation"].str.split().str.len().max() <= 40
    assert terms["explanation"].str.endswith((".", "?")).all()
    assert set(terms["lesson"]) <= {int(path.name[:2]) for path in list_lessons()}


def test_only_what_was_seen_and_not_refuted_is_published():
    for name in data.names():
        table = data.load(name)
        if "evidence" in table:
            assert set(table["evidence"]) == {"seen"}, name
        if "check" in table:
            assert "unconfirmed" not in set(table["check"]), name


def test_no_study_is_counted_twice_among_strong_evidence():
    table = data.load("instruments")
    strong = table[table["evidence_strength"] == "strong"]
    studies = strong["source_author"].str.split(",").str[0].str.casefold()
    assert list(strong["name"][studies.duplicated(keep=False)]) == []


def test_parts_of_a_sum_of_money_add_up():
    figure = data.figure
    assert figure("F207") == figure("F209") + figure("F210")
    gross = figure("F211") + figure("F214")
    assert gross == figure("F212") + figure("F213")
    assert figure("F207") / figure("F204") < gross


def test_a_case_known_by_name_alone_has_no_description():
    cases = data.load("cases")
    by_name = cases[cases["seen_scope"] == "name"]
    assert by_name[["what_is_new", "figure_value"]].isna().all(axis=None)
    without_figure = cases[cases["seen_scope"] != "figure"]
    assert without_figure["figure_value"].isna().all()


def test_what_stands_on_a_card_is_short_and_speaks_to_readers():
    cases = data.load("cases").set_index("case_id")
    words = (
        cases[["what_is_new", "limit"]].fillna("").map(lambda text: len(text.split()))
    )
    assert words.index[(words > [35, 40]).any(axis=1)].empty
    limits = cases["limit"].dropna()
    assert limits.str.endswith((".", "?")).all()
    # Remarks on how the row was read belong to reading_note.
    remarks = limits.str.contains("corrected|not verified|before use|from memory")
    assert limits[remarks].empty
    assert cases.loc[cases["source3_url"].notna(), "limit"].notna().all()


def test_all_economies_and_years_are_there():
    countries, indicators = data.load("countries"), data.load("indicators")
    assert countries["group"].value_counts().to_dict() == {"EU27": 27, "WB6": 6}
    assert not countries.duplicated(["tile_row", "tile_col"]).any()
    assert set(indicators["country"]) == set(countries["country"])
    years = set(indicators["year"])
    assert years == set(range(min(years), max(years) + 1)), "a year is missing"


def test_indicators_name_series_code_licence_and_reading():
    series = data.load("indicator_dictionary")
    assert set(series["licence"]) <= {"CC BY 4.0", "CC BY 3.0 IGO"}
    columns = ["publisher", "publisher_code", "unit", "attribution", "caveats"]
    assert series[columns].notna().all(axis=None)
    assert not series["checked_live"].any(), "say in the dictionary who checked it"
    mixed = series.set_index("indicator")["read_from"] == "mixed"
    ways = data.load("indicators").groupby("indicator")["read_from"].nunique()
    assert (ways[mixed.index] > 1).eq(mixed).all()


def test_the_note_stands_in_the_package_and_its_dictionary():
    text = (data.FOLDER / data.DESCRIPTOR).read_text(encoding="utf-8")
    assert json.loads(text)["note"] == KOSOVO_NOTE
    assert KOSOVO_NOTE in render_dictionary()


# What loading promises


def test_empty_is_unknown_and_words_stay_words(folder):
    change(folder / "cases.csv", "AL01", "place", "NA")
    change(folder / "cases.csv", "AL02", "start_year", "")
    cases = data.read_table(folder, "cases").set_index("case_id")
    assert cases.loc["AL01", "place"] == "NA"
    assert cases.loc["AL02", "start_year"] is pd.NA


def test_every_load_is_a_fresh_copy():
    first = data.load("countries")
    first["country_name"] = "changed"
    assert "changed" not in set(data.load("countries")["country_name"])


def test_a_changed_file_is_read_again(folder):
    data.read_table(folder, "cases")
    change(folder / "cases.csv", "AL01", "name", "A new and longer name")
    cases = data.read_table(folder, "cases")
    assert "A new and longer name" in set(cases["name"])


def test_an_installed_package_finds_its_own_tables(tmp_path):
    package = tmp_path / "workshop"
    shutil.copytree(data.FOLDER, package / "_data")
    copy = shutil.copy(data.HERE / "data.py", package)
    spec = importlib.util.spec_from_file_location("installed", copy)
    installed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(installed)
    assert package / "_data" == installed.FOLDER
    assert len(installed.load("countries")) == 33


def test_an_unknown_table_is_answered_with_the_names():
    with pytest.raises(data.DataProblem, match='no table "case".* cases'):
        data.load("case")


def test_kosovo_is_found_wherever_it_is_named():
    cases = data.load("cases")
    assert names_kosovo(cases)
    assert not names_kosovo(cases.query("country == 'ME'")[["name", "country"]])
    assert names_kosovo(pd.Series([1, 2], index=["AL", "XK"]))
    assert names_kosovo(pd.DataFrame({"XK": [1]}))
    assert names_kosovo("Kosovo*: 12") and not names_kosovo("Serbia: 12")


# What a fault is told as


def write_bom(path):
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def write_semicolons(path):
    path.write_bytes(path.read_bytes().replace(b",", b";"))


def write_crlf(path):
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def cut_in_the_middle(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def write_other_encoding(path):
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1250", "replace"))


@pytest.mark.parametrize(
    ("break_file", "table", "words"),
    [
        (write_bom, "cases.csv", "byte-order mark"),
        (write_semicolons, "cases.csv", "separated by semicolons"),
        (cut_in_the_middle, "cases.csv", "instead of 30. Complete"),
        (write_other_encoding, "cases.csv", "is not UTF-8"),
        (Path.unlink, "cases.csv", "is missing"),
        (
            lambda path: drop_column(path, "place"),
            "cases.csv",
            "lacks the column place",
        ),
        (cut_in_the_middle, "datapackage.json", "not a complete data package"),
        (write_bom, "datapackage.json", "byte-order mark"),
    ],
)
def test_an_unusable_file_is_told_in_one_sentence(folder, break_file, table, words):
    break_file(folder / table)
    with pytest.raises(data.DataProblem) as caught:
        data.read_table(folder, "cases")
    [fault] = [one for one in find_faults(folder) if words in one]
    assert str(caught.value) == fault
    assert f"data/{table}" in fault


# One fault in each of these rows of cases: row, column, value, how the fault ends.
FAULTS = [
    ("ME01", "country", "ZZ", "Use a code from its column country"),
    ("ME02", "source_title", "", "no source. Name the page"),
    ("ME03", "start_year", "about 2010", "not of the type year. Correct"),
    ("ME04", "figure_value", "nan", "not of the type number. Correct"),
    ("ME05", "field", "sport", "is not one of: work_integration"),
    ("ME06", "source_url", "see page", "does not have the form http"),
    ("ME07", "check", "unconfirmed", "may not be published"),
    ("ME09", "evidence", "known", "may not be published"),
    ("ME10", "name", " ME ", "begins or ends with a space"),
    ("ME11", "limit", "For disabled people", 'write "persons with disab'),
    ("ME12", "reading_note", "Now in Kosovo", 'write "Kosovo*"'),
    ("MK01", "limit", "A law of RS", 'write "Republika Srpska'),
    ("MK02", "place", "Pristina", 'write "Prishtinë/Priština"'),
]


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """What is found when all of these faults are made at once."""
    folder = shutil.copytree(data.FOLDER, tmp_path_factory.mktemp("broken") / "data")
    for row, column, value, _ in FAULTS:
        change(folder / "cases.csv", row, column, value)
    return find_faults(folder, [find_in_table])


@pytest.mark.parametrize(("row", "column", "value", "mend"), FAULTS)
def test_a_fault_names_table_row_column_and_mend(faults, row, column, value, mend):
    told = [one for one in faults if f"row {row}," in one]
    start = f"data/cases.csv, row {row}, column {column}: "
    assert told and all(one.startswith(start) for one in told)
    assert any(mend in one for one in told), told


def test_no_fault_is_told_of_rows_that_have_none(faults):
    broken = {row for row, *_ in FAULTS}
    assert {one.split("row ")[1].split(",")[0] for one in faults} == broken


def test_a_wrong_type_is_told_on_loading_too(folder):
    change(folder / "cases.csv", "ME03", "start_year", "2010.5")
    with pytest.raises(data.DataProblem, match='row ME03, column start_year: "2010.5"'):
        data.read_table(folder, "cases")


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("integer", "7", "seven"),
        ("integer", "7", "7.5"),
        ("number", "7.5", "inf"),
        ("year", "2020", "2020?"),
        ("boolean", "true", "yes"),
        ("date", "2020-01-01", "2020-13-01"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 49_999, 50_000, 99_998, 99_999])
def test_one_wrong_value_is_found_by_halves(monkeypatch, kind, right, wrong, place):
    column = pd.Series([right, pd.NA] * 50_000, dtype="string")
    column[place] = wrong
    converted = []

    def convert(part, field):
        converted.append(len(part))
        assert len(converted) < 25, "a table with a million rows would take a minute"
        return data.convert(part, field)

    monkeypatch.setattr(table_file, "convert", convert)
    assert table_file.find_misfit(column, {"type": kind}) == place
    assert sum(converted) < 3 * len(column)


def test_the_first_of_several_wrong_values_is_found():
    column = pd.Series(["7", "x", "7", "y"] * 9, dtype="string")
    assert table_file.find_misfit(column, {"type": "integer"}) == 1
    assert table_file.find_misfit(column[~column.isin(["x", "y"])], {}) is None
    assert table_file.find_misfit(column[:0], {"type": "integer"}) is None


def test_of_very_many_rows_with_a_fault_the_first_are_named(folder):
    path = folder / "cases.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    copies = [lines[1].replace("AL01", f"AL{n}", 1) for n in range(1000, 1100)]
    assert copies[0] != lines[1]
    path.write_text("\n".join([*lines, *copies, ""]), encoding="utf-8")
    told = [one for one in find_faults(folder) if "column case_id" in one]
    assert len([one for one in told if "does not have the form" in one]) == 20
    assert told[-1].endswith("column case_id: 80 more rows have the same fault.")


def test_a_repeated_key_is_found(folder):
    change(folder / "cases.csv", "ME03", "case_id", "ME04")
    [first, second] = find_faults(folder)
    assert "data/cases.csv, row ME04, column case_id" in first
    assert "another row has the same key" in second


def test_a_row_may_not_tell_more_than_was_read(folder):
    change(folder / "cases.csv", "ME03", "seen_scope", "name")
    change(folder / "cases.csv", "ME04", "seen_scope", "description")
    faults = find_faults(folder)
    told = "column what_is_new: only the name was read. Empty the field"
    assert any(f"row ME03, {told}" in one for one in faults)
    told = "column figure_value: only the description was read. Empty the field"
    assert any(f"row ME04, {told}" in one for one in faults)
    assert not any("row ME04, column what_is_new" in one for one in faults)


def test_lines_of_windows_and_strange_files_are_found(folder):
    write_crlf(folder / "claims.csv")
    (folder / "notes.csv").write_text("a,b\n", encoding="utf-8")
    strange, windows = find_faults(folder)
    assert windows.startswith("data/claims.csv has line ends of Windows")
    assert strange.startswith("data/notes.csv is not described")


def test_a_year_is_right_until_the_next_one_and_a_slip_after_it(folder, monkeypatch):
    monkeypatch.setattr(checks, "find_latest_year", lambda: 2029)
    path = folder / "indicators.csv"
    head, first, *rest = path.read_text(encoding="utf-8").splitlines()
    place = head.split(",").index("year")
    more = []
    for year in ("2027", "2029", "2030", "2072"):
        cells = first.split(",")
        cells[place] = year
        more.append(",".join(cells))
    path.write_text("\n".join([head, first, *rest, *more, ""]), encoding="utf-8")
    found = [fault for fault in find_faults(folder) if "column year" in fault]
    assert [re.search(r"year: (.*)", fault)[1] for fault in found] == [
        '"2030" is over 2029. Correct it.',
        '"2072" is over 2029. Correct it.',
    ]


def test_a_calendar_that_is_behind_turns_no_year_wrong():
    assert checks.find_latest_year(date(1970, 1, 1)) == 2027
    assert checks.find_latest_year(date(2031, 5, 1)) == 2032


def test_two_populations_of_one_economy_are_found(folder):
    change(folder / "countries.csv", "ME", "population", "1")
    [fault] = find_faults(folder)
    assert fault.startswith("data/countries.csv, row ME, column population")


def test_short_ways_into_the_tables_give_what_the_tables_hold():
    table = data.load("indicators")
    one = table[(table["country"] == "AL") & (table["indicator"] == "neet")]
    year, value = int(one["year"].iloc[0]), one["value"].iloc[0]
    assert data.series("neet", ["XK", "AL"]).columns.tolist() == ["XK", "AL"]
    assert data.series("neet").loc[year, "AL"] == value
    assert data.profile(year, ["gini", "neet"], ["AL"]).loc["AL", "neet"] == value
    row = data.load("figures").iloc[0]
    assert data.figure(row["id"]) == row["value"]


def test_each_pair_is_compared_once_in_steps_of_its_own_uncertainty():
    names = ["rule_of_law", "rule_of_law_error"]
    scores = data.profile(2023, names, ["RS", "XK", "AL"])
    pairs = data.differences(2023, "rule_of_law", ["RS", "XK", "AL"])
    both = list(zip(pairs["one"], pairs["other"], strict=True))
    assert both == [("RS", "XK"), ("RS", "AL"), ("XK", "AL")]
    (a, e), (b, f) = scores.loc["RS"], scores.loc["XK"]
    assert pairs["difference"][0] == pytest.approx(a - b)
    assert pairs["steps"][0] == pytest.approx((a - b) / (e * e + f * f) ** 0.5)
    assert data.differences(1990, "rule_of_law").empty


@pytest.mark.parametrize(
    ("ask", "named"),
    [
        (lambda: data.series("net"), "neet"),
        (lambda: data.profile(2022, ["ginni"]), "gini"),
        (lambda: data.series("neet", ["A"]), "AL"),
        (lambda: data.figure("F1055"), "F105"),
        (lambda: data.differences(2023, "gini"), "gini_error"),
    ],
)
def test_unknown_names_are_told_what_is_near(ask, named):
    with pytest.raises(data.DataProblem, match=named):
        ask()


# What changes is told with its year


GOES_ON = r"\b(?:active|running|open)\b"


def find_undated_states(facts: pd.DataFrame) -> list[str]:
    """List the ids of facts that tell what goes on, and not in which year."""
    goes_on = facts["status"].str.contains(GOES_ON)
    dated = facts["status"].str.contains(r"\b(?:19|20)\d\d\b")
    return facts.loc[goes_on & ~dated, "id"].tolist()


def test_what_goes_on_names_its_year():
    assert find_undated_states(data.load("ecosystems")) == []
    facts = {"id": ["A", "B", "C"], "status": ["active", "running until 2028", "none"]}
    assert find_undated_states(pd.DataFrame(facts)) == ["A"]


def test_a_model_of_law_holds_for_the_year_of_its_page():
    laws = data.load("eu_law_models").set_index("country")
    dated = laws.dropna(subset=["as_of_year", "law_year"])
    assert (dated["as_of_year"] >= dated["law_year"]).all()
    both = laws.dropna(subset=["as_of_year", "source_year"])
    kept = both["as_of_year"] == both["source_year"]
    # Croatia's strategy ended later than the page about it was written.
    assert list(both.index[~kept]) == ["HR"]
    assert "2020" in laws.loc["HR", "law_name"]


def test_definitions_are_of_social_innovation_and_read_alike():
    table = data.load("definitions").set_index("id")
    quotes = table["definition_quote"].str.casefold()
    assert not quotes.str.contains("transformative").any(), "that is another word"
    social_means = quotes.str.contains(r"ends and (?:in )?(?:their|its) means")
    assert social_means["D04"]
    assert social_means.sum() >= 4
    assert (table.loc[social_means, "process"] == 1).all(), "means are a process"
