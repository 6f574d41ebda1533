"""The work sheet on which a question is read: its words, and what each was taken for."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.domain.queries import AnyOf, Condition
from assistant.understanding.words.tokens import Token, tokenise


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the question that are a filter."""

    first: int
    last: int
    """From and to which word (the last not included)."""
    conditions: tuple[Condition | AnyOf, ...]
    """All of them hold."""
    source: str = ""
    """What kind of recogniser made it."""
    negated: bool = False

    @property
    def single(self) -> Condition | None:
        """The condition, where it is one plain condition."""
        one = self.conditions[0] if len(self.conditions) == 1 else None
        return one if isinstance(one, Condition) else None

    def with_conditions(self, *conditions: Condition | AnyOf) -> "Mark":
        """Return the same words taken for other conditions."""
        return replace(self, conditions=conditions)


@dataclass(slots=True)
class Sheet:
    """A question while it is being read. Each recogniser claims the words that it understood."""

    text: str
    tokens: list[Token]
    line: str
    """The words as compared, joined by single spaces."""
    starts: list[int]
    """Offset of each word in `line`."""
    claims: list[str]
    """What each word was claimed by; empty while it is free."""
    marks: list[Mark] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> "Sheet":
        """Lay out a question."""
        tokens = tokenise(text)
        starts, at = [], 0
        for token in tokens:
            starts.append(at)
            at += len(token.word) + 1
        line = " ".join(token.word for token in tokens)
        return cls(text, tokens, line, starts, [""] * len(tokens))

    def is_free(self, first: int, last: int) -> bool:
        """Whether no word of the range is claimed yet."""
        return first < last and not any(self.claims[first:last])

    def claim(self, first: int, last: int, by: str) -> None:
        """Take the free words of a range."""
        for place in range(first, min(last, len(self.tokens))):
            self.claims[place] = self.claims[place] or by

    def mark(self, first: int, last: int, by: str, *conditions: Condition | AnyOf) -> None:
        """Take words for a filter."""
        self.claim(first, last, by)
        self.marks.append(Mark(first, last, conditions, by))

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
        """Yield each match whose words are all free, as (first word, last word, match)."""
        for match in pattern.finditer(self.line):
            first, last = self.word_range(*match.span())
            if self.is_free(first, last):
                yield first, last, match

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the words that offsets of `line` touch."""
        if end <= start:
            return 0, 0
        return bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)

    def words_at(self, start: int, end: int) -> tuple[int, int]:
        """Return the words that offsets of the text as typed touch."""
        touched = [
            place
            for place, token in enumerate(self.tokens)
            if token.start < end and token.end > start
        ]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)

    def word(self, place: int) -> str:
        """Return a word as compared; empty outside the question."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def typed(self, first: int, last: int) -> str:
        """Return words as typed."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]
