"""Every chart says what it shows, and shows it to everybody."""

import base64
import io

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from workshop import charts, data
from workshop.charts import page, picking
from workshop.charts.draw_cells import fit_header
from workshop.charts.draw_lines import draw_lines
from workshop.note import KOSOVO_NOTE
from workshop.wording import CannotShow

SIX = ["AL", "BA", "XK", "ME", "MK", "RS"]


class Shown(list):
    """What was displayed: pairs of a bundle and its metadata."""

    @property
    def png(self):
        return base64.b64decode(self[0][0]["image/png"])

    @property
    def picture(self):
        return Image.open(io.BytesIO(self.png)).convert("RGB")

    @property
    def alt(self):
        return self[0][1]["image/png"]["alt"]

    @property
    def description(self):
        return BeautifulSoup(self[-1][0]["text/html"], "html.parser")


@pytest.fixture
def shown(monkeypatch):
    outputs = Shown()
    monkeypatch.setattr(
        "IPython.display.display",
        lambda bundle, metadata=None, **_: outputs.append((bundle, metadata)),
    )
    return outputs


def load_people_online(codes=SIX):
    table = data.load("indicators")
    return table[(table["indicator"] == "people_online") & table["country"].isin(codes)]


def load_criteria():
    definitions = data.load("definitions").set_index("short_name")
    return definitions[["novelty", "effectiveness", "sustainability", "justice"]]


def draw_bar():
    charts.bar(
        data.load("cases")["country"].value_counts(), title="Cases", unit="cases"
    )


def draw_line():
    charts.line(load_people_online(), by="country", title="Online", unit="% of people")


def draw_heat():
    cases = data.load("cases")
    charts.heat(pd.crosstab(cases["field"], cases["country"])[SIX], title="Fields")


def draw_marks():
    charts.heat(load_criteria(), title="What definitions name")


def draw_tiles():
    population = data.load("countries").set_index("country")["population"]
    charts.tiles(population, title="Population", unit="people")


def draw_kinds():
    status = data.load("countries").set_index("country")["enlargement_status"]
    charts.tiles(status, title="Enlargement")


every_chart = pytest.mark.parametrize(
    "draw", [draw_bar, draw_line, draw_heat, draw_marks, draw_tiles, draw_kinds]
)


@every_chart
def test_a_chart_comes_with_a_text_and_a_folded_table(shown, draw):
    draw()
    picture, description = shown
    assert picture[0]["text/plain"] == shown.alt
    assert 60 < len(shown.alt) <= 600
    assert shown.alt.endswith(".")
    details = shown.description.find("details", class_="description")
    assert details.summary.get_text().startswith("Description of the chart")
    assert details.p.get_text() == shown.alt
    assert {th["scope"] for th in details.find_all("th")} == {"col", "row"}
    assert len(details.find_all("tr")) > 6
    assert len(description[0]["text/plain"].splitlines()) > 6


@every_chart
def test_the_ground_is_white_so_that_pages_may_lend_their_colour(shown, draw):
    draw()
    colours = shown.picture.getcolors(256)
    assert max(colours)[1] == (255, 255, 255)


@every_chart
def test_a_chart_is_a_small_picture_that_never_changes(shown, draw):
    import matplotlib

    draw()
    first = shown.png
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        draw()
    again = base64.b64decode(shown[2][0]["image/png"])
    assert again == first
    assert b"tEXt" not in first
    assert len(first) < 60_000
    assert shown.picture.width == 1200


@pytest.mark.parametrize("draw", [draw_bar, draw_line, draw_heat, draw_tiles])
def test_the_kosovo_note_follows_once_and_is_not_folded(shown, draw):
    draw()
    [note] = shown.description.find_all("p", class_="note-xk")
    assert note.get_text() == KOSOVO_NOTE
    assert note.find_parent("details") is None
    assert shown[-1][0]["text/plain"].count(KOSOVO_NOTE) == 1


def test_there_is_no_note_without_kosovo(shown):
    charts.bar({"Serbia": 3, "Albania": 2}, title="Two places")
    charts.line(load_people_online(["RS", "AL"]), by="country", title="Online")
    assert all("note-xk" not in str(bundle) for bundle, _ in shown)


