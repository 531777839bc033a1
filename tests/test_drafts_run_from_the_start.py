"""What ``new`` begins runs, keeps the contract, and asks for nothing but its words."""

import json
import re
import threading

import nbformat
import pytest
from conftest import LESSONS, copy_project
from small_lesson import make_notebook

from scripts.contract import first_look, words
from scripts.contract.minutes import NOTED
from scripts.contract.unwritten import MARK
from scripts.door.errors import Problem, report_faults
from scripts.drafts import exercise, turns
from scripts.drafts.case import add_row, begin_case, move_cases, read_case
from scripts.drafts.exercise import begin_exercise, count_exercises
from scripts.drafts.lesson import begin_lesson
from scripts.drafts.rules import add_exercise, write_import
from scripts.lessons.lesson import Lesson
from scripts.lessons.listing import (
    list_courses,
    list_drafts,
    list_lessons,
    list_new_cases,
)
from scripts.lessons.notebooks import read_notebook
from scripts.proof.running import Job, run_notebooks
from scripts.verbs import build, new
from workshop import data

FILLED = {
    "name": "A bakery, invented for a test",
    "field": "work_integration",
    "source_title": "A page, invented for a test",
    "source_url": "https://example.org/bakery",
    "seen_scope": "description",
    "start_year": 2019,
    "what_is_new": 'It says \\"welcome\\", and means it',
}


def begin(project):
    """Begin a lesson in a project; return its path."""
    begin_lesson("  Who pays,   and how long? ", project)
    return list_drafts(root=project)[0]


def is_about_words(fault):
    """Say whether a fault asks for words alone."""
    return "still to be written" in fault


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    """A project with a draft that nobody changes."""
    place = copy_project(tmp_path_factory.mktemp("drafted") / "project")
    begin(place)
    return place


def test_a_new_lesson_has_the_next_number_and_its_rules(drafted):
    path = list_drafts(root=drafted)[0]
    assert path.name == f"{len(list_lessons(root=drafted)):02d}-who-pays-and-how.ipynb"
    notebook = read_notebook(path)
    assert notebook.metadata.draft is True
    assert notebook.cells[0].source.startswith("# Who pays, and how long?\n")
    assert set(Lesson(notebook, path).feedback) == set(Lesson(notebook, path).exercises)


def test_a_new_lesson_lacks_nothing_but_words(drafted):
    path = list_drafts(root=drafted)[0]
    faults = first_look.find_in_lesson(path)
    assert faults and [fault for fault in faults if not is_about_words(fault)] == []
    lesson = Lesson(read_notebook(path), path)
    writes = [cell.id for cell in lesson.cells if "plan.write(" in cell.source]
    assert len(writes) == 1, "it fills one box of the plan"


def test_a_tenth_lesson_lacks_nothing_but_words(tmp_path):
    for folder in ("notebooks", "workshop/feedback"):
        (tmp_path / folder).mkdir(parents=True)
    nbformat.write(make_notebook(), tmp_path / "notebooks/09-small.ipynb")
    begin_lesson("And then?", tmp_path)
    (path,) = list_drafts(root=tmp_path)
    lesson = Lesson(read_notebook(path), path)
    assert lesson.number == "10" and "10.q1" in lesson.exercises
    faults = first_look.find_in_lesson(path)
    assert faults and [fault for fault in faults if not is_about_words(fault)] == []


def test_a_new_lesson_runs_and_its_solutions_are_right(drafted):
    path = list_drafts(root=drafted)[0]
    job = Job(path.name, read_notebook(path), path.parent)
    (run,) = run_notebooks([job], drafted)
    lesson = Lesson(run.notebook, path)
    for key, cells in lesson.exercises.items():
        shown = json.dumps(cells["check"]["outputs"])
        assert "reply-right" in shown, f"{key}: {shown[:300]}"
    assert first_look.find_in_lesson(path, ran=True)


def test_a_new_lesson_changes_no_course_and_no_other_lesson(drafted):
    others = list_lessons(root=drafted)
    assert len(others) == len(list_lessons())
    assert list_courses(root=drafted)
    assert first_look.find_in_courses(drafted) == []


def test_a_second_lesson_gets_the_number_after_the_first(tmp_path):
    for folder in ("notebooks", "workshop/feedback"):
        (tmp_path / folder).mkdir(parents=True)
    begin_lesson("Što dalje?", tmp_path)
    begin_lesson("And then", tmp_path)
    names = [path.name for path in list_drafts(root=tmp_path)]
    assert names == ["00-sto-dalje.ipynb", "01-and-then.ipynb"]
    (tmp_path / "notebooks/01-and-then.ipynb").unlink()
    with pytest.raises(Problem, match="feedback/01.py is there already, without a"):
        begin_lesson("Again", tmp_path)
    with pytest.raises(Problem, match="a title with Latin letters"):
        begin_lesson("Ко плаћа?", tmp_path)


