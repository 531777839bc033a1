"""Write the pages that are not as they should be, and let them come into ``dist/``.

They are written to a place of their own while the lessons are still checked and
verified, and come into ``dist/`` when nothing is wrong with what they show.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from scripts.door.changes import Inputs, list_outdated
from scripts.door.files import make_place, move_together
from scripts.door.hashes import hash_files, provenance
from scripts.lessons.courses import Course, read_course, read_readable
from scripts.lessons.cutting import cut
from scripts.lessons.listing import list_course_inputs, list_courses
from scripts.lessons.products import (
    FOLDERS,
    JUST_LESSONS,
    list_pages,
    name_course_page,
    name_lesson_page,
    pick_kit,
)
from scripts.pages.export import export_course, export_lesson
from scripts.pages.sharing import share
from scripts.proof import verify

WriteKit = Callable[..., list[Path]]
CutCourse = tuple[Course, NotebookNode]


@dataclass(frozen=True)
class Topic:
    """The wished pages of a lesson or a course, and those of them that are outdated."""

    path: Path
    inputs: list[Path]
    pages: list[Path]
    outdated: list[str]  # products


@dataclass
class Pages:
    """The pages that a build writes: ``jobs`` are topics with some of their products.

    ``cut`` holds the courses that are cut already. ``unverified`` are the lessons that
    this build verifies, ``export_kit`` writes what a facilitator prints.
    """

    topics: list[Topic]
    unverified: Collection[Path]
    theme: str
    root: Path
    export_kit: WriteKit
    cut: dict[Path, CutCourse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dist = self.root / "dist"
        self.jobs = list_jobs(self.topics)

    @contextmanager
    def begin(self) -> Iterator[None]:
        """Let a second process begin to write them; what is not published goes."""
        if not self.jobs:
            yield
            return
        with make_place(self.dist) as self.place:
            jobs = [partial(self.write, *job) for job in self.jobs]
            with share(jobs) as self.shared:
                yield

    def write(self, topic: Topic, products: list[str]) -> None:
        """Write some pages of a topic to its place. Raises Problem."""
        place, theme = self.find_place(topic), self.theme
        proof = prove(topic.path, topic.inputs, self.root, self.unverified)
        is_kit = products[0] not in FOLDERS
        if topic.path.suffix == ".toml":
            write = self.export_kit if is_kit else export_course
            write(*self.cut_course(topic.path), place, proof, products, theme)
        elif is_kit:
            self.export_kit(topic.path, None, place, proof, products, theme)
        else:
            export_lesson(topic.path, place, proof, products, theme)

    def cut_course(self, path: Path) -> CutCourse:
        """Return a course and its notebook; it is cut once. Raises Problem."""
        if path not in self.cut:
            self.cut[path] = cut_course(path, self.root)
        return self.cut[path]

    def find_place(self, topic: Topic) -> Path:
        """Say where the pages of a topic are written first."""
        return self.place / topic.path.name

    def finish(self, refused: dict[Path, list[str]]) -> dict[Path, list[str]]:
        """Wait until all are written; return the faults of each topic that holds.

        ``refused`` maps topics to the faults that checks have found.
        """
        wanted = [one for one in self.topics if not refused[one.path]]
        told: set[Path] = set()

        def tell(number: int) -> None:
            path = self.jobs[number][0].path
            if path not in told:
                told.add(path)
                print(f"Exporting {path.stem} …", flush=True)

        numbers = [n for n, (topic, _) in enumerate(self.jobs) if topic in wanted]
        faults: dict[Path, list[str]] = {topic.path: [] for topic in wanted}
        if not numbers:
            return faults
        for number, fault in self.shared.finish(numbers, tell).items():
            tell(number)
            topic = self.jobs[number][0]
            place = str(self.find_place(topic))  # files are named where people look
            if fault and not faults[topic.path]:
                faults[topic.path].append(fault.replace(place, str(self.dist)))
        return faults

    def publish(self, topic: Topic) -> None:
        """Let the pages of a topic come into ``dist``, all of them. Raises Problem."""
        if topic.outdated:
            move_together(self.find_place(topic), self.dist)


def cut_course(path: Path, root: Path) -> CutCourse:
    """Read and cut a course of the lessons that can be read. Raises Problem."""
    library = read_readable(root)
    course = read_course(path, library)
    return course, cut(course, library)


def list_topics(
    lessons: list[Path], name: str | None, only: str | None, inputs: Inputs
) -> list[Topic]:
    """List the lessons and courses of a build, with the pages that it wishes."""
    root = inputs.root
    courses = list_courses(name, root) if only != JUST_LESSONS else []
    wished = list_pages(name, root, only)
    outdated = list_outdated(list_pages(root=root), inputs)
    found = []
    for path in [*lessons, *courses]:
        is_course = path in courses
        name_page = name_course_page if is_course else name_lesson_page
        pages = {
            product: root / "dist" / name_page(path, product)
            for product in [*FOLDERS, *pick_kit(path)]
            if name_page(path, product) in wished
        }
        made_from = list_course_inputs(path, root) if is_course else [path]
        old = [product for product, page in pages.items() if page in outdated]
        found.append(Topic(path, made_from, [*pages.values()], old))
    return found


def list_jobs(topics: list[Topic]) -> list[tuple[Topic, list[str]]]:
    """List what is written at a time: handouts, decks, and each kit.

    What lessons and courses show alike is then in the memory of one process.
    """
    jobs = [(one, [kind]) for kind in FOLDERS for one in topics if kind in one.outdated]
    for topic in topics:
        kit = [product for product in topic.outdated if product not in FOLDERS]
        if kit:
            jobs.append((topic, kit))
    return jobs


def prove(
    path: Path, inputs: list[Path], root: Path, unverified: Collection[Path] = ()
) -> dict[str, str | None]:
    """Return what a page says of its origin: hashes, and the version of nbval.

    ``unverified`` are the lessons that will be verified before the page is published.
    """
    records = verify.read_records(root)
    if set(unverified).intersection(inputs):
        now = verify.describe_environment(root)
        records |= dict.fromkeys((one.stem for one in unverified), now)
    versions = {records[one.stem]["nbval"] for one in inputs if one.stem in records}
    origin = provenance(path if path in inputs else inputs[0], root)
    proof = {**origin, "nbval": max(versions, default=None)}
    if inputs == [path]:
        return proof
    names = dict.fromkeys(one for one in inputs if one.is_file())
    return proof | {"notebook": None, "notebooks": hash_files(names, root)}
