import pytest

from assistant.domain.plans import Want
from assistant.reports.matching.answer_types import holds
from assistant.reports.matching.counted import counted_in
from assistant.reports.matching.counting import counts


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "How many recommendations did the report make?",
            "We made eleven recommendations.",
            "The unit made 208 orders in the year.",
        ),
        (
            "How many case files were read?",
            "We read 360 case files in six forces.",
            "Contact was made in 17 of the 30 homes.",
        ),
        (
            "How long does the screening tool take?",
            "It takes, on average, nine minutes.",
            "It has twelve questions.",
        ),
        (
            "What did the scheme cost?",
            "The scheme cost £118,000.",
            "The scheme has nine advisers.",
        ),
        (
            "What percentage of victims were told?",
            "Of victims, 31 per cent were told.",
            "We spoke to 31 victims.",
        ),
        (
            "How many recommendations does the report make?",
            "It makes no recommendations.",
            "It has 40 pages.",
        ),
    ],
)
def test_a_number_of_the_thing_asked_for_counts_more_than_another(question, right, wrong):
    counted = counted_in(question)
    assert counts(counted, right) == 1.0
    assert counts(counted, wrong) < 1.0


def test_a_sentence_without_a_number_gives_none():
    assert counts(counted_in("How many cells are there?"), "There are cells in every suite.") == 0


def test_the_figures_of_a_date_are_no_number():
    assert holds(Want.NUMBER, "It was published on 12 March 2021.") == 0


@pytest.mark.parametrize(
    ("want", "sentence", "held"),
    [
        (Want.DATE, "It must be sent by 6 July 2023.", 1.0),
        (Want.DATE, "It is expected in early November.", 0.8),
        (Want.DATE, "It must be sent.", 0.0),
        (Want.WHO, "The director of children's services should send it.", 1.0),
        (Want.WHO, "It should be sent.", 0.0),
        (Want.TEXT, "Anything.", 1.0),
    ],
)
def test_a_sentence_is_measured_by_the_kind_of_thing_it_holds(want, sentence, held):
    assert holds(want, sentence) == held
