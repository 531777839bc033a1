"""Findings, tables and sources read well: by eye, by ear and by somebody in doubt."""

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from workshop import citing, data
from workshop.note import KOSOVO_NOTE
from workshop.prints import say, show, sources, terms
from workshop.wording import CannotShow, write_label


@pytest.fixture
def shown(monkeypatch):
    """Collect what is displayed, as pairs of HTML and plain text."""
    outputs = []
    monkeypatch.setattr(
        "IPython.display.display",
        lambda bundle, **_: outputs.append((bundle["text/html"], bundle["text/plain"])),
    )
    return outputs


def read(html):
    return BeautifulSoup(html, "html.parser")


def read_cells(html):
    """Give the texts of a table, row by row, with its header."""
    rows = read(html).find_all("tr")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]


@pytest.mark.parametrize(
    ("template", "values", "sentence"),
    [
        ("{n} of {total}", {"n": 4, "total": 1594353}, "4 of 1,594,353"),
        ("{n}", {"n": np.int64(6586476)}, "6,586,476"),
        ("{mean} points", {"mean": 8.4321}, "8.4 points"),
        ("{kappa}", {"kappa": np.float64(0.4321)}, "0.43"),
        ("{share:.0%} and {x:.3f}", {"share": 0.6, "x": 0.4321}, "60% and 0.432"),
        ("in {year}", {"year": 2022}, "in 2022"),
        ("{people_a_year}", {"people_a_year": 12345}, "12,345"),
        ("since {first_year}", {"first_year": np.int64(1992)}, "since 1992"),
        ("{change:+.1f}", {"change": -2.34}, "−2.3"),
        ("{x}", {"x": pd.NA}, "not known"),
        ("{x:.1f}", {"x": np.nan}, "not known"),
        ("{right}", {"right": np.True_}, "yes"),
        ("{names}", {"names": ["ME12", "RS13", "XY1"]}, "ME12, RS13 and XY1"),
        ("{case[name]}", {"case": pd.Series({"name": "Caritas"})}, "Caritas"),
        ("{answer:.1f}", {"answer": ...}, "(not filled in yet)"),
    ],
)
def test_a_finding_is_written_for_people(shown, template, values, sentence):
    say(template, **values)
    [(html, plain)] = shown
    assert plain == sentence
    assert read(html).find("p", class_="finding").get_text() == sentence


def test_a_finding_keeps_its_words_whole_in_html(shown):
    say("Fewer than {n} <b> & more", n=5)
    assert read(shown[0][0]).p.get_text() == "Fewer than 5 <b> & more"
    assert "<b>" not in shown[0][0]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: say("{n} of {total}", n=4), "{total}"),
        (lambda: say("{} cases"), "no value"),
        (lambda: say("{place:.1f}", place="Tirana"), ".1f"),
        (lambda: show("cases"), "not a table"),
        (lambda: show(data.load("cases"), columns=["nmae"]), "no column nmae"),
        (lambda: sources("ME99"), '"ME99"'),
        (lambda: terms("kapa"), '"kapa"'),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_sentence(shown, call, words):
    with pytest.raises(CannotShow, match=r"\.$") as caught:
        call()
    assert words in str(caught.value)
    assert shown == []


def test_a_table_names_its_columns_and_rows(shown):
    show(data.load("countries"), "Economies", columns=["country_name", "population"])
    table = read(shown[0][0]).table
    assert table.caption.get_text() == "Economies"
    assert [th["scope"] for th in table.thead.find_all("th")] == ["col", "col"]
    rows = table.tbody.find_all("tr")
    assert len(rows) == len(data.load("countries"))
    assert all(row.find("th")["scope"] == "row" for row in rows)
    assert ["Serbia", "6,586,476"] in read_cells(shown[0][0])


def test_no_header_cell_is_empty(shown):
    show(pd.Series([1, 2], index=["a", "b"]), "Unnamed index")
    assert all(th.get_text() for th in read(shown[0][0]).find_all("th"))


