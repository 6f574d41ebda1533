from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from assistant.domain.answers import Answer, Outcome, Reason, RegisterSource
from assistant.domain.people import Asker, Role
from assistant.domain.plans import Route, Turn
from assistant.domain.register import DueBasis, Person, RegisterEntry, Status
from assistant.domain.sources import Visibility
from assistant.register.answer import answer_register
from assistant.settings import Settings
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary import Vocabulary

TODAY = date(2026, 5, 20)
AS_AT = date(2026, 5, 15)
SETTINGS = Settings(contact="the duty desk", _env_file=None)  # type: ignore[call-arg]
FRAUD = "Paying the price: an inspection of the police response to fraud"
CELLS = "Behind the door: an inspection of cells"
PEOPLE = (
    Person("DCI Ada Marlowe", ("Ada Marlowe", "Head of Fraud"), ("ada@x.example",)),
    Person("Supt Bram Oakes", ("Bram Oakes",), ("bram@x.example",)),
)
EMAILS = {"DCI Ada Marlowe": "ada@x.example", "Head of Fraud": "ada@x.example",
          "Supt Bram Oakes": "bram@x.example"}  # fmt: skip


def entry(row: int, report: str, number: str, **more: object) -> RegisterEntry:
    made = RegisterEntry(
        id=f"S!{row}",
        ref=f"REG-{row:02d}",
        ref_made=False,
        report=report,
        number=number,
        kind="recommendation",
        text=f"Wording of row {row}.",
        status=Status.IN_PROGRESS,
        status_text="In progress",
        sheet="S",
        row=row,
        published=date(2026, 1, 10),
        addressees=("Chief constables",),
        portfolio="Crime",
        business_areas=("Economic Crime",),
        owners=("DCI Ada Marlowe",),
        priority=None,
        visibility=Visibility.FORCE,
    )
    made = replace(made, **more)  # type: ignore[arg-type]
    emails = tuple(EMAILS[name] for name in made.owners if name in EMAILS)
    basis = DueBasis.INSPECTORATE if made.due else DueBasis.NONE
    return replace(made, owner_emails=emails, due_basis=basis)


ENTRIES = (
    entry(2, FRAUD, "1", due=date(2026, 4, 30)),
    entry(3, FRAUD, "2", status=Status.CLOSED, status_text="Closed", notes="Closed by letter."),
    entry(4, FRAUD, "3", due=date(2026, 6, 30), owners=("Head of Fraud",)),
    entry(5, CELLS, "I", due=TODAY, owners=("Supt Bram Oakes",), portfolio="Local Policing",
          business_areas=("Cells", "Contact")),
    entry(6, CELLS, "II", owners=(), portfolio=None, business_areas=("Cells",), immediate=True,
          deadline_text="Immediately", status=Status.AWAITING_SIGN_OFF,
          status_text="Sent to the inspectorate in April, not yet signed off",
          notes="Work led by the cells lead; a lead, not the owner"),
    entry(7, CELLS, "III", visibility=Visibility.RESTRICTED, due=date(2026, 1, 1),
          owners=("Supt Bram Oakes",), portfolio="Secret", business_areas=("Cells",)),
)  # fmt: skip

Ask = Callable[..., Answer]


@pytest.fixture
def ask(register: Callable[..., object]) -> Ask:
    """Ask a question of the newest of some versions, as someone."""

    def asked(
        question: str,
        email: str | None = None,
        liaison: bool = False,
        previous: Turn | None = None,
        versions: tuple[tuple[date, tuple[RegisterEntry, ...]], ...] = ((AS_AT, ENTRIES),),
        public_only: bool = False,
    ) -> Answer:
        roles = frozenset({Role.OFFICER, Role.LIAISON} if liaison else {Role.OFFICER})
        asker = Asker(email=email, roles=roles, public_only=public_only)
        store = register(*versions, people=PEOPLE)
        seen = store.select((), classes=asker.classes, email=email, today=TODAY)  # type: ignore[attr-defined]
        vocabulary = Vocabulary.build(seen, PEOPLE)
        plan = understand(question, vocabulary, asker, TODAY, SETTINGS, previous)
        assert plan.route in {Route.REGISTER, Route.BOTH, Route.CLARIFY}, plan
        return answer_register(plan, store, vocabulary, asker, TODAY, SETTINGS)  # type: ignore[arg-type]

    return asked


