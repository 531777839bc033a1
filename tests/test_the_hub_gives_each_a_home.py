"""JupyterHub for one server, as deploy/ sets it up: it is started and used."""

import json
import os
import runpy
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError

import pytest

from deploy.install import make
from deploy.participant import Participant
from deploy.sizes import count_places
from deploy.trial import Hub, run_hub
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.listing import list_lessons

pytestmark = pytest.mark.hub
# A hub starts, people sign in, and their servers and kernels run.
started = pytest.mark.ci

PROGRAMS = ROOT / ".cache/hub"
ANA, DJORDJE = "ana", "Ђорђе"
MINE = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
LESSON = "01-definition.ipynb"
IDLE = "4321"
RELAXED = {"PASSWORD": "kitchen-table", "PLACES": "2", "IDLE": IDLE}


@pytest.fixture(scope="session")
def programs() -> Path:
    """What the hub needs, kept in .cache; it is made when the locks have changed."""
    make(PROGRAMS, compiled=False)
    return PROGRAMS


@pytest.fixture(scope="module")
def hub(programs, tmp_path_factory):
    """A hub with room for two; Ana was here before and has changed a worksheet."""
    state = tmp_path_factory.mktemp("hub")
    home = state / "homes" / ANA
    home.mkdir(parents=True)
    (home / LESSON).write_text(MINE, encoding="utf-8")
    with run_hub(programs, state, **RELAXED) as hub:
        yield hub


@pytest.fixture(scope="module")
def people(hub) -> dict[str, Participant]:
    """Two who have signed in at the same time and whose servers run."""

    def arrive(name: str) -> Participant:
        person = Participant(hub.address, name)
        person.sign_in(hub.password)
        person.wait_for_server()
        return person

    with ThreadPoolExecutor(2) as hall:
        return dict(zip((ANA, DJORDJE), hall.map(arrive, (ANA, DJORDJE)), strict=True))


def refuse(act, *words: str) -> int:
    """Do what the hub refuses and return the number of its answer."""
    with pytest.raises(HTTPError) as refused:
        act(*words)
    return refused.value.code


def list_names(hub: Hub) -> set[str]:
    """List the homes of a hub."""
    return {path.name for path in (hub.state / "homes").iterdir()}


@started
def test_a_home_has_all_worksheets_and_keeps_what_was_changed(hub, people):
    sheets = {path.name: path for path in (ROOT / "exercises").glob("[0-9]*.ipynb")}
    assert set(sheets) == {path.name for path in list_lessons()}
    for name in (ANA, DJORDJE.lower()):
        for sheet, path in sheets.items():
            copied = (hub.state / "homes" / name / sheet).read_bytes()
            changed = name == ANA and sheet == LESSON
            assert copied == (MINE.encode() if changed else path.read_bytes())


@started
def test_a_worksheet_opens_and_its_cells_answer(hub, people):
    person = people[DJORDJE]
    page = person.open_lab("00-start-here.ipynb")
    assert "chart-words" in page, "our extension"
    settings = json.load(person.ask(f"{person.server}/lab/api/settings"))["settings"]
    schemas = {one["id"]: one["schema"].get("properties") for one in settings}
    asks = schemas["@jupyterlab/apputils-extension:notification"]["fetchNews"]
    assert asks["default"] == "false", "our settings"
    setup, *_ = person.read_cells("00-start-here.ipynb")
    wrong, begun, answered, kept = person.run(
        "00-start-here.ipynb",
        ["1 / 0", setup, 'check("0.1")', 'plan.write("problem", sentence="A step")'],
    )
    assert wrong.status == "error" and "by zero" in wrong.shown
    assert "Traceback" not in wrong.shown.partition("<details")[0]
    assert begun.status == "ok" and "ready" in begun.shown
    assert "Not answered yet" in answered.shown
    assert kept.status == "ok" and "Saved" in kept.shown
    homes = hub.state / "homes"
    plan = (homes / DJORDJE.lower() / "my-plan.json").read_text(encoding="utf-8")
    assert "A step" in plan
    assert not (homes / ANA / "my-plan.json").exists()


@started
@pytest.mark.parametrize(
    "name, password",
    [
        (ANA, "kitchen-chair"),
        (ANA, ""),
        ("facilitator", "kitchen-table"),
        ("../ana", "kitchen-table"),
        (".ana", "kitchen-table"),
        ("a" * 41, "kitchen-table"),
    ],
)
def test_a_wrong_password_or_name_is_refused(hub, people, name, password):
    assert refuse(Participant(hub.address, name).sign_in, password) == 403
    assert list_names(hub) == {ANA, DJORDJE.lower()}


@started
def test_one_name_does_not_reach_the_server_of_another(people):
    assert refuse(people[ANA].ask, f"{people[DJORDJE].server}/api/contents") == 403


@started
def test_who_finds_no_place_is_told_so(hub, people):
    third = Participant(hub.address, "third")
    assert refuse(third.sign_in, hub.password) == 429