def test_bars_name_the_largest_the_smallest_and_the_rank(shown):
    counts = pd.Series({"RS": 15, "MK": 14, "AL": 12, "BA": 9, "CY": 1, "MT": 1})
    charts.bar(counts, title="Cases", unit="cases", highlight="AL")
    assert "Largest: Serbia, 15." in shown.alt
    assert "Smallest: Cyprus and Malta, 1 each." in shown.alt
    assert "Albania: 12, 3rd largest of 6" in shown.alt


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"a": 5, "b": 5, "c": 1}, "Largest: a and b, 5 each. Smallest: c, 1."),
        ({"a": 2, "b": 2}, "Both values are 2."),
        ({"a": 3, "b": None, "c": 1}, "Not known: b."),
        ({"a": -0.4, "b": 0.25}, "Smallest: a, −0.40."),
        ({"a": 1196, "b": 16}, "Largest: a, 1,196."),
    ],
)
def test_bars_tell_ties_and_what_is_not_known(shown, values, words):
    charts.bar(values, title="Values")
    assert words in shown.alt


def measure_bars(picture):
    """Give the length in pixels and the beginning of each bar, from the top down."""
    rows = [find_colour(picture, page.MAIN, y) for y in range(picture.height)]
    bars, before = [], []
    for row in rows:
        if len(row) > 1 and len(before) <= 1:
            bars.append((len(row), row[0]))
        before = row
    return bars


def find_colour(picture, colour, y, off=12):
    """List the places in a row of pixels that have about this colour."""
    wanted = bytes.fromhex(colour[1:])
    pixels = picture.load()
    return [
        x
        for x in range(picture.width)
        if max(abs(a - b) for a, b in zip(pixels[x, y], wanted, strict=True)) < off
    ]


def test_a_bar_is_as_long_as_its_value(shown):
    charts.bar({"a": 10, "b": 5, "c": 2.5, "d": None}, title="Lengths")
    lengths = [length for length, _ in measure_bars(shown.picture)]
    assert [round(length / lengths[-1], 1) for length in lengths] == [4.0, 2.0, 1.0]


@pytest.mark.parametrize("size", [1, 0.01, 1000])
def test_bars_below_zero_alone_fill_the_page_too(shown, size):
    charts.bar({"a": 10 * size, "b": 5 * size, "c": 2.5 * size}, title="Above")
    charts.bar({"a": -10 * size, "b": -5 * size, "c": -2.5 * size}, title="Below")
    above, below = (Shown([one]).picture for one in shown[::2])
    assert measure_bars(above)[0][0] > page.WIDTH / 2
    lengths = [length for length, _ in measure_bars(below)]
    assert lengths[-1] > page.WIDTH / 2
    assert [round(length / lengths[0], 1) for length in lengths] == [1.0, 2.0, 4.0]
    ends = {length + begin for length, begin in measure_bars(below)}
    assert max(ends) - min(ends) <= 2, "bars below zero begin at the same line"


def test_bars_keep_years_in_order_and_sort_the_rest(shown):
    charts.bar(pd.Series({2022: 1, 2023: 9}), title="By year")
    charts.bar({"small": 1, "large": 9}, title="By size")
    charts.bar({"small": 1, "large": 9}, title="As given", sort=False)
    rows = [bundle["text/plain"].splitlines()[1] for bundle, _ in shown[1::2]]
    assert [row.split(":")[0] for row in rows] == ["2022", "large", "small"]


def test_bars_find_their_columns(shown):
    countries = data.load("countries")
    charts.bar(countries[countries["group"] == "WB6"], y="population", title="People")
    charts.bar(countries.head(6), "country_name", "population", title="People")
    assert "Largest: Serbia, 6,586,476." in shown[0][0]["text/plain"]
    assert "Largest: Serbia, 6,586,476." in shown[2][0]["text/plain"]


@pytest.mark.parametrize(
    ("last", "named"),
    [
        (2024, [2000, 2005, 2010, 2015, 2020, 2024]),
        (2022, [2000, 2005, 2010, 2015, 2022]),
    ],
)
def test_the_last_year_of_many_stands_below_the_lines(last, named):
    """The labels beside the lines name a year only where a line ends earlier."""
    years = range(2000, last + 1)
    wide = pd.DataFrame({"Serbia": [*years]}, index=years)
    drawn = draw_lines(wide, ["Serbia"], "Lines", "people")
    (axes,) = drawn.figure.axes
    assert [*axes.get_xticks()] == named


