"""What deploy/ says of sizes is computed; what it installs is pinned, and one lock."""

import json
import re
from dataclasses import asdict

import pytest
import yaml
from packaging.requirements import Requirement

from deploy import sizes
from deploy.homes import NAMES, find_worksheets, prepare_home
from deploy.participant import Participant
from scripts.door.files import ROOT
from scripts.door.lock import normalise, read_pins
from scripts.lessons.listing import list_lessons

DEPLOY = ROOT / "deploy"
GUIDE = (DEPLOY / "README.md").read_text(encoding="utf-8")
LOCK = (DEPLOY / "requirements.lock").read_text(encoding="utf-8")
VALUES = yaml.safe_load((DEPLOY / "kubernetes/values.yaml").read_text("utf-8"))
MEASURED = sizes.read_measured()
VERSION = re.compile(r"(?m)^([\w.-]+==\S+)")


def read_versions(text: str) -> set[str]:
    """Return the pins of a lock, name==version."""
    return set(VERSION.findall(text))


def test_the_tables_of_the_guide_are_computed():
    """Mend with: python3 deploy/sizes.py --write."""
    assert sizes.fill(GUIDE, MEASURED) == GUIDE


def test_the_values_for_kubernetes_are_computed():
    server, pod = VALUES["singleuser"], sizes.measure_pod(MEASURED)
    assert server["memory"] == {"guarantee": f"{pod}M", "limit": f"{2 * pod}M"}
    busy = MEASURED["trials"][0]["processor_seconds"] / (60 * sizes.ARRIVING)
    assert busy < server["cpu"]["guarantee"] < server["cpu"]["limit"]


def test_kubernetes_takes_the_same_names_and_waits_as_long_as_one_server():
    config, settings = VALUES["hub"]["config"], (DEPLOY / "jupyterhub_config.py")
    assert config["Authenticator"]["username_pattern"] == NAMES
    idle = re.search(r"IDLE = (\d+) \* 60 \* 60", settings.read_text("utf-8"))
    assert VALUES["cull"] == {
        "enabled": True,
        "timeout": int(idle[1]) * 3600,
        "every": 600,
    }


def test_more_people_need_more_of_everything():
    needs = [asdict(sizes.count_sizes(n, MEASURED)) for n in (30, 300, 3000)]
    for less, more in zip(needs, needs[1:], strict=False):
        assert all(more[name] >= less[name] for name in less)
        assert more["site_traffic"] == pytest.approx(10 * less["site_traffic"])
        assert more["pods_memory"] == 10 * less["pods_memory"]


@pytest.mark.parametrize("people", sizes.PEOPLE)
def test_as_many_fit_into_a_server_as_the_table_says(people):
    memory = int(sizes.count_sizes(people, MEASURED).memory * sizes.MEGABYTE)
    assert people - 1 <= sizes.count_places(memory, MEASURED) <= people
    assert sizes.count_places(0, MEASURED) == 1


def test_nobody_is_sent_to_a_server_that_there_is_not():
    said = [sizes.write_server(sizes.count_sizes(n, MEASURED)) for n in sizes.PEOPLE]
    assert said[0].endswith("GB, 2 cores") and said[-1] == "too many for one"


def test_machines_are_counted_by_what_ends_first():
    trial = {"server_alone_megabytes": 100, "kernel_alone_megabytes": 10}
    trial |= {"server_megabytes": 100, "kernel_megabytes": 10, "hub_megabytes": 1}
    measured = {
        "trials": [trial | {"hub_empty_megabytes": 1, "processor_seconds": 1}],
        "site": {"first_visit_bytes": 1_000_000},
        "hub": {"first_visit_bytes": 1_000_000},
    }
    count = sizes.count_sizes(1000, measured)
    assert count.pods_memory == 150_000, "1.25 times 120, in steps of 50"
    assert count.machines == 10, "100 people a machine, with 15 GB for 150 MB each"
    trial["kernel_alone_megabytes"] = 200
    measured["trials"] = [measured["trials"][0] | trial]
    assert sizes.count_sizes(1000, measured).machines == 44, "23 of 650 MB in 15 GB"
    measured["trials"][0]["processor_seconds"] = 180
    assert sizes.count_sizes(1000, measured).machines == 50, "200 cores, by four"


def test_the_lock_of_the_hub_has_the_versions_of_the_project():
    """Mend with the command in deploy/requirements.in."""
    ours = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = {pin.name for pin in read_pins(ours)}
    shared = {
        pin for pin in read_versions(LOCK) if normalise(pin.split("==")[0]) in names
    }
    assert len(shared) > 90 and shared <= read_versions(ours)


def test_the_lock_of_the_hub_holds_what_was_asked_for_with_hashes():
    pins = {pin.name: pin for pin in read_pins(LOCK)}
    wishes = (DEPLOY / "requirements.in").read_text(encoding="utf-8").splitlines()
    for line in wishes:
        if line and not line.startswith("#"):
            wish = Requirement(line)
            version = re.search(r"==([\w.]+)", pins[normalise(wish.name)].text)[1]
            assert version in wish.specifier
    assert {"jupyterlab", "pandas", "ipykernel"} <= set(pins)
    assert all("--hash=sha256:" in pin.text for pin in pins.values())
    assert "://" not in LOCK


def test_the_proxy_is_pinned_with_hashes_and_names_no_host():
    wanted = json.loads((DEPLOY / "proxy/package.json").read_text("utf-8"))
    text = (DEPLOY / "proxy/package-lock.json").read_text(encoding="utf-8")
    top, *packages = json.loads(text)["packages"].values()
    assert top["dependencies"] == wanted["dependencies"] and len(packages) > 10
    assert all(one["integrity"].startswith("sha512-") for one in packages)
    assert '"resolved"' not in text


@pytest.mark.parametrize("name", ["ana", "Ђорђе", "person 12", "j.smith", "7"])
def test_a_name_may_have_letters_of_any_language(name):
    assert re.match(NAMES, name.lower())


@pytest.mark.parametrize("name", ["..", ".a", "a/b", "", " a", "_a", "a\n", "{a}"])
def test_a_name_is_no_way_to_another_folder(name):
    assert not re.match(NAMES, name)


def test_a_home_gets_what_is_missing_and_keeps_what_it_has(tmp_path):
    worksheets = find_worksheets()
    assert [path.name for path in worksheets] == [path.name for path in list_lessons()]
    assert len(prepare_home(tmp_path / "ana", worksheets)) == len(worksheets)
    mine = tmp_path / "ana" / worksheets[1].name
    mine.write_bytes(b"mine")
    (tmp_path / "ana" / worksheets[2].name).unlink()
    assert [path.name for path in prepare_home(tmp_path / "ana", worksheets)] == [
        worksheets[2].name
    ]
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("address", ["http://192.0.2.1:8000", "https://example.org"])
def test_a_trial_goes_to_no_other_computer(address):
    with pytest.raises(ValueError, match="is not this computer"):
        Participant(address, "ana")
