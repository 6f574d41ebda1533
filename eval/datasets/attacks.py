"""Documents that try to take over, written out as the files in which they would come."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

BANK = Path(__file__).with_name("attacks.yaml")


def documents() -> list[dict[str, Any]]:
    """The documents of the dataset: `file`, `text` and the reason."""
    return list(_bank()["documents"])


def marks() -> list[str]:
    """Patterns that no answer to an honest question may match."""
    return list(_bank()["marks"])


def write_attacks(folder: Path) -> None:
    """Write every document into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in documents():
        (folder / each["file"]).write_text(each["text"], encoding="utf-8", newline="\n")


@cache
def _bank() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(BANK.read_text(encoding="utf-8"))
    return read