def test_a_wide_table_can_be_scrolled_with_the_keyboard(shown):
    show(data.load("cases"), "Cases", rows=2)
    group = read(shown[0][0]).find(role="group")
    assert group["tabindex"] == "0"
    assert "Cases" in group["aria-label"]


def test_codes_become_names_and_unknown_is_said(shown):
    cases = data.load("cases")
    picked = cases[cases["start_year"].isna()]
    show(picked, columns=["case_id", "country", "start_year"])
    header, first, *_ = read_cells(shown[0][0])
    assert header == ["case id", _write_country_header(picked), "start year"]
    countries = data.load("countries").set_index("country")["country_name"]
    assert first[1] == countries[picked["country"].iloc[0]]
    assert first[2] == "not known"


def _write_country_header(table):
    six = {"AL", "BA", "ME", "MK", "RS", "XK"}
    is_of_six = "XK" in set(table["country"]) or set(table["country"]) <= six
    return "economy" if is_of_six else "country"


def test_codes_stay_where_they_are_asked_for_or_have_names_beside_them(shown):
    table = data.load("countries")[["country", "country_name"]]
    show(table)
    show(table[["country"]], names=False)
    assert read_cells(shown[0][0])[3] == ["XK", "Kosovo*"]
    assert read_cells(shown[1][0])[3] == ["XK"]


def test_the_six_are_called_economies(shown):
    counts = data.load("cases")["country"].value_counts()
    show(counts.loc[["RS", "XK"]])
    show(counts.loc[["DE", "AT"]])
    show(counts.loc[["ME"]])
    show(counts.loc[["ME", "AT"]])
    assert read_cells(shown[0][0])[0] == ["economy", "count"]
    assert read_cells(shown[1][0])[0] == ["country", "count"]
    assert read_cells(shown[2][0])[0] == ["economy", "count"]
    assert read_cells(shown[3][0])[0] == ["country", "count"]


def test_one_of_the_six_alone_is_an_economy_by_its_name_too(shown):
    table = data.load("countries")
    show(table[table["country"] == "ME"], columns=["country_name", "capital"])
    show(table[table["country"] == "HR"], columns=["country_name", "capital"])
    assert read_cells(shown[0][0])[0] == ["economy", "capital"]
    assert read_cells(shown[1][0])[0] == ["country name", "capital"]


@pytest.mark.parametrize("years", [[2010, 2024], pd.array([2010, pd.NA], "Int64")])
def test_years_have_no_separators_and_stay_as_row_headers(shown, years):
    table = pd.DataFrame({"year": years, "people": [12345, 67890]})
    show(table)
    show(table.dropna().set_index("year"))
    assert read_cells(shown[0][0])[1] == ["2010", "12,345"]
    assert read(shown[1][0]).tbody.th.get_text() == "2010"


def test_a_single_row_reads_as_a_record(shown):
    record = {"place": "Lipjan", "start_year": 2023, "people": 1234, "share": 0.43}
    show(pd.Series(record, name="XY13"), "One case")
    assert read_cells(shown[0][0])[1:] == [
        ["place", "Lipjan"],
        ["start_year", "2023"],
        ["people", "1,234"],
        ["share", "0.43"],
    ]


def test_a_mere_row_number_is_left_out(shown):
    table = pd.DataFrame({"name": ["a", "b", "c"], "n": [3, 1, 2]}).sort_values("n")
    show(table)
    assert read_cells(shown[0][0])[1:] == [["b", "1"], ["c", "2"], ["a", "3"]]


def test_numbers_of_a_column_have_the_same_places(shown):
    show(pd.DataFrame({"score": [1.75, -0.3, np.nan], "share": [12.345, 8.0, 99.9]}))
    columns = list(zip(*read_cells(shown[0][0])[1:], strict=True))
    assert columns[0] == ("1.75", "−0.30", "not known")
    assert columns[1] == ("12.3", "8.0", "99.9")


def test_a_table_that_is_cut_says_so(shown):
    cases = data.load("cases")
    show(cases, "Cases", rows=10, columns=["name"])
    caption = read(shown[0][0]).caption.get_text()
    assert caption == f"Cases. The first 10 of {len(cases)} rows."
    assert len(read_cells(shown[0][0])) == 1 + 10
    assert shown[0][1].startswith(caption)


