"""Sentences about an answer itself: what is missing, withdrawn, or more."""

from collections.abc import Sequence

from assistant.domain.answers import Statement
from assistant.domain.plans import Want
from assistant.domain.sources import Report
from assistant.language.wording import say_day

_KINDS = {
    Want.DATE: "when",
    Want.NUMBER: "how many",
    Want.WHO: "who",
    Want.WHERE: "where",
}


def remark(text: str) -> Statement:
    """Return a sentence about the answer; it asserts nothing of the sources' subject."""
    return Statement(text, (), remark=True)


def not_indexed(name: str) -> Statement:
    """Say that there is no report on something."""
    if name.lower().startswith("the "):
        named = f"{name[:1].upper()}{name[1:]}"
        return remark(f"{named} is not held, so what it says is not stated here.")
    return remark(f"No report on {name} is indexed, so this is not stated in the sources held.")


def not_stated() -> Statement:
    """Say that the reports don't answer."""
    return remark("This is not stated in the reports held.")


def contradicted() -> Statement:
    """Say that what a question takes for granted isn't so; what the reports say follows."""
    return remark("The reports say otherwise than the question takes for granted:")


def half_unanswered(half: str) -> Statement:
    """Say which half of a question, as typed, isn't answered."""
    return remark(f"The reports held do not answer the other half: “{half.strip()}”")


def half_missing(wants: list[Want]) -> Statement:
    """Say which part of a question isn't answered."""
    parts = " or ".join(_KINDS.get(want, want.value) for want in wants)
    return remark(f"The sources found do not say {parts}.")


def more(count: int, page: int) -> Statement:
    """Say how much of a list isn't shown."""
    return remark(f"And {count} more in the report, from page {page}.")


def maybe_more() -> Statement:
    """Say that a count of findings may leave some out."""
    return remark("There may be more: not all headings over findings say what they are over.")


def withdrawn(report: Report) -> Statement:
    """Say that a report quoted was withdrawn."""
    return remark(f"“{report.title}” has been withdrawn.")


def superseded(old: Report, new: Report) -> Statement:
    """Say that a report quoted was replaced."""
    day = f" ({say_day(new.published)})" if new.published else ""
    return remark(f"“{old.title}” has been replaced by “{new.title}”{day}.")


def standing(cited: Sequence[Report], visible: Sequence[Report]) -> list[Statement]:
    """Say of each report that is quoted or named whether it was withdrawn or replaced."""
    found = [withdrawn(report) for report in cited if report.withdrawn]
    return found + [
        superseded(old, new) for old in cited for new in visible if new.supersedes == old.title
    ]


def undefined(subject: str) -> Statement:
    """Say that a term is used without a definition."""
    return remark(f"The reports held use “{subject}” but do not define it.")


def heading_of(report: Report) -> str:
    """Return how a report is named above its sentences."""
    return f"{report.title}, {say_day(report.published)}" if report.published else report.title