def test_a_build_leaves_drafts_out_and_says_so(built_project, capsys):
    kept = {path.name[:2] for path in list_lessons(root=built_project)}
    for path in (built_project / "workshop/feedback").glob("[0-9][0-9].py"):
        if path.stem not in kept:  # this project has two lessons
            path.unlink()
    lesson = begin(built_project)
    begin_case("ME", built_project)
    build.main(["--only", "index"], built_project)
    said = capsys.readouterr().out
    assert f"{lesson.stem} is a draft and is left out." in said
    assert re.search(r"ME\d\d is a draft and is left out\.", said)
    assert not list((built_project / "dist").rglob(f"{lesson.stem}*"))


@pytest.fixture
def roomy(project, monkeypatch):
    """A project whose third lesson takes an exercise more, however many it has."""
    monkeypatch.setattr(exercise, "MOST_EXTRA", 99)
    return list_lessons(root=project)[2]


def find_place(project, number):
    """Return a lesson, or a draft when the lesson holds all that it may hold."""
    path = list_lessons(root=project)[number]
    try:
        exercise.pick_tag(Lesson(read_notebook(path), path))
    except Problem:
        return begin(project)
    return path


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_new_exercise_lacks_nothing_but_words(project, number):
    path = find_place(project, number)
    before = Lesson(read_notebook(path), path)
    said = begin_exercise(path, root=project)
    after = Lesson(read_notebook(path), path)
    (key,) = set(after.exercises) - set(before.exercises)
    assert key in after.feedback and f"Exercise {key} is in" in said[0]
    assert f"refresh {path.name[:2]}" in said[-1]
    faults = first_look.find_in_lesson(path)
    assert faults and [fault for fault in faults if not is_about_words(fault)] == []
    kept = [cell for cell in after.cells if cell.id in {c.id for c in before.cells}]
    sources = [[NOTED.sub("", cell.source) for cell in c] for c in (kept, before.cells)]
    assert sources[0] == sources[1], "the minutes of the section's note alone change"


def test_a_new_exercise_is_judged_by_its_rules(project, roomy):
    begin_exercise(roomy, level=1, root=project)
    rules = Lesson(read_notebook(roomy), roomy).feedback
    one = rules[[key for key in rules if ".q" not in key][-1]]
    answers = [one.judge(case.answer()).rule for case in one.cases]
    assert answers == ["right", "first mistake", "second mistake", "third mistake"]


def test_an_exercise_stands_in_the_section_that_was_asked_for(project, roomy):
    lesson = Lesson(read_notebook(roomy), roomy)
    section, new_id = lesson.sections[1], f"ex-2-{count_exercises(lesson) + 1}"
    id_, minutes = section[0]["id"], section[0]["metadata"]["minutes"]
    said = begin_exercise(roomy, section=id_, root=project)
    section = Lesson(read_notebook(roomy), roomy).sections[1]
    assert new_id in [cell["id"] for cell in section]
    assert section[0]["metadata"]["minutes"] == minutes + 7
    note = next(cell["source"] for cell in section if NOTED.match(cell["source"]))
    assert note.startswith(f"**Facilitator. This section, {minutes + 7} minutes")
    told = [line for line in said if f'write without = ["{new_id}"] there' in line]
    holding = [
        course for course in list_courses(root=project) if id_ in course.read_text()
    ]
    assert holding and len(told) == len(holding), said


def test_an_exercise_that_has_no_place_is_refused(project, roomy, monkeypatch):
    before = roomy.read_bytes()
    with pytest.raises(Problem, match="has no section 2-99. Its sections are: 2-1-"):
        begin_exercise(roomy, section="2-99", root=project)
    monkeypatch.setattr(exercise, "MOST_EXTRA", 1)
    with pytest.raises(Problem, match="has 4 core and 1 extra exercises, and a lesson"):
        begin_exercise(roomy, root=project)
    assert roomy.read_bytes() == before