def text(answer: Answer) -> str:
    return "\n".join(statement.text for statement in answer.statements)


def refs(answer: Answer) -> list[str]:
    return [each.ref for each in answer.entries]


def test_a_list_counts_names_and_cites_its_rows(ask: Ask) -> None:
    answer = ask("Which recommendations are overdue?")
    assert (answer.count, refs(answer)) == (1, ["REG-02"])
    assert text(answer).startswith("There is 1 overdue recommendation, on 20 May 2026")
    assert "register as at 15 May 2026" in text(answer)
    for statement in answer.statements:
        assert statement.remark or statement.sources
    [source] = answer.statements[-1].sources
    assert isinstance(source, RegisterSource)
    assert (source.ref, source.row, source.quote) == ("REG-02", 2, "Wording of row 2.")


def test_due_today_is_not_overdue(ask: Ask) -> None:
    assert "REG-05" not in refs(ask("what is overdue?"))
    today = ask("what is due today?")
    assert refs(today) == ["REG-05"]
    assert "overdue" not in text(today)


def test_own_entries_are_told_as_yours_in_singular_and_plural(ask: Ask) -> None:
    two = ask("Which open recommendations do I own?", email="ada@x.example")
    one = ask("Which open recommendations do I own?", email="bram@x.example")
    assert text(two).startswith("You own 2 open recommendations, 1 of them overdue on 20 May 2026")
    assert text(one).startswith("You own 2 open recommendations")  # one of them is restricted
    assert refs(one) == ["REG-07", "REG-05"]


def test_an_address_that_owns_nothing_is_no_identity(ask: Ask) -> None:
    answer = ask("my recs", email="zed@x.example")
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NO_IDENTITY)
    assert "zed@x.example" in text(answer) and "the duty desk" in text(answer)
    assert answer.entries == () and answer.count is None


def test_without_an_address_nobody_is_guessed(ask: Ask) -> None:
    assert ask("my recs").reason is Reason.NO_IDENTITY


@pytest.mark.parametrize(
    "question",
    ["everything in cells", "how many recs are there?", "what is overdue?", "recs by portfolio",
     "what does Bram Oakes own?", "REG-07", "cells recommendations"],
)  # fmt: skip
def test_a_restricted_entry_shows_nowhere_to_who_may_not_see_it(ask: Ask, question: str) -> None:
    answer = ask(question, email="ada@x.example")
    shown = f"{text(answer)} {refs(answer)} {answer.groups} {answer.choices}"
    assert "Secret" not in shown
    assert question == "REG-07" or "REG-07" not in shown
    assert "row 7" not in shown
    assert "REG-07" in refs(ask("everything in cells", liaison=True))


def test_a_channel_is_told_nothing_of_the_register(ask: Ask) -> None:
    answer = ask("what is overdue?", public_only=True, email="ada@x.example")
    assert answer.reason is Reason.NOT_PERMITTED
    assert answer.entries == ()


def test_nothing_found_is_an_answer_with_the_count_nought(ask: Ask) -> None:
    answer = ask("overdue recs in Local Policing")
    assert (answer.outcome, answer.count) == (Outcome.ANSWERED, 0)
    assert text(answer).startswith("There are no overdue recommendations in the portfolio Local")


def test_any_is_answered_with_yes_or_no(ask: Ask) -> None:
    assert text(ask("Is anything due this month?")).startswith("Yes. There is 1 open")
    assert text(ask("Is anything due in August?")).startswith("No. There are no open")


def test_a_table_counts_every_entry_once_a_group(ask: Ask) -> None:
    answer = ask("how many recs by business area?")
    counts = {group.key[0][1]: group.count for group in answer.groups}
    assert counts == {"Economic Crime": 3, "Cells": 2, "Contact": 1}
    assert answer.count == 5
    assert "counted under each" in text(answer)


def test_people_are_one_in_a_table_however_they_are_printed(ask: Ask) -> None:
    counts = {g.key[0][1]: g.count for g in ask("count recs by owner").groups}
    assert counts == {"DCI Ada Marlowe": 3, "Supt Bram Oakes": 1, "": 1}


