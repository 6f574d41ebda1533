"""Reports of one series told apart by stage, turn or year: "the stalking interim", "both".

An interim and a final report, or an inspection and its revisit, often share a name of which only
one has the words that people use: "In plain sight: interim report" says nothing of stalking.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from assistant.understanding.vocabulary.title_mentions import Mention, ReportName
from assistant.understanding.words.phrases import SMALL_WORDS
from assistant.understanding.words.tokens import Token, phrase_stems

Series = Callable[[ReportName], Sequence[ReportName]]
"""The other registered reports of a report's series."""
Fitting = Callable[[Mention], Sequence[ReportName]]
"""All registered reports whose titles have the words of a mention."""
Stems = Callable[[ReportName], Collection[str]]
"""What a report can be named by: the stems of its title and its year."""

_STAGES = frozenset(phrase_stems("interim revisit"))
_FINAL = "final"
_EARLIEST = frozenset({"original", "first", "earlier", "initial"})
_LATEST = frozenset({"second", "later", "latest", "newer", "newest", "subsequent"})
_NAMED = frozenset({"report", "inspection", "thematic", "review", "letter", "visit", "revisit"})
_REPORTS = frozenset({f"{word}s" for word in _NAMED})
_BETWEEN = SMALL_WORDS | {"report", "inspection", "thematic", "one"}
_REACH = 3


def told_apart(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    series: Series,
    fitting: Fitting,
    stems: Stems,
) -> list[Mention]:
    """Return the mentions of a question, each of the reports of its series that are meant."""
    found: list[Mention] = []
    for mention in mentions:
        if found and mention.first < found[-1].last:
            continue  # The word for the stage went with the name before it.
        found.append(_of_stage(tokens, mention, series, fitting, stems))
        if len(found) > 1 and found[-1].first < found[-2].last:
            del found[-2]
    return found


def _of_stage(
    tokens: Sequence[Token], mention: Mention, series: Series, fitting: Fitting, stems: Stems
) -> Mention:
    held = dict.fromkeys(mention.reports)
    for place in {mention.first - 1, mention.last}:
        turned = _of_turn(tokens, mention, place, fitting(mention))
        if turned:
            return _extended(mention, place, turned)
    every = tuple(dict.fromkeys((*held, *(mate for report in held for mate in series(report)))))
    if len(every) == 1:
        return mention
    for place in _around(tokens, mention):
        kept = _kept(tokens, mention, place, every, stems)
        if kept:
            return _extended(mention, place, kept)
    if len(held) == 1 and _says_all(tokens, mention, len(every)):
        return replace(mention, reports=every)
    return mention


def _around(tokens: Sequence[Token], mention: Mention) -> list[int]:
    """Return the places of words next to a mention, small words passed over, nearest first."""
    places: list[int] = []
    for start, step in ((mention.last, 1), (mention.first - 1, -1)):
        for place in range(start, start + step * _REACH, step):
            if not 0 <= place < len(tokens):
                break
            places.append(place)
            if tokens[place].word not in _BETWEEN:
                break
    return places


def _kept(
    tokens: Sequence[Token],
    mention: Mention,
    place: int,
    every: Sequence[ReportName],
    stems: Stems,
) -> tuple[ReportName, ...]:
    """Return the reports of a series that a word speaks of; none where it tells nothing."""
    word, stem = tokens[place].word, tokens[place].stem
    if stem in _STAGES or (_is_year(word) and place in {mention.first - 1, mention.last}):
        return tuple(report for report in every if stem in stems(report))
    if word == _FINAL and any("interim" in stems(report) for report in every):
        return tuple(report for report in every if "interim" not in stems(report))
    return _of_turn(tokens, mention, place, every)


def _of_turn(
    tokens: Sequence[Token], mention: Mention, place: int, every: Sequence[ReportName]
) -> tuple[ReportName, ...]:
    """Return the first or last of several reports, where a word says so: "first custody visit"."""
    word = tokens[place].word if 0 <= place < len(tokens) else ""
    turned = word in _EARLIEST | _LATEST and _of_a_report(tokens, place, mention)
    days = [report.published for report in every if report.published]
    if not turned or len(every) < len(("first", "last")) or len(days) < len(every):
        return ()
    day = min(days) if word in _EARLIEST else max(days)
    return tuple(report for report in every if report.published == day)


def _of_a_report(tokens: Sequence[Token], place: int, mention: Mention) -> bool:
    """Whether "first" speaks of a report, not of a recommendation: "the first fraud report"."""
    if tokens[place].word == "original":
        return True
    named = {token.word for token in tokens[mention.first : mention.last + 1]}
    return place == mention.first - 1 and bool(_NAMED & named)


def _is_year(word: str) -> bool:
    return word.isdigit() and len(word) == len("2024") and date.min.year < int(word)


def _says_all(tokens: Sequence[Token], mention: Mention, count: int) -> bool:
    """Whether all reports of a series are meant: "both stalking reports", "the two reports"."""
    near = [token.word for token in tokens[max(0, mention.first - 2) : mention.last + _REACH]]
    pair = count == len(("one", "other")) and {"both", "two"} & set(near)
    return bool(_REPORTS & set(near)) and (
        bool(pair) or near[-1:] == [] or _plural(tokens, mention)
    )


def _plural(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether "reports" goes with the name itself: "the stalking reports"."""
    inside = {token.word for token in tokens[mention.first : mention.last + 1]}
    return bool(_REPORTS & inside)


def _extended(mention: Mention, place: int, reports: tuple[ReportName, ...]) -> Mention:
    return replace(
        mention,
        first=min(mention.first, place),
        last=max(mention.last, place + 1),
        reports=reports,
        strong=mention.strong + 1,
        main=True,
    )
