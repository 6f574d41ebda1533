"""Reports of generated text, of any number of passages, always the same for the same number.

The words are common English ones; each section is about two of a few hundred subjects, so that
texts are near one another as those of real reports are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import islice
from pathlib import Path

import numpy as np

SEED = 20_260_930
A_REPORT = 250
"""Sections of a report; each makes one passage."""
_SUBJECTS, _WORDS_OF_SUBJECT = 240, 14
_SENTENCES, _WORDS = 7, 13
_SHORTEST = 4
"""Letters of a word."""
_ABOUT = 0.55
"""Share of the words that are of the section's subjects."""


@dataclass(frozen=True)
class Section:
    """What makes one passage."""

    heading: str
    text: str
    question: str
    """Asks about it, in its own words."""


@dataclass(frozen=True)
class Corpus:
    """So many passages of generated text, every other report for the force alone."""

    passages: int

    def titles(self) -> list[str]:
        """The reports' titles."""
        return [_title(number) for number in range(-(-self.passages // A_REPORT))]

    def write(self, folder: Path) -> Path:
        """Write the reports as Markdown files, with what is declared of them; return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        declared = []
        for number, title in enumerate(self.titles()):
            sections = self.sections(number)
            body = "\n\n".join(f"## {each.heading}\n\n{each.text}" for each in sections)
            name = f"report-{number:04}.md"
            (folder / name).write_text(f"# {title}\n\n{body}\n", encoding="utf-8")
            declared.append(f"{name}:\n  visibility: {('public', 'force')[number % 2]}\n")
        (folder / "reports.yaml").write_text("".join(declared), encoding="utf-8")
        return folder

    def sections(self, report: int) -> list[Section]:
        """The sections of one report."""
        count = min(A_REPORT, self.passages - report * A_REPORT)
        return list(islice(self._endless(report), count))

    def questions(self, count: int) -> list[str]:
        """Different questions, each about a section, evenly spread over the reports."""
        reports = len(self.titles())
        return [
            self._section(number % reports, 7 * number + number // reports).question
            for number in range(count)
        ]

    def _section(self, report: int, place: int) -> Section:
        return next(islice(self._endless(report), place % self._held(report), None))

    def _held(self, report: int) -> int:
        return min(A_REPORT, self.passages - report * A_REPORT)

    def _endless(self, report: int) -> Iterator[Section]:
        random = np.random.default_rng((SEED, report))
        while True:
            subjects = self._subjects[random.integers(_SUBJECTS, size=2)].reshape(-1)
            yield _section(random, subjects, self._words)

    @cached_property
    def _words(self) -> np.ndarray:
        return words()

    @cached_property
    def _subjects(self) -> np.ndarray:
        random = np.random.default_rng(SEED)
        return random.choice(self._words, (_SUBJECTS, _WORDS_OF_SUBJECT))


def words() -> np.ndarray:
    """The words that texts are made of."""
    stored = files("assistant.understanding.recognise").joinpath("common_words.txt")
    text = stored.read_text(encoding="utf-8")
    kept = (word.lower() for word in text.split() if word.isascii() and word.isalpha())
    return np.array(list(dict.fromkeys(word for word in kept if len(word) >= _SHORTEST)))


def _section(random: np.random.Generator, subjects: np.ndarray, all_words: np.ndarray) -> Section:
    size = (_SENTENCES, _WORDS)
    chosen = np.where(
        random.random(size) < _ABOUT, random.choice(subjects, size), random.choice(all_words, size)
    )
    sentences = [" ".join(row).capitalize() + "." for row in chosen]
    asked = random.choice(sorted(set(subjects) & set(chosen.reshape(-1))), 4, replace=False)
    heading = " ".join(random.choice(subjects, 3)).capitalize()
    return Section(
        heading, " ".join(sentences), f"What did inspectors say about {' '.join(asked)}?"
    )


def _title(number: int) -> str:
    return f"Generated inspection number {number:04}"
