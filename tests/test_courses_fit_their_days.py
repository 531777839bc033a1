"""A course file is read with its clock, and each fault is one sentence that helps."""

import re
import tomllib

import pytest
from conftest import every_course

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.course_faults import find_in_content, find_in_form
from scripts.lessons.courses import (
    make_course,
    read_course,
    read_library,
    write_time,
)
from tests.small_course import COURSE, make_lessons, write_course
from workshop.plan.boxes import BOXES

OPEN = ", ".join(f'"{box}"' for box in BOXES if box != "cause")
GOOD = COURSE.format(left_open=OPEN)
LUNCH = (
    '[[days.blocks]]\npause = "lunch"\nminutes = 15\n[[days.blocks]]\nsection = "2-1'
)


def read(folder, source):
    return read_course(write_course(folder, source), make_lessons(folder))


def test_the_clock_of_a_day_is_computed(tmp_path):
    course = read(tmp_path, GOOD)
    (day,) = course.days
    assert [(block.clock, block.minutes, block.name) for block in day.blocks] == [
        ("09:00", 15, "welcome"),
        ("09:15", 10, "before"),
        ("09:25", 20, "1-1-count"),
        ("09:45", 15, "break"),
        ("10:00", 30, "2-1-plan"),
        ("10:30", 20, "1-2-more"),
        ("10:50", 10, "after"),
    ]
    assert write_time(day.blocks[-1].end) == write_time(day.end) == "11:00"


def test_a_course_says_who_speaks_what_is_needed_and_what_goes_first(tmp_path):
    course = read(tmp_path, GOOD)
    assert (course.name, course.people) == ("small", 12)
    assert [block.who for block in course.blocks][-3:] == [
        "facilitator",
        "guest",
        "facilitator",
    ]
    assert [block.drop for block in course.blocks if block.drop] == [1]
    assert course.blocks[4].material == ("canvas",)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "1-1-count",
            "1-1-cont",
            "no lesson has this section; the nearest is 1-1",
        ),
        ('"1-2-more"', '"ex-1-1"', "this is a part of the section 1-1-count; name the"),
        ('["ex-1-1"]', '["ex-1-9"]', "has no ex-1-9; it has ex-1-1, 1-1-talk."),
        (
            'section = "1-2-more"',
            'section = "1-2-more"\nwithout = ["ex-1-1"]',
            "ex-1-1 stands in the section 1-1-count, not here",
        ),
        ('"welcome"', '"wellcome"', "no such words; the nearest are welcome"),
        ("minutes = 15", "minutes = 20", "take 125 minutes and the day has 120: 5 min"),
        ('end = "11:00"', 'end = "11:15"', "15 minutes missing"),
        ('end = "11:00"', 'end = "08:00"', "the day ends before it begins"),
        (
            'end = "11:00"',
            'end = "11 am"',
            'end is no time; write it like end = "09',
        ),
        ('pause = "break"', 'pause = "lunch"', "it belongs between 11:30 and 14:00"),
        ('pause = "break"', 'pause = "nap"', "pause is break or lunch"),
        ("minutes = 30", "minutes = 76", "76 minutes without a pause, at most 75"),
        ('"after"', '"late"', "check is before or after"),
        ('check = "before"', 'check = "after"', "the first half is missing"),
        ('section = "2-1-plan"', 'section = "1-2-more"', "stands in the course twice"),
        ("minutes = 30", "minutes = 30\ndrop = 2", "fills the plan and stays"),
        ('pause = "break"', 'pause = "break"\ndrop = 2', "a pause is never dropped"),
        ("minutes = 15", "minutes = 15\ndrop = 1", "drop = 1 is given twice"),
        ('"problem"', '"problm"', 'has no box "problm"; did you mean problem?'),
        ('"problem", ', "", 'no section fills the box "problem" of the plan; write it'),
        (
            '"problem"',
            '"cause", "problem"',
            '"cause" is filled by 2-1-plan; take it',
        ),
        (
            'section = "2-1-plan"\nminutes = 30',
            'words = "welcome"\nminutes = 30',
            "add the section 2-1-plan, or write it into left_open",
        ),
        ("who =", "whom =", 'the key "whom" is unknown; did you mean who?'),
        (
            "people = 12",
            "peple = 12",
            '"peple" is unknown; did you mean people?',
        ),
        ("people = 12", 'people = "12"', "people must be a whole number > 0"),
        ("drop = 1", "drop = 0", "drop must be a whole number > 0"),
        ('material = ["canvas"]', 'material = "canvas"', "must be a list of words"),
        ('title = "A small day"', 'title = " "', "the course has no title"),
        ('words = "welcome"\n', "", "this one has none of them"),
        (
            'words = "welcome"\n',
            'words = "welcome"\npause = "break"\n',
            "this one has words and pause",
        ),
        ('words = "welcome"\nminutes = 15', 'words = "welcome"', "add minutes = …"),
        ('who = "guest"', "who = guest", "words stand in quotation marks"),
    ],
)
def test_each_fault_is_one_sentence_with_file_and_mend(tmp_path, old, new, words):
    assert old in GOOD
    with pytest.raises(Problem) as problem:
        read(tmp_path, GOOD.replace(old, new, 1))
    lines = str(problem.value).splitlines()
    assert any(words in line for line in lines), lines
    assert all(line.startswith("courses/small.toml") for line in lines), lines
    assert all(line.endswith((".", "?")) for line in lines), lines


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("days = [1]", "day 1: it is no part of its own; begin it with [[days]]."),
        (
            '[[days]]\nstart = "09:00"\nend = "10:00"\nblocks = ["1-1-count"]',
            "day 1, block 1: it is no part of its own; begin it with [[days.blocks]].",
        ),
    ],
)
def test_a_list_where_parts_belong_is_one_sentence(tmp_path, source, said):
    with pytest.raises(Problem) as problem:
        read(tmp_path, f'title = "Small"\n{source}')
    assert str(problem.value) == f"courses/small.toml, {said}"