def test_lines_say_where_each_begins_and_ends(shown):
    table = load_people_online()
    draw_line()
    for code, name in (("AL", "Albania"), ("RS", "Serbia"), ("XK", "Kosovo*")):
        line = (
            table[table["country"] == code].dropna(subset=["value"]).set_index("year")
        )
        (first, a), (last, b) = line["value"].iloc[[0, -1]].items()
        assert f"{name} rises from {a:.1f} ({first}) to {b:.1f} ({last})" in shown.alt


def test_lines_tell_a_fall_a_peak_and_a_flat_line(shown):
    values = {"up": [1, 5, 4], "peak": [1, 9, 0], "flat": [2, 2, 2]}
    table = pd.DataFrame(values, index=pd.Index([2001, 2002, 2003], name="year"))
    long = table.reset_index().melt("year", var_name="who")
    charts.line(long, by="who", title="Lines")
    assert "up goes from 1 (2001) to 5 (2002) and 4 (2003)." in shown.alt
    assert "peak goes from 1 (2001) to 9 (2002) and 0 (2003)." in shown.alt
    assert "flat begins and ends at 2 (2001, 2003)." in shown.alt
    assert "Largest in 2003: up, 4." in shown.alt


def draw_one_line(values: list, begin: int = 2001) -> None:
    years = pd.Index(range(begin, begin + len(values)), name="year")
    charts.line(pd.Series(values, index=years, dtype="Float64"), title="Line")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        # A small way back is no turn.
        ([1, 2, 3, 2.9, 4, 5], "rises from 1.0 (2001) to 5.0 (2006)."),
        ([5, 4, 4.2, 3, 2, 1], "falls from 5.0 (2001) to 1.0 (2006)."),
        ([1, 4, 9, 5, 2], "goes from 1 (2001) to 9 (2003) and 2 (2005)."),
        ([9, 4, 1, 5, 8], "goes from 9 (2001) to 1 (2003) and 8 (2005)."),
        # The largest of an even line has no turn: there is no range to go back.
        ([3, 3, 3], "begins and ends at 3 (2001, 2003)."),
        (
            [1, 9, 1, 9, 1, 9],
            "to 9 (2002), 1 (2003), 9 (2004), 1 (2005) and 9 (2006).",
        ),
        ([None, 4, None], "has one value only, 4 (2002)."),
    ],
)
def test_a_line_tells_its_turns(shown, values, words):
    draw_one_line(values)
    assert f"The line {words}" in shown.alt or words in shown.alt


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        # A break upwards and then down: the line does not simply rise.
        (
            [30, 29, 29, 40, 39, 37, 35, 33],
            "Large step: The line from 29 (2003) to 40 (2004).",
        ),
        # A step over a gap carries both years.
        (
            [30, 29, 29, None, 40, 39, 38, 37],
            "Large step: The line from 29 (2003) to 40 (2005).",
        ),
        (
            [30, 29, 30, 45, 44, 45, 60, 59, 58, 59],
            "Large steps: The line from 30 (2003) to 45 (2004); "
            "The line from 45 (2006) to 60 (2007).",
        ),
        # Five equal steps, or too few to tell: none is great.
        ([1, 2, 3, 4, 5, 6], ""),
        ([1, 9, 8], ""),
        ([4, 4, 4, 4, 4, 4, 4], ""),
    ],
)
def test_a_line_with_a_great_step_names_it_and_does_not_simply_rise(
    shown, values, steps
):
    draw_one_line(values)
    assert steps in shown.alt
    assert ("Large step" in shown.alt) == bool(steps)
    if steps:
        assert "rises" not in shown.alt and "falls" not in shown.alt


def test_gaps_are_named_by_their_years(shown):
    draw_one_line([None, 1, None, 3, None, None, 6, None])
    gaps = "No value in between: The line 2003 and 2005 to 2006."
    assert gaps in shown.alt
    shown.clear()
    draw_one_line([None, 1, 2, 3, None])
    assert "No value in between" not in shown.alt