def test_the_next_due_are_all_that_share_the_day(ask: Ask) -> None:
    assert refs(ask("what is due next?")) == ["REG-05"]
    assert refs(ask("which has the latest deadline?")) == ["REG-04"]


def test_a_share_says_part_whole_and_percentage(ask: Ask) -> None:
    answer = ask("What percentage of Crime recommendations are closed?")
    assert text(answer).startswith("33.3%: 1 of 3 recommendations in the portfolio Crime")
    assert answer.count == 1


def test_details_give_the_field_asked_for(ask: Ask) -> None:
    assert "is due on 30 June 2026" in text(ask("when is fraud recommendation 3 due?"))
    assert "overdue by 20 days" in text(ask("when is REG-02 due?"))
    assert "due immediately" in text(ask("when is cells recommendation 2 due?"))
    assert "owned by Head of Fraud (DCI Ada Marlowe)" in text(ask("who owns REG-04?"))


def test_a_blank_field_is_not_stated_and_what_the_register_says_is_quoted(ask: Ask) -> None:
    answer = ask("who owns cells recommendation II?")
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NOT_IN_SOURCES)
    assert "not stated in the register" in text(answer)
    assert "“Work led by the cells lead; a lead, not the owner”" in text(answer)


def test_a_column_that_no_register_has_is_not_stated(ask: Ask) -> None:
    answer = ask("What is the risk rating of the fraud recommendations?")
    assert answer.reason is Reason.NOT_IN_SOURCES
    assert "risk rating is not stated in the register" in text(answer)


def test_a_number_that_the_report_lacks_contradicts_the_premise(ask: Ask) -> None:
    answer = ask("why was recommendation 15 of the fraud report closed?")
    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert "The register holds 3 from that report: 1 to 3" in text(answer)
    assert answer.entries == ()


def test_why_quotes_the_notes(ask: Ask) -> None:
    answer = ask("why was REG-03 closed?")
    assert answer.outcome is Outcome.ANSWERED
    assert "“Closed by letter.”" in text(answer)


def test_why_of_what_is_not_so_is_answered_as_such(ask: Ask) -> None:
    answer = ask("why was REG-02 closed?")
    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert "not what the register says" in text(answer)


def test_confirming_what_is_not_so_is_refused_and_asking_it_is_answered(ask: Ask) -> None:
    confirmed = ask("Confirm REG-06 has been signed off")
    asked = ask("Has REG-06 been signed off?")
    assert confirmed.reason is Reason.PREMISE_CONTRADICTED
    assert asked.outcome is Outcome.ANSWERED
    for answer in (confirmed, asked):
        assert text(answer).startswith("No. The register does not say so")
        assert "not yet signed off" in text(answer)


def test_a_number_of_several_reports_is_asked_about_with_what_each_would_say(ask: Ask) -> None:
    answer = ask("what is the deadline for recommendation 1?")
    assert answer.outcome is Outcome.CLARIFY
    assert "2 reports" in text(answer)
    assert any("due 30 April 2026" in choice for choice in answer.choices)
    assert any("due 20 May 2026" in choice for choice in answer.choices)


def test_another_number_of_entries_than_said_is_told(ask: Ask) -> None:
    answer = ask("Who owns the five fraud recommendations?")
    assert "The question speaks of 5; the register holds 3." in text(answer)


def test_long_lists_are_told_in_part_and_kept_whole(ask: Ask) -> None:
    many = tuple(entry(row, FRAUD, str(row)) for row in range(2, 40))
    answer = ask("list the fraud recs", versions=((AS_AT, many),))
    assert answer.count == len(answer.entries) == 38
    assert "And 28 more." in text(answer)
    assert len([s for s in answer.statements if s.mark == "•"]) == 10


MARCH = date(2026, 3, 1)
EARLIER = (
    entry(2, FRAUD, "1", due=date(2026, 3, 31)),
    entry(3, FRAUD, "2"),
    entry(5, CELLS, "I", due=TODAY, owners=("DCI Ada Marlowe",)),
    entry(9, CELLS, "IX"),
)


