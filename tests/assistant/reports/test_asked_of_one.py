"""What one report says somebody has to do or does well, who led it, and what there isn't."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.domain.answers import Answer, Outcome, Reason
from assistant.domain.plans import Want
from assistant.reports.matching.answer_types import holds
from assistant.reports.matching.duties import (
    asks_duty,
    asks_improvement,
    asks_strengths,
    is_of_others,
    says_duty,
)
from assistant.reports.matching.offices import holds_another_office
from tests.assistant.reports.judged_letters import said
from tests.fakes_reports import MemoryLibrary, report, stores_of, write
from tests.sample_reports import ask_reports

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    "question",
    [
        "What does Brackenford need to improve?",
        "what should Brackenford improve",
        "where does Brackenford need to do better?",
    ],
)
def test_all_that_has_to_improve_is_listed_where_no_matter_is_named(
    letters: Ask, question: str
) -> None:
    shown = said(letters(question))

    assert [text.split(" ", 3)[:2] for text in shown] == [["The", "speed"], ["The", "oversight"]]


def test_findings_are_what_has_to_improve_where_no_heading_says_so(letters: Ask) -> None:
    shown = said(letters("What does Tolminster need to improve?"))

    assert len(shown) == 2
    assert all(text.startswith("The authority should") for text in shown)


def test_what_was_recommended_is_listed_whole(letters: Ask) -> None:
    assert len(said(letters("what did Ofsted recommend for Tolminster"))) == 2


def test_what_is_done_well_is_not_picked_from_a_report_that_has_no_list_of_it(letters: Ask) -> None:
    answer = letters("What does Brackenford do well?")

    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NOT_IN_SOURCES)


def test_what_has_to_be_done_about_a_matter_is_told_by_a_finding_that_speaks_of_it(
    letters: Ask,
) -> None:
    (shown,) = said(letters("What does Llanwernog need to do about private fostering?"))

    assert shown.startswith("Make sure that private fostering arrangements are assessed")


@pytest.mark.parametrize("matter", ["adoption", "the numbers of children who wait for a worker"])
def test_a_sentence_that_asks_nothing_is_not_what_has_to_be_done(letters: Ask, matter: str) -> None:
    asserted = said(letters(f"What must Brackenford do about {matter}?"))

    assert asserted == []


def test_the_lead_inspector_is_who_led_the_inspection(letters: Ask) -> None:
    assert said(letters("who led the Brackenford inspection?")) == [
        "Lead inspector: Petra Holloway"
    ]


def test_who_led_is_not_guessed_where_only_the_bodies_are_named(letters: Ask) -> None:
    answer = letters("who led the Severnmouth inspection?")

    assert answer.outcome is Outcome.ABSTAINED
    assert said(answer) == []


def test_whether_a_place_requires_improvement_is_told_by_its_grades(letters: Ask) -> None:
    shown = said(letters("did Tolminster require improvement?"))

    assert shown[0] == "Overall effectiveness: Requires improvement to be good"


@pytest.mark.parametrize(
    ("question", "duty", "improvement", "strengths"),
    [
        ("what must the force do about calls", True, False, False),
        ("what does the council need to improve", True, True, False),
        ("what did the inspectors recommend on kiosks", True, False, False),
        ("what does the council do well", False, False, True),
        ("what is the partnership good at", False, False, True),
        ("how well does the council do", False, False, False),
        ("what does the council have to offer", False, False, False),
        ("who must approve the plan", False, False, False),
    ],
)
def test_what_is_asked_for_is_told_by_the_form_of_the_question(
    question: str, duty: bool, improvement: bool, strengths: bool
) -> None:
    found = (asks_duty(question), asks_improvement(question), asks_strengths(question))

    assert found == (duty, improvement, strengths)


@pytest.mark.parametrize(
    ("sentence", "lead", "heading", "says"),
    [
        ("the force should answer within ten seconds.", "", "", True),
        ("the time taken to hold a meeting.", "", "what needs to improve?", True),
        ("review the risk.", "", "", True),
        ("assessments identify what adopters have to offer.", "", "adoption", False),
        ("children do well.", "", "care leavers: requires improvement to be good", False),
        ("answer calls;", "within three months, the force should:", "", True),
    ],
)
def test_a_sentence_says_what_has_to_be_done_by_itself_or_by_what_it_is_under(
    sentence: str, lead: str, heading: str, says: bool
) -> None:
    assert says_duty(sentence, lead, heading) is says


def test_what_another_body_should_do_is_no_duty_of_the_one_asked_about() -> None:
    asked = "what must harrowby do about children held overnight"

    assert is_of_others("the home office should publish the number held.", asked)
    assert not is_of_others("chief constables should publish the number held.", asked)
    assert not is_of_others("harrowby should publish the number held.", asked)


@pytest.mark.parametrize(
    ("sentence", "dated"),
    [
        ("Under the Parcels Act 1983 a person may be taken to a depot.", 0.0),
        ("The march to the depot is long.", 0.0),
        ("It opened in May.", 0.8),
        ("It opened on 1 May 2024.", 1.0),
    ],
)
def test_the_year_of_a_law_and_the_verb_may_tell_no_date(sentence: str, dated: float) -> None:
    assert holds(Want.DATE, sentence) == dated


@pytest.mark.parametrize(
    ("asked", "said", "another"),
    [
        ("who is the chief constable", "the assistant chief constable, jo reed, leads it.", True),
        ("who is the chief constable", "chief constable ada marsh wrote.", False),
        ("who is the deputy chief constable", "deputy chief constable jo reed leads it.", False),
        ("what did the chief constable say", "the assistant chief constable agreed.", False),
        ("who is the chief constable", "a constable leads it.", False),
    ],
)
def test_one_who_holds_a_lower_office_is_not_who_is_asked_for(
    asked: str, said: str, another: bool
) -> None:
    assert holds_another_office(asked, said) is another


@pytest.fixture(scope="module")
def depots():
    library = MemoryLibrary()
    own = report("parcels", "Lost parcels", published=date(2025, 5, 1), place=None)
    panels = [
        "Some depots have brought senders and drivers together in a parcel recovery panel.",
        "Harrowby does not have a panel.",
    ]
    lessons = [
        "We draw two lessons.  The first is that a list is kept only by one who reads it.  "
        "The second is that praise is no plan.".replace("  ", " "),
    ]
    training = [
        "Drivers are trained for a day. In Harrowby it was a film that one watched in nine minutes."
    ]
    yard = ["The yard of the depot is in use, its fence having been mended in October 2023."]
    write(
        library,
        own,
        [
            ("Recovery", panels),
            ("Conclusion", lessons),
            ("Training", training),
            ("The yard", yard),
            ("What needs to improve?", ["- The sharing of labels by the postmasters."]),
        ],
    )
    stores = stores_of(library)
    return lambda question: ask_reports(stores, question)


def test_whether_there_is_something_is_answered_by_the_sentence_that_says_there_is_not(
    depots,
) -> None:
    answer = depots("does Harrowby have a parcel recovery panel?")

    assert answer.outcome is Outcome.ANSWERED
    assert [each.text for each in answer.statements] == ["Harrowby does not have a panel."]


def test_what_is_told_in_turn_is_shown_after_the_sentence_that_counts_it(depots) -> None:
    shown = said(depots("What are the two lessons?"))

    assert shown[0] == "We draw two lessons."
    assert [text.split(" is ")[0] for text in shown[1:]] == ["The first", "The second"]


def test_what_goes_on_from_a_sentence_on_a_topic_is_quoted_with_it(depots) -> None:
    (shown,) = said(depots("what did the inspectors say about training of drivers?"))

    assert "nine minutes" in shown


def test_an_item_on_a_topic_is_shown_under_the_heading_that_says_it_is_a_fault(depots) -> None:
    answer = depots("did the inspectors mention the sharing of labels?")

    assert (answer.statements[0].mark or "").endswith("What needs to improve")


def test_that_a_thing_is_so_now_does_not_deny_that_it_was_otherwise_years_before(depots) -> None:
    assert depots("why was the yard not in use in 2023?").reason is not Reason.PREMISE_CONTRADICTED
    assert depots("why is the yard not in use?").reason is Reason.PREMISE_CONTRADICTED


def test_a_side_of_a_comparison_that_nothing_is_found_on_is_named(letters: Ask) -> None:
    answer = letters("compare Brackenford and Llanwernog on life-story work")

    assert answer.outcome is not Outcome.ANSWERED
    remarks = [each.text for each in answer.statements if each.remark]
    assert not said(answer) or any("Llanwernog" in text for text in remarks)
