"""Learning checks are read as people hand them in, never run, and compared rightly."""

import csv
import io
import json
import os

import pytest
from bs4 import BeautifulSoup

from scripts.door.errors import Problem, report_faults
from scripts.door.files import ROOT
from scripts.kit.answers import list_columns, read_answers
from scripts.kit.learning import report_learning, summarise
from scripts.kit.spreadsheets import encode_rows, read_rows
from scripts.kit.statistics import compare_pairs, find_quantile
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.learning_check import read_check
from scripts.verbs import learning
from tests.barriers import find_barriers

pytest_plugins = ("tests.pages",)

CHECK = read_check(ROOT / "courses/words/learning-check.md")
COLUMNS = list_columns(CHECK)
RIGHT = {form: [item.answer for item in CHECK.list_form(form)] for form in "AB"}
# scipy 1.17.1: scipy.stats.t.ppf(0.975, degrees of freedom)
QUANTILES = {
    1: 12.706204736174694,
    2: 4.302652729749462,
    3: 3.1824463052837078,
    9: 2.262157162798205,
    10: 2.228138851986274,
    23: 2.0686576104190486,
    24: 2.0638985616280245,
    99: 1.9842169515864174,
    299: 1.9679296690656698,
}


def make_line(code, forms="AB", right=(3, 6)):
    """Return a line of a table: the first answers of each half are right, then "d"."""
    halves = []
    for form, count in zip(forms, right, strict=True):
        halves += [form, *RIGHT[form][:count], *["d"] * (len(RIGHT[form]) - count)]
    return [code, *halves]


def write_table(path, lines, encoding="utf-8", separator=",", end="\n"):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator=end)
    writer.writerows(lines)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def make_people(count):
    return [make_line(f"MA{n:02d}", right=(n % 4, 4 + n % 3)) for n in range(count)]


@pytest.fixture(scope="module")
def worksheet():
    """The untouched worksheet of the one-day course, as JSON."""
    path = ROOT / "exercises/one-day.ipynb"
    return path.read_text(encoding="utf-8")


def fill(worksheet, answers, code='"MA08"'):
    """Return a worksheet in which somebody has written answers, as bytes."""
    notebook = json.loads(worksheet)
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["id"] == "w-check-before-code":
            source = f"my_code = {code}"
        for name, value in answers.items():
            source = source.replace(f"{name} = ...", f"{name} = {value}")
        cell["source"] = source
    return json.dumps(notebook).encode()


def write_half(half, form, right):
    letters = [*RIGHT[form][:right], *["d"] * (8 - right)]
    named = {f"{half}_{n}": f'"{one}"' for n, one in enumerate(letters, start=1)}
    return {f"{half}_form": f'"{form}"', **named}


def count(answers):
    summary = summarise(answers.people, CHECK)
    return summary.pairs, summary.whole.before, summary.whole.after


@pytest.mark.parametrize("freedom", QUANTILES)
def test_the_quantile_is_that_of_scipy(freedom):
    found = find_quantile(0.95, freedom)
    assert found == pytest.approx(QUANTILES[freedom], rel=1e-10)


def test_the_interval_is_that_of_scipy():
    """scipy 1.17.1: scipy.stats.ttest_rel(after, before).confidence_interval(0.95)"""
    before = [3, 4, 2, 5, 6, 3, 4, 4, 1, 5, 2, 3]
    after = [5, 6, 4, 5, 7, 3, 6, 7, 4, 6, 1, 5]
    found = compare_pairs(before, after)
    assert found.mean == pytest.approx(17 / 12)
    assert found.low == pytest.approx(0.6287368328690404, rel=1e-10)
    assert found.high == pytest.approx(2.204596500464293, rel=1e-10)


