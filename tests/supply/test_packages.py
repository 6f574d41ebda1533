"""What is installed: pinned, licensed, listed, and its known flaws out of reach."""

import json
import re
import subprocess
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
import yaml

from tests.catalogue.faults import nodes

ROOT = Path(__file__).resolve().parents[2]
BILL = ROOT / ".ci" / "bill-of-materials"
LICENCES = yaml.safe_load((Path(__file__).parent / "licences.yaml").read_text(encoding="utf-8"))
FLAWS = yaml.safe_load((Path(__file__).parent / "known_flaws.yaml").read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", re.MULTILINE)


def pinned(*files: str) -> dict[str, set[str]]:
    """The versions of each package; there are several where they depend on Python's."""
    found: dict[str, set[str]] = {}
    for file in files:
        for name, version in PIN.findall((ROOT / file).read_text(encoding="utf-8")):
            found.setdefault(plain(name), set()).add(version.partition("+")[0])
    return found


@pytest.fixture(scope="module")
def needed() -> dict[str, Distribution]:
    """What is installed of what the service itself needs."""
    wanted = pinned("requirements.txt", "constraints.txt").keys()
    found = {plain(each.metadata["Name"]): each for each in distributions()}
    return {name: found[name] for name in sorted(wanted & found.keys())}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-test.txt"])
def test_every_dependency_is_pinned_with_its_hash(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) > 50
    for line in lines:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", line), line[:80]
        assert "--hash=sha256:" in line, line[:80]


def test_what_is_installed_is_what_is_pinned(needed: dict[str, Distribution]) -> None:
    versions = pinned("requirements.txt", "constraints.txt")
    assert len(needed) > 50
    wrong = {
        name: (each.version, versions[name])
        for name, each in needed.items()
        if each.version.partition("+")[0] not in versions[name]
    }
    assert wrong == {}


def licence_of(each: Distribution) -> str:
    """The licence as a package states it: its expression, its classifiers or its own words."""
    stated = each.metadata.get("License-Expression")
    if stated:
        return str(stated)
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in each.metadata.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    if classifiers:
        return " and ".join(classifiers)
    return " ".join(str(each.metadata.get("License") or "").split())[:60]


def is_allowed(licence: str) -> bool:
    parts = re.split(r"\s+(?:AND|OR|and|or|WITH)\s+|[();,/]", licence)
    words = [part.strip() for part in parts if part.strip()]
    return bool(words) and all(word in LICENCES["allowed"] for word in words)


def test_every_licence_is_allowed(needed: dict[str, Distribution]) -> None:
    by_name = LICENCES["by_name"]
    wrong = {
        name: licence_of(each)
        for name, each in needed.items()
        if not is_allowed(licence_of(each)) and name not in by_name
    }
    assert wrong == {}
    assert not is_allowed("AGPL-3.0-only")
    assert not is_allowed("")


def test_no_licence_is_allowed_for_nothing(needed: dict[str, Distribution]) -> None:
    assert {name for name in LICENCES["by_name"] if name not in needed} == set()


def test_every_known_flaw_has_a_reason() -> None:
    assert FLAWS
    for flaw in FLAWS:
        assert plain(flaw["package"]) in pinned("requirements.txt")
        assert len(flaw["why"].split()) >= 2
        assert nodes(flaw["test"]), flaw["id"]


def test_the_bill_of_materials_names_every_package(needed: dict[str, Distribution]) -> None:
    done = subprocess.run([sys.executable, BILL], capture_output=True, text=True, check=True)
    bill = json.loads(done.stdout)
    assert bill["bomFormat"] == "CycloneDX"
    listed = {plain(each["name"]): each for each in bill["components"]}
    assert needed.keys() - listed.keys() == set()
    for name, each in needed.items():
        assert listed[name]["version"] == each.version
        assert listed[name]["purl"] == f"pkg:pypi/{name}@{each.version}"
        assert listed[name]["licenses"]
    with_hash = [each for each in bill["components"] if each.get("hashes")]
    assert len(with_hash) > 50


def test_the_container_runs_without_rights() -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    last = recipe.rpartition("FROM ")[2]
    assert re.search(r"^USER (?!root)\w+", last, re.M)
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    service = compose["services"]["service"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
