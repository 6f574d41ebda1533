"""The register against the published reports: what is missing, what differs, what is doubtful."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from assistant.domain.checks import Discrepancy
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.domain.sources import Finding, Passage, Report
from assistant.language.wording import say_day
from assistant.language.words import fold, stems, words
from assistant.register.stated_counts import stated_counts
from assistant.register.ties import Tie, Ties, tie

CLOSE_WORDS = 90
"""Likeness (0 to 100) below which a register's wording is shown beside the report's."""

PassagesOf = Callable[[str], Sequence[Passage]]


def check_register(
    version: RegisterVersion,
    findings: Sequence[Finding],
    reports: Sequence[Report],
    passages_of: PassagesOf,
    today: date,
) -> list[Discrepancy]:
    """Return everything about the register that a person should look at."""
    standing = [each for each in reports if not each.withdrawn]
    ties = tie(version.entries, findings, standing)
    found = [
        *_untied(ties),
        *(each for one in ties.tied for each in _differences(one)),
        *_counts(findings, standing, passages_of),
        *(each for entry in version.entries for each in _own_doubts(entry, version, today)),
    ]
    return sorted(found, key=lambda each: (each.kind, each.title or "", each.row or 0, each.text))


def _untied(ties: Ties) -> Iterator[Discrepancy]:
    for finding, report in ties.not_in_register:
        number = f" {finding.number}" if finding.number else ""
        yield _of_finding(
            "not in register",
            f"{finding.kind.value.capitalize()}{number} of {finding.section or report.title} "
            "is not in the register.",
            finding,
            report,
        )
    for entry in ties.unknown_report:
        yield _of_entry(
            "report not indexed",
            f"{entry.ref} is of '{entry.report}', which is not indexed.",
            entry,
        )
    for entry, report in ties.no_finding:
        number = f"number {entry.number}" if entry.number else "those words"
        yield _of_entry(
            "no such finding",
            f"{entry.ref}: '{report.title}' sets out no finding of {number}.",
            entry,
            report,
        )


def _differences(one: Tie) -> Iterator[Discrepancy]:
    entry, finding = one.entry, one.finding
    if one.number_differs:
        yield _of_tie(
            "number differs",
            f"{entry.ref} has number {entry.number}; the report prints {finding.number}.",
            one,
        )
    if one.likeness < CLOSE_WORDS:
        yield _of_tie(
            "wording differs",
            f"{entry.ref} reads '{_first_words(entry.text)}'; the report reads "
            f"'{_first_words(finding.text)}'.",
            one,
        )
    elif others := _replaced(entry.text, finding.text):
        ours, reported = ("; ".join(each) for each in others)
        yield _of_tie(
            "wording differs",
            f"{entry.ref} says “{ours}” where the report says “{reported}”.",
            one,
        )
    theirs = finding.deadline.due if finding.deadline else None
    if entry.deadline and theirs and entry.deadline != theirs:
        yield _of_tie(
            "deadline differs",
            f"{entry.ref} has {say_day(entry.deadline)} as the inspectorate's deadline; the "
            f"report gives {say_day(theirs)}.",
            one,
        )
    if entry.addressees and finding.addressees and not _share(entry.addressees, finding.addressees):
        yield _of_tie(
            "addressee differs",
            f"{entry.ref} is for {'; '.join(entry.addressees)}; the report addresses "
            f"{'; '.join(finding.addressees)}.",
            one,
        )


def _replaced(ours: str, theirs: str) -> tuple[list[str], list[str]] | None:
    """Return the words that stand for one another in two wordings; what is only left out aside."""
    here, there = set(stems(ours)), set(stems(theirs))
    only = [
        [word for word in dict.fromkeys(words(text)) if not set(stems(word)) <= other]
        for text, other in ((ours, there), (theirs, here))
    ]
    return (only[0], only[1]) if all(only) else None


def _share(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    named = {word for each in ours for word in stems(each)}
    if any(word in named for each in theirs for word in stems(each)):
        return True
    # What a report about one force calls "the force", a register calls by its name.
    forces = {"police", "constabulary"} & {word for each in ours for word in words(each)}
    return bool(forces) and any(fold(each) == "the force" for each in theirs)


def _counts(
    findings: Sequence[Finding], reports: Sequence[Report], passages_of: PassagesOf
) -> Iterator[Discrepancy]:
    for report in reports:
        own = [each for each in findings if each.report_id == report.id]
        if not own:
            continue
        for each in stated_counts(passages_of(report.id), own):
            if each.stated != each.set_out:
                yield Discrepancy(
                    "count doesn't add up",
                    f"'{report.title}' states {each.stated} {each.what}; it sets out "
                    f"{each.set_out}.",
                    report_id=report.id,
                    title=report.title,
                    page=each.passage.page,
                    quote=each.sentence,
                )


def _own_doubts(
    entry: RegisterEntry, version: RegisterVersion, today: date
) -> Iterator[Discrepancy]:
    if entry.status.is_open and entry.due and entry.due < today:
        yield _of_entry(
            "deadline passed",
            f"{entry.ref} was due on {say_day(entry.due)} and its status is "
            f"'{entry.status_text or 'blank'}'.",
            entry,
        )
    if not entry.status.is_open and entry.closed_on and entry.closed_on > today:
        yield _of_entry(
            "closed in the future",
            f"{entry.ref} has {say_day(entry.closed_on)} as the day it was closed.",
            entry,
        )
    known = {
        fold(name) for each in version.people if each.listed for name in (each.name, *each.aliases)
    }
    for owner in entry.owners:
        if known and fold(owner) not in known:
            yield _of_entry(
                "owner not in the list of people", f"{entry.ref} is owned by '{owner}'.", entry
            )
    for doubt in entry.doubts:
        yield _of_entry("doubtful", f"{entry.ref}: {doubt}", entry)


def _first_words(text: str, length: int = 140) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= length else folded[:length].rsplit(" ", 1)[0] + " ..."


def _of_entry(
    kind: str, text: str, entry: RegisterEntry, report: Report | None = None
) -> Discrepancy:
    return Discrepancy(
        kind,
        text,
        ref=entry.ref,
        sheet=entry.sheet,
        row=entry.row,
        report_id=report.id if report else None,
        title=report.title if report else entry.report,
    )


def _of_finding(kind: str, text: str, finding: Finding, report: Report) -> Discrepancy:
    return Discrepancy(
        kind,
        text,
        report_id=report.id,
        title=finding.section or report.title,
        page=finding.page,
        quote=finding.text.splitlines()[0],
    )


def _of_tie(kind: str, text: str, one: Tie) -> Discrepancy:
    return Discrepancy(
        kind,
        text,
        ref=one.entry.ref,
        sheet=one.entry.sheet,
        row=one.entry.row,
        report_id=one.report.id,
        title=one.finding.section or one.report.title,
        page=one.finding.page,
        quote=one.finding.text.splitlines()[0],
    )