def test_the_three_breaks_of_the_gini_series_are_told(shown):
    gini = data.series("gini", ["RS", "ME", "XK"])
    gini = gini[gini.index >= 2006]
    charts.line(gini, title="Income inequality (Gini)", unit="0 to 100")
    told = shown.alt.partition("Large steps: ")[2].partition(". No value")[0]
    for name, line in zip(
        ("Serbia", "Montenegro", "Kosovo*"), gini.items(), strict=True
    ):
        known = line[1].dropna()
        place = known.diff().abs().idxmax()
        before = known.index[known.index.get_loc(place) - 1]
        step = f"{known[before]:.1f} ({before}) to {known[place]:.1f} ({place})"
        assert f"{name} from {step}" in told
        assert f"{name} rises" not in shown.alt
    assert "No value in between: Serbia 2011; Kosovo* 2007 to 2008 and 2020." in (
        shown.alt
    )


def test_a_series_of_ours_is_drawn_as_it_is(shown):
    wide = data.series("people_online", ["XK", "RS"])
    charts.line(wide, title="Online")
    long = load_people_online(["XK", "RS"])
    charts.line(long, by="country", title="Online")
    assert shown[0][0]["text/plain"] == shown[2][0]["text/plain"]
    charts.line(data.series("people_online", ["XK"]), title="Online")
    assert "Kosovo* rises from" in shown[4][0]["text/plain"]


def test_many_lines_name_the_highlighted_and_the_ends(shown):
    every = data.load("countries")["country"]
    table = load_people_online(every)
    charts.line(table, by="country", title="Online", highlight=["RS"])
    last = table[table["year"] == table["year"].max()].set_index("country")["value"]
    name = data.load("countries").set_index("country")["country_name"][last.idxmax()]
    assert f"{len(every)} lines" in shown.alt
    assert (
        f"known for {len(last)} of {len(every)}: {name}, {last.max():.1f}" in shown.alt
    )
    assert "Serbia rises from" in shown.alt
    assert "Albania rises" not in shown.alt


def test_a_missing_year_is_a_gap_and_is_said(shown):
    table = pd.DataFrame(
        {"year": [2000, 2001, 2003, 2004], "value": [1.0, 2.0, 4.0, 5.0]}
    )
    assert picking.pick_lines(table, "year", "value", None).index.tolist() == [
        *range(2000, 2005)
    ]
    charts.line(table, title="With a gap")
    filled = pd.concat([table, pd.DataFrame({"year": [2002], "value": [3.0]})])
    charts.line(filled, title="With a gap")
    assert "Points known, of 5: The line 4." in shown.alt
    assert "2002: not known" in shown[1][0]["text/plain"]
    assert shown[0][0]["image/png"] != shown[2][0]["image/png"]


def test_years_between_rounds_of_a_series_are_no_gaps():
    table = pd.DataFrame({"year": [1992, 1996, 2000], "value": [13, 53, 112]})
    picked = picking.pick_lines(table, "year", "value", None)
    assert picked.index.tolist() == [1992, 1996, 2000]


def test_marks_are_counted(shown):
    criteria = load_criteria()
    sums = criteria.sum()
    draw_marks()
    assert f"{sums.sum()} of {criteria.size} cells are marked" in shown.alt
    most = f"Columns with most marks: {sums.idxmax()}, {sums.max()} of {len(criteria)}"
    assert most in shown.alt
    assert f"with fewest: {sums.idxmin()}, {sums.min()}" in shown.alt
    row = shown.description.tbody.tr
    assert [cell.get_text() for cell in row.find_all("td")] == [
        "yes" if value else "no" for value in criteria.iloc[0]
    ]


def test_cells_name_the_extremes_and_the_unknown(shown):
    table = pd.DataFrame({"A": [1.5, None], "B": [0.5, 3]}, index=["x", "y"])
    charts.heat(table, title="Scores", labels={"A": "first", "x": "upper"})
    assert "Largest: y – B, 3.0. Smallest: upper – B, 0.5." in shown.alt
    assert "Not known: 1 of 4 cells." in shown.alt
    assert "sum" not in shown.alt
    assert "upper: first 1.5" in shown[1][0]["text/plain"]


def test_sums_are_told_of_counts(shown):
    counts = pd.DataFrame({"AL": [2, 0], "RS": [3, 1]}, index=["culture", "health"])
    charts.heat(counts, title="Fields")
    assert "Largest row sum: culture, 5." in shown.alt


def test_tiles_name_extremes_and_the_unknown(shown):
    table = load_people_online()
    values = table[table["year"] == 2023].set_index("country")["value"]
    assert "XK" not in values.index
    charts.tiles(values, title="Online in 2023")
    names = data.load("countries").set_index("country")["country_name"]
    assert f"Largest: {names[values.idxmax()]}, {values.max():.1f}." in shown.alt
    assert "Not known: Kosovo*." in shown.alt
    assert len(shown.description.tbody.find_all("tr")) == len(SIX)


