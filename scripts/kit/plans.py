"""The plans that teams hand in: read, never run, and shown with their consent alone."""

from collections import defaultdict
from dataclasses import dataclass

from scripts.door.errors import Problem
from scripts.kit.handed_in import Unusable, tidy
from workshop.messages import look_up
from workshop.plan.boxes import BOXES
from workshop.plan.file import parse
from workshop.plan.parts import PARTS


@dataclass(frozen=True)
class Plan:
    """A team's plan: its file, its boxes, and what the team decided (None: nothing)."""

    name: str
    team: str
    boxes: dict[str, dict[str, str]]
    consent: bool | None


def read_plan(name: str, content: bytes) -> Plan:
    """Read the plan of a team. Raises Unusable when it is none, or nothing is in it."""
    try:
        plan = parse(content)
    except (ValueError, RecursionError, MemoryError):
        raise Unusable("it is no plan, or it is damaged") from None
    boxes = {
        box: {
            key: text
            for key in BOXES[box].questions
            if (text := tidy(fields.get(key)))
        }
        for box, fields in plan["boxes"].items()
        if box in BOXES
    }  # fmt: skip
    if not any(boxes.values()):
        raise Unusable("it is a plan in which nothing is written yet")
    consent = plan.get("consent")
    team = " ".join(boxes.get("challenge", {}).get("team", "").split())
    return Plan(name, team, boxes, consent if isinstance(consent, bool) else None)


def to_key(team: str) -> str:
    """Return the name of a team without what people write now so, now so."""
    return " ".join(team.casefold().split())


def list_names() -> list[str]:
    """List the fields of a plan as columns, but for the team, which comes first."""
    return [
        f"{box}.{key}"
        for box, content in BOXES.items()
        for key in content.questions
        if (box, key) != ("challenge", "team")
    ]


def make_line(plan: Plan) -> list[str]:
    """Return a plan as a line of the table."""
    fields = [name.split(".") for name in list_names()]
    texts = [plan.boxes.get(box, {}).get(key, "") for box, key in fields]
    return [plan.name, plan.team, *texts]


def list_parts(plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """List the parts of a plan that are written: heading, (label, text)."""
    parts = []
    for heading, fields in PARTS:
        rows = [(look_up(label), plan.boxes.get(box, {}).get(key, ""))
                for box, key, label in fields]  # fmt: skip
        written = [row for row in rows if row[1]]
        if written:
            parts.append((look_up(heading), written))
    return parts


def choose_plans(
    plans: list[Plan], agreed: list[str]
) -> tuple[list[Plan], int, list[tuple[str, str]]]:
    """Return the plans that may be shown, how many may not, and what is there twice.

    ``agreed`` are the teams that said yes on the canvas. One "no" of a team counts for
    all its files. Raises Problem for a name that no plan has.
    """
    wanted = find_agreed(plans, agreed)
    refused = {to_key(p.team) for p in plans if p.team and p.consent is False}
    groups: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        groups[to_key(plan.team) or plan.name].append(plan)
    shown: list[Plan] = []
    twice: list[tuple[str, str]] = []
    unshared = 0
    for key, group in groups.items():
        said_yes = key in wanted or any(plan.consent for plan in group)
        if not said_yes or key in refused:
            unshared += 1
            continue
        for plan in group:
            same = next((one for one in shown if one.boxes == plan.boxes), None)
            if same:
                twice.append((plan.name, f"it holds the same plan as {same.name}"))
            else:
                shown.append(plan)
    shown.sort(key=lambda plan: (to_key(plan.team), plan.name))
    return shown, unshared, twice


def find_agreed(plans: list[Plan], agreed: list[str]) -> set[str]:
    """Return the keys of the teams that agreed on paper. Raises Problem."""
    teams = {to_key(plan.team) for plan in plans if plan.team}
    strange = next((name for name in agreed if to_key(name) not in teams), None)
    if strange is not None:
        raise Problem(
            f'No plan in this folder is of a team "{strange}": write the name as the '
            "team wrote it in its plan."
        )
    return {to_key(name) for name in agreed}
