"""Answers on which reports' recommendations the register records progress, by printed status."""

from collections.abc import Sequence

from assistant.domain.register import RegisterEntry, Status
from assistant.language.words import fold
from assistant.register.result import SHOWN, Case, Draft, cite
from assistant.register.wording import (
    by_report,
    listed,
    nouns,
    numbers,
    quoted,
    status_words,
)

_MADE = frozenset({Status.IN_PROGRESS, Status.AWAITING_SIGN_OFF, Status.CLOSED})
_ONLY_OPEN = frozenset({"", "open", "outstanding", "live", "active", "amber"})
"""Printed statuses that count as in progress and say no more than that it isn't closed."""
_LINES = 25
_STATUSES = 3
"""Different statuses of one report that are printed."""


def answer_progress(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Name the reports with progress, each with its printed statuses, then the others."""
    made = [entry for entry in entries if _is_made(entry)]
    draft = Draft(entries=made, count=len(made))
    every, held = by_report(entries), by_report(made)
    among = f"{len(held)} of the {len(every)} reports in it" if held else "no report in it"
    on = f"{len(made)} {nouns(made, len(made))}; " if made else ""
    sources = cite(case, (made or entries)[:SHOWN])
    draft.say(f"The register records progress on {among} ({on}{case.as_at}).", sources)
    for report, some in held[:_LINES]:
        draft.say(_line(report, some), cite(case, some[:SHOWN]), "•")
    if len(held) > _LINES:
        draft.say(f"And {len(held) - _LINES} more reports.")
    _tell_others(case, draft, [each for each in every if each[0] not in dict(held)])
    return draft


def _tell_others(
    case: Case, draft: Draft, others: Sequence[tuple[str, list[RegisterEntry]]]
) -> None:
    if not others or not draft.entries:
        return
    names = listed(quoted(report) for report, _ in others[:_LINES])
    more = f" and {len(others) - _LINES} more" if len(others) > _LINES else ""
    verb = "the other report" if len(others) == 1 else f"the other {len(others)}"
    sources = cite(case, [some[0] for _, some in others[:_LINES]])
    draft.say(f"Its status shows no progress for {verb}: {names}{more}.", sources)


def _is_made(entry: RegisterEntry) -> bool:
    return entry.status in _MADE and fold(entry.status_text) not in _ONLY_OPEN


def _line(report: str, held: Sequence[RegisterEntry]) -> str:
    which = numbers(held)
    noun = nouns(held, len(held))
    of = f"{noun} {which}" if which else f"{len(held)} {noun}"
    said = list(dict.fromkeys(_status(entry) for entry in held))
    rest = f" and {len(said) - _STATUSES} others" if len(said) > _STATUSES else ""
    return f"{quoted(report)}: {of}; {listed(said[:_STATUSES])}{rest}."


def _status(entry: RegisterEntry) -> str:
    return f"status “{entry.status_text}”" if entry.status_text else status_words(entry)
