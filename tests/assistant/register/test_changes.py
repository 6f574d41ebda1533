"""What differs between two versions of a register, and what stood at a day."""

from dataclasses import replace
from datetime import date

from assistant.domain.answers import Outcome, Reason, RegisterSource
from assistant.domain.register import Status
from tests.assistant.register.small_register import AS_AT, EARLIER, ENTRIES, MARCH, Ask, refs, text


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


def test_what_came_and_was_closed_since_is_closed_too(ask: Ask) -> None:
    newly = [each for each in ENTRIES if each.ref == "REG-04"]
    closed = replace(newly[0], status=Status.CLOSED, status_text="Closed", closed_on=AS_AT)
    long_ago = replace(closed, closed_on=date(2025, 1, 1))
    others = tuple(each for each in ENTRIES if each.ref != "REG-04")
    before = (MARCH, EARLIER)
    said = "which were closed between the March and May registers?"
    lately = ask(said, versions=(before, (AS_AT, (*others, closed))))
    earlier = ask(said, versions=(before, (AS_AT, (*others, long_ago))))
    assert "Closed: REG-04" in text(lately) and "not in the register before" in text(lately)
    assert set(refs(lately)) - set(refs(earlier)) == {"REG-04"}


def test_a_state_asked_of_what_changed_is_that_of_now(ask: Ask) -> None:
    later = tuple(
        replace(each, due=date(2026, 12, 31)) if each.ref == "REG-02" else each for each in ENTRIES
    )
    said = "which slipped since 15 March and are overdue?"
    still_late = ask(said, versions=((MARCH, EARLIER), (AS_AT, ENTRIES)))
    not_now = ask(said, versions=((MARCH, EARLIER), (AS_AT, later)))
    assert "REG-02" in refs(still_late)
    assert "REG-02" not in refs(not_now)
