"""The steps of an answer, in order: recall, understand, answer, keep."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.answers import ANSWERED, Answer, Kind, Outcome, Reason, reports_quoted
from assistant.domain.plans import Manner, Plan, ReportQuestion, Route, Turn
from assistant.language.words import fold, stems
from assistant.ports import Threads
from assistant.register.answer import answer_register
from assistant.register.stated_counts import stated_in
from assistant.reports.answer import answer_reports
from assistant.reports.answers.library import answer_library
from assistant.reports.answers.told_apart import STATED_OTHERWISE
from assistant.reports.search.trace import Trace
from assistant.service.asking import Asking, asked, owner
from assistant.service.following import (
    of_entries_named,
    which_report,
    whole_question,
    with_holders,
)
from assistant.service.models import Models
from assistant.service.progress import progress_plan
from assistant.service.replies import NO_REGISTER, joined, own_words, with_provenance
from assistant.service.requests import OnStep, Question
from assistant.service.stores import Generation
from assistant.service.vocabularies import Vocabularies
from assistant.service.whole_reports import as_registered, whole_report
from assistant.settings import Settings
from assistant.understanding.library.library_question import library_question, say
from assistant.understanding.of_the_register import (
    asks_what_must_be_done,
    asks_who_holds,
    goes_on,
    lists_entries,
    names_values_alone,
    only_of_the_register,
    surely_of_the_register,
)
from assistant.understanding.recognise.entries import says_entries
from assistant.understanding.route import MADE, NAMES_THE_REGISTER
from assistant.understanding.understand import understand
from assistant.understanding.words.side_words import MAY_BE_OF_ENTRIES


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
        with trace.timed("understand"):
            vocabulary, catalogue = self._vocabularies.of(generation, question.asker)
            today = question.today or self._settings.current_day
            previous = self._recall(question)
            whole = whole_question(text, previous, catalogue, vocabulary.titles)
            asking = Asking(
                generation, question.asker, today, whole, vocabulary, catalogue, on_step, trace
            )
            plan = self._understand(asking, with_holders(previous, asking))
        on_step("understood")
        with trace.timed("answer"):
            answer = self._answer(plan, asking)
            self._keep(question, _as_answered(plan, answer, asking), answer, previous)
        return with_provenance(answer, asking)

    def _understand(self, asking: Asking, previous: Turn | None) -> Plan:
        plan = self._plan(asking, previous)
        asking.trace.add("understand", plan.route.value, plan.interpretation)
        return plan

    def _plan(self, asking: Asking, previous: Turn | None) -> Plan:
        held = library_question(asking.text, asking.catalogue, asking.today, self._settings)
        if held is not None and not of_entries_named(asking.text, previous):
            return Plan(Route.LIBRARY, say(held), library=held)
        unclear = which_report(asking.text, previous, asking.catalogue)
        if unclear is not None:
            return unclear
        progress = progress_plan(asking.text, asking.vocabulary)
        if progress is not None:
            return progress
        plan = understand(
            asking.text,
            asking.vocabulary,
            asking.asker,
            asking.today,
            self._settings,
            previous=previous,
        )
        whole = whole_report(plan, asking)
        if whole is not None:
            return Plan(Route.REPORT, _reported(whole), report=whole)
        if plan.route in (Route.REPORT, Route.BOTH) and plan.report is None:
            read = asking.to_reports
            said = _reported(read) if plan.route is Route.REPORT else plan.interpretation
            plan = replace(plan, report=read, interpretation=said)
        return plan

    def _answer(self, plan: Plan, asking: Asking) -> Answer:
        if plan.route is Route.REGISTER:
            return self._unless_reported(plan, asking)
        if plan.route is Route.REPORT:
            return self._from_reports(plan, asking)
        if plan.library is not None:
            library = asking.generation.library
            return answer_library(plan.library, library, asking.asker, asked(plan, asking))
        if plan.route is Route.BOTH:
            return self._from_both(plan, asking)
        if plan.route is Route.CLARIFY and plan.register and (plan.unplaced or plan.choices):
            return self._rather_than_ask_back(plan, asking)
        return own_words(plan, asking)

    def _rather_than_ask_back(self, plan: Plan, asking: Asking) -> Answer:
        """Look in the reports for words that the register's rules could not place."""
        line = fold(asking.text)
        if surely_of_the_register(plan, line):
            return own_words(plan, asking)
        found = self._from_reports(_to_reports(plan, asking), asking)
        if found.reason is Reason.PREMISE_CONTRADICTED:
            return found
        doubted = lists_entries(line) and not _says(found, plan.unplaced)
        unanswered = says_entries(line) and found.outcome not in ANSWERED
        return own_words(plan, asking) if doubted or unanswered else found

    def _unless_reported(self, plan: Plan, asking: Asking) -> Answer:
        """Ask the reports first where no word of the question is about entries."""
        held = self._from_register(plan, asking)
        surely = plan.mine or asking.asker.public_only or plan.manner is Manner.PROGRESS
        if surely or MAY_BE_OF_ENTRIES.search(fold(asking.text)):
            return held
        stated = only_of_the_register(plan)
        speaks = says_entries(_STATEMENT_OF_ACTION.sub("", fold(asking.text)))
        must = asks_what_must_be_done(plan, fold(asking.text).rstrip(" ?.!"))
        names_alone = names_values_alone(plan, fold(asking.text))
        if speaks or goes_on(plan) or ((stated or must or names_alone) and held.entries):
            return held
        said = self._from_reports(_to_reports(plan, asking), asking)
        if said.outcome in ANSWERED and held.entries and asks_who_holds(plan):
            return joined(said, held)
        empty = not held.entries and not stated
        return said if said.outcome in ANSWERED or empty else held

    def _from_register(self, plan: Plan, asking: Asking) -> Answer:
        asking.on_step("counting")
        return answer_register(
            plan,
            asking.generation.register,
            asking.vocabulary,
            asking.asker,
            asking.today,
            self._settings,
        )

    def _from_reports(self, plan: Plan, asking: Asking) -> Answer:
        if plan.report is None:
            raise ValueError("a plan for the reports holds no question to them")
        asking.on_step("searching")
        answer = answer_reports(
            plan.report,
            self._models.report_stores(asking.generation),
            asker=asking.asker,
            asked=asked(plan, asking),
            trace=asking.trace,
            composer=self._models.composer,
        )
        of_entries = not asking.vocabulary.has_register and says_entries(fold(asking.text))
        if answer.outcome is Outcome.ABSTAINED and of_entries:
            return replace(answer, statements=(*answer.statements, NO_REGISTER))
        return answer

    def _from_both(self, plan: Plan, asking: Asking) -> Answer:
        """Ask the register first; the reports where it holds nothing of the kind."""
        line = fold(asking.text)
        if MADE.search(line) and not NAMES_THE_REGISTER.search(line):
            return self._made(plan, asking)
        first = self._from_register(plan, asking)
        if first.outcome in ANSWERED and first.entries:
            return first
        second = self._from_reports(plan, asking)
        about_entries = plan.mine or says_entries(fold(asking.text))
        empty = first.outcome in ANSWERED and not about_entries
        return second if second.outcome in ANSWERED or empty else first

    def _made(self, plan: Plan, asking: Asking) -> Answer:
        """Say how many a report says it made, and how many the register holds of them."""
        held = self._from_register(plan, asking)
        if plan.report is not None:
            scoped = as_registered(plan.report, plan, asking.catalogue)
            plan = replace(plan, report=scoped)
        said = self._from_reports(plan, asking)
        if said.outcome in ANSWERED and not held.entries:
            return said
        if len(reports_quoted(said.statements)) > 1 and held.outcome in ANSWERED:
            return held  # No one report is meant, so that none can say how many there are.
        states = tuple(each for each in said.statements if each.sources and stated_in(each.text))
        if states:
            states += tuple(each for each in said.statements if each.text == STATED_OTHERWISE)
        if states and held.outcome in ANSWERED:
            return joined(replace(said, statements=states, complete=True), held)
        return said if states or held.outcome not in ANSWERED else held

    def _recall(self, question: Question) -> Turn | None:
        thread = question.continues or question.thread
        if thread is None:
            return None
        return self._threads.last(thread, owner(question.asker))

    def _keep(self, question: Question, plan: Plan, answer: Answer, previous: Turn | None) -> None:
        if question.thread is None:
            return
        if answer.outcome is Outcome.CLARIFY and not (plan.choices and plan.register):
            return  # What was asked before still stands; only a choice offered can be picked.
        refs = tuple(entry.ref for entry in answer.entries)
        if plan.picked_from is not None and previous is not None:
            refs = previous.refs  # "The third one" is still of the list.
        turn = Turn(plan, refs, reports=reports_quoted(answer.statements))
        self._threads.keep(question.thread, owner(question.asker), turn)


