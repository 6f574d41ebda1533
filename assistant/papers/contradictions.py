"""What the sources themselves don't add up: told to the author with the words, never smoothed."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.domain.answers import PassageSource
from assistant.domain.sources import FindingKind, PassageKind, Report
from assistant.language.numbers import find_numbers
from assistant.language.words import STOPWORDS, fold, words
from assistant.papers.material import Material
from assistant.papers.paper import Statement
from assistant.papers.publications import Publication
from assistant.papers.stated_reports import stated_reports
from assistant.papers.wording import Part, name, quote, say, title
from assistant.register.stated_counts import stated_counts
from assistant.register.wording import kind_noun, plural, short_title
from assistant.reports.evidence.units import Unit

_ONLY = re.compile(
    r"\bonly (?:been )?(?:inspected|visited)\b|\bno\b[^.;]{0,60}\binspections?\b"
    r"|\b(?:was|were) not (?:itself |themselves )?(?:inspected|visited)\b",
    re.IGNORECASE,
)
_WAS_INSPECTED = re.compile(
    r"\b(?:was|were) (?:an? )?(?:inspected|visited)\b|\bfieldwork in\b"
    r"|\bwe (?:visited|inspected)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|without)\b", re.IGNORECASE)
_A_FORCE = re.compile(r"\b[A-Z]\w+ (?:Police|Constabulary)\b|\bthe force\b")
"""A force's paper tells of its own force, also where the settings don't name it."""
_ALSO_PUBLISHED = re.compile(r"\breport (?:has|was) (?:also )?(?:been )?published\b", re.IGNORECASE)
_CAUSES = re.compile(r"\s+causes? (?:of|for) concern\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"\bas follows:$", re.IGNORECASE)
_COMMON = STOPWORDS | {"inspection", "review", "report", "police", "policing", "response", "force"}


def contradictions(material: Material) -> Iterator[Statement]:
    """Yield what reports, and papers about several reports, say that doesn't agree with itself."""
    facts = material.facts
    for report in facts.digests:
        told = [one for one in facts.everything if one.report and one.report.id == report.id]
        if told:
            yield from _of_digest(material, report, told)
    for one in {one.report.id: one for one in facts.published if one.report}.values():
        yield from _counts(material, one)
    for one in facts.published:
        yield from _numbers_differ(material, one)


def _of_digest(
    material: Material, report: Report, told: Sequence[Publication]
) -> Iterator[Statement]:
    text = material.reader.text(told[0])
    units = text.units if text else ()
    outside = [unit for unit in units if not any(_under(unit, one) for one in told)]
    yield from _number_of_reports(material, report, told)
    yield from _others_published(material, report, outside)
    yield from _inspected(material, report, told, outside)
    yield from _causes(material, report, told, units)
    yield from _nothing_follows(material, report, units)


def _number_of_reports(
    material: Material, report: Report, told: Sequence[Publication]
) -> Iterator[Statement]:
    passages = material.facts.request.library.passages_of(report.id)
    names = [one.section for one in told if one.section]
    for each in stated_reports(passages, names):
        if each.stated != each.told_of:
            yield say(
                *_says(report, each.page, each.sentence),
                " ",
                name(f"It says {each.stated}, and tells of {each.told_of}:"),
                " ",
                name("; ".join(short_title(one.title) for one in told)),
                ". The paper lists each that was published in the period.",
                quotes=_sources(material, told[0], each.sentence),
                reports=(report.id,),
            )


def _others_published(
    material: Material, report: Report, outside: Iterable[Unit]
) -> Iterator[Statement]:
    for unit in outside:
        if _ALSO_PUBLISHED.search(unit.text):
            yield say(
                *_says(report, _page(unit), unit.text),
                " It has no section, date or recommendation there, so that the paper doesn’t list"
                " it.",
                quotes=_quotes(material, unit),
                reports=(report.id,),
            )


