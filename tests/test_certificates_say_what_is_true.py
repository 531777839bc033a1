"""Certificates name who was there, for how long and for what, and nothing more."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.door.errors import Problem, report_faults
from scripts.door.files import ROOT
from scripts.kit.certifying import certify, write_time
from scripts.lessons.courses import find_course
from scripts.verbs import certificates
from tests.barriers import find_barriers

pytest_plugins = ("tests.pages",)

PEOPLE = ["Đorđe Šćepanović", "Љиљана Ђурђевић", "Besa Çelaj", "Ана Ѓорѓиева"]


@pytest.fixture(scope="module")
def days():
    return find_course("three-days")


@pytest.fixture(scope="module")
def day():
    return find_course("one-day")


def write(path, text, encoding="utf-8-sig"):
    path.write_bytes(text.encode(encoding))
    return path


def read(place):
    return BeautifulSoup(place.read_text(encoding="utf-8"), "html.parser")


def squeeze(tag):
    return " ".join(tag.get_text(" ").split())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("head", ["name", "Ime i prezime", "Emri", "Име и презиме"])
def test_names_in_every_script_stand_on_the_list_and_on_a_sheet(
    tmp_path, day, encoding, head
):
    text = "\r\n".join([head, "", *PEOPLE, ""])
    names = write(tmp_path / "имена.csv", text, encoding)
    assert certify(names, day, tmp_path / "c.html") == []
    soup = read(tmp_path / "c.html")
    assert [h.get_text() for h in soup.select(".certificate h2")] == PEOPLE
    assert [h.get_text() for h in soup.select("tbody th")] == PEOPLE


def test_two_columns_of_one_day_are_one_sentence(tmp_path, day):
    names = write(tmp_path / "n.csv", "name;day 1;dan 1\nAna;x;\n")
    with pytest.raises(Problem, match='"day_1" and "dan_1" are both of day 1; keep'):
        certify(names, day, tmp_path / "c.html")
    assert not (tmp_path / "c.html").exists()


def test_hours_and_topics_are_those_of_the_course(tmp_path, day):
    certify(write(tmp_path / "n.csv", "name\nAna"), day, tmp_path / "c.html")
    text = squeeze(read(tmp_path / "c.html").select_one(".certificate"))
    # 09:00 to 16:30 less five pauses of 5, 15, 60, 20 and 5 minutes.
    assert "5 hours 45 minutes, without breaks" in text
    assert "One day: from a challenge to a plan" in text
    assert "Attendance the whole course" in text
    topics = read(tmp_path / "c.html").select(".certificate li")
    assert [one.get_text() for one in topics] == [
        "What is a social innovation?",
        "Instruments",
        "In the Western Balkans",
        "Across the EU",
        "Keep learning",
    ], "lesson 2 is not in this course, and the start is no topic"


def test_who_came_on_some_days_has_their_hours_and_topics_alone(tmp_path, days):
    names = write(
        tmp_path / "n.csv",
        "name;day 1;day 2;day 3\nAna;x;da;1\nBesa;;✓;\nIvan;x;;po\nNiko;;ne;0\n",
    )
    remarks = certify(names, days, tmp_path / "c.html")
    assert remarks == ["n.csv, line 5: no day is marked, so there is no certificate."]
    sheets = [squeeze(one) for one in read(tmp_path / "c.html").select(".certificate")]
    minutes = [
        sum(b.minutes for b in day.blocks if b.kind != "pause") for day in days.days
    ]
    assert len(sheets) == 3 and "Attendance the whole course" in sheets[0]
    assert write_time(sum(minutes)) in sheets[0]
    assert "Attendance day 2 of 3 days" in sheets[1]
    assert f"{write_time(minutes[1])}, without" in sheets[1]
    assert "days 1 and 3 of 3 days" in sheets[2]
    assert f"{write_time(minutes[0] + minutes[2])}, without" in sheets[2]
    cut = {b.name[0] for b in days.days[1].blocks if b.kind == "section"}
    listed = read(tmp_path / "c.html").select(".certificate")[1].select("li")
    assert len(listed) == len(cut - {"0"}) < 6
    rows = [squeeze(row) for row in read(tmp_path / "c.html").select("tbody tr")]
    assert rows[1] == "2 Besa – present –" and rows[3] == "4 Niko – – –"


def test_a_certificate_claims_no_skill(tmp_path, day):
    certify(write(tmp_path / "n.csv", "name\nAna"), day, tmp_path / "c.html")
    text = squeeze(read(tmp_path / "c.html").select_one(".certificate")).casefold()
    assert "nothing was examined" in text and "attendance" in text
    for word in ("learned", "passed", "success", "qualif", "competen", "achieve"):
        assert word not in text, word


def test_date_and_place_stand_there_when_given_and_are_blank_otherwise(tmp_path, day):
    names = write(tmp_path / "n.csv", "name\nAna")
    certify(names, day, tmp_path / "c.html")
    assert len(read(tmp_path / "c.html").select(".attendance .blank")) == 2
    certify(names, day, tmp_path / "c.html", "3 March 2027", "<b>Travnik</b>")
    soup = read(tmp_path / "c.html")
    assert not soup.select(".attendance .blank, main b")
    for part in (soup.select_one(".attendance"), soup.select_one(".certificate")):
        assert "3 March 2027" in squeeze(part) and "<b>Travnik</b>" in squeeze(part)


BAD = {
    "no head": ("Ana\nBesa\n", 'line 1: no column is called "name"'),
    "a column too many": (
        "name;e-mail\nAna;a@b.invalid\n",
        'line 1: the column "e_mail" is not used',
    ),
    "a day too many": ("name;day 2\nAna;x\n", 'line 1: the column "day_2" is not used'),
    "no name": ("name;day 1\nAna;x\n;x\n", "line 3: the name is missing"),
    "a lost letter": ("name\nAna\nMari?a\n", 'line 3: "Mari?a" holds ?, which no name'),
    "a formula": ("name\n=cmd()\n", 'line 2: "=cmd()" holds ='),
    "spoilt": ("name\nÄorÄ‘e\nMariÄ‡\n", "were spoilt before the file was saved"),
    "neither": (
        "name;day 1\nAna;perhaps\n",
        'line 2: "perhaps" in the column of day 1',
    ),
    "nobody": ("name;day 1\nAna;\n", "nobody is marked as present"),
    "empty": ("name\n\n", "holds no name"),
    "long": (f"name\n{'Ana ' * 30}\n", "the name has 119 letters"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_is_a_sentence_and_the_earlier_page_stays(tmp_path, day, name):
    text, said = BAD[name]
    (tmp_path / "c.html").write_text("earlier", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        certify(write(tmp_path / "n.csv", text), day, tmp_path / "c.html")
    assert str(caught.value).startswith("n.csv") and said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (tmp_path / "c.html").read_text("utf-8") == "earlier"


def test_names_saved_in_an_old_code_are_a_sentence(tmp_path, day):
    for code, name in (("cp1250", "Šćepanović"), ("cp1251", "Љиљана")):
        names = write(tmp_path / "n.csv", f"name\nAna\n{name}\n", code)
        with pytest.raises(Problem, match="line 3: the letters are not saved as UTF-8"):
            certify(names, day, tmp_path / "c.html")
    assert not (tmp_path / "c.html").exists()


def test_a_name_that_stands_twice_is_said(tmp_path, day):
    names = write(tmp_path / "n.csv", "name\nAna Ilić\nBesa\nana  ilić\n")
    (remark,) = certify(names, day, tmp_path / "c.html")
    assert remark.startswith("n.csv, lines 2 and 4: the same name")
    assert len(read(tmp_path / "c.html").select(".certificate")) == 3


def test_the_verb_writes_the_page_and_names_what_is_missing(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("WORKSHOP_STARTED_IN", str(tmp_path))

    def run(*argv):
        return report_faults(lambda argv: certificates.main(argv, ROOT), list(argv))

    monkeypatch.setattr(certificates, "PLACE", f"{tmp_path}/out/{{name}}.html")
    assert run("n.csv") == 1 and "--course" in capsys.readouterr().err
    assert run("n.csv", "--course", "one-day") == 1
    assert "There is no file" in capsys.readouterr().err
    write(tmp_path / "n.csv", "name\nAna")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/one-day.pdf").write_bytes(b"%PDF of others")
    assert run("n.csv", "--course", "one-day") == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["one-day.html"]
    before = (tmp_path / "out/one-day.html").read_bytes()
    assert b"@font-face" in before, "the page brings its own type"
    assert run("n.csv", "--course", "one-day") == 0
    assert (tmp_path / "out/one-day.html").read_bytes() == before, "byte for byte"


@pytest.mark.browser
def test_the_page_has_no_barrier_and_each_certificate_is_one_sheet(
    tmp_path, days, page
):
    marks = "".join(f"{name};x;x;\n" for name in PEOPLE)
    text = f"name;day 1;day 2;day 3\n{marks}{'Ana Marija ' * 7};x;;\n"
    certify(write(tmp_path / "n.csv", text), days, tmp_path / "c.html", "May", "Tetovo")
    page.goto((tmp_path / "c.html").as_uri())
    assert find_barriers(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.body.scrollWidth") <= 390
    page.emulate_media(media="print")
    sheets = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type ?/Page\b", sheets)) == 1 + len(PEOPLE) + 1
    assert {url.partition(":")[0] for url in page.requests} <= {"file", "data"}


def test_a_pipe_is_one_sentence_and_nobody_waits(pipe, day, tmp_path):
    with pytest.raises(Problem, match="cannot be read .it is a pipe or a device"):
        certify(pipe, day, tmp_path / "c.html")
    assert not (tmp_path / "c.html").exists()
