"""Everything that a paper is drafted from, gathered once."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.domain.checks import Discrepancy
from assistant.domain.errors import NotFound
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.domain.sources import Report, Visibility
from assistant.language.words import fold, words
from assistant.papers.measures import Held
from assistant.papers.model_findings import FindingsWriter
from assistant.papers.outline import Outline
from assistant.papers.paper import Front
from assistant.papers.publications import Publication, publications
from assistant.ports import Library, RegisterStore
from assistant.register.check import check_register
from assistant.register.difference import Difference, differences
from assistant.register.ties import closest_title, title_key

EVERY_CLASS = tuple(Visibility)
"""A paper counts the whole register, or it wouldn't add up; restricted wording is left out."""
_GENERIC = frozenset(
    {"the", "force", "police", "constabulary", "service", "of", "and", "city", "county"}
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is drafted, from which stores, in which outline."""

    library: Library
    register: RegisterStore
    generation: str
    since: date
    until: date
    front: Front
    outline: Outline
    template: str
    """Digest of the Word template."""
    writer: FindingsWriter | None = None
    """A language model behind its checks; without one, findings are quoted."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The register now and before, and the publications."""

    request: Request
    now: Held
    before: Held | None
    """The register in force when the period began."""
    changes: tuple[Difference, ...]
    everything: tuple[Publication, ...]
    """Every publication that is known, by day."""
    digests: tuple[Report, ...]
    withheld: tuple[Report, ...]
    """Documents that are withdrawn or not public, so that nothing is taken from them."""
    doubts: tuple[Discrepancy, ...]
    """What the check of the register against the reports finds."""

    @property
    def since(self) -> date:
        """First day of the period."""
        return self.request.since

    @property
    def until(self) -> date:
        """Last day of the period: what is late is reckoned on it."""
        return self.request.until

    @property
    def outline(self) -> Outline:
        """The outline."""
        return self.request.outline

    @property
    def published(self) -> tuple[Publication, ...]:
        """The publications of the period, by day."""
        return tuple(
            one
            for one in self.everything
            if one.published and self.since <= one.published <= self.until
        )

    @property
    def unpublished(self) -> tuple[Report, ...]:
        """The documents of the period that nothing is taken from."""
        return tuple(
            each
            for each in self.withheld
            if each.published and self.since <= each.published <= self.until
        )

    def withheld_of(self, one: Publication) -> Report | None:
        """Return the document of a publication where nothing may be taken from it."""
        by_title = {title_key(each.title): each for each in self.withheld}
        key = closest_title(one.title, list(by_title)) if one.report is None else None
        return by_title[key] if key else None

    @property
    def undated(self) -> tuple[Publication, ...]:
        """Publications of which nothing says when they were published."""
        return tuple(one for one in self.everything if one.published is None)

    @property
    def is_force_named(self) -> bool:
        """Whether the settings name the force, and not just as "the force"."""
        return bool(_telling(self.request.front.force))

    @property
    def assessed(self) -> tuple[Publication, ...]:
        """The assessments of a whole force that the register holds entries of, by day."""
        return tuple(one for one in self.everything if is_assessment(one) and one.entries)

    @property
    def force_words(self) -> tuple[str, ...]:
        """The words that tell the force's name from others.

        Where the settings don't name it, it is the place whose assessment the register answers.
        """
        places = [one.report.place for one in self.assessed if one.report and one.report.place]
        told = _telling(self.request.front.force)
        return told or (_telling(places[-1]) if places else ())


def gather(request: Request) -> Facts:
    """Return the facts of a paper.

    Raises:
        NotFound: no register is loaded.
    """
    version = _version_now(request)
    now = _held(request, version)
    earlier = request.register.version(request.since - timedelta(days=1))
    before = _held(request, earlier) if earlier and earlier.id != version.id else None
    everything = request.library.reports(EVERY_CLASS)
    public = [r for r in everything if r.visibility is Visibility.PUBLIC and not r.withdrawn]
    findings = request.library.findings([each.id for each in public]) if public else []
    held = publications(public, findings, now.entries)
    doubts = check_register(
        replace(version, entries=now.entries),
        findings,
        public,
        request.library.passages_of,
        request.until,
    )
    return Facts(
        request,
        now,
        before,
        tuple(differences(before.entries, now.entries)) if before else (),
        held.publications,
        held.digests,
        tuple(each for each in everything if each not in public),
        tuple(doubts),
    )


def is_assessment(one: Publication) -> bool:
    """Whether a publication assesses one force's effectiveness, efficiency and legitimacy."""
    kind = one.report.kind if one.report else ""
    return one.report is not None and "peel" in words(f"{kind or ''} {one.title}")


def is_restricted(entry: RegisterEntry) -> bool:
    """Whether an entry is counted only: its wording, owner and notes are not printed."""
    return entry.visibility is Visibility.RESTRICTED


def _telling(name: str) -> tuple[str, ...]:
    return tuple(word for word in fold(name).split() if word not in _GENERIC)


def _version_now(request: Request) -> RegisterVersion:
    versions = request.register.versions()
    if not versions:
        raise NotFound("No register is loaded. Load one with `liaison ingest --register FILE`.")
    found = request.register.version(request.until)
    if found is not None:
        return found
    first = min(versions, key=lambda one: (one.as_at, one.id))
    return request.register.version(first.as_at) or first


def _held(request: Request, version: RegisterVersion) -> Held:
    entries = request.register.select(
        (), classes=EVERY_CLASS, email=None, today=request.until, version_id=version.id
    )
    return Held(version, tuple(entries))
