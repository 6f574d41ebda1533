"""Which entries words speak of: series of reports, kinds, inspectorates, topics, omissions."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.domain.people import Asker
from assistant.domain.plans import Plan, Route
from assistant.domain.queries import AnyOf, Ask, Condition, Field, Op
from assistant.settings import Settings
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from tests.assistant.understanding.conditions import is_, query
from tests.builders import a_report, an_entry

INTERIM = "Held back: interim report"
FINAL = "Held back: a joint inspection of the response to burglary"
STORES = "Lost keys: an inspection of property stores"
AGAIN = "Lost keys, found keys: a revisit of property stores"
CORROW = "Joint area inspection of Corrow"
DUNMERE = "Joint area inspection of Dunmere"
PEEL = "PEEL assessment 2024: Harbour Police"
CELLS = "Cells in Harbour: findings of a visit"
BOTH = "Crown Watch; Family Standards Board"
MADE = {
    INTERIM: (date(2023, 5, 1), "joint thematic inspection, interim report", "Crown Watch"),
    FINAL: (date(2024, 6, 1), "joint thematic inspection", "Crown Watch"),
    STORES: (date(2022, 2, 1), "thematic inspection", "Crown Watch"),
    AGAIN: (date(2025, 2, 1), "revisit", "Crown Watch"),
    CORROW: (date(2025, 3, 1), "joint area inspection letter", BOTH),
    DUNMERE: (date(2025, 4, 1), "joint area inspection letter", BOTH),
    PEEL: (date(2024, 9, 1), "PEEL assessment", "Crown Watch"),
    CELLS: (date(2023, 9, 1), "cell visit", "Crown Watch"),
}  # fmt: skip
WORDINGS = (
    "Train call handlers to ask about burglary in rural crime.",
    "Review each investigation in which a child is a witness.",
    "Spare keys are released under investigation.",
)
UNITS = ("Investigations", "Local Policing", "Custody Suites")
REPORT, AREA = Field.REPORT, Field.BUSINESS_AREA


def _entry(row: int, title: str) -> object:
    return an_entry(
        id=f"S!{row}", ref=f"HB24-{row:02d}", row=row, report=title, number=str(row),
        published=MADE[title][0], text=WORDINGS[row % 3],
        portfolio="Crime" if row % 2 else "Estate",
        business_areas=(UNITS[row % 3],), owners=("DI Rafe Corton",), priority="High",
        addressees=("Harbour Police", "Police and crime commissioners")[: 1 + row % 2],
        kind=("recommendation", "area for improvement", "cause of concern")[row % 3],
    )  # fmt: skip


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    entries = [_entry(row, title) for row, title in enumerate(MADE, start=1)]
    reports = [
        a_report(id=f"r{at}", title=title, published=day, kind=kind, inspectorate=maker)
        for at, (title, (day, kind, maker)) in enumerate(MADE.items())
    ]
    return Vocabulary.build(entries, (), reports)  # type: ignore[arg-type]


@pytest.fixture
def plan(words: Vocabulary, settings: Settings) -> Callable[[str], Plan]:
    def ask(question: str) -> Plan:
        return understand(question, words, Asker(), date(2026, 1, 15), settings)

    return ask


def _reports(plan: Plan, *, negated: bool = False) -> set[str]:
    conditions = [
        each
        for each in query(plan).where
        if isinstance(each, Condition) and each.field is REPORT and each.negated is negated
    ]
    return {title for each in conditions for title in each.values}


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("recs from the burglary interim", {INTERIM}),
        ("show me the burglary interim", {INTERIM}),
        ("the interim on burglary", {INTERIM}),
        ("2023 burglary recs", {INTERIM}),
        ("burglary final", {FINAL}),
        ("burglary recs", {FINAL}),
        ("both burglary reports, open", {INTERIM, FINAL}),
        ("what's open from the burglary reports", {INTERIM, FINAL}),
        ("the original property stores report recs", {STORES}),
        ("second property stores inspection recs", {AGAIN}),
        ("first property stores report recs that are open", {STORES}),
        ("recs from the area letters", {CORROW, DUNMERE}),
        ("joint inspection recs", {INTERIM, FINAL, CORROW, DUNMERE}),
        ("Family Standards Board recs", {CORROW, DUNMERE}),
        ("recs made by FSB", {CORROW, DUNMERE}),
        ("Corrow recs", {CORROW}),
        ("entries from 2025 reports", {AGAIN, CORROW, DUNMERE}),
    ],
)
def test_reports_are_those_that_stage_turn_kind_or_maker_tell(
    plan: Callable[[str], Plan], question: str, titles: set[str]
) -> None:
    assert _reports(plan(question)) == titles


@pytest.mark.parametrize("question", ["recs made by Crown Watch", "open recs from Crown Watch"])
def test_an_inspectorate_that_made_all_reports_leaves_none_out(
    plan: Callable[[str], Plan], question: str
) -> None:
    assert not _reports(plan(question))
    assert not plan(question).unplaced


def test_kinds_are_not_told_where_one_report_has_none(settings: Settings) -> None:
    entries = [_entry(1, CORROW), _entry(2, FINAL)]
    reports = [a_report(title=CORROW, kind=MADE[CORROW][1])]
    words = Vocabulary.build(entries, (), reports)  # type: ignore[arg-type]
    read = understand("recs from the area letters", words, Asker(), date(2026, 1, 15), settings)
    assert read.route is Route.CLARIFY


@pytest.mark.parametrize("question", ["Harbour recs", "how many open recs does Harbour have"])
def test_the_forces_own_name_names_none_of_its_reports(
    plan: Callable[[str], Plan], question: str
) -> None:
    assert not _reports(plan(question))


def test_the_force_is_who_is_addressed_where_entries_are_its_own(
    plan: Callable[[str], Plan],
) -> None:
    assert is_(Field.ADDRESSEE, "Harbour Police") in query(plan("Harbour Police AFIs")).where


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("overdue except burglary", is_(REPORT, FINAL, negated=True)),
        ("anyone but Corton in Custody Suites", is_(Field.OWNER, "DI Rafe Corton", negated=True)),
        ("neither closed nor superseded",
         is_(Field.STATUS, "closed", "no further action", negated=True)),
        ("recs excluding anything superseded or n/a",
         is_(Field.STATUS, "no further action", "not applicable", negated=True)),
        ("recs in Crime rather than Estate", is_(Field.PORTFOLIO, "Crime")),
        ("recs addressed to PCCs", is_(Field.ADDRESSEE, "Police and crime commissioners")),
        ("hi pri recs o/d", is_(Field.PRIORITY, "High")),
        ("cocs in Crime", is_(Field.KIND, "cause of concern")),
        ("ares for improvement in Crime", is_(Field.KIND, "area for improvement")),
        ("open HB24-01, 02 and 5", is_(Field.REF, "HB24-01", "HB24-02", "HB24-05")),
    ],
)  # fmt: skip
def test_what_is_left_out_or_typed_short_is_read(
    plan: Callable[[str], Plan], question: str, where: Condition
) -> None:
    assert where in query(plan(question)).where


def test_the_other_side_of_rather_than_is_no_filter(plan: Callable[[str], Plan]) -> None:
    assert query(plan("recs in Crime rather than Estate")).where == (is_(Field.PORTFOLIO, "Crime"),)


def test_what_is_included_is_no_filter(plan: Callable[[str], Plan]) -> None:
    assert query(plan("Crime recs including closed ones")).where == (is_(Field.PORTFOLIO, "Crime"),)


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("the ones about spare keys, high priority", ("spare keys",)),
        ("recs about call handling", ("call handlers",)),
        ("how many recs mention keys by portfolio", ("keys",)),
        ("recs dealing with rural crime", ("rural crime",)),
        ("how many mention burglary", ("burglary",)),
        ("search the register for 'spare keys'", ("spare keys",)),
    ],
)
def test_a_topic_ends_where_other_words_begin(
    plan: Callable[[str], Plan], question: str, phrases: tuple[str, ...]
) -> None:
    assert Condition(Field.TEXT, Op.CONTAINS, phrases) in query(plan(question)).where


def test_what_is_about_a_child_is_about_children(plan: Callable[[str], Plan]) -> None:
    texts = list(query(plan("everything about children")).where)
    assert texts == [Condition(Field.TEXT, Op.CONTAINS, ("children", "child"))]


def test_a_unit_is_not_named_by_a_word_like_it(plan: Callable[[str], Plan]) -> None:
    read = plan("recs released under investigation")
    fields = {each.field for each in read.register.where if isinstance(each, Condition)}  # type: ignore[union-attr]
    assert AREA not in fields


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ("owners by number of overdue", (Field.OWNER,)),
        ("table: portfolio x status", (Field.PORTFOLIO, Field.STATUS)),
        ("how many findings of each kind", (Field.KIND,)),
        ("list owners and how many open each has", (Field.OWNER,)),
        ("2025 inspections, how many recs each", (REPORT,)),
    ],
)
def test_tables_are_asked_for_in_many_ways(
    plan: Callable[[str], Plan], question: str, groups: tuple[Field, ...]
) -> None:
    asked = query(plan(question))
    assert (asked.ask, asked.group_by) == (Ask.GROUP, groups)


@pytest.mark.parametrize(
    "question",
    [
        "how many officers does Harbour have",
        "how many staff has Harbour Police got",
        "what's an AFI?",
        "what does AFI stand for",
    ],
)
def test_questions_of_people_and_of_terms_are_for_the_reports(
    plan: Callable[[str], Plan], question: str
) -> None:
    assert plan(question).route is Route.REPORT


def test_owners_are_counted_where_entries_are_spoken_of(plan: Callable[[str], Plan]) -> None:
    assert query(plan("how many officers have overdue recs")).group_by == (Field.OWNER,)


@pytest.mark.parametrize("question", ["bur rec 7", "entries recorded as Closed rather than closed"])
def test_what_could_be_several_things_is_asked_about(
    plan: Callable[[str], Plan], question: str
) -> None:
    assert plan(question).route is Route.CLARIFY


def test_either_of_two_reports_without_further_words(plan: Callable[[str], Plan]) -> None:
    where = query(plan("either burglary or property stores, open")).where
    assert not any(isinstance(each, AnyOf) for each in where)
    assert _reports(plan("either burglary or property stores, open")) == {FINAL, STORES, AGAIN}
