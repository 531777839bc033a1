"""Run lessons in a language; what has not changed is not made again.

What a cell prints is decided by the code of the lesson, our code, the tables and the
messages that the run has looked up; the kernel notes these. A changed paragraph is put
beside stored outputs. A changed message is put into them where that is sure
(``retelling.py``); else the lessons that use it run.
"""

import hashlib
import json
from pathlib import Path

from nbformat import NotebookNode

from scripts.door.files import write_atomically
from scripts.door.hashes import find_feedback, hash_file, hash_files, list_shared_code
from scripts.languages import figures, putting
from scripts.languages.gathering import list_example
from scripts.languages.project import Project
from scripts.languages.retelling import retell
from scripts.lessons.notebooks import (
    name_file,
    normalise,
    number_cells,
    read_notebook,
    to_text,
    write_notebook,
)
from scripts.proof.running import Job, run_notebooks

RECORD = "runs.json"


def make_lessons(project: Project, lessons: list[Path]) -> list[Path]:
    """Write lessons in the language, with outputs; run those that have changed.

    A cell whose numbers are not those of the English run shows the English output; the
    project says which. Returns the paths. Raises Problem when a lesson stops.
    """
    record = project.folder / RECORD
    known = read_record(record)
    shared = hash_shared(project.root)
    changed = []
    places = [project.folder / "notebooks" / lesson.name for lesson in lessons]
    for lesson, place in zip(lessons, places, strict=True):
        english = read_notebook(lesson)
        made = putting.put_into_notebook(english, project.texts, project.language)
        before = known.get(lesson.stem, {})
        key = hash_run(project, lesson, english, made, shared)
        is_same = before.get("key") == key and is_whole(place, before)
        stored = tell_again(project, english, before, place) if is_same else None
        if stored:
            before["output"] = put_beside_outputs(made, stored, place)
        else:
            changed.append((lesson, english, made, place))
    run_changed(project, changed, known, shared)
    write_atomically(record, json.dumps(known, indent=1, ensure_ascii=False) + "\n")
    for lesson in lessons:
        project.refused += known[lesson.stem]["refused"]
    return places


def run_changed(project: Project, changed: list, known: dict, shared: str) -> None:
    """Run lessons, write them with their outputs, and remember what decided these."""
    if changed:
        names = ", ".join(lesson.stem for lesson, *_ in changed)
        print(f"Running {names} in {project.language.name} …", flush=True)
    jobs = [
        Job(name_file(lesson), made, lesson.parent, noting=True)
        for lesson, _, made, _ in changed
    ]
    runs = run_notebooks(jobs, project.root) if jobs else []
    for run, (lesson, english, made, place) in zip(runs, changed, strict=True):
        notebook = number_cells(normalise(run.notebook))
        refused = keep_numbers(english, notebook)
        write_notebook(place, notebook)
        used = sorted({*run.messages, *list_example()})
        known[lesson.stem] = {
            "key": hash_run(project, lesson, english, made, shared),
            "output": hash_file(place),
            "refused": [f"{name_file(lesson)}, {one}" for one in refused],
            "said": {text: project.texts.get(text) for text in used},
            "drawn": run.drawn,
        }


def tell_again(
    project: Project, english: NotebookNode, record: dict, place: Path
) -> NotebookNode | None:
    """Return the stored lesson with the messages of now; None: it must run.

    A lesson of which a cell was refused runs: another message may mend it.
    """
    stored, said = read_notebook(place), record["said"]
    now = {text: project.texts.get(text) for text in said}
    if json.dumps(now, sort_keys=True) == json.dumps(said, sort_keys=True):
        return stored
    if record["refused"]:
        return None
    told = retell(stored, english, said, to_plain(now), record["drawn"])
    if told:
        record["said"] = now
    return told


def to_plain(said: dict) -> dict:
    """Return messages as a record keeps them: the numbers of forms are texts there."""
    return json.loads(json.dumps(said))


def put_beside_outputs(made: NotebookNode, stored: NotebookNode, place: Path) -> str:
    """Write a lesson with outputs that were there; return the file's hash."""
    outputs = {cell.id: cell.outputs for cell in list_code(stored)}
    for cell in list_code(made):
        cell.outputs = outputs[cell.id]
    notebook = number_cells(normalise(made))
    if to_text(notebook) != place.read_text(encoding="utf-8"):
        write_notebook(place, notebook)
    return hash_file(place)


def is_whole(place: Path, record: dict) -> bool:
    """Say whether the stored lesson is as its run left it."""
    return place.is_file() and hash_file(place) == record.get("output")


def read_record(path: Path) -> dict:
    """Read what was run; a damaged record is none."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return record if isinstance(record, dict) else {}
    except (OSError, ValueError):
        return {}


def hash_shared(root: Path) -> str:
    """Return one hash of what every lesson uses: our code, the tables, the lock."""
    files = [*list_shared_code(root, "*.py"), *sorted((root / "data").glob("*.csv"))]
    others = (root / "data/datapackage.json", root / "requirements.lock")
    return hash_files([*files, *(path for path in others if path.is_file())], root)


def hash_run(
    project: Project,
    lesson: Path,
    english: NotebookNode,
    made: NotebookNode,
    shared: str,
) -> str:
    """Return one hash of what decides what a lesson prints, but for its messages."""
    rules = find_feedback(lesson, project.root)
    parts = [
        project.language.code,
        shared,
        hash_file(rules) if rules.is_file() else "",
        json.dumps([[one.id, one.source] for one in list_code(made)]),
        json.dumps([one.outputs for one in list_code(english)]),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def list_code(notebook: NotebookNode) -> list[NotebookNode]:
    """List the cells with code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def keep_numbers(english: NotebookNode, other: NotebookNode) -> list[str]:
    """Put English outputs where numbers differ; return these cells and how."""
    refused = []
    for old, new in zip(english.cells, other.cells, strict=True):
        if new.cell_type != "code":
            continue
        fault = figures.compare(old, new)
        if fault:
            refused.append(f"cell {new.id}: {fault}; the English output is shown.")
            new.outputs = old.outputs
    return refused
