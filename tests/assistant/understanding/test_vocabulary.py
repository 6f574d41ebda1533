import time
from dataclasses import replace

import pytest

from assistant.domain.people import Asker
from assistant.domain.plans import Route
from assistant.domain.register import Person, RegisterEntry
from assistant.settings import Settings
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary.identity import identify
from assistant.understanding.vocabulary.title_mentions import ReportName
from assistant.understanding.vocabulary.titles import TitleIndex
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.printed_numbers import plain_number
from assistant.understanding.words.tokens import tokenise

TITLES = (
    "A plain account: sensitive material – How agencies use it",
    "A review of 'Fraud: Time to look' – A revisit of the 2018 fraud inspection",
    "A duty to listen: Police use of measures in cases of violence against women and girls",
    "Interim report: how well the police protect women and girls",
    "A joint inspection of the response to rape – Phase one: From call to charge",
    "A joint inspection of the response to rape – Phase two: From charge to trial",
    "An inspection of the National Crime Agency's use of data",
)


@pytest.fixture(scope="module")
def titles() -> TitleIndex:
    return TitleIndex([ReportName(title) for title in TITLES])


@pytest.mark.parametrize(
    ("called", "title"),
    [
        ("the fraud revisit", 1),
        ("time to look", 1),
        ("sensitive material", 0),
        ("dtl", 2),
        ("duty to listen", 2),
        ("women and girls", 3),
        ("vawg interim", 3),
        ("rape phase one", 4),
        ("rape phase 2", 5),
        ("rasso phase two", 5),
        ("nca", 6),
        ("National Crime Agency inspection", 6),
    ],
)
def test_reports_are_known_by_what_people_call_them(
    titles: TitleIndex, called: str, title: int
) -> None:
    [mention] = titles.find(tokenise(called))
    assert [name.title for name in mention.reports] == [TITLES[title]]


def test_a_name_that_fits_two_reports_names_both(titles: TitleIndex) -> None:
    [mention] = titles.find(tokenise("the rape report"))
    assert {name.title for name in mention.reports} == {TITLES[4], TITLES[5]}


def test_two_reports_named_side_by_side_are_two(titles: TitleIndex) -> None:
    found = titles.find(tokenise("fraud and sensitive material"))
    assert [mention.reports[0].title for mention in found] == [TITLES[1], TITLES[0]]


def test_common_words_name_no_report(titles: TitleIndex) -> None:
    assert titles.find(tokenise("how well do the police use the report")) == []


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("IV", "4"), ("4.", "4"), ("Recommendation 4", "4"), ("R4", "4"), ("iv", "4"), ("AFI 7", "7"),
     ("4a", "4a"), ("2.1", "2.1"), ("04", "4"), ("four", "4")],
)  # fmt: skip
def test_numbers_are_compared_however_they_are_printed(printed: str, plain: str) -> None:
    assert plain_number(printed) == plain


def test_an_address_is_matched_to_the_names_of_its_owner(vocabulary: Vocabulary) -> None:
    known = identify(Asker(email="ada@x.example"), vocabulary)
    assert known is not None
    assert "DCI Ada Marlowe" in known.names
    assert identify(Asker(email="nobody@x.example"), vocabulary) is None
    assert identify(Asker(name="Ada Marlowe"), vocabulary) is None


def test_what_someone_may_not_see_is_no_hint(
    vocabulary: Vocabulary, entries: tuple[RegisterEntry, ...], settings: Settings
) -> None:
    seen = [entry for entry in entries if entry.owners != ("Supt Bram Oakes",)]
    people = (*vocabulary.people, Person("Supt Secret", (), ("secret@x.example",)))
    theirs = Vocabulary.build(seen, people)
    assert "Supt Bram Oakes" not in {person.name for person in theirs.people}
    assert not any("oak" in word for word in theirs.words)
    today = seen[0].published
    assert today is not None
    plan = understand("what does Oaks own?", theirs, Asker(), today, settings)
    assert "Oakes" not in f"{plan.interpretation}{plan.message}{plan.choices}"


def test_without_a_register_everything_goes_to_the_reports(settings: Settings) -> None:
    nothing = Vocabulary.build([])
    today = settings.committee_dates[0]
    about = understand("what is due next month?", nothing, Asker(), today, settings)
    own = understand("my recommendations", nothing, Asker(email="a@x.example"), today, settings)
    assert about.route is Route.REPORT
    assert own.route is Route.REGISTER


def test_understanding_stays_quick_with_a_large_register(
    entries: tuple[RegisterEntry, ...], settings: Settings
) -> None:
    model = entries[0]
    many = [
        replace(
            model,
            id=f"S!{row}",
            ref=f"BIG-{row:05d}",
            owners=(f"DI Person{row % 997} Name{row % 1009}",),
            report=f"Report about subject{row % 499} in place{row % 53}",
        )
        for row in range(20_000)
    ]
    large = Vocabulary.build(many)
    questions = ("who owns BIG-00123?", "what does Name17 own that is overdue", "subject42 recs")
    today = settings.committee_dates[0]
    for question in questions:
        understand(question, large, Asker(), today, settings)
    started = time.process_time()
    for question in questions * 10:
        understand(question, large, Asker(), today, settings)
    # Far above what it takes, so that a busy machine doesn't fail it: a scan would take seconds.
    assert (time.process_time() - started) / 30 < 0.05