def _inspected(
    material: Material, report: Report, told: Sequence[Publication], outside: Sequence[Unit]
) -> Iterator[Statement]:
    """Say where a paper says that the force wasn't inspected, and elsewhere that it was."""
    reader = material.reader
    denied = [u for u in outside if _tells_of_force(material, u.text) and _ONLY.search(u.text)]
    for one in told:
        found = [
            unit
            for unit in reader.own(one)
            if _tells_of_force(material, unit.text)
            and _WAS_INSPECTED.search(unit.text)
            and not _NOT.search(unit.text)
        ]
        against = [unit for unit in denied if not _names(unit.text, one.title)]
        if found and against:
            said: list[Part] = [title(report.title), " says: "]
            for unit in against:
                said += [quote(unit.text), " "]
            said += ["Of ", title(short_title(one.title)), " it says: ", quote(found[0].text)]
            yield say(
                *said,
                " Both are shown; check which is so.",
                quotes=[q for unit in (*against, found[0]) for q in _quotes(material, unit)],
                reports=(report.id,),
            )


def _tells_of_force(material: Material, text: str) -> bool:
    if material.facts.force_words:
        return material.reader.names_force(text)
    return _A_FORCE.search(text) is not None


def _causes(
    material: Material, report: Report, told: Sequence[Publication], units: Sequence[Unit]
) -> Iterator[Statement]:
    for unit in units:
        own = [one for one in told if _under(unit, one)]
        for number in find_numbers(unit.text) if own else ():
            set_out = [f for one in own for f in one.findings if "concern" in f.kind.value]
            if _CAUSES.match(unit.text, number.end) and not set_out:
                yield say(
                    *_says(report, _page(unit), unit.text),
                    " It sets out none of these causes of concern.",
                    quotes=_quotes(material, unit),
                    reports=(report.id,),
                )


def _nothing_follows(
    material: Material, report: Report, units: Sequence[Unit]
) -> Iterator[Statement]:
    for unit, after in zip(units, [*units[1:], None], strict=True):
        follows = after is not None and (after.listed or after.passage.kind is not PassageKind.TEXT)
        if _FOLLOWS.search(unit.text.rstrip()) and not follows:
            yield say(
                *_says(report, _page(unit), unit.text),
                " No list or table follows; a picture may have been lost.",
                quotes=_quotes(material, unit),
                reports=(report.id,),
            )


def _counts(material: Material, one: Publication) -> Iterator[Statement]:
    report = one.report
    if report is None:
        return
    library = material.facts.request.library
    for count in stated_counts(library.passages_of(report.id), library.findings([report.id])):
        if count.stated != count.set_out:
            yield say(
                *_says(report, count.passage.page, count.sentence),
                " ",
                name(f"It states {count.stated} {count.what} and sets out {count.set_out}."),
                " The paper gives the number that is set out.",
                quotes=_sources(material, one, count.sentence),
                reports=(report.id,),
            )


def _numbers_differ(material: Material, one: Publication) -> Iterator[Statement]:
    """Say where a report sets out another number of a kind than the register holds of it."""
    if one.report is None or one.section:
        return
    for kind in FindingKind:
        set_out = sum(each.kind is kind for each in one.findings)
        held = [each for each in one.entries if kind_noun(each.kind) == kind.value]
        if set_out and held and set_out != len(held):
            yield say(
                title(short_title(one.title)),
                " sets out ",
                name(f"{set_out} {plural(kind.value) if set_out > 1 else kind.value}"),
                "; the register holds ",
                name(f"{len(held)} of the kind"),
                ". Check which number members should see.",
                entries=material.handles(held),
                reports=(one.report.id,),
            )


def _says(report: Report, page: int, sentence: str) -> list[Part]:
    return [title(report.title), name(f", page {page}, says:"), " ", quote(sentence)]


def _sources(material: Material, one: Publication, sentence: str) -> Sequence[PassageSource]:
    text = material.reader.text(one)
    units = [unit for unit in text.units if unit.text == sentence] if text else []
    return _quotes(material, units[0]) if units else ()


def _quotes(material: Material, unit: Unit) -> Sequence[PassageSource]:
    said = material.reader.said([unit])
    return said.quotes if said else ()


def _page(unit: Unit) -> int:
    parts = [part for part in unit.passage.parts if part.start <= unit.start < part.end]
    return parts[0].page if parts else unit.passage.page


def _under(unit: Unit, one: Publication) -> bool:
    section = one.section
    return section is not None and any(h.startswith(section) for h in unit.passage.heading)


def _names(text: str, report_title: str) -> bool:
    """Whether a sentence names a report: it has a telling word of the title."""
    said = set(words(text))
    return any(word in said for word in words(fold(report_title)) if word not in _COMMON)
