"""Committee papers: drafted, kept, changed by people, approved and compared."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256

from assistant.domain.audit import Action, AuditEvent, Fact
from assistant.domain.errors import InvalidUse, NotFound, NotPermitted
from assistant.domain.people import Asker, Role
from assistant.papers.compare import Comparison, compare
from assistant.papers.draft import draft_paper, inputs_of
from assistant.papers.drafts import Draft, DraftStore, Edit, approve, redrafted, with_edit
from assistant.papers.facts import Request, gather
from assistant.papers.model_findings import FindingsWriter
from assistant.papers.outline import TEMPLATES, read_outline
from assistant.papers.paper import Front
from assistant.ports import AuditLog
from assistant.service.stores import Generation
from assistant.settings import Settings

MAY_DRAFT = frozenset({Role.LIAISON, Role.ADMINISTRATOR})
_SHOWN_OF_INPUTS = 12
_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)
"""Beyond these days a date is a slip of the pen, and days can't be added to every one."""


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Drafting:
    """Drafts papers for the liaison team."""

    def __init__(
        self,
        serving: Callable[[], AbstractContextManager[Generation]],
        store: DraftStore,
        settings: Settings,
        audit: AuditLog,
        writer: FindingsWriter | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._serving = serving
        self._store = store
        self._settings = settings
        self._audit = audit
        self._writer = writer
        self._now = now

    def make(self, since: date, until: date, asker: Asker) -> Draft:
        """Draft the paper of a period, both days included.

        The same inputs give the same draft, with what people have changed of it.

        Raises:
            InvalidUse: the period ends before it begins, or outline or template can't be used.
            InvalidInput: two figures disagree, so that nothing is written.
            NotFound: no register is loaded.
            NotPermitted: the asker isn't of the liaison team.
        """
        self._permit(asker)
        with self._request(since, until) as request:
            facts = gather(request)
            kept = self._store.of_inputs(inputs_of(request, facts))
            if kept is None:
                paper = draft_paper(request, facts)
                kept = Draft(self._free_id(paper.inputs), paper, self._now(), _name(asker))
                self._store.put(kept)
        self._record(asker, "make", kept)
        return kept

    def get(self, draft_id: str, asker: Asker) -> Draft:
        """Return a draft.

        Raises:
            NotFound: there is no such draft.
            NotPermitted: the asker isn't of the liaison team.
        """
        self._permit(asker)
        found = self._store.get(draft_id)
        if found is None:
            raise NotFound(f"There is no draft {draft_id}. See GET /drafts.")
        return found

    def all(self, asker: Asker) -> list[Draft]:
        """Return all drafts, newest first.

        Raises:
            NotPermitted: the asker isn't of the liaison team.
        """
        self._permit(asker)
        return self._store.all()

    def edit(self, draft_id: str, section: str, text: str, asker: Asker) -> Draft:
        """Put a person's text in place of a section's prose.

        Raises:
            InvalidInput: the draft is approved.
            InvalidUse: the text is empty or too long.
            NotFound: there is no such draft or section.
            NotPermitted: the asker isn't of the liaison team.
        """
        found = self.get(draft_id, asker)
        changed = with_edit(found, Edit(section, text, _name(asker), self._now()))
        return self._keep(asker, f"edit {section}", changed, found)

    def regenerate(self, draft_id: str, asker: Asker, section: str | None = None) -> Draft:
        """Draft again from what is now indexed; what people changed stays.

        Args:
            draft_id: The draft.
            asker: Who asks.
            section: The one section whose change is given up.

        Raises:
            InvalidInput: the draft is approved, or two figures disagree.
            NotFound: there is no such draft or section.
            NotPermitted: the asker isn't of the liaison team.
        """
        found = self.get(draft_id, asker)
        with self._request(found.made.since, found.made.until) as request:
            facts = gather(request)
            # A language model might choose otherwise each time; the same inputs stay the same.
            same = inputs_of(request, facts) == found.made.inputs
            paper = found.made if same else draft_paper(request, facts)
        anew = redrafted(found, paper, section)
        return self._keep(asker, f"regenerate {section or ''}", anew, found)

    def approve(self, draft_id: str, asker: Asker) -> Draft:
        """Approve a draft: it says DRAFT no more and can't be changed.

        Raises:
            InvalidInput: a figure that a person wrote is none of the paper's.
            NotFound: there is no such draft.
            NotPermitted: the asker isn't of the liaison team.
        """
        found = self.get(draft_id, asker)
        return self._keep(asker, "approve", approve(found, _name(asker), self._now()), found)

    def compare(self, before_id: str, after_id: str, asker: Asker) -> Comparison:
        """Return what differs from one draft to another.

        Raises:
            NotFound: there is no such draft.
            NotPermitted: the asker isn't of the liaison team.
        """
        before, after = self.get(before_id, asker), self.get(after_id, asker)
        return compare(before.paper, after.paper)

    @contextmanager
    def _request(self, since: date, until: date) -> Iterator[Request]:
        if until < since:
            raise InvalidUse(f"The period ends on {until}, before it begins on {since}.")
        if since < _FIRST or until > _LAST:
            raise InvalidUse(f"The period must lie between {_FIRST} and {_LAST}.")
        outline = read_outline(self._settings.paper_outline)
        with self._serving() as generation:
            yield Request(
                library=generation.library,
                register=generation.register,
                generation=generation.name,
                since=since,
                until=until,
                front=self._front(outline.title, until),
                outline=outline,
                template=self._template_digest(),
                writer=self._writer,
            )

    def _front(self, title: str, until: date) -> Front:
        held = self._settings
        meetings = [day for day in held.committee_dates if day >= until]
        return Front(
            title=title,
            force=held.force_name,
            committee=held.committee_name,
            agenda_item=held.agenda_item,
            meeting=min(meetings, default=None),
            marking=held.paper_marking,
            author=held.paper_author,
            author_title=held.paper_author_title,
        )

    def _template_digest(self) -> str:
        path = self._settings.paper_template or TEMPLATES / "paper.docx"
        try:
            return sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise InvalidUse(f"The template {path} can't be read: {error.strerror}.") from error

    def _free_id(self, inputs: str) -> str:
        """Return an id that is the same wherever the same inputs are drafted first."""
        name = inputs[:_SHOWN_OF_INPUTS]
        taken = 1
        while self._store.get(name if taken == 1 else f"{name}-{taken}") is not None:
            taken += 1
        return name if taken == 1 else f"{name}-{taken}"

    def _keep(self, asker: Asker, what: str, draft: Draft, was: Draft) -> Draft:
        self._store.put(draft, was)
        self._record(asker, what, draft)
        return draft

    def _record(self, asker: Asker, what: str, draft: Draft) -> None:
        facts: dict[str, Fact] = {
            "draft": draft.id,
            "since": draft.made.since.isoformat(),
            "until": draft.made.until.isoformat(),
            "generation": draft.made.generation,
            "register_version": draft.made.versions[0].id if draft.made.versions else None,
            "inputs": draft.made.inputs,
        }
        self._audit.record(AuditEvent(Action.DRAFT, asker, what.strip(), facts))

    @staticmethod
    def _permit(asker: Asker) -> None:
        if asker.public_only or not asker.roles & MAY_DRAFT:
            raise NotPermitted("Only the liaison team can draft committee papers.")


def _name(asker: Asker) -> str:
    return asker.name or asker.email or asker.channel
