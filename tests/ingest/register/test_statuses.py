"""Printed statuses mean what they say, or nothing."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.register import Status
from assistant.domain.sources import Visibility
from ingest.register.profile import builtin_profile
from ingest.register.statuses import StatusReader, WordReader, phrase

READ = StatusReader(builtin_profile()).read


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("Closed", Status.CLOSED), ("CLOSED ", Status.CLOSED), ("Complete", Status.CLOSED),
        ("Completed", Status.CLOSED), ("GREEN", Status.CLOSED), ("Discharged", Status.CLOSED),
        ("Closed 12/03/2024", Status.CLOSED), ("Closed (12 March 2024)", Status.CLOSED),
        ("Closed - evidence filed", Status.CLOSED), ("Closed on 3 May 2024", Status.CLOSED),
        ("Ongoing", Status.IN_PROGRESS), ("AMBER", Status.IN_PROGRESS),
        ("being-progressed", Status.IN_PROGRESS), ("Open", Status.IN_PROGRESS),
        ("Work commenced", Status.IN_PROGRESS),
        ("In progress: 2 of 3 complete", Status.IN_PROGRESS),
        ("Already being worked towards, through the Board", Status.IN_PROGRESS),
        ("Awaiting allocation", Status.NOT_ALLOCATED), ("awaiting-review", Status.NOT_ALLOCATED),
        ("Pending sign off", Status.AWAITING_SIGN_OFF),
        ("Pending sign-off", Status.AWAITING_SIGN_OFF),
        ("Policy rewritten; to be submitted for sign off; not said to be closed",
         Status.AWAITING_SIGN_OFF),
        ("no-further-action-needed", Status.NO_FURTHER_ACTION),
        ("Superseded", Status.NO_FURTHER_ACTION),
        ("Superseded by the 2024 report", Status.NO_FURTHER_ACTION),
        ("WHITE", Status.NOT_APPLICABLE), ("Not our responsibility", Status.NOT_APPLICABLE),
        ("", Status.NOT_STATED), ("-", Status.NOT_STATED), ("n/a", Status.NOT_STATED),
        ("TBC", Status.NOT_STATED), ("Not stated (managed)", Status.NOT_STATED),
    ],
)  # fmt: skip
def test_known_words_mean_what_the_profile_says(printed: str, status: Status) -> None:
    assert READ(printed) is status


@pytest.mark.parametrize(
    "printed",
    [
        "Not closed", "Completed?", "Closed?", "not complete", "Not yet completed",
        "Never completed", "Incomplete", "Partially closed",
        "To be closed in June", "Nearly complete",
        "RED", "Overdue", "Closed (pending sign off)",
        "Complete - awaiting HMICFRS sign off", "Closed / reopened",
        "Re-opened", "Complete, ongoing monitoring",
        "Amber/Green", "Unclosed", "Disclosed", "80%", "Not embedded", "Not started",
    ],
)  # fmt: skip
def test_doubtful_words_are_never_closed_nor_guessed(printed: str) -> None:
    assert READ(printed) is Status.UNKNOWN
    assert READ(printed).is_open


@given(st.text(max_size=30), st.sampled_from(["not", "never", "?", "no longer", "isn't yet"]))
@settings(deadline=None, max_examples=300)
def test_no_denial_or_doubt_makes_an_entry_closed(around: str, denial: str) -> None:
    for printed in (f"{denial} closed", f"closed {denial} {around}?", f"{denial} completed"):
        assert READ(printed) is not Status.CLOSED


def test_no_word_of_the_profile_means_two_things() -> None:
    profile = builtin_profile()
    meant = defaultdict(set)
    for status, known in profile.statuses.items():
        for word in (*known.words, *known.starts, *known.contains):
            assert phrase(word), word
            meant[phrase(word)].add(status)
    assert {word: found for word, found in meant.items() if len(found) > 1} == {}
    assert set(profile.statuses) == set(Status)


def test_kinds_are_in_usual_words_or_as_printed() -> None:
    words = WordReader(builtin_profile())
    assert words.kind("AFI") == "area for improvement"
    assert words.kind("CoC") == "cause of concern"
    assert words.kind("Learning point") == "Learning point"


def test_a_marking_not_known_is_no_marking() -> None:
    words = WordReader(builtin_profile())
    assert words.marking(" Restricted ") is Visibility.RESTRICTED
    assert words.marking("OFFICIAL") is Visibility.FORCE
    assert words.marking("OFFICIAL-SENSITIVE") is Visibility.RESTRICTED
    assert words.marking("true") is None
    above = ("Register", "OFFICIAL", "Official - Sensitive")
    assert words.marking_above(above) is Visibility.RESTRICTED
