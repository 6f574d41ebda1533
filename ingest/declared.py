"""Reads `reports.yaml`: what people say of the reports in a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml

from assistant.domain.errors import InvalidInput
from assistant.domain.sources import Visibility
from assistant.language.dates import find_dates

FILE_NAMES = ("reports.yaml", "reports.yml")
_MOST_BYTES = 2_000_000
_NAME_KEYS = ("file", "source")


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of one report; none where nothing is."""

    title: str | None = None
    published: date | None = None
    inspectorate: str | None = None
    kind: str | None = None
    place: str | None = None
    supersedes: str | None = None
    """Title of the report that this one replaces."""
    withdrawn: bool = False
    visibility: Visibility | None = None
    """RESTRICTED where a marking is there but blank or odd."""
    notes: tuple[str, ...] = ()


_TEXTS = ("title", "inspectorate", "kind", "place", "supersedes")
_KEYS = (*_TEXTS, "published", "withdrawn", "visibility")


def find_declared(folder: Path) -> Path | None:
    """Return the folder's file of declarations, if it has one."""
    for name in FILE_NAMES:
        path = folder / name
        if path.is_file():
            return path
    return None


def read_declared(path: Path) -> dict[str, Declared]:
    """Read a file of declarations.

    The file maps file names to what is declared of them, by itself or under `reports:`; a list
    of entries that each have a `file` does as well.

    Args:
        path: the YAML file.

    Returns:
        What is declared, by file name.

    Raises:
        InvalidInput: the file can't be read or declares something it can't; the message names
            file, line and key.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > _MOST_BYTES:
            raise InvalidInput(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB.")
        top = yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise InvalidInput(f"{path.name} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not in UTF-8; save it as UTF-8.") from error
    except yaml.YAMLError as error:
        raise InvalidInput(f"{path.name} is not valid YAML{_at(error)}.") from error
    declared: dict[str, Declared] = {}
    for name, node in _entries(top, path.name):
        if name in declared:
            raise InvalidInput(f"{_where(path.name, node)}: “{name}” is declared twice.")
        declared[name] = _declared(node, path.name)
    return declared


def _entries(top: yaml.Node | None, file: str) -> Iterator[tuple[str, yaml.MappingNode]]:
    if top is None or (_plain(top) is None and isinstance(top, yaml.ScalarNode)):
        return
    if isinstance(top, yaml.MappingNode):
        pairs = [(_key(key, file), node) for key, node in top.value]
        if [key for key, _ in pairs] == ["reports"]:
            yield from _entries(pairs[0][1], file)
            return
        for key, node in pairs:
            yield key, _mapping(node, file, key)
        return
    if isinstance(top, yaml.SequenceNode):
        for item in top.value:
            yield _listed(item, file)
        return
    raise InvalidInput(f"{_where(file, top)}: expected file names, each with what is declared.")


def _listed(item: yaml.Node, file: str) -> tuple[str, yaml.MappingNode]:
    node = _mapping(item, file, "the entry")
    for place, (key, value) in enumerate(node.value):
        name = _plain(value)
        if _key(key, file) in _NAME_KEYS and isinstance(name, str):
            rest = [*node.value[:place], *node.value[place + 1 :]]
            return name, yaml.MappingNode(node.tag, rest, node.start_mark, node.end_mark)
    raise InvalidInput(f"{_where(file, node)}: the entry has no “file”.")


def _mapping(node: yaml.Node, file: str, key: str) -> yaml.MappingNode:
    if isinstance(node, yaml.MappingNode):
        return node
    if isinstance(node, yaml.ScalarNode) and _plain(node) is None:
        return yaml.MappingNode("tag:yaml.org,2002:map", [], node.start_mark, node.end_mark)
    raise InvalidInput(
        f"{_where(file, node)}, key “{key}”: expected keys such as title, published."
    )


def _declared(node: yaml.MappingNode, file: str) -> Declared:
    found: dict[str, object] = {}
    notes: list[str] = []
    for key_node, value_node in node.value:
        key = _key(key_node, file)
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            raise InvalidInput(f"{_where(file, key_node)}: unknown key “{key}”; known are {known}.")
        if key in found:
            raise InvalidInput(f"{_where(file, key_node)}: key “{key}” stands twice.")
        found[key] = _value(key, value_node, file, notes)
    return Declared(**found, notes=tuple(notes))  # type: ignore[arg-type]


def _value(key: str, node: yaml.Node, file: str, notes: list[str]) -> object:
    value = _plain(node)
    if not isinstance(node, yaml.ScalarNode):
        raise InvalidInput(f"{_where(file, node)}, key “{key}”: expected one value.")
    if key == "visibility":
        return _visibility(value, notes)
    if key == "withdrawn":
        if value is None or isinstance(value, bool):
            return bool(value)
        raise InvalidInput(f"{_where(file, node)}, key “withdrawn”: expected true or false.")
    if value is None:
        return None
    if key == "published":
        return _day(value, f"{_where(file, node)}, key “published”")
    return " ".join(node.value.split()) or None


def _visibility(value: object, notes: list[str]) -> Visibility:
    """A marking that can't be read must never open a report to more people."""
    word = str(value or "").strip().lower()
    if word in set(Visibility):
        return Visibility(word)
    notes.append(
        f"Its visibility is declared as “{word}”, which is none of "
        f"{', '.join(Visibility)}: it is kept restricted."
    )
    return Visibility.RESTRICTED


def _day(value: object, where: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = find_dates(str(value))
    if len(found) == 1 and found[0].day is not None:
        return found[0].day
    raise InvalidInput(f"{where}: “{value}” is no full date; write it as 2021-08-05.")


def _key(node: yaml.Node, file: str) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    raise InvalidInput(f"{_where(file, node)}: expected a name before the colon.")


def _plain(node: yaml.Node) -> object:
    """Return a scalar's value by YAML's safe rules, and none for anything else."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    loader = yaml.SafeLoader("")
    try:
        value: object = loader.construct_object(node)
    except (yaml.YAMLError, ValueError):
        return node.value
    finally:
        loader.dispose()
    return value


def _where(file: str, node: yaml.Node) -> str:
    return f"{file}, line {node.start_mark.line + 1}"


def _at(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it can't be parsed"
    return f", line {mark.line + 1}: {problem}" if mark else f": {problem}"
