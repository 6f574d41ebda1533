from datetime import date

from assistant.domain.checks import Discrepancy
from assistant.domain.register import Person, RegisterEntry, Status
from assistant.domain.sources import Deadline, DeadlineKind, Finding, Passage
from assistant.register.check import check_register
from tests.builders import a_finding, a_passage, a_report, a_version, an_entry

RECORD = "The force should record every item of found property within one day."


def _check(
    *entries: RegisterEntry,
    findings: tuple[Finding, ...] = (),
    passages: tuple[Passage, ...] = (),
    people: tuple[Person, ...] = (),
) -> list[Discrepancy]:
    version = a_version(*entries, people=people)
    return check_register(
        version, findings, [a_report()], lambda _: passages, today=date(2026, 10, 1)
    )


def _kinds(found: list[Discrepancy]) -> list[str]:
    return [each.kind for each in found]


def test_a_register_that_agrees_gives_nothing() -> None:
    assert _check(an_entry(), findings=(a_finding(RECORD),)) == []


def test_a_recommendation_that_nobody_registered_is_found_with_its_page() -> None:
    found = _check(findings=(a_finding(RECORD, page=7),))

    assert _kinds(found) == ["not in register"]
    assert (found[0].page, found[0].quote) == (7, RECORD)


def test_other_words_are_shown_beside_the_reports() -> None:
    found = _check(an_entry(text="Review the lost property store."), findings=(a_finding(RECORD),))

    assert _kinds(found) == ["wording differs"]
    assert "Review the lost property store." in found[0].text
    assert RECORD in found[0].text


def test_another_deadline_names_both_days() -> None:
    deadline = Deadline("By 31 March 2027", DeadlineKind.DATE, date(2027, 3, 31))

    found = _check(
        an_entry(deadline=date(2027, 4, 30), due=date(2027, 4, 30)),
        findings=(a_finding(RECORD, deadline=deadline),),
    )

    assert _kinds(found) == ["deadline differs"]
    assert "30 April 2027" in found[0].text
    assert "31 March 2027" in found[0].text


def test_addressees_with_no_word_in_common_are_listed() -> None:
    found = _check(
        an_entry(addressees=("Home Office",)),
        findings=(a_finding(RECORD, addressees=("Chief constables",)),),
    )

    assert _kinds(found) == ["addressee differs"]


def test_a_deadline_that_passed_while_open_is_listed_from_the_day_after() -> None:
    findings = (a_finding(RECORD),)

    assert _kinds(_check(an_entry(due=date(2026, 9, 30)), findings=findings)) == ["deadline passed"]
    assert _check(an_entry(due=date(2026, 10, 1)), findings=findings) == []
    closed = an_entry(due=date(2026, 9, 30), status=Status.CLOSED)
    assert _check(closed, findings=findings) == []


def test_an_owner_in_no_list_of_people_is_listed() -> None:
    people = (Person("Insp A Marlowe", aliases=("Alex Marlowe",), listed=True),)
    findings = (a_finding(RECORD),)

    assert _check(an_entry(owners=("alex marlowe",)), findings=findings, people=people) == []
    stranger = _check(an_entry(owners=("Sgt B Quill",)), findings=findings, people=people)
    assert _kinds(stranger) == ["owner not in the list of people"]


def test_a_count_that_disagrees_with_the_list_is_found() -> None:
    sentence = "We have made three recommendations."
    findings = (a_finding(RECORD), a_finding("Store it.", id="f2", number="2"))

    found = _check(
        an_entry(),
        an_entry(id="Register!6", row=6, ref="HFP-2", number="2", text="Store it."),
        findings=findings,
        passages=(a_passage(f"The store is full. {sentence}"),),
    )

    assert _kinds(found) == ["count doesn't add up"]
    assert found[0].quote == sentence
    assert "states 3 recommendations; it sets out 2" in found[0].text


def test_a_word_in_place_of_another_is_found_in_a_long_wording() -> None:
    said = (
        "By 31 October, the force should make sure that the risk to every missing child is "
        "reviewed by {who} within {hours} hours of the report, and at each change of shift."
    )
    reported = a_finding(said.format(who="an inspector", hours="four"))

    other = _check(
        an_entry(text=said.format(who="a supervisor", hours="six")), findings=(reported,)
    )
    shorter = _check(an_entry(text=reported.text.partition(", and")[0]), findings=(reported,))

    assert "wording differs" in _kinds(other)
    differs = next(each for each in other if each.kind == "wording differs")
    assert "says “supervisor; six” where the report says “inspector; four”" in differs.text
    assert "wording differs" not in _kinds(shorter)
