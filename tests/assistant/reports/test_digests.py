"""What a paper on several publications says of one is no answer on another."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import build_assistant
from assistant.domain.answers import ANSWERED, Answer, Outcome
from assistant.domain.people import Asker, Role
from assistant.service import Question
from assistant.settings import read_settings
from ingest.job import Request, ingest

PAPER = """# Update on inspections

Agenda item 7

## Purpose of report

To tell members of the inspections since March.

## Introduction

Since the last meeting three reports have been published. Tolmshire Police was only visited for the
report on call handling. The programme of visits starts again in May 2024.

## Hold the line: An inspection of call handling - 4th March 2024

This inspection was carried out with the Fire Service Inspectorate.

The inspection found that calls are answered sooner than in 2021. However, one call in five is still
given up by the caller. Nine recommendations were made, of which three apply to forces.

Work has begun, led by the Head of Contact.

## Out of sight: A review of how evidence is kept - 19th March 2024

The review was asked for by the Home Secretary after a fire in a store.

Inspectors found that stores are full and that nobody knows what is in them. Callers who ask for
their property wait eleven weeks.

## Young and held: A thematic inspection of children in custody - 2nd April 2024

Tolmshire Police was not part of the fieldwork for this.

The inspection found that children wait too long for an appropriate adult. Custody sergeants keep
good records of it.

## Contact officer

Name: Superintendent Ann Ferrow

Role: Head of Assurance
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Answer]]:
    folder: Path = tmp_path_factory.mktemp("digest")
    (folder / "update.md").write_text(PAPER, encoding="utf-8")
    settings = read_settings(home=folder / "home")
    ingest(Request(paths=(folder / "update.md",)), settings)
    assistant = build_assistant(settings)
    liaison = Asker(roles=frozenset({Role.LIAISON}))
    yield lambda text, thread=None: assistant.ask(Question(text, liaison, thread=thread))
    assistant.close()


def said(answer: Answer) -> str:
    return " ".join(each.text for each in answer.statements)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("What did the call handling inspection find?", "answered sooner", "stores are full"),
        (
            "What does the review of how evidence is kept say about callers?",
            "eleven weeks",
            "one call in five",
        ),
        ("What did the review of evidence find?", "stores are full", "appropriate adult"),
        ("Who asked for the evidence review?", "Home Secretary", "Fire Service"),
        ("What did the children in custody inspection find?", "appropriate adult", "calls"),
    ],
)
def test_a_publication_is_answered_from_its_own_section(
    ask: Callable[[str], Answer], question: str, told: str, not_told: str
) -> None:
    answer = ask(question)
    assert answer.outcome in ANSWERED, said(answer)
    assert told in said(answer)
    assert not_told not in said(answer)


def test_what_another_publication_says_is_no_answer(ask: Callable[[str], Answer]) -> None:
    answer = ask("What does the call handling report say about custody sergeants?")
    assert answer.outcome is Outcome.ABSTAINED
    assert "good records" not in said(answer)


def test_what_stands_under_no_publication_still_counts(ask: Callable[[str], Answer]) -> None:
    assert "May 2024" in said(ask("When does the programme of visits start again?"))


def test_whether_a_force_took_part_is_read_from_the_whole_paper(
    ask: Callable[[str], Answer],
) -> None:
    assert "only visited" in said(ask("Was Tolmshire Police visited for the call handling report?"))
    part = ask("Was Tolmshire Police part of the fieldwork for the children in custody inspection?")
    assert "not part of the fieldwork" in said(part)


def test_a_finding_is_not_told_without_what_takes_it_back(ask: Callable[[str], Answer]) -> None:
    answer = ask("What did the call handling inspection find?")
    assert "However, one call in five" in said(answer)


def test_one_sentence_that_answers_both_halves_leaves_none_unanswered(
    ask: Callable[[str], Answer],
) -> None:
    answer = ask(
        "How many recommendations were made by the call handling inspection, and how many apply "
        "to forces?"
    )
    assert answer.outcome is Outcome.ANSWERED, said(answer)
    assert "Nine recommendations" in said(answer)


@pytest.mark.parametrize(
    ("follow_up", "told"),
    [
        ("Who asked for it?", "Home Secretary"),
        ("how long do callers wait in that report?", "eleven weeks"),
    ],
)
def test_it_is_the_publication_asked_about_before(
    ask: Callable[..., Answer], follow_up: str, told: str
) -> None:
    ask("What did the review of how evidence is kept find?", thread=follow_up)
    answer = ask(follow_up, thread=follow_up)
    assert told in said(answer)
    assert "Fire Service" not in said(answer)


def test_a_publication_that_is_only_announced_is_not_answered_for(
    ask: Callable[..., Answer],
) -> None:
    answer = ask("What did the final report on call handling find?")
    assert answer.outcome is Outcome.ABSTAINED
    assert "final report on call handling is not held" in said(answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is the contact officer?", "Ann Ferrow"),
        ("Who's the contact officer for this paper?", "Ann Ferrow"),
        ("Who is the Head of Assurance?", "Ann Ferrow"),
        ("What is the purpose of the report?", "To tell members"),
        ("What agenda item is this?", "Agenda item 7"),
    ],
)
def test_what_is_printed_as_on_a_form_is_told_whole(
    ask: Callable[..., Answer], question: str, told: str
) -> None:
    answer = ask(question)
    assert answer.outcome is Outcome.ANSWERED, said(answer)
    assert told in said(answer)
    assert len(answer.statements) <= 2