def test_kinds_are_counted_with_their_members(shown):
    draw_kinds()
    status = data.load("countries")["enlargement_status"].value_counts()
    assert f"member: {status['member']} (Austria, " in shown.alt
    assert (
        f"potential candidate: {status['potential candidate']} (Kosovo*)" in shown.alt
    )


@pytest.mark.parametrize("nothing", [..., None, {}, pd.Series({"AL": pd.NA})])
@pytest.mark.parametrize("draw", [charts.bar, charts.line, charts.heat, charts.tiles])
def test_nothing_to_draw_is_said_in_a_sentence(shown, draw, nothing):
    if draw is charts.line and isinstance(nothing, pd.Series):
        nothing = pd.Series({2001: pd.NA})
    draw(nothing, title="Cases about roads")
    [(bundle, _)] = shown
    assert bundle["text/plain"].startswith(
        "Cases about roads: there is nothing to draw"
    )
    assert "image/png" not in bundle


@pytest.mark.parametrize("draw", [charts.bar, charts.line, charts.heat, charts.tiles])
@pytest.mark.parametrize(
    ("value", "words"),
    [(float("inf"), "infinite for"), (float("-inf"), "infinite for")]
    + [(1e300, "more than 15 digits"), (-1.7e308, "more than 15 digits")],
)
def test_a_number_without_a_place_on_an_axis_is_named(shown, draw, value, words):
    values = pd.Series({"AL": 1.5, "RS": value, "ME": None}, name="share")
    if draw is charts.line:
        values.index = [2001, 2002, 2003]
    with pytest.raises(CannotShow, match=words) as caught:
        draw(values.to_frame() if draw is charts.heat else values, title="")
    named = "2002" if draw is charts.line else "Serbia"
    assert f'"share" is {"in" if "inf" in words else "a"}' in str(caught.value)
    assert named in str(caught.value)
    assert not shown


@pytest.mark.parametrize(
    "values",
    [(0, 0), (-1e-320, -2e-320), (-0.0, 0.0), (-9e14, 9e14), (-3, 3), (1e-9, None)],
)
@pytest.mark.parametrize("draw", [charts.bar, charts.line, charts.heat, charts.tiles])
def test_every_other_number_can_be_drawn(shown, draw, values):
    labels = [2001, 2002] if draw is charts.line else ["AL", "RS"]
    drawn = pd.Series(values, labels, dtype=float, name="share")
    draw(drawn.to_frame() if draw is charts.heat else drawn, title="Numbers")
    assert shown.picture.height < 1500


