"""The steps of an answer, in order: recall, understand, answer, keep."""

import re
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from assistant.domain.answers import Answer, Asked, Kind, Outcome, Provenance, Reason, Statement
from assistant.domain.people import Asker
from assistant.domain.plans import Plan, ReportQuestion, Route, Turn
from assistant.domain.sources import Visibility
from assistant.language.words import fold
from assistant.ports import Threads
from assistant.register.answer import answer_register
from assistant.register.stated_counts import stated_in
from assistant.reports.answer import answer_reports
from assistant.reports.continued import continued
from assistant.reports.stores import ReportStores
from assistant.reports.trace import Trace
from assistant.service.models import Models
from assistant.service.requests import OnStep, Question
from assistant.service.stores import Generation
from assistant.service.vocabularies import Vocabularies
from assistant.settings import Settings
from assistant.understanding.of_the_register import only_of_the_register, speaks_of_states
from assistant.understanding.recognise_entries import says_entries
from assistant.understanding.report_question import report_question
from assistant.understanding.report_scope import ReportCatalogue
from assistant.understanding.route import MADE
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question on its way: what it is answered from and for whom."""

    generation: Generation
    asker: Asker
    today: date
    text: str
    vocabulary: Vocabulary
    catalogue: ReportCatalogue
    on_step: OnStep
    trace: Trace


class Answering:
    """Takes one question through every step."""

    def __init__(
        self, models: Models, threads: Threads, vocabularies: Vocabularies, settings: Settings
    ) -> None:
        self._models = models
        self._threads = threads
        self._vocabularies = vocabularies
        self._settings = settings

    def answer(
        self,
        generation: Generation,
        question: Question,
        text: str,
        *,
        on_step: OnStep,
        trace: Trace,
    ) -> Answer:
        """Answer the text from one generation."""
        started = perf_counter()
        vocabulary, catalogue = self._vocabularies.of(generation, question.asker)
        today = question.today or self._settings.current_day
        asking = _Asking(
            generation, question.asker, today, text, vocabulary, catalogue, on_step, trace
        )
        previous = self._recall(question)
        asking = _whole(asking, previous)
        plan = self._understand(asking, previous)
        understood = perf_counter()
        on_step("understood")
        answer = self._answer(plan, asking)
        self._keep(question, _as_answered(plan, answer, asking), answer)
        took = {"understand": understood - started, "answer": perf_counter() - understood}
        return _with_provenance(answer, asking, {**took, "total": perf_counter() - started})

    def _understand(self, asking: _Asking, previous: Turn | None) -> Plan:
        plan = understand(
            asking.text,
            asking.vocabulary,
            asking.asker,
            asking.today,
            self._settings,
            previous=previous,
        )
        if plan.route in (Route.REPORT, Route.BOTH) and plan.report is None:
            read = report_question(asking.text, asking.catalogue, asking.today)
            said = _reported(read) if plan.route is Route.REPORT else plan.interpretation
            plan = replace(plan, report=read, interpretation=said)
        asking.trace.add("understand", plan.route.value, plan.interpretation)
        return plan

    def _answer(self, plan: Plan, asking: _Asking) -> Answer:
        if plan.route is Route.REGISTER:
            return self._unless_reported(plan, asking)
        if plan.route is Route.REPORT:
            return self._from_reports(plan, asking)
        if plan.route is Route.BOTH:
            return self._from_both(plan, asking)
        if plan.route is Route.CLARIFY and (plan.unplaced or plan.choices):
            return self._rather_than_ask_back(plan, asking)
        return _said(plan, asking)

    def _rather_than_ask_back(self, plan: Plan, asking: _Asking) -> Answer:
        """Look in the reports for words that the register's rules could not place."""
        read = report_question(asking.text, asking.catalogue, asking.today)
        reading = replace(plan, report=read, interpretation=_reported(read))
        found = self._from_reports(reading, asking)
        entries = says_entries(fold(asking.text))
        if plan.mine or (entries and plan.register and speaks_of_states(plan.register.where)):
            return _said(plan, asking)
        return _said(plan, asking) if entries and found.outcome not in _ANSWERED else found

    def _unless_reported(self, plan: Plan, asking: _Asking) -> Answer:
        """Ask the reports first where no word of the question is about entries."""
        held = self._from_register(plan, asking)
        if plan.mine or asking.asker.public_only or _SPEAKS_OF_ENTRIES.search(fold(asking.text)):
            return held
        if only_of_the_register(plan):
            return held
        if says_entries(_STATEMENT_OF_ACTION.sub("", fold(asking.text))):
            return held
        read = report_question(asking.text, asking.catalogue, asking.today)
        said = self._from_reports(
            replace(plan, report=read, interpretation=_reported(read)), asking
        )
        return said if said.outcome in _ANSWERED or not held.entries else held

    def _from_register(self, plan: Plan, asking: _Asking) -> Answer:
        asking.on_step("counting")
        return answer_register(
            plan,
            asking.generation.register,
            asking.vocabulary,
            asking.asker,
            asking.today,
            self._settings,
        )

    def _from_reports(self, plan: Plan, asking: _Asking) -> Answer:
        if plan.report is None:
            raise ValueError("a plan for the reports holds no question to them")
        asking.on_step("searching")
        generation = asking.generation
        stores = ReportStores(
            generation.library, generation.dense, generation.words, self._models.encoder
        )
        answer = answer_reports(
            plan.report,
            stores,
            asker=asking.asker,
            asked=_asked(plan, asking),
            trace=asking.trace,
            composer=self._models.composer,
        )
        if answer.outcome is Outcome.ABSTAINED and not asking.vocabulary.has_register:
            return replace(answer, statements=(*answer.statements, _NO_REGISTER))
        return answer

    def _from_both(self, plan: Plan, asking: _Asking) -> Answer:
        """Ask the register first; the reports where it holds nothing of the kind."""
        if MADE.search(fold(asking.text)):
            return self._made(plan, asking)
        first = self._from_register(plan, asking)
        if first.outcome in _ANSWERED and first.entries:
            return first
        second = self._from_reports(plan, asking)
        about_entries = plan.mine or says_entries(fold(asking.text))
        empty = first.outcome in _ANSWERED and not about_entries
        return second if second.outcome in _ANSWERED or empty else first

    def _made(self, plan: Plan, asking: _Asking) -> Answer:
        """Say how many a report says it made, and how many the register holds of them."""
        held = self._from_register(plan, asking)
        said = self._from_reports(plan, asking)
        states = any(stated_in(each.text) for each in said.statements if each.sources)
        if states and held.outcome in _ANSWERED:
            return _joined(said, held)
        return said if states or held.outcome not in _ANSWERED else held

    def _recall(self, question: Question) -> Turn | None:
        thread = question.continues or question.thread
        if thread is None:
            return None
        return self._threads.last(thread, _owner(question.asker))

    def _keep(self, question: Question, plan: Plan, answer: Answer) -> None:
        if question.thread is None:
            return
        if answer.outcome is Outcome.CLARIFY and not (plan.choices and plan.register):
            return  # What was asked before still stands; only a choice offered can be picked.
        turn = Turn(plan, tuple(entry.ref for entry in answer.entries))
        self._threads.keep(question.thread, _owner(question.asker), turn)


