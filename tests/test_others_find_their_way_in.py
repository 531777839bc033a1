"""Who reports, cites or updates finds the way, and what is said there is so."""

import re
import tomllib

import pytest
import yaml

from scripts.door.files import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_citation_names_this_version_and_no_person():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == VERSION["version"]
    assert [list(author) for author in citation["authors"]] == [["name"]]
    assert "contributors" in citation["authors"][0]["name"]
    assert sorted(citation["license"]) == sorted(VERSION["license"].split(" AND "))


def test_the_changelog_tells_the_newest_first():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert titles[0] == "Not released yet"
    assert titles[1].startswith(VERSION["version"])


@pytest.mark.parametrize("name", ["SECURITY.md", "CODE_OF_CONDUCT.md"])
def test_reports_go_through_the_host_to_nobody_by_name(name):
    text = (GITHUB / name).read_text(encoding="utf-8")
    assert "private report" in text
    assert not re.search(r"[\w.+-]+@[\w-]+\.\w+|https?://", text), "no address"
    links = re.findall(r"\]\(([^)#]+)", text)
    assert [link for link in links if not (GITHUB / link).exists()] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_may_only_read(path):
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), "say which version it is"


def test_actions_are_looked_after_every_month():
    bot = yaml.safe_load((GITHUB / "dependabot.yml").read_text(encoding="utf-8"))
    (update,) = bot["updates"]
    assert update["package-ecosystem"] == "github-actions"
    assert update["schedule"] == {"interval": "monthly"}


def test_oldest_and_newest_libraries_are_tried_once_a_month():
    workflow = yaml.safe_load((GITHUB / "workflows/monthly.yml").read_text("utf-8"))
    (schedule,) = workflow[True]["schedule"]  # YAML reads the key "on" as true
    day = schedule["cron"].split()[2:]
    assert day == ["1", "*", "*"]
    (job,) = workflow["jobs"].values()
    assert set(job["strategy"]["matrix"]["resolution"]) == {"lowest-direct", "highest"}
    steps = " ".join(step.get("run", "") for step in job["steps"])
    extras = re.search(r"\.\[([\w,]+)\]", steps)[1].split(",")
    assert set(extras) <= set(VERSION["optional-dependencies"])
    assert "pytest" in steps
