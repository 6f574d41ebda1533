"""Reports by what people call them: "the rape thematic", "fraud revisit", "dtp", "VAWG interim"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.language.numbers import number_word, roman
from assistant.language.words import STOPWORDS
from assistant.understanding.vocabulary.title_mentions import Mention, ReportName
from assistant.understanding.vocabulary.title_nicknames import other_names
from assistant.understanding.vocabulary.title_parts import openings_of, plain_title
from assistant.understanding.vocabulary.title_series import told_apart
from assistant.understanding.vocabulary.title_words import GENERIC, JOINING, WEAK
from assistant.understanding.words.phrases import SMALL_WORDS
from assistant.understanding.words.tokens import Token, phrase_stems, tokenise

_PARTS = re.compile(r"\s[–—-]\s|:\s|\s\(|\)\s?")
_QUOTED = re.compile(r"['‘’\"“”]")
_OFTEN = 3
"""Titles from which a word no longer tells one report from another."""
_REPORT = frozenset(phrase_stems("report publication"))
"""Said of any report, so that a subtitle that has the word is no likelier meant."""
_STAGES = frozenset(phrase_stems("interim final revisit phase"))


@dataclass(slots=True)
class _Title:
    name: ReportName
    stems: frozenset[str]
    main: frozenset[str]
    own: frozenset[str]
    """Telling words of the title's own name."""
    years: frozenset[str] = field(default_factory=frozenset)