@started
def test_servers_that_nobody_uses_are_looked_for(hub, people):
    facilitator = Participant(hub.address, "facilitator")
    with pytest.raises(HTTPError):  # no place for a server, but signed in
        facilitator.sign_in(hub.facilitator)
    services = facilitator.ask(f"{hub.address}/hub/api/services").read().decode()
    assert f"--timeout={IDLE}" in services and "idle-culler" in services
    log = (hub.state / "hub.log").read_text(encoding="utf-8")
    assert "200 GET /hub/api/users" in log and "(idle-culler@" in log


@started
def test_the_sign_in_page_says_what_is_not_private(hub):
    page = Participant(hub.address, "x").ask(f"{hub.address}/hub/login")
    assert "Your files are not private here" in page.read().decode()


class Settings(SimpleNamespace):
    """What JupyterHub gives as ``c``: each part is there when it is asked for."""

    def __getattr__(self, name: str) -> "Settings":
        """Make a part that was not there."""
        self.__dict__[name] = Settings()
        return self.__dict__[name]


def read_settings(monkeypatch, state: Path, **settings: str) -> Settings:
    """Read jupyterhub_config.py as the hub does, with passwords that are long enough.

    Raises SystemExit as the hub ends.
    """
    c = Settings()
    given = {"PASSWORD": "k" * 8, "FACILITATOR_PASSWORD": "k" * 32, "AS_ROOT": "yes"}
    given["STATE"] = str(state)
    for name, value in (given | settings).items():
        monkeypatch.setenv(f"WORKSHOP_HUB_{name}", value)
    runpy.run_path(str(ROOT / "deploy/jupyterhub_config.py"), {"get_config": lambda: c})
    return c


WRONG = {
    "PASSWORD": ("k" * 7, "has 7 characters and needs 8"),
    "FACILITATOR_PASSWORD": ("k" * 31, "has 31 characters and needs 32"),
    "COURSE": ("no-such-day", 'no worksheet of a course "no-such-day"'),
    "PLACES": ("many", 'PLACES is "many": write a whole number'),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_one_sentence(monkeypatch, tmp_path, name):
    value, sentence = WRONG[name]
    with pytest.raises(SystemExit) as ended:
        read_settings(monkeypatch, tmp_path, **{name: value})
    assert sentence in ended.value.code


def test_the_hub_does_not_serve_people_as_root(monkeypatch, tmp_path):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    with pytest.raises(SystemExit) as ended:
        read_settings(monkeypatch, tmp_path, AS_ROOT="")
    assert "participants would be root, too" in ended.value.code
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert read_settings(monkeypatch, tmp_path, AS_ROOT="").Spawner.args == []


@started
def test_a_hub_that_cannot_start_says_why(programs, tmp_path):
    with (
        pytest.raises(Problem, match="needs 8: set it in the environment"),
        run_hub(programs, tmp_path, PASSWORD="kitchen"),
    ):
        pass
    assert "Traceback" not in (tmp_path / "hub.log").read_text(encoding="utf-8")


def test_a_course_brings_its_own_worksheet_alone(monkeypatch, tmp_path):
    c = read_settings(monkeypatch, tmp_path, COURSE="one-day")
    assert c.Spawner.default_url == "/lab/tree/one-day.ipynb"
    c.Spawner.pre_spawn_hook(SimpleNamespace(home_dir=tmp_path / "homes/ana"))
    assert [path.name for path in (tmp_path / "homes/ana").iterdir()] == [
        "one-day.ipynb"
    ]


def test_as_many_may_work_as_fit_into_the_memory_and_none_is_sent_away_before(
    monkeypatch, tmp_path
):
    c = read_settings(monkeypatch, tmp_path)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert c.JupyterHub.active_server_limit == count_places(memory)
    assert c.JupyterHub.concurrent_spawn_limit == 0


def test_passwords_do_not_reach_the_servers_of_participants(monkeypatch, tmp_path):
    c = read_settings(monkeypatch, tmp_path)
    assert not [name for name in c.Spawner.environment if "PASSWORD" in name]
    assert "env_keep" not in vars(c.Spawner)
    assert (tmp_path / "homes").stat().st_mode & 0o077 == 0


def test_a_container_fills_its_home_and_starts_the_server(tmp_path):
    values = (ROOT / "deploy/kubernetes/values.yaml").read_text(encoding="utf-8")
    start = ROOT / "deploy/kubernetes/start"
    assert f"cmd: [/opt/social-innovation/{start.relative_to(ROOT)}]" in values
    server = tmp_path / "jupyterhub-singleuser"
    server.write_text('#!/bin/sh\necho "started $*"\n', encoding="utf-8")
    server.chmod(0o755)
    own = {"HOME": str(tmp_path / "home"), "WORKSHOP_HUB_COURSE": "one-day"}
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    ended = subprocess.run(
        [start, "--port=1"],
        env=os.environ | own | {"PATH": path},
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.stdout == "started --port=1\n", ended.stderr
    assert os.listdir(tmp_path / "home") == ["one-day.ipynb"]
