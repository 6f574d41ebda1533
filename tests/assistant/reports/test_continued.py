import pytest

from assistant.reports.continued import continued
from assistant.understanding.library.report_scope import ReportCatalogue
from tests.fakes_reports import report

CATALOGUE = ReportCatalogue(
    [
        report("a", "Joint area inspection of Tarnbrook", place="Tarnbrook"),
        report("b", "Joint area inspection of Quillmere", place="Quillmere"),
        report("c", "Lost and found: a revisit"),
    ]
)


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        (
            "How many children were at risk in Tarnbrook?",
            "And in Quillmere?",
            "How many children were at risk in Quillmere?",
        ),
        (
            "How many children were at risk in Tarnbrook?",
            "what about quillmere",
            "How many children were at risk in quillmere?",
        ),
        (
            "What was the median in Force B?",
            "and Force C?",
            "What was the median in Force C?",
        ),
        (
            "How long did it take in the first inspection?",
            "What about the revisit?",
            "How long did it take in the revisit?",
        ),
        (
            "How many people replied?",
            "and in Tarnbrook?",
            "How many people replied in Tarnbrook?",
        ),
    ],
)
def test_a_follow_up_takes_the_place_of_what_it_differs_in(before, text, whole):
    assert continued(text, before, CATALOGUE) == whole


@pytest.mark.parametrize(
    "text",
    [
        "How many were there in Quillmere?",
        "And who led it?",
        "And which of them are overdue?",
        "What about my recommendations?",
        "and the one about children who were placed far away from home by others?",
    ],
)
def test_what_asks_for_itself_is_no_follow_up(text):
    assert continued(text, "How many children were at risk in Tarnbrook?", CATALOGUE) is None
