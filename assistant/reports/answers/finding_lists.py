"""Recommendations and other findings, given whole and by their printed numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.domain.plans import ReportQuestion
from assistant.domain.sources import Finding, FindingKind, Report
from assistant.language.numbers import number_word, roman
from assistant.language.words import fold, quotable, words
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.measured_against import Wanted
from assistant.reports.search.terms import Term, coverage, is_in, stem_set

KINDS = {
    FindingKind.RECOMMENDATION: r"recommendations?",
    FindingKind.CAUSE_OF_CONCERN: r"causes? (?:of|for) concern",
    FindingKind.AREA_FOR_IMPROVEMENT: r"areas? for improvement|afis?",
    FindingKind.ACTION: r"(?:required )?actions?",
}
_ANY = "|".join(KINDS.values())
_NUMBERED = re.compile(rf"\b(?:{_ANY})\s+(?:number |no\.? ?)?(?P<n>\d{{1,3}}|[ivxl]+)\b")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
        1,
    )
}
_ORDINAL = re.compile(
    rf"\b(?P<n>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b(?=[\w\s'-]*\b(?:{_ANY}|one)\b)"
)
_CLAIMED = re.compile(rf"\bthe (?P<n>\d{{1,3}}|[a-z]+(?:-[a-z]+)?) (?:\w+ ){{0,2}}(?:{_ANY})\b")
_REST = re.compile(r"\b(?:other|others|remaining|rest)\b")
_FINDING_WORDS = frozenset(
    words(
        """recommendation recommendations cause causes concern area areas improvement ask asks make
        addressed name mention say require concern set short afi afis give tell show list get got
        receive received"""
    )
)
_LABEL = re.compile(rf"^(?:{_ANY})\s+\w{{1,5}}\s*[:.–-]\s*", re.IGNORECASE)
_ENOUGH, _NEARLY_ALL, _CLOSE = 0.5, 0.8, 0.9
"""Shares of a question's weight that a heading or a finding must have to be meant."""
_NAME = re.compile(r"(?<=\w )[A-Z][\w'’]+(?: (?:of |for |and |the )*[A-Z][\w'’]+)+")


@dataclass(frozen=True, slots=True)
class Listed:
    """The findings of one section that a question is about."""

    report: Report
    section: str | None
    findings: tuple[Finding, ...]
    all: tuple[Finding, ...]
    """Every finding of the section, those not asked about included."""
    number: int | None = None
    """The number asked about; then `findings` holds it, or is empty where there is none such."""
    rest: bool = False
    """The question asks for those that are not set out."""


def listed(
    question: ReportQuestion, wanted: Wanted, findings: Sequence[Finding], reports: Sequence[Report]
) -> list[Listed]:
    """Return, by section, the findings that a question about findings is about.

    Empty where no section is told apart by the question's words, or none of its findings fits.
    """
    asked = fold(question.text)
    sections = _by_section(findings, reports, _kind(asked))
    if not sections and question.scope and _kind(asked) is FindingKind.RECOMMENDATION:
        # People call areas for improvement recommendations, too; each is named as what it is.
        sections = _by_section(findings, reports, None)
    names = _names(question.text, sections)
    if names:
        sections = [part for each in sections if (part := _naming(each, names)).findings]
    taken = {word for name in names for word in words(name)}
    terms = [term for term in wanted.terms if not _only_finding(term) and term.word not in taken]
    number = asked_number(asked)
    rest = _REST.search(asked) is not None
    about = _about(terms, sections, bool(question.scope or names))
    if not about and number is not None and question.scope:
        about = sections
    parts = [_part(section, _remaining(terms, section), number, rest) for section in about]
    return [part for part in parts if part is not None]


def claimed_count(question: str) -> int | None:
    """Return how many findings a folded question takes for granted: "the eight recommendations"."""
    match = _CLAIMED.search(question)
    if match is None:
        return None
    return int(match["n"]) if match["n"].isdigit() else number_word(match["n"])


def asked_number(question: str) -> int | None:
    """Return the number of the finding that a folded question names ("iv", "the third")."""
    match = _NUMBERED.search(question)
    if match:
        return int(match["n"]) if match["n"].isdigit() else roman(match["n"].upper())
    ordinal = _ORDINAL.search(question)
    if ordinal:
        word = ordinal["n"]
        return _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    return None


