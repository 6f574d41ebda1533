from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from assistant.domain.answers import Outcome, RegisterSource
from assistant.domain.people import Asker
from assistant.domain.plans import Turn
from assistant.domain.register import RegisterEntry, Status
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from tests.assistant.register.small_register import (
    AS_AT,
    CELLS,
    ENTRIES,
    FRAUD,
    PEOPLE,
    SETTINGS,
    TODAY,
    Ask,
    entry,
    refs,
    text,
)


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


def test_another_number_of_entries_than_said_is_told(ask: Ask) -> None:
    answer = ask("Who owns the five fraud recommendations?")
    assert "The question speaks of 5; the register holds 3." in text(answer)


def test_long_lists_are_told_in_part_and_kept_whole(ask: Ask) -> None:
    many = tuple(entry(row, FRAUD, str(row)) for row in range(2, 40))
    answer = ask("list the fraud recs", versions=((AS_AT, many),))
    assert answer.count == len(answer.entries) == 38
    assert "And 28 more." in text(answer)
    assert len([s for s in answer.statements if s.mark == "•"]) == 10


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