def test_changes_are_told_between_two_versions_with_rows_of_both(ask: Ask) -> None:
    answer = ask("what changed since 15 March?", versions=((MARCH, EARLIER), (AS_AT, ENTRIES)))
    said = text(answer)
    assert "between the registers as at 1 March 2026 and 15 May 2026" in said
    assert "Put back: REG-02" in said and "due 31 March 2026 before, 30 April 2026 now" in said
    assert "Closed: REG-03" in said
    assert "Removed: REG-09" in said
    assert "New: REG-04" in said
    assert "Reassigned: REG-05" in said
    assert "REG-07" not in said
    moved = next(s for s in answer.statements if s.text.startswith("Put back"))
    assert {s.version for s in moved.sources if isinstance(s, RegisterSource)} == {"v0", "v1"}


def test_one_version_has_nothing_to_compare_with(ask: Ask) -> None:
    answer = ask("what changed since March?")
    assert answer.reason is Reason.NOT_IN_SOURCES


def test_a_day_before_the_first_version_is_answered_in_part(ask: Ask) -> None:
    versions = ((MARCH, EARLIER), (AS_AT, ENTRIES))
    answer = ask("what was removed since January?", versions=versions)
    assert answer.outcome is Outcome.PARTIAL
    assert "The earliest version held is as at 1 March 2026" in text(answer)


def test_as_at_asks_the_version_in_force_and_counts_overdue_on_that_day(ask: Ask) -> None:
    versions = ((MARCH, EARLIER), (AS_AT, ENTRIES))
    answer = ask("what was overdue as at 10 April 2026?", versions=versions)
    assert refs(answer) == ["REG-02"]
    assert "on 10 April 2026 (register as at 1 March 2026)" in text(answer)
    assert ask("recs as at 1 January 2026", versions=versions).reason is Reason.NOT_IN_SOURCES


def test_who_owned_it_before_looks_back_as_far_as_it_changed(ask: Ask) -> None:
    versions = ((MARCH, EARLIER), (date(2026, 5, 1), ENTRIES), (AS_AT, ENTRIES))
    answer = ask("who owned REG-05 before?", versions=versions)
    assert "owner DCI Ada Marlowe" in text(answer)


def test_who_else_names_the_others_and_those_held_alone(ask: Ask) -> None:
    first = understand(
        "Which recommendations does Cells hold?",
        Vocabulary.build(ENTRIES[:5], PEOPLE),
        Asker(),
        TODAY,
        SETTINGS,
    )
    said = text(ask("Who else holds them?", previous=Turn(first)))
    assert "1 of the 2 is also held by Contact: REG-05" in said
    assert "1 is held by Cells alone: REG-06" in said


def test_the_highest_marking_of_what_was_used_is_on_the_answer(ask: Ask) -> None:
    assert ask("everything in cells").marking == "force"
    assert ask("everything in cells", liaison=True).marking == "restricted"


_ROWS = st.lists(
    st.builds(
        entry,
        st.integers(2, 60),
        st.sampled_from([FRAUD, CELLS]),
        st.integers(1, 30).map(str),
        status=st.sampled_from(Status),
        due=st.none() | st.dates(date(2026, 5, 1), date(2026, 6, 10)),
        owners=st.sampled_from([(), ("DCI Ada Marlowe",), ("Supt Bram Oakes",)]),
        portfolio=st.sampled_from([None, "Crime", "Local Policing"]),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda each: each.row,
)
_EXPECTED: dict[str, Callable[[RegisterEntry], bool]] = {
    "what is overdue": lambda e: e.status.is_open and e.due is not None and e.due < TODAY,
    "open recs without an owner": lambda e: e.status.is_open and not e.owners,
    "recs with no due date": lambda e: e.due is None,
    "recs due by 20 May 2026": lambda e: e.status.is_open and e.due is not None and e.due <= TODAY,
    "what falls due after today": lambda e: (
        e.status.is_open and e.due is not None and e.due > TODAY
    ),
    "recs that are not closed": lambda e: e.status.is_open,
}


@given_settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=_ROWS, question=st.sampled_from(sorted(_EXPECTED)))
def test_any_register_is_counted_as_a_plain_filter_counts_it(
    ask: Ask, rows: list[RegisterEntry], question: str
) -> None:
    answer = ask(question, versions=((AS_AT, tuple(rows)),))
    expected = {each.ref for each in rows if _EXPECTED[question](each)}
    assert answer.count == len(expected)
    assert set(refs(answer)) == expected