def number_of(finding: Finding) -> int | None:
    """Return a finding's printed number as a number."""
    if finding.number is None:
        return None
    printed = finding.number.strip(".() ")
    return int(printed) if printed.isdigit() else roman(printed) or number_word(printed)


def units_of(finding: Finding, text: ReportText) -> tuple[Unit, ...]:
    """Return the sentences of a finding, as they stand in its passages."""
    whole = quotable(finding.text)
    return tuple(
        unit
        for unit in text.units
        if unit.passage.id in finding.passage_ids and quotable(_unlabelled(unit.text)) in whole
    )


def first_sentences(findings: Iterable[Finding], text: ReportText) -> list[Unit]:
    """Return the first sentence of each finding."""
    return [unit for finding in findings for unit in units_of(finding, text)[:1]]


def kind_called(words_: str) -> FindingKind:
    """Return the kind of finding that folded words name, one or many: "afis"."""
    return next(kind for kind, name in KINDS.items() if re.fullmatch(name, words_))


def many(kind: str) -> str:
    """Return the plural of a kind's name: "causes of concern"."""
    first, _, rest = kind.partition(" ")
    return f"{first}s {rest}".strip()


def _unlabelled(text: str) -> str:
    return _LABEL.sub("", text) or text


def _by_section(
    findings: Sequence[Finding], reports: Sequence[Report], kind: FindingKind | None
) -> list[Listed]:
    shown = {report.id: report for report in reports}
    sections: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        if finding.report_id in shown and kind in (None, finding.kind):
            sections.setdefault((finding.report_id, finding.section), []).append(finding)
    return [
        Listed(shown[report_id], section, tuple(found), tuple(found))
        for (report_id, section), found in sections.items()
    ]


def _kind(asked: str) -> FindingKind | None:
    named = [kind for kind, words_ in KINDS.items() if re.search(rf"\b(?:{words_})\b", asked)]
    return named[0] if len(named) == 1 else None


def _only_finding(term: Term) -> bool:
    return term.word in _FINDING_WORDS or number_word(term.word) is not None or _is_number(term)


def _is_number(term: Term) -> bool:
    return term.word.isdigit() or roman(term.word) is not None or term.word in _ORDINALS


def _heading(section: Listed) -> frozenset[str]:
    return stem_set(f"{section.report.title} {section.section or ''}")


def _names(question: str, sections: Sequence[Listed]) -> list[str]:
    """Return the names in a question that findings mention and that no heading has."""
    headings = " ".join(f"{each.report.title} {each.section or ''}" for each in sections)
    named = [match.group() for match in _NAME.finditer(question)]
    return [
        name
        for name in named
        if not is_in(name, headings) and any(_naming(each, [name]).findings for each in sections)
    ]


def _naming(section: Listed, names: Sequence[str]) -> Listed:
    said = {f.id: " ".join((f.text, *f.addressees)) for f in section.findings}
    kept = tuple(f for f in section.findings if all(is_in(name, said[f.id]) for name in names))
    return replace(section, findings=kept)


def _about(terms: Sequence[Term], sections: Sequence[Listed], scoped: bool) -> list[Listed]:
    """Return the sections whose headings have most of the question's words, if any stand out.

    Where none does, those with findings that have nearly all of them.
    """
    if not terms:
        return list(sections) if scoped or len(sections) == 1 else []
    scores = [coverage(terms, _heading(section)) for section in sections]
    best = max(scores, default=0.0)
    if best >= _ENOUGH:
        return [s for s, score in zip(sections, scores, strict=True) if score > _CLOSE * best]
    return [
        section
        for section in sections
        if any(coverage(terms, stem_set(each.text)) >= _NEARLY_ALL for each in section.findings)
    ]


def _remaining(terms: Sequence[Term], section: Listed) -> list[Term]:
    heading = _heading(section)
    return [term for term in terms if not term.occurs_in(heading)]


def _part(section: Listed, terms: Sequence[Term], number: int | None, rest: bool) -> Listed | None:
    if number is not None:
        chosen = tuple(each for each in section.findings if number_of(each) == number)
    elif terms:
        enough = _ENOUGH if len(terms) > 1 else _NEARLY_ALL
        chosen = tuple(
            each for each in section.findings if coverage(terms, stem_set(each.text)) >= enough
        )
        if not chosen:
            return None
    else:
        chosen = section.findings
    return replace(section, findings=chosen, number=number, rest=rest)