def test_rules_without_their_dictionary_are_left_as_they_are(project, roomy):
    path = roomy
    rules = project / "workshop/feedback/02.py"
    rules.write_text("EXERCISES = dict()\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(Problem, match=r"no line that begins with EXERCISES = \{"):
        begin_exercise(path, root=project)
    assert path.read_bytes() == before


def test_rules_import_what_a_new_exercise_needs(tmp_path):
    rules = tmp_path / "01.py"
    rules.write_text(
        "import re\n\nfrom workshop.rules import Question, is_text\n\n"
        'EXERCISES = {\n    "1.q1": Question(right={"a": re.M}, wrong={}),\n}\n',
        encoding="utf-8",
    )
    text = add_exercise(rules, "1.1")
    assert "rules import Case, Exercise, Mistake, Question, is_text, same\n" in text
    assert "from workshop import data\n" in text
    assert text.index('"1.1"') < text.index('"1.q1"')
    compile(text, "01.py", "exec")
    long = write_import("workshop.rules", {"a" * 50, "B" * 50})
    assert long.startswith(f"from workshop.rules import (\n    {'B' * 50},\n")


def fill(path, **values):
    """Write values into a draft of a case."""
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        value = value if isinstance(value, int) else f'"{value}"'
        (line,) = re.findall(rf"(?m)^{name} = .*$", text)
        text = text.replace(f"\n{line}\n", f"\n{name} = {value}\n")
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("what", ["AL", "al", "albania"])
def test_a_place_is_understood_by_its_code_and_its_name(project, what):
    begin_case(what, project)
    assert [path.stem[:2] for path in list_new_cases(project)] == ["AL"]


def test_a_new_case_says_what_goes_in(project):
    begin_case("AL", project)
    (path,) = (project / "drafts").glob("*.toml")
    fields = data.read_descriptors(project / "data")["cases"]["schema"]["fields"]
    row = read_case(path, fields)
    assert list(row) == [field["name"] for field in fields]
    assert row["case_id"] == path.stem and row["country"] == "AL"
    known = set(data.read_table(project / "data", "cases")["case_id"])
    assert path.stem not in known
    text = " ".join(path.read_text(encoding="utf-8").replace("\n#", "").split())
    for field in fields:
        assert " ".join(field["description"].split()) in text
    begin_case("AL", project)
    assert len(list((project / "drafts").glob("AL*.toml"))) == 2


def test_a_case_that_is_not_whole_stays_and_says_what_it_lacks(project):
    begin_case("AL", project)
    (path,) = (project / "drafts").glob("*.toml")
    table = (project / "data/cases.csv").read_bytes()
    fill(path, start_year="soon", source_url="example.org", name="A place in Macedonia")
    said = move_cases(project, [words.find_in_table])
    for column in ("field", "source_title", "seen_scope"):
        assert f"drafts/{path.name}, {column}: nothing stands here. Fill it." in said
    for column, what in (
        ("start_year", '"soon" is not of the type year'),
        ("source_url", '"example.org" does not have the form'),
    ):
        start = f"drafts/{path.name}, {column}: {what}"
        assert any(line.startswith(start) for line in said), said
    assert said[-1].endswith("is not whole yet, so it is not in data/cases.csv.")
    assert len(said) == 6, "one sentence for each field"
    assert path.is_file() and (project / "data/cases.csv").read_bytes() == table


@pytest.mark.parametrize(
    ("old", "new_", "said"),
    [
        ('name = ""', 'name = "a" b"', "cannot be read (Expected newline"),
        ('name = ""', 'nmae = "a"', "the table has no column nmae"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(project, old, new_, said):
    begin_case("AL", project)
    (path,) = (project / "drafts").glob("*.toml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"\n{old}", f"\n{new_}"), encoding="utf-8")
    found = move_cases(project)
    assert any(said in line for line in found), found
    assert path.is_file()


def test_a_whole_case_moves_into_the_table(project):
    begin_case("AL", project)
    (path,) = (project / "drafts").glob("*.toml")
    fill(path, **FILLED)
    before = (project / "data/cases.csv").read_text(encoding="utf-8")
    (said,) = move_cases(project, [words.find_in_table], only_look=True)
    assert said.endswith("is whole: refresh moves it into data/cases.csv.")
    assert path.is_file()
    (said,) = move_cases(project, [words.find_in_table])
    assert said.endswith(f"it is in data/cases.csv now, as {path.stem}.")
    assert not path.exists()
    table = data.read_table(project / "data", "cases").set_index("case_id")
    assert table.loc[path.stem, "name"] == FILLED["name"]
    assert table.loc[path.stem, "start_year"] == 2019
    assert table.loc[path.stem, "what_is_new"] == 'It says "welcome", and means it'
    assert first_look.find_in_tables(project) == []
    ids = list(table.index)
    assert table.iloc[ids.index(path.stem) - 1]["country"] == "AL"
    after = (project / "data/cases.csv").read_text(encoding="utf-8")
    kept = [line for line in after.splitlines() if not line.startswith(path.stem)]
    assert kept == before.splitlines(), "no other row is touched"


def test_a_row_of_a_new_place_stands_at_the_end(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text('id,country,name\nAL01,AL,"a\nb"\nBA01,BA,c\n', encoding="utf-8")
    add_row(path, {"id": "AL02", "country": "AL", "name": "d, e"})
    add_row(path, {"id": "XK01", "country": "XK", "name": "f"})
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[3:] == ['AL02,AL,"d, e"', "BA01,BA,c", "XK01,XK,f"]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (["07, cell 7-1-how: still to be written."], "stands above is still to be wr"),
        ([], "is a draft in which nothing is left to write: build leaves it out. To"),
    ],
)
def test_refresh_says_of_a_draft_what_is_left(
    idle_refresh, monkeypatch, capsys, left, said
):
    path = LESSONS[0]
    for name, value in {
        "scripts.lessons.listing.pick_lessons": [path],
        "scripts.lessons.listing.is_draft": True,
        "scripts.contract.first_look.find_faults": [],
        "scripts.contract.first_look.find_in_lesson": left,
        "scripts.tables.dictionary.write_dictionary": False,
        "scripts.proof.refreshing.refresh": 1,
        "scripts.proof.verify.verify": {},
    }.items():
        monkeypatch.setattr(name, lambda *_, value=value, **__: value)
    idle_refresh.main([path.name[:2]])
    printed = capsys.readouterr().out
    assert said in printed and all(line in printed for line in left)


def test_refresh_moves_cases_only_when_it_does_all(idle_refresh, monkeypatch, capsys):
    asked = []

    def move(further, only_look):
        asked.append(only_look)
        return ["drafts/AL14.toml, name: nothing stands here. Fill it."]

    monkeypatch.setattr("scripts.drafts.case.move_cases", move)
    monkeypatch.setattr(first_look, "find_faults", lambda lessons: ["Stop here."])
    for argv in ([], ["--check"], ["00"]):
        with pytest.raises(Problem, match=r"Stop here\."):
            idle_refresh.main(argv)
    assert asked == [False, True]
    assert "AL14.toml, name: nothing stands here" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["lesson"], 'a lesson needs its title: new lesson "Who pays?"'),
        (["case"], "the code of its economy or state: new case AL"),
        (["exercise", " "], "the number of its lesson: new exercise 2"),
        (["poem", "2"], "invalid choice"),
        (["case", "AL", "--level", "2"], "--section and --level are for an exercise"),
        (["case", "QQ"], "The table countries has no code QQ. It has: AL,"),
        (["exercise", "47"], 'There is no lesson "47"'),
    ],
)
def test_a_wish_that_makes_no_sense_is_one_sentence(argv, said, capsys):
    assert report_faults(new.main, argv) == 1
    complaint = capsys.readouterr().err
    assert said in complaint and complaint.count("\n") == 1


def test_marks_of_a_cell_are_told_together(tmp_path):
    notebook = make_notebook()
    notebook.cells[6].source = f"- {MARK}: 1.5 things;\n- {MARK}: more.\n- {MARK}"
    for folder in ("notebooks", "workshop/feedback"):
        (tmp_path / folder).mkdir(parents=True)
    path = tmp_path / "notebooks/01-small.ipynb"
    nbformat.write(notebook, path)
    rules = "\n".join(f'a{n} = "{MARK}: more."' for n in range(30))
    rules += "\nEXERCISES = {}\n"
    (tmp_path / "workshop/feedback/01.py").write_text(rules, encoding="utf-8")
    faults = [f for f in first_look.find_in_lesson(path) if is_about_words(f)]
    assert faults[0].endswith("1-1-more: still to be written: 1.5 things; more.")
    assert len(faults) == 2 and "in the lines 1, 2, 3, " in faults[1]


def test_who_begins_while_another_does_waits_and_both_are_there(project, monkeypatch):
    waiting = threading.Event()
    monkeypatch.setattr(turns.time, "sleep", lambda _: waiting.set())
    second = threading.Thread(target=new.main, args=(["case", "AL"], project))
    with turns.take_turn(project):
        before = set(list_new_cases(project))
        second.start()
        while second.is_alive() and not waiting.is_set():
            waiting.wait(0.01)
        assert waiting.is_set(), "the second one did not wait"
        assert set(list_new_cases(project)) == before
        begin_case("AL", project)
    second.join()
    assert len(set(list_new_cases(project)) - before) == 2