_STATEMENT_OF_ACTION = re.compile(r"\b(?:statements?|plans?) of (?:\w+ )?actions?\b")


def _says(answer: Answer, asked: Sequence[str]) -> bool:
    """Whether an answer has the words that the register's rules could not place."""
    said = frozenset(stems(" ".join(each.text for each in answer.statements)))
    return answer.outcome in ANSWERED and bool(asked) and frozenset(stems(" ".join(asked))) <= said


def _as_answered(plan: Plan, answer: Answer, asking: Asking) -> Plan:
    """Return the plan as one to the reports where they answered, for what may follow."""
    if answer.kind is not Kind.REPORT or plan.route is Route.REPORT:
        return plan
    read = plan.report or asking.to_reports
    return replace(plan, route=Route.REPORT, report=read, register=None)


def _to_reports(plan: Plan, asking: Asking) -> Plan:
    """Return the plan with its question put to the reports."""
    read = asking.to_reports
    return replace(plan, report=read, interpretation=_reported(read))


def _reported(question: ReportQuestion) -> str:
    """Return how a question to the reports was understood, in plain words."""
    about = ", ".join(question.terms) or question.text
    where = f"in {question.scope_words}" if question.scope_words else "in all reports"
    missing = f"; not indexed: {question.missing_scope}" if question.missing_scope else ""
    return f"what the reports say of {about}, {where}{missing}"