def test_a_careless_table_does_not_flood_the_page(shown):
    show(data.load("indicators"))
    caption = read(shown[0][0]).caption.get_text()
    assert f"of {len(data.load('indicators')):,} rows" in caption
    assert len(read_cells(shown[0][0])) < 100


def test_long_texts_are_cut_on_request_only(shown):
    table = pd.DataFrame({"what": ["one two three four five " * 10]})
    show(table)
    show(table, longest=20)
    assert len(read_cells(shown[0][0])[1][0]) > 200
    assert read_cells(shown[1][0])[1] == ["one two three four\N{NO-BREAK SPACE}…"]


def test_labels_rename_columns(shown):
    show(pd.DataFrame({"start_year": [2001]}), labels={"start_year": "begun in"})
    assert read_cells(shown[0][0])[0] == ["begun in"]


def test_lists_of_dicts_and_crossed_tables_work(shown):
    show([{"who": "a", "n": 1}, {"who": "b", "n": None}])
    assert read_cells(shown[0][0]) == [["who", "n"], ["a", "1"], ["b", "not known"]]
    cases = data.load("cases")
    show(pd.crosstab(cases["field"], cases["country"])[["AL", "XK"]])
    assert read_cells(shown[1][0])[0] == ["field", "Albania", "Kosovo*"]


def test_an_empty_or_blank_table_is_a_sentence(shown):
    show(pd.DataFrame({"a": []}), "Cases about roads")
    show(...)
    assert shown[0][1] == "Cases about roads: there are no rows."
    assert "no table" in shown[1][1]
    assert "<table" not in shown[0][0] + shown[1][0]


def test_a_table_can_be_listened_to(shown):
    table = pd.DataFrame({"country": ["RS", "DE"], "population": [6586476, pd.NA]})
    show(table, "Two places")
    show(table.assign(year=2024), "Two places")
    assert shown[0][1].splitlines() == [
        "Two places (population)",
        "Serbia: 6,586,476",
        "Germany: not known",
    ]
    assert "Serbia: population 6,586,476; year 2024" in shown[1][1]


@pytest.mark.parametrize(
    ("printed", "times"),
    [
        (lambda: say("Four of six, Kosovo* among them"), 1),
        (lambda: say("Serbia and Albania"), 0),
        (lambda: show(pd.DataFrame({"country": ["XK", "RS"]})), 1),
        (lambda: show(pd.DataFrame({"country": ["XK", "RS"]}), names=False), 1),
        (lambda: show(pd.DataFrame({"country": ["RS", "XK"]}), rows=1), 0),
        (lambda: show(pd.DataFrame({"n": [1]}, index=["XK"])), 1),
        (lambda: show(pd.DataFrame({"XK": [1]})), 1),
        (lambda: sources("XK02"), 1),
        (lambda: sources("D01"), 0),
        (lambda: terms("wb6"), 1),
        (lambda: terms("kappa"), 0),
    ],
)
def test_the_kosovo_note_follows_once_where_it_is_due(shown, printed, times):
    printed()
    [(html, plain)] = shown
    notes = read(html).find_all("p", class_="note-xk")
    assert [note.get_text() for note in notes] == [KOSOVO_NOTE] * times
    assert plain.count(KOSOVO_NOTE) == times


def test_sources_stand_in_an_order_in_which_one_finds_them(shown):
    sources("population", "XK02", "D04", "BA10", "D01")
    html, plain = shown[0]
    items = read(html).find_all("li")
    ids = ["BA10", "D01", "D04", "XK02", "population"]
    assert [li["id"] for li in items] == [f"src-{one}" for one in ids]
    names = [li.strong.get_text() for li in items]
    assert names[:4] == ids[:4] and names[4].startswith("Population")
    assert [line.split()[0] for line in plain.splitlines()][:4] == ids[:4]


