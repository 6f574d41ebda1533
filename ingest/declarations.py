"""What all the `reports.yaml` files on the way say of each document."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from assistant.domain.errors import InvalidInput
from ingest.declared import Declared, read_declared
from ingest.discover import Found, Refusal, printable


class Declarations:
    """Looks up what is declared of a file: in its own folder, else in a folder above."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Read all the files; those that can't be are in `refused`."""
        self._by_folder: dict[Path, dict[str, Declared]] = {}
        self._broken: set[Path] = set()
        self.refused: list[Refusal] = []
        for path in paths:
            try:
                self._by_folder[path.parent] = read_declared(path)
            except InvalidInput as error:
                self._broken.add(path.parent)
                reason = f"{error} Nothing new beside it was indexed, as it may be marked."
                self.refused.append(Refusal(printable(path), reason))

    def of(self, path: Path) -> Declared | None:
        """Return what is declared of a file, or none."""
        for folder in path.parents:
            found = self._by_folder.get(folder, {}).get(path.relative_to(folder).as_posix())
            if found is not None:
                return found
        return None

    def is_broken_for(self, path: Path) -> bool:
        """Whether what is declared of a file can't be known."""
        return any(folder in self._broken for folder in path.parents)

    def unused(self, files: Iterable[Found]) -> list[str]:
        """Return a sentence on every declaration of a file that isn't there."""
        there = {file.path for file in files}
        return [
            f"{printable(folder.name)}: reports.yaml names {printable(name)}, which isn't there."
            for folder, declared in self._by_folder.items()
            for name in declared
            if folder / name not in there
        ]


def digest_of(declared: Declared | None) -> str:
    """Return a digest that changes with anything that is declared."""
    if declared is None:
        return ""
    text = json.dumps(asdict(declared), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