_SPEAKS_OF_ENTRIES = re.compile(
    r"\b(?:register|tracker|overdue|due|late|deadlines?|own|owns|owned|owners?|portfolios?|status"
    r"|open|closed?|outstanding|delegat\w+|priority|everything|anything|business area|in progress"
    r"|responsible|accountable|sign(?:ed)?[- ]off|lead|leads|dates?|moved|changed|added|updated"
    r"|evidence|versions?|recorded|holds?|progress|addressed|(?:whats|what is|what's) in)\b"
)
"""Words by which a question may ask about entries without naming them."""
_STATEMENT_OF_ACTION = re.compile(r"\b(?:statements?|plans?) of (?:\w+ )?actions?\b")
_MARKINGS = [each.value for each in Visibility]
_NO_REGISTER = Statement(
    "No register is loaded, so nothing can be said of its entries. It is loaded with "
    "`liaison ingest --register FILE`.",
    (),
    remark=True,
)


_ANSWERED = frozenset({Outcome.ANSWERED, Outcome.PARTIAL})


def _whole(asking: _Asking, previous: Turn | None) -> _Asking:
    """Return the question with what a follow-up to the reports leaves out."""
    if previous is None or previous.plan.route is not Route.REPORT or not previous.plan.report:
        return asking
    whole = continued(asking.text, previous.plan.report.text, asking.catalogue)
    return replace(asking, text=whole) if whole else asking


def _as_answered(plan: Plan, answer: Answer, asking: _Asking) -> Plan:
    """Return the plan as one to the reports where they answered, for what may follow."""
    if answer.kind is not Kind.REPORT or plan.route is Route.REPORT:
        return plan
    read = plan.report or report_question(asking.text, asking.catalogue, asking.today)
    return replace(plan, route=Route.REPORT, report=read, register=None)


def _joined(said: Answer, held: Answer) -> Answer:
    """Return what the reports say, then what the register holds."""
    return replace(
        held,
        outcome=Outcome.ANSWERED,
        kind=Kind.BOTH,
        statements=(*said.statements, *held.statements),
        complete=said.complete and held.complete,
        marking=max(said.marking, held.marking, key=_MARKINGS.index),
    )


def _reported(question: ReportQuestion) -> str:
    """Return how a question to the reports was understood, in plain words."""
    about = ", ".join(question.terms) or question.text
    where = f"in {question.scope_words}" if question.scope_words else "in all reports"
    missing = f"; not indexed: {question.missing_scope}" if question.missing_scope else ""
    return f"what the reports say of {about}, {where}{missing}"


def _owner(asker: Asker) -> str:
    """Return whose threads these are; programs without an address have a name of their own."""
    return asker.email or f"{asker.channel} {asker.name or ''}"


def _asked(plan: Plan, asking: _Asking) -> Asked:
    return Asked(plan.interpretation, asking.today, asking.asker.email, plan.unplaced)


_OUTCOMES = {
    Route.CLARIFY: (Outcome.CLARIFY, None),
    Route.OUT_OF_SCOPE: (Outcome.ABSTAINED, Reason.OUT_OF_SCOPE),
    Route.HELP: (Outcome.ANSWERED, None),
    Route.DRAFT: (Outcome.ANSWERED, None),
}


def _said(plan: Plan, asking: _Asking) -> Answer:
    """Return the plan's own sentence: a question back, a refusal, or help."""
    outcome, reason = _OUTCOMES[plan.route]
    return Answer(
        outcome=outcome,
        kind=Kind.DRAFT if plan.route is Route.DRAFT else Kind.OTHER,
        statements=(Statement(plan.message, (), remark=True),),
        asked=_asked(plan, asking),
        provenance=Provenance(asking.generation.name, None),
        reason=reason,
        choices=plan.choices,
    )


def _with_provenance(answer: Answer, asking: _Asking, took_s: dict[str, float]) -> Answer:
    version = asking.generation.register.version()
    took_ms = {step: seconds * 1000 for step, seconds in took_s.items()}
    provenance = replace(
        answer.provenance,
        index=asking.generation.name,
        register_as_at=version.as_at if version else None,
        register_version=version.id if version else None,
        took_ms={**answer.provenance.took_ms, **took_ms},
    )
    return replace(answer, provenance=provenance)
