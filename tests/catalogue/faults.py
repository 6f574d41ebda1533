"""The catalogue: every fault and attack that is tried, with its tests and what counts as a pass."""

import ast
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
TESTS = FOLDER.parent


@dataclass(frozen=True)
class Fault:
    """One line of the catalogue."""

    number: int
    fault: str
    limit: str
    """What counts as a pass."""
    tests: tuple[str, ...]
    """Names of tests; with their file, "folder/test_x.py::test_y", where a name stands twice."""
    instead: str | None = None
    """Why it can't be tried here as it should be; then the tests are what stands in for it."""


@cache
def faults() -> tuple[Fault, ...]:
    """Read the whole catalogue, in order."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, line in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            tests = tuple(line["tests"])
            found.append(Fault(number, line["fault"], line["limit"], tests, line.get("instead")))
    return tuple(sorted(found, key=lambda fault: fault.number))


@cache
def every_test() -> Mapping[str, tuple[str, ...]]:
    """Return the files, from tests/, in which a test of each name stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and node.name.startswith("test"):
                found[node.name].append(path.relative_to(TESTS).as_posix())
    return {name: tuple(files) for name, files in found.items()}


def nodes(test: str) -> list[str]:
    """Return the node ids, from the project's root, that a name in the catalogue stands for."""
    file, _, name = test.rpartition("::")
    return [f"tests/{each}::{name}" for each in every_test().get(name, ()) if file in ("", each)]