class TitleIndex:
    """Finds the reports that a question names."""

    def __init__(self, names: Iterable[ReportName]) -> None:
        self._titles = [_read(name) for name in names]
        self._postings: dict[str, set[int]] = defaultdict(set)
        for place, title in enumerate(self._titles):
            for stem in title.stems | title.years:
                self._postings[stem].add(place)
        self._words = {
            token.word
            for title in self._titles
            for token in tokenise(f"{title.name.title} {title.name.longer}")
        }.union(*(other_names(title.name.title, set(title.stems)) for title in self._titles))
        self._places = {title.name: place for place, title in enumerate(self._titles)}
        usual = max(3, len(self._titles) // 2)
        self._common = {stem for stem, held in self._postings.items() if len(held) > usual}

    @property
    def names(self) -> tuple[ReportName, ...]:
        """All reports known."""
        return tuple(title.name for title in self._titles)

    @property
    def stems(self) -> frozenset[str]:
        """All stems that occur in names."""
        return frozenset(self._postings)

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return the mentions in a question from left to right, each as long as it can be.

        Reports of one series are told apart by their stages: `title_series` says how.
        """
        keys = _keys(tokens)
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            mention = self._from(keys, at)
            if mention:
                found.append(mention)
            at = mention.last if mention else at + 1
        return told_apart(
            tokens,
            found,
            self._series,
            lambda mention: [one for one in self.matching(mention, tokens) if one.registered],
            self._names_of,
        )

    def _series(self, report: ReportName) -> list[ReportName]:
        """Return the other registered reports whose own name is this one's, or has it whole."""
        own = _spelt(self._titles[self._places[report]].own)
        sharing = Counter(place for key in own for place in self._postings[key])
        found = (self._titles[place] for place, shared in sorted(sharing.items()) if shared > 1)
        return [
            title.name
            for title in found
            if title.name != report
            and title.name.registered
            and len(own & (other := _spelt(title.own))) > 1
            and (own <= other or other <= own)
        ]

    def _names_of(self, report: ReportName) -> set[str]:
        year = {str(report.published.year)} if report.published else set()
        return _title_keys(f"{report.title} {report.longer}") | year

    def matching(self, mention: Mention, tokens: Sequence[Token]) -> tuple[ReportName, ...]:
        """Return every report whose title has the telling words of a mention, the best or not."""
        keys = _keys(tokens)[mention.first : mention.last]
        telling = [key for key in keys if key in self._postings and not self._is_weak(key)]
        held = [self._postings[key] for key in telling]
        common = set.intersection(*held) if held else set()
        return tuple(self._titles[place].name for place in sorted(common))

    def called(self, words: str) -> tuple[ReportName, ...]:
        """Return the reports whose whole title, or the part that names it, is exactly this."""
        plain = plain_title(words)
        return tuple(title.name for title in self._titles if plain in openings_of(title.name.title))

    def _kin(self, key: str) -> set[int]:
        """Return the titles that have the word that one is made from: "calls" for "callers"."""
        root = re.sub(r"(?<=\w{4})(?:er|or)$", "", key)
        return self._postings.get(root, set()) if root != key else set()

    def has_word(self, word: str) -> bool:
        """Whether a word, or its singular or plural, is a title's, or another name for one."""
        return (
            word in self._words
            or f"{word}s" in self._words
            or word.removesuffix("s") in self._words
        )

    def of_one_series(self, one: str, other: str) -> bool:
        """Whether two titles share the words of their names: an interim and a final report."""
        stems = [title.main for title in self._titles if title.name.title in {one, other}]
        shared = set.intersection(*map(set, stems)) - GENERIC - STOPWORDS - SMALL_WORDS
        return len(stems) > 1 and len(shared) > 1

    def tells_stage(self, tokens: Sequence[Token]) -> bool:
        """Whether words are those by which reports of one series are told apart."""
        return any(key in _STAGES or key.startswith("phase ") for key in _keys(tokens))

    def _from(self, keys: Sequence[str], start: int) -> Mention | None:
        held: set[int] | None = None
        telling: list[int] = []
        weak: list[int] = []
        for at in range(start, len(keys)):
            key = keys[at]
            posted = self._postings.get(key) or self._kin(key)
            narrowed = posted if held is None else held & posted
            if narrowed and not self._is_weak(key):
                held = narrowed
                telling.append(at)
            elif key in GENERIC or (posted and self._is_weak(key)):
                weak.append(at)
            elif key not in JOINING or (held is None and not weak):
                break
        return self._mention(keys, held, telling, weak) if held else None

    def _is_weak(self, key: str) -> bool:
        if re.fullmatch(r"(?:19|20)\d\d", key):
            return False  # Many reports share a year, and it still tells them apart.
        return key in WEAK or key in STOPWORDS or key in self._common

    def _mention(
        self, keys: Sequence[str], held: set[int], telling: list[int], weak: list[int]
    ) -> Mention:
        def score(place: int) -> tuple[int, int, int]:
            title = self._titles[place]
            return (
                sum(keys[at] in title.main or keys[at] in title.years for at in telling),
                sum(keys[at] in title.years for at in telling),
                sum(
                    keys[at] in (title.main if keys[at] in _REPORT else title.stems)
                    for at in weak
                    if keys[at] not in STOPWORDS and not dated
                ),
            )

        dated = all(keys[at].isdigit() for at in telling)
        best = max(score(place) for place in held)
        chosen = [place for place in sorted(held) if score(place) == best]
        registered = [place for place in chosen if self._titles[place].name.registered]
        names = tuple(self._titles[place].name for place in registered or chosen)
        title = self._titles[(registered or chosen)[0]]
        named = {keys[at] for at in telling}
        # Weak words go with the name where the title has them, or next to it ("fraud report").
        beside = [
            at
            for at in weak
            if (keys[at] not in STOPWORDS | _ENTRY_STEMS | _DENIALS or _only_an_area(keys, at))
            and (
                keys[at] in title.stems
                or (keys[at] in GENERIC and at in {telling[0] - 1, telling[-1] + 1})
            )
        ]
        first, last = min([*telling, *beside]), max([*telling, *beside]) + 1
        weight = len(telling) + sum(keys[at] in title.stems - GENERIC for at in beside)
        own = {key for key in title.own if len(self._postings[key]) < _OFTEN}
        share = len(own & {*named, *(keys[at] for at in beside)}) / len(own) if own else 0.0
        return Mention(first, last, names, weight, best[0] == len(telling), share)


def _only_an_area(keys: Sequence[str], at: int) -> bool:
    """Whether "areas" isn't the beginning of "areas for improvement"."""
    return keys[at] == "area" and list(keys[at + 1 : at + 2]) != ["for"]


_ENTRY_STEMS = frozenset(phrase_stems("recommendation area improvement"))
_DENIALS = frozenset({"no", "not"})


def _read(name: ReportName) -> _Title:
    stems = _title_keys(f"{name.title} {name.longer}")
    main = _title_keys(_main_part(name.title))
    own = frozenset(main - GENERIC - STOPWORDS)
    extra = other_names(name.title, stems)
    years = {str(name.published.year)} if name.published else set()
    return _Title(name, frozenset(stems | extra), frozenset(main | extra), own, frozenset(years))


def _main_part(title: str) -> str:
    """Return the part of a title that names it: the first with a telling word."""
    plain = _QUOTED.sub("", title)
    quoted = re.search(r"['‘\"“](.+?)['’\"”](?!\w)", title)
    if quoted and quoted.start() < title.find(" – ") % 10_000:
        plain = title.replace(quoted.group(), _PARTS.sub(" ", quoted.group()))
    parts = [part for part in _PARTS.split(plain) if part and part.strip()]
    for place, part in enumerate(parts):
        if set(phrase_stems(part)) - WEAK - STOPWORDS - {"interim", "revisit"}:
            return " ".join(parts[: place + 1])
    return title


def _title_keys(title: str) -> set[str]:
    return {key for key in _keys(tokenise(title)) if key not in SMALL_WORDS}


def _keys(tokens: Sequence[Token]) -> list[str]:
    """Return what each word is compared by; "phase one" is one key on its second word."""
    keys: list[str] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].word if at else ""
        value = number_word(token.word) or roman(token.text) or _digits(token.word)
        if before in {"phase", "part", "tranche", "stage"} and value:
            keys.append(f"{before} {value}")
        else:
            keys.append(token.stem)
    return keys


def _digits(word: str) -> int | None:
    return int(word) if word.isdigit() else None


def _spelt(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in keys if key.isalpha())


def names_report(part: str) -> bool:
    """Whether a part of a title has a telling word, so that it can stand for the whole."""
    return bool(set(phrase_stems(part)) - WEAK - STOPWORDS - {"interim", "revisit", "final"})
