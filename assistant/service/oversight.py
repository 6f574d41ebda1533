"""What watches over every answer: the switch, the audit log and the figures."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.domain.answers import Answer, PassageSource, RegisterSource, Source
from assistant.domain.audit import Action, AuditEvent, Fact
from assistant.domain.people import Asker
from assistant.domain.register import RegisterEntry
from assistant.ports import AuditLog, Switch, Traces
from assistant.reports.search.trace import Trace
from assistant.service.figures import Figures
from assistant.service.requests import Question, RegisterRequest


@dataclass(frozen=True, slots=True)
class Oversight:
    """Nothing is answered while the switch is off, or without a trace in the audit log."""

    audit: AuditLog
    switch: Switch
    figures: Figures
    traces: Traces | None = None

    def answered(self, question: Question, answer: Answer) -> None:
        """Keep who asked what and what was answered, and count it.

        Raises:
            StoreUnavailable: it can't be kept; then the answer must not leave.
        """
        asker = question.asker
        self.audit.record(AuditEvent(Action.ASK, asker, question.text, _facts(question, answer)))
        self.figures.answered(answer, asker.channel)

    @contextmanager
    def timing(self, trace: Trace) -> Iterator[list[Answer]]:
        """Time one question as a whole; yield where its answer is to be put.

        What became of it is told to whoever takes traces, also where it failed.
        """
        answers: list[Answer] = []
        failed = None
        try:
            with trace.timed("ask"):
                yield answers
        except Exception as error:
            failed = type(error).__name__
            raise
        finally:
            if self.traces is not None:
                self.traces.record(trace.times, _known(answers), failed)

    def close(self) -> None:
        """Let go of the audit log and of what takes traces."""
        self.audit.close()
        if self.traces is not None:
            self.traces.close()

    def searched(self, asker: Asker, query: str, generation: str, found: Sequence[str]) -> None:
        """Keep who searched for what, and the passages they were shown."""
        facts: dict[str, Fact] = {"generation": generation, "sources": list(found)}
        self.audit.record(AuditEvent(Action.SEARCH, asker, query, facts))

    def listed(
        self, asker: Asker, request: RegisterRequest, version: str, entries: Sequence[RegisterEntry]
    ) -> None:
        """Keep who listed the register by which filters, and the entries they were shown."""
        chosen = request.filters.chosen()
        asked = "; ".join(f"{name} = {value}" for name, value in chosen.items())
        self._saw(asker, f"list {asked}".strip(), version, entries)

    def looked_up(
        self, asker: Asker, ref: str, version: str, entries: Sequence[RegisterEntry]
    ) -> None:
        """Keep who opened which entry of the register."""
        self._saw(asker, f"entry {ref}", version, entries)

    def checked(self, asker: Asker, version: str, count: int) -> None:
        """Keep who compared the register with the reports."""
        facts: dict[str, Fact] = {"register_version": version, "count": count}
        self.audit.record(AuditEvent(Action.REGISTER, asker, "check", facts))

    def opened(self, asker: Asker, report_id: str, page: int | None) -> None:
        """Keep who opened which page of which report, or its list of findings."""
        place = f"page {page}" if page else "findings"
        self.audit.record(AuditEvent(Action.SOURCE, asker, f"{report_id} {place}"))

    def _saw(
        self, asker: Asker, asked: str, version: str, entries: Sequence[RegisterEntry]
    ) -> None:
        facts: dict[str, Fact] = {
            "register_version": version,
            "count": len(entries),
            "sources": [f"{entry.ref} {entry.sheet}!{entry.row}" for entry in entries],
        }
        self.audit.record(AuditEvent(Action.REGISTER, asker, asked, facts))


def _facts(question: Question, answer: Answer) -> dict[str, Fact]:
    made = answer.provenance
    said = (*answer.statements, *answer.nearest)
    sources = dict.fromkeys(_place(source) for each in said for source in each.sources)
    return {
        "today": answer.asked.today.isoformat(),
        "thread": question.thread,
        "outcome": answer.outcome.value,
        "reason": answer.reason.value if answer.reason else None,
        "kind": answer.kind.value,
        "interpretation": answer.asked.interpretation,
        "answer": [statement.text for statement in answer.statements],
        "count": answer.count,
        "entries": [f"{entry.ref} {entry.sheet}!{entry.row}" for entry in answer.entries],
        "sources": list(sources),
        "marking": answer.marking,
        "generation": made.index,
        "register_version": made.register_version,
        "model": made.model,
        "prompt": made.prompt,
        "took_ms": round(made.took_ms.get("total", 0.0), 1),
    }


def _known(answers: Sequence[Answer]) -> dict[str, str]:
    """Return what became of a question, without its words."""
    if not answers:
        return {}
    answer = answers[0]
    made = answer.provenance
    known = {
        "outcome": answer.outcome.value,
        "reason": answer.reason.value if answer.reason else "",
        "kind": answer.kind.value,
        "index": made.index,
        "model": made.model or "",
    }
    return {name: value for name, value in known.items() if value}


def _place(source: Source) -> str:
    if isinstance(source, RegisterSource):
        return f"{source.ref} {source.sheet}!{source.row}"
    return _passage(source)


def _passage(source: PassageSource) -> str:
    return f"{source.report_id} page {source.page} passage {source.passage_id}"
