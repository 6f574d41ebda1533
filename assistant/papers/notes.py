"""The note to the author: what doesn't add up, what is missing, what to check. Not for members."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.checks import Discrepancy
from assistant.domain.register import RegisterEntry
from assistant.language.wording import say_day
from assistant.language.words import fold
from assistant.papers.contradictions import contradictions
from assistant.papers.facts import Facts, is_restricted
from assistant.papers.layout import gaps_of
from assistant.papers.material import Material
from assistant.papers.measures import CONCERNS
from assistant.papers.notes_making import made_with
from assistant.papers.paper import Section, Statement
from assistant.papers.publications import Publication
from assistant.papers.wording import name, say, title
from assistant.register.ties import title_key
from assistant.register.wording import listed, number_key, short_title
from assistant.understanding.words.printed_numbers import plain_number

_POLICE = re.compile(r"\b(?:police|policing|forces?|chief (?:constables?|officers?))\b")
_OTHER_BODIES = re.compile(
    r"college of policing|national police chiefs.{0,3}council|police chiefs"
    r"|police and crime commissioners?|police national (?:database|computer)"
    r"|(?:national )?police coordinat\w*"
)
"""Bodies with "police" in their names that are no police force."""
_MOST_NAMED = 12
_SHOWN = 5
"""Matters of one kind that are told one by one."""
_OWN = frozenset({"count doesn't add up", "deadline passed"})
"""Kinds of discrepancy that the paper tells in its own place."""


def author_notes(material: Material, sections: Sequence[Section]) -> list[Statement]:
    """Return what the author should know and do before the paper goes to members."""
    return [
        *made_with(material),
        *_dates(material.facts),
        *contradictions(material),
        *_numbering(material.facts),
        *_addressees(material.facts),
        *_publications(material.facts),
        *_restricted(material.facts),
        *_differences(material.facts),
        *_gaps(sections),
    ]


def _dates(facts: Facts) -> Iterator[Statement]:
    as_at = facts.now.version.as_at
    if as_at < facts.until:
        yield say(
            "The newest register for the period is as at ",
            as_at,
            ": what happened after that day and by ",
            facts.until,
            " isn’t in the paper. Load a newer register and draft again.",
        )
    if as_at > facts.until:
        yield say(
            "The only register held is as at ",
            as_at,
            ", after the period: what it says may not yet have been so on ",
            facts.until,
            ".",
        )
    if facts.before is None:
        yield say("There is no version of the register from before ", facts.since, ".")
    elif (facts.since - facts.before.version.as_at).days > 1:
        yield say(
            "“Since the last paper” is since the register as at ",
            facts.before.version.as_at,
            ", the newest from before the period.",
        )


def _numbering(facts: Facts) -> Iterator[Statement]:
    for one in facts.published:
        printed = [each.number for each in one.entries if each.number]
        plain = [int(p) for each in printed if (p := plain_number(each)).isdigit()]
        kinds = {each.kind for each in one.entries}
        if len(kinds) > 1 or not plain or len(plain) != len(printed):
            continue
        missing = sorted(set(range(1, max(plain) + 1)) - set(plain))
        if missing and len(missing) <= max(plain):
            shown = listed(sorted(dict.fromkeys(printed), key=number_key))
            yield say(
                "The register numbers its entries of ",
                title(short_title(one.title)),
                " ",
                name(shown),
                "; ",
                name(listed([str(each) for each in missing])),
                " isn’t among them.",
            )


def _addressees(facts: Facts) -> Iterator[Statement]:
    """Say which entries of the period's reports are addressed to others than police forces."""
    found = [
        each
        for one in facts.published
        for each in one.entries
        if CONCERNS.holds(each) and each.addressees and not _to_police(each, facts)
    ]
    if found:
        shown = [
            each.ref if is_restricted(each) else f"{each.ref} ({'; '.join(each.addressees)})"
            for each in found[:_MOST_NAMED]
        ]
        more = f" and {len(found) - len(shown)} more" if len(found) > len(shown) else ""
        yield say(
            "The register addresses these to others than police forces: ",
            name(listed(shown) + more),
            ". Check that they concern the force.",
            entries=facts.now.handles(found),
        )


