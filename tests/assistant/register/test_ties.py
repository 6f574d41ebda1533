from assistant.domain.sources import FindingKind
from assistant.register.ties import tie
from tests.builders import a_finding, a_report, an_entry

RECORD = "The force should record every item of found property within one day."
STORE = "The force should store valuable items in a locked room."


def test_an_entry_is_tied_to_the_finding_of_its_report_and_number() -> None:
    findings = [a_finding(STORE, id="f2", number="2"), a_finding(RECORD)]

    ties = tie([an_entry()], findings, [a_report()])

    assert [(each.entry.ref, each.finding.id) for each in ties.tied] == [("HFP-1", "f1")]
    assert [finding.id for finding, _ in ties.not_in_register] == ["f2"]


def test_roman_and_arabic_numbers_are_the_same() -> None:
    ties = tie([an_entry(number="IV")], [a_finding(RECORD, number="4")], [a_report()])

    assert len(ties.tied) == 1


def test_the_same_number_in_another_report_is_no_match() -> None:
    other = a_report(id="r2", title="Custody in the north")

    ties = tie([an_entry(report="Stop and search")], [a_finding(RECORD)], [a_report(), other])

    assert not ties.tied
    assert [each.ref for each in ties.unknown_report] == ["HFP-1"]


def test_a_number_alone_does_not_tie_a_recommendation_to_a_finding_of_another_kind() -> None:
    improvement = a_finding(STORE, kind=FindingKind.AREA_FOR_IMPROVEMENT)

    ties = tie([an_entry(kind="recommendation")], [improvement], [a_report()])
    alike = tie([an_entry(kind="recommendation", text=STORE)], [improvement], [a_report()])
    same_kind = tie([an_entry(kind="Recommendation")], [a_finding(STORE)], [a_report()])

    assert [entry.ref for entry, _ in ties.no_finding] == ["HFP-1"]
    assert len(alike.tied) == 1
    assert len(same_kind.tied) == 1


def test_close_words_tie_where_the_number_differs_and_say_so() -> None:
    ties = tie([an_entry(number="9")], [a_finding(RECORD)], [a_report()])

    assert [each.number_differs for each in ties.tied] == [True]


def test_other_words_under_another_number_are_tied_to_nothing() -> None:
    ties = tie([an_entry(number="9", text="Buy new radios.")], [a_finding(RECORD)], [a_report()])

    assert [(entry.ref, report.id) for entry, report in ties.no_finding] == [("HFP-1", "r1")]


def test_a_title_written_shorter_still_names_its_report() -> None:
    report = a_report(title="Handling of found property: a thematic inspection")

    ties = tie([an_entry()], [a_finding(RECORD)], [report])

    assert len(ties.tied) == 1


def test_a_publication_described_inside_another_document_goes_by_its_own_title() -> None:
    finding = a_finding(RECORD, section="Handling of found property")

    ties = tie([an_entry()], [finding], [a_report(title="Update to the committee")])

    assert [each.finding.section for each in ties.tied] == ["Handling of found property"]
