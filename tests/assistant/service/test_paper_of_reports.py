"""A paper on several inspections: who was inspected, how many there are, what each found."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from assistant.bootstrap import build_assistant
from assistant.domain.answers import Answer, Kind, Outcome, Reason
from assistant.domain.people import LOCAL
from assistant.service import Question
from assistant.settings import read_settings
from ingest.job import Request, ingest

Ask = Callable[[str], Answer]
DAY = date(2026, 3, 12)
PAPER = """# Scrutiny Panel: inspection update

Published on 12 March 2026

## Inspections published

Three thematic reports have been published since the panel last met and are summarised below. \
Northshire Police sent data for all of them, but was only visited for the inspection of call \
handling. The annual survey report has also been published.

### Cells after dark: an inspection of night custody – 9 January 2026

Ministers asked for this inspection of night custody in May 2025. Northshire Police did not take \
part in the fieldwork for it. The inspectors concluded that too few staff were on duty after \
midnight.

Recommendation 1: By 30 June 2026, chief constables should review night staffing.

### Left to ring: an inspection of call handling – 20 January 2026

This inspection of call handling looked at six forces. The force was visited for this inspection \
in October 2025. The report found that:

- calls were answered quickly in the day;
- night calls waited too long.

### Stolen to order: an inspection of plant theft – 2 February 2026

Northshire Police was an inspected force for this report in November 2025. Plant theft is little \
recorded.

### Roadside: an inspection of drug driving – 20 February 2026

The panel asked for a note on drug driving. The inspection found that tests were often not taken.

## Publications elsewhere

Two strategies of the council have been published and are listed below.

### Roads strategy

The council wrote it.
"""
REGISTER = """Ref,Report,Published,Number,Recommendation,Owner,Portfolio,Due date,Status
A1,Cells after dark: an inspection of night custody,2026-01-09,1,Review staffing,,Ops,,Open
B1,Left to ring: an inspection of call handling,2026-01-20,1,Publish times,,Ops,,Work has started
C1,Stolen to order: an inspection of plant theft,2026-02-02,1,Record theft,,Crime,,Not stated
D1,Roadside: an inspection of drug driving,2026-02-20,1,Take a test,,Ops,,Closed
"""


@pytest.fixture(scope="module")
def asks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("paper")
    paper, register = folder / "panel-update.md", folder / "register.csv"
    paper.write_text(PAPER, encoding="utf-8")
    register.write_text(REGISTER, encoding="utf-8")
    settings = read_settings(home=folder / "home")
    ingest(Request(paths=(paper,), register=register, as_at=DAY), settings)
    assistant = build_assistant(settings)
    yield lambda text: assistant.ask(Question(text, LOCAL, today=DAY))
    assistant.close()


def lines(answer: Answer) -> list[str]:
    return [each.text for each in answer.statements]


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors find when they visited our force for the night custody inspection?",
        "When did the night custody fieldwork in our force take place?",
    ],
)
def test_a_visit_taken_for_granted_that_never_was_is_denied_in_the_paper_s_words(
    asks: Ask, question: str
) -> None:
    answer = asks(question)

    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert lines(answer)[1:] == ["Northshire Police did not take part in the fieldwork for it."]
    assert "Cells after dark" in (answer.statements[1].mark or "")


def test_a_visit_that_was_is_not_denied(asks: Ask) -> None:
    answer = asks("What did inspectors find when they visited our force for call handling?")

    assert answer.reason is not Reason.PREMISE_CONTRADICTED


def test_whether_the_force_was_inspected_is_told_by_the_sentence_that_says_so(asks: Ask) -> None:
    answer = asks("Did Northshire Police take part in the night custody fieldwork?")

    assert answer.outcome is Outcome.ANSWERED
    assert lines(answer) == ["Northshire Police did not take part in the fieldwork for it."]


def test_both_of_two_inspections_are_told_and_that_they_disagree(asks: Ask) -> None:
    said = lines(asks("Were we visited for call handling, plant theft, or both?"))

    assert any("was only visited for the inspection of call handling" in each for each in said)
    assert "Northshire Police was an inspected force for this report in November 2025." in said
    assert said[-1].startswith("These sentences do not agree")


def test_the_one_of_two_inspections_that_nothing_is_said_of_is_named(asks: Ask) -> None:
    answer = asks("Were we inspected for the plant theft report, the drug driving report or both?")

    assert answer.outcome is Outcome.PARTIAL
    assert "drug driving" in lines(answer)[-1]
    assert not any("do not agree" in each for each in lines(answer))


def test_an_inspection_that_no_sentence_says_the_force_was_part_of_is_not_answered(
    asks: Ask,
) -> None:
    answer = asks("Was our force inspected for drug driving?")

    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NOT_IN_SOURCES)
    assert "only visited for the inspection of call handling" in answer.nearest[0].text


def test_another_force_is_not_taken_for_the_one_that_the_paper_is_about(asks: Ask) -> None:
    answer = asks("Did Southshire Police take part in the night custody fieldwork?")

    assert answer.outcome is Outcome.ABSTAINED
    assert not any("Northshire" in each for each in lines(answer))


def test_a_number_announced_is_held_against_the_sections_that_follow(asks: Ask) -> None:
    said = lines(asks("How many reports have been published since the panel last met?"))

    assert said[0].startswith("Three thematic reports have been published")
    assert said[1] == "It says 3, but 4 follow it, each under a heading of its own:"
    assert sum("an inspection of" in each for each in said[2:]) == 4
    assert said[-1] == "The annual survey report has also been published."


def test_sections_that_are_no_dated_reports_are_held_against_no_number(asks: Ask) -> None:
    said = lines(asks("How many strategies of the council have been published?"))

    assert said[0].startswith("Two strategies of the council")
    assert not any("follow it" in each for each in said)


@pytest.mark.parametrize(
    ("topic", "found", "background"),
    [
        ("night custody", "too few staff were on duty after midnight", "Ministers asked"),
        ("call handling", "night calls waited too long", "looked at six forces"),
        ("drug driving", "tests were often not taken", "asked for a note"),
    ],
)
def test_what_was_found_on_a_topic_is_told_and_not_its_background(
    asks: Ask, topic: str, found: str, background: str
) -> None:
    said = " ".join(lines(asks(f"What did the inspectors find about {topic}?")))

    assert found in said
    assert background not in said


@pytest.mark.parametrize(
    "question",
    [
        "Which reports has there been progress on?",
        "For which reports does the paper describe any progress?",
        "On which reports has work started?",
        "Which of our recommendations has work begun on?",
    ],
)
def test_reports_with_progress_are_told_by_the_register_s_status(asks: Ask, question: str) -> None:
    answer = asks(question)

    assert answer.kind is Kind.REGISTER
    assert [entry.ref for entry in answer.entries] == ["B1", "D1"]
    first, *named, others = lines(answer)
    assert first.startswith("The register records progress on 2 of the 4 reports in it")
    assert ["Left to ring" in named[0], "“Work has started”" in named[0]] == [True, True]
    assert "“Cells after dark" in others
    assert "“Stolen to order" in others


def test_progress_on_one_matter_is_no_question_for_all_reports(asks: Ask) -> None:
    answer = asks("Which reports describe progress on digital forensics?")

    assert answer.outcome is Outcome.ABSTAINED


def test_entries_in_progress_are_still_asked_for_by_that_status(asks: Ask) -> None:
    refs = {entry.ref for entry in asks("Which recommendations are in progress?").entries}

    assert refs == {"A1", "B1"}