def _to_police(entry: RegisterEntry, facts: Facts) -> bool:
    said = _OTHER_BODIES.sub(" ", fold(" ; ".join(entry.addressees)))
    named = facts.force_words and set(facts.force_words) <= set(said.split())
    return bool(_POLICE.search(said) or named)


def _publications(facts: Facts) -> Iterator[Statement]:
    for one in facts.published:
        if one.report is None and facts.withheld_of(one) is None:
            yield say(
                title(short_title(one.title)),
                " is known from the register alone. Index the report to have it quoted and its"
                " recommendations counted.",
            )
        if one.other_days and one.published:
            days = listed([say_day(day) for day in sorted(one.other_days)])
            yield say(
                title(short_title(one.title)),
                " is dated ",
                one.published,
                "; entries of the register say ",
                name(days),
                ".",
            )
    undated = [one for one in facts.undated if one.report or one.entries]
    if undated:
        yield say(
            "No source says when these were published, so that they are in no period: ",
            name("; ".join(short_title(one.title) for one in undated)),
            ". Give the date in the register or in reports.yaml if they belong here.",
        )
    if facts.unpublished:
        yield say(
            "These documents of the period are withdrawn or not public; nothing is taken from"
            " them: ",
            name("; ".join(report.title for report in facts.unpublished)),
            ".",
        )


def _restricted(facts: Facts) -> Iterator[Statement]:
    held = [each for each in facts.now.entries if is_restricted(each)]
    if held:
        yield say(
            name(f"{len(held)} restricted {'entry is' if len(held) == 1 else 'entries are'}"),
            " counted in every figure; their wording, owners and notes are not printed.",
            entries=facts.now.handles(held),
        )


def _differences(facts: Facts) -> Iterator[Statement]:
    """Say where register and reports differ about the period's reports; count the rest."""
    own = {title_key(each) for one in facts.published for each in _titles(one)}
    ids = {one.report.id for one in facts.published if one.report and not one.section}
    hidden = {each.ref for each in facts.now.entries if is_restricted(each)}
    matters = [each for each in facts.doubts if each.kind not in _OWN and each.ref not in hidden]
    near = [each for each in matters if _concerns(each, own, ids)]
    for kind in dict.fromkeys(each.kind for each in near):
        alike = _together([each for each in near if each.kind == kind])
        for text, refs in alike[:_SHOWN]:
            held = [each for each in facts.now.entries if each.ref in refs]
            said = name(f"{kind.capitalize()}: {text}")
            yield say(said, entries=facts.now.handles(held))
        if len(alike) > _SHOWN:
            yield say(name(f"{kind.capitalize()}: {len(alike) - _SHOWN} more of the kind."))
    if len(matters) > len(near):
        rest = len(matters) - len(near)
        yield say(name(f"{rest} more matters are listed by `liaison register check`."))


def _together(matters: Sequence[Discrepancy]) -> list[tuple[str, set[str]]]:
    """Return each matter once with the references that it is said of."""
    said: dict[str, list[str]] = {}
    for each in matters:
        lead = f"{each.ref}: "
        if each.ref and each.text.startswith(lead):
            said.setdefault(each.text.removeprefix(lead), []).append(each.ref)
        else:
            said.setdefault(each.text, []).extend([each.ref] if each.ref else [])
    return [
        (
            text if any(ref in text for ref in refs) or not refs else f"{listed(refs)}: {text}",
            set(refs),
        )
        for text, refs in said.items()
    ]


def _titles(one: Publication) -> tuple[str, ...]:
    return (one.title, *one.register_titles)


def _concerns(each: Discrepancy, titles: set[str], ids: set[str]) -> bool:
    return title_key(each.title or "") in titles or (each.report_id in ids)


def _gaps(sections: Sequence[Section]) -> Iterator[Statement]:
    found = [_short(section) for section in sections for _ in gaps_of(section)]
    if found:
        where = "; ".join(f"{heading} ({found.count(heading)})" for heading in dict.fromkeys(found))
        marked = "gap is" if len(found) == 1 else "gaps are"
        yield say(name(f"{len(found)} {marked} marked in square brackets: {where}."))


def _short(section: Section) -> str:
    return short_title(section.heading.rsplit(" – ", 1)[0])
