"""What a question expects, read from the datasets; a bad line is named."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.faults import DatasetError

Outcome = Literal["answered", "partial", "abstained", "clarify"]
Request = Literal["ask", "search", "draft", "listing"]


class Reading(BaseModel):
    """Another way of reading a question that is right too."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: Outcome | None = None
    reference: str | None = None
    expected_refs: list[str] | None = None
    expected_count: int | None = None
    expected_groups: dict[str, int] | None = None
    evidence: list[str] = []
    """Words, one of which must be quoted."""


class Case(BaseModel):
    """One question with what is expected of its answer; datasets/README.md explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    question: str
    why: str = Field(min_length=1)
    asker: str | None = None
    role: Literal["officer", "liaison"] = "liaison"
    today: date = date(2026, 10, 1)
    context: list[str] = []
    split: Literal["open", "unread"] = "open"

    expected_outcome: Outcome = "answered"
    expected_reason: list[str] = []
    expected_refs: list[str] | None = None
    expected_count: int | None = None
    expected_groups: dict[str, int] | None = None
    expected_facts: list[str] = []
    expected_pages: dict[str, list[int]] = {}
    must_not: list[str] = []
    accept: list[Reading] = []
    also_register: list[str] = []

    reference: str | None = None
    share_of: str | None = None
    show: list[str] = []
    facts: list[str] = []
    check: Literal["facts"] | None = None
    reports: list[str] = []
    evidence: list[str] = []

    dataset: str = ""
    """Name of the dataset, without the file's ending."""
    library: str = "sample"
    """Which library it is asked of."""
    request: Request = "ask"
    since: date | None = None
    until: date | None = None
    """The period of a paper to draft."""
    way: Literal["", "meaning", "words", "bm25"] = ""
    """How a search is made where it isn't made as for an answer: by meaning alone, by words alone,
    or by a plain BM25 over the same files. Such cases have figures of their own."""
    variant_of: str | None = None
    """The case whose question this one says in other letters or words."""
    expected_passages: list[str] = []
    """Names of the passages that answer it, where a dataset names passages."""

    @property
    def key(self) -> str:
        """What no other case of a run is called."""
        return f"{self.dataset}/{self.id}"

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The expected reading, then the others that are right too."""
        first = Reading(
            outcome=self.expected_outcome,
            expected_refs=self.expected_refs,
            expected_count=self.expected_count,
            expected_groups=self.expected_groups,
        )
        return (first, *self.accept)


def read_cases(path: Path, **always: Any) -> list[Case]:
    """Read a dataset (.yaml with a list `questions`, or .jsonl); `always` are fields set on each.

    Raises:
        DatasetError: a line can't be read, lacks a field, or has one that isn't known.
    """
    if not path.is_file():
        raise DatasetError(f"{path} is not there. Name a file of questions.")
    read = _jsonl if path.suffix == ".jsonl" else _yaml
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for line, fields in read(path):
        case = _case(fields, {"dataset": path.stem, **always}, f"{path}, line {line}")
        if case.id in seen:
            raise DatasetError(
                f"{path}, line {line}: the id “{case.id}” is taken, in line {seen[case.id]}."
            )
        seen[case.id] = line
        cases.append(case)
    return cases


def _case(fields: object, always: dict[str, Any], where: str) -> Case:
    if not isinstance(fields, dict):
        raise DatasetError(f"{where}: a question is a set of fields with names.")
    try:
        return Case.model_validate({**always, **fields})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise DatasetError(f"{where}: the field “{name}”: {first['msg']}.") from error


def _jsonl(path: Path) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except json.JSONDecodeError as error:
            raise DatasetError(f"{path}, line {number}: not JSON ({error.msg}).") from error


def _yaml(path: Path) -> Iterator[tuple[int, object]]:
    loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise DatasetError(f"{path}, line {line}: not YAML ({error.problem}).") from error
    for node in _questions(root, path):
        yield node.start_mark.line + 1, loader.construct_document(node)


def _questions(root: yaml.Node | None, path: Path) -> list[yaml.Node]:
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    for name, value in pairs:
        if name.value == "questions" and isinstance(value, yaml.SequenceNode):
            return list(value.value)
    raise DatasetError(f"{path}: there is no list called “questions”.")