@pytest.mark.parametrize("draw", [charts.bar, charts.line, charts.heat])
def test_half_an_emoji_stops_no_chart(shown, draw):
    odd = "a\ud83d\0"
    values = {
        charts.bar: pd.Series({odd: 1.0, "b": 2.5}),
        charts.line: pd.Series({2001: 1.0, 2002: 2.5}, name=odd),
        charts.heat: pd.DataFrame({odd: [1.0, 2.5]}),
    }
    draw(values[draw], title=odd, unit=odd)
    shown.alt.encode("utf-8")
    assert shown.alt.startswith("a\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize("marks", [False, True])
def test_an_unknown_cell_is_hatched(shown, marks):
    for value in (1, None):
        table = pd.DataFrame({"a": [1.0], "b": [value]}, index=["row"])
        charts.heat(table, title="Cells", marks=marks)
    known, unknown = (find_faint(Shown([one]).picture) for one in shown[::2])
    assert len(unknown) > len(known) + 1000
    in_known = [sum(x < page.WIDTH / 4 for x in places) for places in (known, unknown)]
    assert in_known[1] < in_known[0] + 200, "the known cell has no hatching"


def test_a_tile_without_a_value_is_hatched(shown):
    six = dict.fromkeys(SIX, 1)
    for values in (six, six | {"AL": None}):
        charts.tiles(values, title="Tiles")
    known, unknown = (find_faint(Shown([one]).picture) for one in shown[::2])
    assert len(unknown) > len(known) + 1000


def find_faint(picture):
    """List where pixels have the colour of hatching, as places from the left."""
    return [
        x for y in range(picture.height) for x in find_colour(picture, page.FAINT, y)
    ]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: charts.bar(data.load("cases"), y="nmae", title=""), "no column nmae"),
        (
            lambda: charts.bar(data.load("cases")["name"].head(), title=""),
            "holds words",
        ),
        (lambda: charts.bar(5, title=""), "not a table"),
        (lambda: charts.bar(pd.Series(range(99)), title=""), "too many"),
        (lambda: charts.bar({"a": 1}, title="", highlight="b"), "b cannot be"),
        (
            lambda: charts.bar(load_people_online(), "country", "value", title=""),
            "more than one value for Albania",
        ),
        (lambda: charts.line(load_people_online(), title=""), "more than one value"),
        (
            lambda: charts.heat(load_criteria().iloc[:, [0, 0]], title=""),
            "more than one value for novelty",
        ),
        (lambda: charts.line(pd.Series({"a": 1}), title=""), "years"),
        (lambda: charts.line(pd.Series({float("inf"): 1}), title=""), "years"),
        (
            lambda: charts.heat(pd.DataFrame(0, range(99), range(9)), title=""),
            "too large to read. Rows: 99, columns: 9",
        ),
        (lambda: charts.tiles({"UK": 1, "RS": 2}, title=""), "UK cannot be placed"),
        (
            lambda: charts.tiles(
                data.load("countries").set_index("country")["capital"], title=""
            ),
            "too many kinds for a tile map",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_sentence(shown, call, words):
    with pytest.raises(CannotShow) as caught:
        call()
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")
    assert not shown


def test_a_source_is_printed_under_the_chart(shown):
    charts.bar({"a": 1}, title="Small", source="Survey <2024>")
    source = shown.description.find("p", class_="source")
    assert source.get_text() == "Source: Survey <2024>"
    assert source.find_parent("details") is None


def measure_contrast(one, other):
    """Give the contrast of two colours as WCAG 2.2 defines it."""
    from matplotlib.colors import to_rgb

    def shine(colour):
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in to_rgb(colour)
        ]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    low, high = sorted((shine(one), shine(other)))
    return (high + 0.05) / (low + 0.05)


def test_type_can_be_read_on_every_fill():
    shades = [page.shade(step / 200) for step in range(201)]
    assert min(measure_contrast(*look) for look in (*shades, *page.KINDS)) >= 4.5
    type_on_white = (*page.COLOURS, page.INK, page.QUIET)
    assert min(measure_contrast(colour, "white") for colour in type_on_white) >= 4.5
    assert measure_contrast(page.OTHERS, "white") >= 3
    assert measure_contrast(page.MAIN, page.OTHERS) >= 2


def test_shades_grow_darker_so_that_they_survive_grey_print():
    white = [measure_contrast(page.shade(step / 20)[0], "white") for step in range(21)]
    assert white == sorted(white)


def test_no_two_lines_look_the_same():
    looks = {
        (
            page.COLOURS[n % len(page.COLOURS)],
            page.DASHES[n % len(page.DASHES)],
            page.MARKERS[n % len(page.MARKERS)],
        )
        for n in range(33)
    }
    assert len(looks) == 33


@pytest.mark.parametrize(
    ("width", "names", "expected", "slants"),
    [
        (170, ["strength", "opportunity"], ["strength", "opportunity"], False),
        (130, ["5 scaling", "6 systemic"], ["5 scaling", "6\nsystemic"], False),
        (170, ["Persons with disabilities"], ["Persons with\ndisabilities"], False),
        (158, ["Participation", "Health"], ["Participation", "Health"], False),
        (100, ["Participation", "Health"], ["Participation", "Health"], True),
        (170, ["Organisations of persons with disabilities"], None, True),
    ],
)
def test_a_header_keeps_its_words_whole(width, names, expected, slants):
    texts, size, _, does = fit_header(names, width, page.NORMAL)
    assert does == slants
    if expected:
        assert texts == expected
    if not slants:
        assert page.measure("\n".join(texts).split("\n"), size) < width


def test_labels_at_line_ends_do_not_overlap():
    places = page.spread([5.0, 5.1, 5.2, 9.9, 0.0], gap=1, low=0, high=10)
    ordered = sorted(places)
    assert min(b - a for a, b in zip(ordered, ordered[1:], strict=False)) >= 1 - 1e-9
    assert max(places) <= 10
    assert places[0] < places[1] < places[2]
