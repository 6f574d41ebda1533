"""A true sentence with a number of something else is no answer."""

from datetime import date

import pytest

from assistant.domain.answers import Outcome
from tests.fakes_reports import MemoryLibrary, report, stores_of, write
from tests.sample_reports import ask_reports

SECTIONS = [
    ("The scheme", [
        "The adviser scheme cost £118,000 in its first year.",
        "Managers wait for each review.",
    ]),
    ("Calls", [
        "It answered 68 per cent of calls to 999 within ten seconds."
        " It abandoned 27 per cent of calls to 101.",
    ]),
    ("Health", [
        "The occupational health unit sees urgent cases within three days."
        " For others, the wait was 38 working days.",
    ]),
    ("Searches", [
        "Officers are trained in a course that was designed with young people."
        " We read 220 records of stop and search: 209 had good grounds, which is 95 per cent.",
    ]),
    ("Plans", [
        "At 31 March 2026, 225 children were the subject of a protection plan."
        " This is an increase from 183 at 31 March 2025.",
    ]),
    ("Offenders", [
        "The department manages 1,126 registered sex offenders who live at home."
        " Each officer manages 49.",
    ]),
    ("Change", ["The force has 34 projects for change under way."]),
    ("Devices", [
        "Tarnbrook examines devices at home, with a kit that fits in a bag."
        " The work takes 50 minutes on average and spares the force a wait of months.",
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def stores():
    library = MemoryLibrary()
    own = report("numbers", "In figures: an inspection of Tarnbrook", published=date(2026, 5, 14))
    write(library, own, SECTIONS)
    return stores_of(library)


def said(answer):
    return " ".join(statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did the adviser scheme cost in its first year?", "£118,000"),
        ("What was the wait for occupational health?", "38 working days"),
        ("How many children were the subject of a protection plan in March 2025?", "183"),
        ("How many children were the subject of a protection plan in March 2026?", "225"),
        ("How many sex offenders does each officer manage?", "Each officer manages 49"),
        ("How many projects for change are under way?", "34 projects"),
        ("How long does it take to examine devices at home?", "50 minutes"),
    ],
)
def test_the_number_of_the_very_thing_is_said(stores, question, words):
    answer = ask_reports(stores, question)
    assert answer.outcome is Outcome.ANSWERED
    assert words in said(answer)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What did the adviser scheme cost in its second year?", "£118,000"),
        ("How many calls to 999 were abandoned?", "27 per cent"),
        ("What proportion of stop and searches were of women?", "95 per cent"),
        ("How many children were the subject of a protection plan in March 2021?", "225"),
        ("How many officers does each adviser manage?", "49"),
        ("What is the rate of registered sex offenders per 10,000?", "1,126"),
    ],
)
def test_a_number_of_another_time_name_or_kind_is_not_said(stores, question, number):
    answer = ask_reports(stores, question)
    assert number not in said(answer)