def test_without_a_spread_there_is_no_interval():
    assert compare_pairs([1, 2, 3], [2, 3, 4]).low is None
    assert compare_pairs([1], [3]).high is None
    with pytest.raises(ValueError):
        compare_pairs([1, 2], [1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_from_excel_is_read_whatever_its_form(tmp_path, encoding, separator):
    empty = [""] * len(COLUMNS)
    head = [name.replace("_", " ").title() for name in COLUMNS]
    lines = [empty, [*head, "", ""], make_line("Šć07"), empty, make_line("Đo12")]
    path = write_table(tmp_path / "a.csv", lines, encoding, separator, "\r\n")
    answers = read_answers([path], CHECK)
    assert [person.code for person in answers.people] == ["ŠĆ07", "ĐO12"]
    assert count(answers) == (2, 6, 12)


def test_the_line_of_excel_that_names_the_separator_is_no_row(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\nname;day 1\n\nAna;x\n", encoding="utf-8")
    names, rows = read_rows(tmp_path / "a.csv")
    assert names == ["name", "day_1"]
    assert [(row.line, row.cells["name"]) for row in rows] == [(4, "Ana")]


def test_cyrillic_numbers_and_capitals_are_letters_of_answers(tmp_path):
    line = make_line("МА 08", right=(8, 8))
    assert line[2:4] == ["b", "b"]
    line[1], line[2], line[3] = "А", "б", "2,0"
    line[4] = " C) "
    path = write_table(tmp_path / "a.csv", [COLUMNS, line], "utf-8-sig", ";")
    answers = read_answers([path], CHECK)
    assert answers.people[0].code == "MA08", "the code looks the same, so it is"
    assert count(answers) == (1, 8, 8)


def test_two_lines_of_one_code_are_one_person_when_they_are_before_and_after(tmp_path):
    line = make_line("MA08")
    half = COLUMNS.index("after_form")
    before = [*line[:half], *[""] * (len(line) - half)]
    after = ["ma08", *[""] * (half - 1), *line[half:]]
    path = write_table(tmp_path / "a.csv", [COLUMNS, before, after])
    answers = read_answers([path], CHECK)
    assert count(answers) == (1, 3, 6) and answers.remarks == []


def test_a_table_may_hold_one_half_alone(tmp_path):
    half = COLUMNS.index("after_form")
    line = make_line("MA08")
    before = write_table(tmp_path / "b.csv", [COLUMNS[:half], line[:half]])
    after = write_table(
        tmp_path / "a.csv", [["code", *COLUMNS[half:]], ["MA08", *line[half:]]]
    )
    assert count(read_answers([before, after], CHECK)) == (1, 3, 6)


def test_an_empty_form_follows_from_the_code_and_is_said(tmp_path):
    even, odd = make_line("MA08", "AB", (8, 8)), make_line("MA07", "BA", (8, 8))
    for line in (even, odd):
        line[1] = line[COLUMNS.index("after_form")] = ""
    answers = read_answers(
        [write_table(tmp_path / "a.csv", [COLUMNS, even, odd])], CHECK
    )
    assert count(answers) == (2, 16, 16)
    assert "line 3: after_form is empty. The code ends with 7, so form A" in "".join(
        answers.remarks
    )


def test_a_worksheet_is_read_and_never_run(tmp_path, worksheet):
    trap = tmp_path / "ran"
    answers = write_half("before", "A", 2) | write_half("after", "B", 7)
    content = json.loads(fill(worksheet, answers))
    bomb = {"cell_type": "code", "id": "x", "metadata": {}, "outputs": []}
    bomb["source"] = [f"open({str(trap)!r}, 'w').close()\n", "after_1 ="]
    content["cells"].append(bomb)
    (tmp_path / "a.ipynb").write_text(json.dumps(content), encoding="utf-8")
    assert count(read_answers([tmp_path / "a.ipynb"], CHECK)) == (1, 2, 7)
    assert not trap.exists()


def test_a_letter_without_quotation_marks_is_a_letter(tmp_path, worksheet):
    answers = write_half("before", "A", 8) | {"before_1": "b", "before_2": "..."}
    (tmp_path / "a.ipynb").write_bytes(fill(worksheet, answers))
    person = read_answers([tmp_path / "a.ipynb"], CHECK).people[0]
    assert person.halves["before"].letters[:2] == ("b", "")


def test_an_untouched_worksheet_is_a_remark_and_no_person(tmp_path, worksheet):
    (tmp_path / "a.ipynb").write_text(worksheet, encoding="utf-8")
    (tmp_path / "b.ipynb").write_bytes(fill(worksheet, write_half("before", "A", 2)))
    answers = read_answers([tmp_path], CHECK)
    assert len(answers.people) == 1
    place = f"{tmp_path.name}/a.ipynb"
    assert f"{place}: no answer of the learning check." in answers.remarks


def test_the_same_answers_twice_count_once(tmp_path, worksheet):
    answers = write_half("before", "A", 2) | write_half("after", "B", 7)
    for name in ("a.ipynb", "copy of a.ipynb"):
        (tmp_path / name).write_bytes(fill(worksheet, answers))
    answers = read_answers([tmp_path], CHECK)
    assert len(answers.people) == 1
    assert "copy of a.ipynb: the same answers" in answers.remarks[0]


def test_of_a_folder_what_is_no_answer_is_a_remark(tmp_path, worksheet):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.ipynb").write_bytes(fill(worksheet, write_half("before", "A", 2)))
    (tmp_path / "in/half.ipynb").write_text(worksheet[:2000], encoding="utf-8")
    (tmp_path / "in/link.ipynb").symlink_to(ROOT / "exercises/one-day.ipynb")
    lesson = ROOT / "exercises/01-definition.ipynb"
    (tmp_path / "in/lesson.ipynb").write_bytes(lesson.read_bytes())
    answers = read_answers([tmp_path / "in"], CHECK)
    said = "\n".join(answers.remarks)
    assert "half.ipynb: it is damaged" in said and "link.ipynb: it is a link" in said
    assert "lesson.ipynb: it is a worksheet" in said and "no learning check" in said
    assert len(answers.people) == 1


def change(line, column, text):
    return [text if name == column else one
            for name, one in zip(COLUMNS, line, strict=True)]  # fmt: skip


BAD = {
    "a column too many": (
        [[*COLUMNS, "before_9"], [*make_line("MA08"), "a"]],
        'line 1: the column "before_9" is not one',
    ),
    "a cell too many": (
        [COLUMNS, make_line("MA08"), [*make_line("MA09"), "b"]],
        "line 3: it has 20 cells, and the first line names 19 columns",
    ),
    "a column twice": (
        [["code", "code", *COLUMNS[1:]], ["MA08", *make_line("MA08")]],
        'line 1: the column "code" stands there more than once',
    ),
    "a column missing": (
        [COLUMNS[:-1], make_line("MA08")[:-1]],
        "line 1: the column after_8 is missing",
    ),
    "no letter": (
        [COLUMNS, change(make_line("MA08"), "after_2", "yes, b or c")],
        'line 2: "yes, b or c" is no answer to after_2; write one of a, b, c, d',
    ),
    "two people with one code": (
        [COLUMNS, make_line("MA08"), make_line("ma08", right=(1, 6))],
        "line 3: the code MA08 stands in a.csv, line 2, too, with other answers before",
    ),
    "a strange form": (
        [COLUMNS, change(make_line("MA08"), "after_form", "C")],
        'line 2: after_form says "C"; write A or B',
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_is_one_sentence_and_nothing_is_written(tmp_path, name):
    lines, said = BAD[name]
    path = write_table(tmp_path / "a.csv", lines)
    with pytest.raises(Problem) as caught:
        report_learning([path], tmp_path / "out/learning.html")
    assert str(caught.value).startswith("a.csv, ") and said in str(caught.value)
    assert str(caught.value).count("\n") == 0
    assert not (tmp_path / "out").exists()


SPOILT = {
    "cp1250": ("Marić;x\n".encode("cp1250"), "line 2: the letters are not saved"),
    "cp1251": ("Јована;x\n".encode("cp1251"), "line 2: the letters are not saved"),
    "twice": ("MariÄ‡;x\n".encode(), 'line 2: the letters of "MariÄ‡;x" were spoilt'),
    "lost": ("Mari\ufffd;x\n".encode(), "were spoilt"),
    "xlsx": (b"PK\x03\x04", "an Excel workbook"),
    "binary": (b"\x01\x00\x02\x00;", "is not a table of text"),
    "quote": (b'"Ana;x\n', "cannot be read as a table"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_letters_in_a_wrong_code_are_one_sentence(tmp_path, name):
    content, said = SPOILT[name]
    begins_anew = content.startswith((b"PK", b"\x01"))
    head = b"" if begins_anew else b"name;day 1\n"
    (tmp_path / "a.csv").write_bytes(head + content)
    with pytest.raises(Problem) as caught:
        read_rows(tmp_path / "a.csv")
    assert str(caught.value).startswith("a.csv") and said in str(caught.value)
    assert "CSV UTF-8" in str(caught.value) and "\n" not in str(caught.value)


def test_a_worksheet_of_another_course_is_one_sentence(tmp_path, worksheet):
    answers = write_half("before", "A", 2) | write_half("after", "B", 7)
    (tmp_path / "a.ipynb").write_bytes(fill(worksheet, answers))
    other = (ROOT / "exercises/two-days.ipynb").read_text(encoding="utf-8")
    (tmp_path / "b.ipynb").write_bytes(fill(other, answers, '"AN09"'))
    paths = [tmp_path / "a.ipynb", tmp_path / "b.ipynb"]
    with pytest.raises(Problem, match="worksheets of different courses"):
        read_answers(paths, CHECK)
    course = read_course(ROOT / "courses/one-day.toml", read_library())
    with pytest.raises(Problem, match='b.ipynb is a worksheet of "Two days'):
        read_answers(paths, CHECK, course.title)
    (tmp_path / "c.ipynb").write_bytes(
        fill(worksheet.replace("buys new minibuses", "buys bicycles"), answers)
    )
    with pytest.raises(Problem, match="c.ipynb: its learning check asks other"):
        read_answers([tmp_path / "c.ipynb"], CHECK)
    (tmp_path / "d.ipynb").write_bytes(fill(worksheet, {"before_1": "input()"}))
    with pytest.raises(Problem, match="before_1, line 2: code stands there"):
        read_answers([tmp_path / "d.ipynb"], CHECK)


def test_a_page_with_ten_pairs_shows_means_and_with_nine_counts_alone(tmp_path):
    pages = {}
    for number in (9, 10):
        path = write_table(tmp_path / "a.csv", [COLUMNS, *make_people(number)])
        report_learning([path], tmp_path / "learning.html")
        pages[number] = read_main(tmp_path / "learning.html")
    assert "95% interval from" in pages[10] and "Mean change per person" in pages[10]
    for word in ("interval", "average", "%", "Mean"):
        assert word not in pages[9], word
    assert "counts and nothing else" in pages[9]
    for text in pages.values():
        assert "Not that the course was the reason." in text
        assert "control group" in text and "MA0" not in text


def read_main(path):
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    return " ".join(soup.main.get_text(" ").split())


def test_only_people_with_both_halves_are_compared_and_others_are_counted(tmp_path):
    half = COLUMNS.index("after_form")
    alone = [*make_line("ZZ10", right=(8, 8))[:half], *[""] * 9]
    same = make_line("SA02", "AA", (1, 1))
    path = write_table(tmp_path / "a.csv", [COLUMNS, make_line("MA08"), alone, same])
    report_learning([path], tmp_path / "learning.html")
    text = read_main(tmp_path / "learning.html")
    assert "2 people answered both times. 1 person answered only before" in text
    assert "1 person had the same form both times" in text
    assert "Of 16 answers, 4 were right before and 7 after." in text


def test_when_nobody_answered_twice_a_sentence_says_where_to_look(tmp_path):
    half = COLUMNS.index("after_form")
    alone = [*make_line("ZZ10")[:half], *[""] * 9]
    path = write_table(tmp_path / "a.csv", [COLUMNS, alone])
    with pytest.raises(Problem, match="Nobody answered both times"):
        report_learning([path], tmp_path / "learning.html")


def test_the_verb_writes_one_page_and_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WORKSHOP_STARTED_IN", str(tmp_path))
    write_table(tmp_path / "Одговори 1.csv", [COLUMNS, *make_people(10)])
    assert learning.main(["Одговори 1.csv"], tmp_path) == 0
    assert "dist/results/learning.html is ready" in capsys.readouterr().out
    page = tmp_path / "dist/results/learning.html"
    content = page.read_bytes()
    assert learning.main(["Одговори 1.csv"], tmp_path) == 0
    assert page.read_bytes() == content, "byte for byte"

    def run(argv):
        return learning.main(argv, tmp_path)

    assert report_faults(run, ["gone.csv"]) == 1
    assert "There is no file" in capsys.readouterr().err
    assert report_faults(run, ["x.csv", "--course", "no-such"]) == 1
    assert 'There is no course "no-such"' in capsys.readouterr().err
    assert page.read_bytes() == content


def test_a_formula_is_written_as_text():
    bad = ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "＝1", "ok\r\nb"]
    content = encode_rows(["text"], [[one] for one in bad])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert all(row[0].startswith("'") for row in rows[1:-1]) and rows[-1] == ["ok\nb"]


@pytest.mark.browser
def test_the_page_has_no_barrier_on_screen_and_on_a_phone(tmp_path, page):
    for number in (9, 14):
        path = write_table(tmp_path / "a.csv", [COLUMNS, *make_people(number)])
        report_learning([path], tmp_path / "learning.html")
        page.goto((tmp_path / "learning.html").as_uri())
        assert find_barriers(page) == []
        words = page.locator("svg[role=img]").get_attribute("aria-describedby")
        assert len(page.inner_text(f"#{words}").split()) > 10
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.body.scrollWidth") <= 390
        page.set_viewport_size({"width": 1280, "height": 720})
    assert {url.partition(":")[0] for url in page.requests} <= {"file", "data"}


@pytest.mark.parametrize("name", ["answers.csv", "answers.ipynb"])
def test_a_pipe_is_one_sentence_and_nobody_waits(pipe, tmp_path, name):
    named = tmp_path / name
    os.link(pipe, named)
    with pytest.raises(Problem, match=f"{name}.* cannot be read .it is a pipe or a"):
        read_answers([named], CHECK)
