"""Everything that a paper is drafted from, gathered once."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.domain.checks import Discrepancy
from assistant.domain.errors import NotFound
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.domain.sources import Report, Visibility
from assistant.language.words import fold
from assistant.papers.measures import Held
from assistant.papers.outline import Outline
from assistant.papers.paper import Front
from assistant.papers.publications import Publication, publications
from assistant.ports import Library, RegisterStore
from assistant.register.check import check_register
from assistant.register.difference import Difference, differences

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
    unpublished: tuple[Report, ...]
    """Documents of the period that are not public, so that nothing is taken from them."""
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
    def undated(self) -> tuple[Publication, ...]:
        """Publications of which nothing says when they were published."""
        return tuple(one for one in self.everything if one.published is None)

    @property
    def force_words(self) -> tuple[str, ...]:
        """The words of the force's name that tell it from others."""
        words = fold(self.request.front.force).split()
        return tuple(word for word in words if word not in _GENERIC)


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
        tuple(r for r in everything if r not in public and _in_period(r, request)),
        tuple(doubts),
    )


def is_restricted(entry: RegisterEntry) -> bool:
    """Whether an entry is counted only: its wording, owner and notes are not printed."""
    return entry.visibility is Visibility.RESTRICTED


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


def _in_period(report: Report, request: Request) -> bool:
    return report.published is not None and request.since <= report.published <= request.until
