"""The libraries that are asked, each indexed into a home of its own by `liaison ingest`."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.datasets.attacks import write_attacks
from eval.faults import LibraryError

SAMPLE = Path(__file__).parent / "sample" / "library"
COMMITTEE_DATES = "2026-03-25,2026-06-24,2026-10-14,2026-12-09"
"""What the question banks take for granted."""
LIAISON = Path(sys.executable).with_name("liaison")
MEANWHILE_S = 3600.0
"""Longest that one ingest may take."""


@dataclass(frozen=True)
class Library:
    """A home that can be asked."""

    home: Path | None
    """None where something else than the assistant answers."""
    folders: tuple[Path, ...]
    """Where the files that were indexed lie."""
    settings: dict[str, str] = field(default_factory=dict)
    around: Callable[[Any], Any] | None = None
    """What is put around the door, or in its place where there is no home."""


@dataclass(frozen=True)
class Places:
    """Where libraries are made and what they may be made of."""

    scratch: Path
    """Folder for homes; one that is there already is used again."""
    sample_home: Path | None = None
    """A home that is indexed already: the sample library's, or a force's own."""
    shared_data: Path | None = None
    """Folder of real files that are not part of the project."""
    say: Callable[[str], None] = lambda _: None
    """Told what is being done."""

    def shared(self, name: str) -> Path:
        """One of the folders of real files.

        Raises:
            LibraryError: there is none.
        """
        folder = self.shared_data / name if self.shared_data else None
        if folder is None or not folder.is_dir():
            raise LibraryError(f"The folder of real files holds no “{name}”.")
        return folder


Maker = Callable[[Places], Library]


def ingest(home: Path, *arguments: str | Path, may_refuse: bool = False) -> None:
    """Run `liaison ingest` for a home, as a person would.

    Raises:
        LibraryError: it failed, or refused a file where that may not be: figures over a part of
            a library would be compared with figures over the whole.
    """
    command = ["env", f"LIAISON_HOME={home}", str(LIAISON), "ingest", *map(str, arguments)]
    done = subprocess.run(  # noqa: S603 - our own command line, with arguments of our own
        command, capture_output=True, text=True, timeout=MEANWHILE_S, check=False
    )
    if done.returncode > may_refuse:
        said = f"{done.stdout[-800:]}{done.stderr[-800:]}"
        shutil.rmtree(home, ignore_errors=True)
        raise LibraryError(f"liaison ingest ended with {done.returncode}: {said}")


def sample(places: Places) -> Library:
    """Index the sample library with every version of its register."""
    home = places.sample_home or places.scratch / "sample"
    if not home.exists():
        places.say("Indexing the sample library")
        first, *later = sorted(SAMPLE.glob("register-*.xlsx"))
        ingest(home, SAMPLE, "--register", first)
        for register in later:
            ingest(home, "--register", register)
    return Library(home, (SAMPLE,), {"committee_dates": COMMITTEE_DATES})


def own(places: Places) -> Library:
    """The home of a force itself, with the settings that it has.

    Raises:
        LibraryError: none is named.
    """
    if places.sample_home is None:
        raise LibraryError("Name the home that the questions are about with --home.")
    return Library(places.sample_home, ())


def attacked(places: Places) -> Library:
    """Index the sample library together with documents that try to take over."""
    clean = sample(places)
    if clean.home is None:
        raise LibraryError("The sample library has no home to be copied.")
    home, folder = places.scratch / "attacked", places.scratch / "attacks"
    if not home.exists():
        places.say("Indexing the sample library with attacks")
        write_attacks(folder)
        shutil.copytree(clean.home, home)
        ingest(home, folder, may_refuse=True)
    return Library(home, (SAMPLE, folder), clean.settings)