def test_a_fault_names_day_block_and_what_it_is(tmp_path):
    with pytest.raises(Problem) as problem:
        read(tmp_path, GOOD.replace("1-2-more", "1-2-mroe"))
    assert str(problem.value) == (
        "courses/small.toml, day 1, block 6 (1-2-mroe): no lesson has this section; "
        "the nearest is 1-2-more."
    )


def test_a_lunch_at_noon_is_fine_and_one_after_the_day_is_not(tmp_path):
    noon = GOOD.replace('"09:00"', '"11:00"').replace('"11:00"\n[[', '"13:00"\n[[')
    read(tmp_path, noon.replace('pause = "break"', 'pause = "lunch"'))
    late = noon.replace('end = "13:00"', 'end = "11:50"')
    with pytest.raises(Problem, match="and the day ends at 11:50"):
        read(tmp_path, late.replace('pause = "break"', 'pause = "lunch"'))


def test_exactly_75_minutes_need_no_pause(tmp_path):
    longer = GOOD.replace("minutes = 30", "minutes = 45")
    read(tmp_path, longer.replace('end = "11:00"', 'end = "11:15"'))


def test_the_name_of_the_file_becomes_the_name_of_the_course(tmp_path):
    path = write_course(tmp_path, GOOD, "01 My Day")
    with pytest.raises(Problem, match=r"small letters, for example my-afternoon\.toml"):
        read_course(path, make_lessons(tmp_path))


def test_a_course_of_ones_own_has_a_name_of_its_own(tmp_path):
    ours = write_course(tmp_path, GOOD)
    own = tmp_path / "my-courses" / ours.name
    own.parent.mkdir()
    own.write_bytes(ours.read_bytes())
    lessons = make_lessons(tmp_path)
    assert read_course(ours, lessons).name == "small"
    with pytest.raises(Problem, match=r"^my-courses/small\.toml: .* my-small\.toml\.$"):
        read_course(own, lessons)


def test_left_out_talk_and_extra_shorten_a_section(tmp_path):
    shorter = GOOD.replace('["ex-1-1"]', '["ex-1-1", "1-1-talk"]')
    shorter = shorter.replace('end = "11:00"', 'end = "10:56"')
    assert read(tmp_path, shorter).blocks[2].minutes == 16
    whole = GOOD.replace('["ex-1-1"]', '["extra"]')
    whole = whole.replace('end = "11:00"', 'end = "11:10"')
    assert read(tmp_path, whole).blocks[2].minutes == 30, "none of its parts is extra"


@every_course
def test_our_courses_have_no_fault(course):
    for day in read_course(course, read_library()).days:
        assert day.blocks[0].start == day.start
        assert day.blocks[-1].end == day.end


@every_course
def test_what_we_plan_begins_when_a_clock_on_the_wall_can_be_read(course):
    """A room goes by five minutes; nobody begins at 13:56."""
    blocks = read_course(course, read_library()).blocks
    assert [block.name for block in blocks if block.start % 5] == []


def test_the_one_day_is_held_as_it_was_planned():
    path = ROOT / "courses/one-day.toml"
    course = read_course(path, read_library())
    clock = {block.name: block.clock for block in course.blocks}
    assert course.people == 24
    assert clock["welcome"] == "09:00" and clock["0-6-plan"] == "09:25"
    assert clock["1-1-tests"] == "10:00" and clock["1-5-plan"] == "11:15"
    assert clock["lunch"] == "12:15" and clock["energiser-chain"] == "13:15"
    assert clock["4-5-gaps"] == "14:00" and clock["5-7-plan"] == "14:50"
    assert clock["gallery-walk"] == "15:45" and clock["after"] == "16:10"
    assert write_time(course.days[0].end) == "16:30"


def test_the_example_of_the_guide_is_a_course(tmp_path):
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    path = ROOT / "my-courses/my-afternoon.toml"
    plain = tomllib.loads(example)
    library = read_library()
    assert find_in_form(plain, path) == []
    course = make_course(plain, path, library)
    assert find_in_content(course, library) == []
    assert {section[0] for section in course.sections} == set("0134")