def test_an_address_shows_its_letters_and_no_more():
    encoded = "https://a.mk/%D0%B5%d0%be-%C4%8D?q=%26%20%2Fx%e2%80%93"
    assert citing.decode_letters(encoded) == "https://a.mk/ео-č?q=%26%20%2Fx%e2%80%93"
    assert 'href="https://a.mk/ео"' in citing.write_link(
        "T", "https://a.mk/%d0%b5%d0%be"
    )


@pytest.mark.parametrize("name", [n for n in data.names() if citing.name_key(n)])
def test_every_row_with_a_source_can_be_cited(shown, name):
    table = data.load(name)
    keys = table[citing.name_key(name)]
    row = table.iloc[len(table) // 2]
    sources(keys.iloc[0], keys.iloc[len(table) // 2])
    html, plain = shown[0]
    items = read(html).find("ol", class_="source-list").find_all("li")
    found = {li["id"].removeprefix("src-"): li for li in items}
    assert list(found) == sorted({keys.iloc[0], row.iloc[0]})
    title = row["source_title"] if "source_title" in table else row["title"]
    url = row["source_url"] if "source_url" in table else row["url"]
    link = found[row.iloc[0]].a
    assert (link.get_text(), link["href"]) == (title, url)
    assert "underline" in link["style"]
    assert title in plain
    assert url in plain


def test_a_source_says_how_it_was_read(shown):
    cases = data.load("cases").set_index("case_id")
    assert tuple(cases.loc["ME03", ["seen_scope", "check"]]) == ("figure", "confirmed")
    sources("ME03")
    assert shown[0][1].endswith(
        "The figure and its meaning were read; a second look agrees."
    )


def test_a_whole_table_can_be_cited(shown):
    sources("indicators", "teaching_sroi")
    indicators, teaching = read(shown[0][0]).find_all("li")
    assert indicators["id"] == "src-indicators"
    assert "World Bank" in indicators.get_text()
    assert "invented" in teaching.get_text().lower()


def test_a_term_stands_with_its_meaning_where_a_link_finds_it(shown):
    terms("kappa", "neet")
    [(html, plain)] = shown
    glossary = read(html).find("dl", class_="glossary")
    assert [dt["id"] for dt in glossary.find_all("dt")] == ["term-kappa", "term-neet"]
    meanings = data.load("glossary").set_index("id")["explanation"]
    told = [dd.get_text() for dd in glossary.find_all("dd")]
    assert told == [meanings["kappa"], meanings["neet"]]
    assert plain.splitlines()[1] == f"NEET: {meanings['neet']}"


def test_the_names_of_communities_and_places_keep_their_capitals():
    assert write_label("migration_roma") == "migration, Roma"
    assert write_label("companies_north_macedonia") == "companies North Macedonia"


def test_no_topic_of_a_figure_hides_a_name():
    countries = data.load("countries")["country_name"].str.strip("*").str.split()
    names = {word for name in countries for word in name} - {"and", "of"}
    topics = data.load("figures")["topic"].unique()
    words = {word for topic in topics for word in write_label(topic).split()}
    assert not words & {name.lower() for name in names}


@pytest.mark.parametrize("odd", ["a\ud83d", "\ude00b", "a\0b", "a\x1b[31mb"])
def test_odd_letters_never_stop_a_kernel(shown, odd):
    """A kernel sends UTF-8, and a half emoji would stop its message."""
    say("{word} is here", word=odd)
    show([{"word": odd}], caption=odd)
    for html, plain in shown:
        (html + plain).encode("utf-8")
        assert not any(ord(c) < 32 and c != "\n" for c in html + plain)
    assert "is here" in shown[0][1]


def test_a_whole_emoji_stays_one(shown):
    say("Ђурђа \U0001f600 \ud83d\ude00")
    assert shown[0][1] == "Ђурђа \U0001f600 \U0001f600"


def test_no_blank_stands_before_the_full_stop_of_a_source(shown):
    """A book has a title and no other name: its id ends the first sentence."""
    sources("L003", "ME03", "D01")
    [(html, plain)] = shown
    for text in (read(html).get_text(), plain):
        assert " ." not in text and " ," not in text, text
    assert "L003. " in plain and "L003. " in read(html).get_text()
