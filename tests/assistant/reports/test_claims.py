import pytest

from assistant.domain.answers import Outcome, Reason
from assistant.reports.matching.claims import claims_of, contradicts
from assistant.reports.matching.opposites import grades_in, negated
from assistant.reports.matching.things_denied import thing_denied
from tests.fakes_reports import MemoryLibrary, report, stores_of, write
from tests.sample_reports import ask_reports


def says_otherwise(question, clause):
    return any(contradicts(claim, question, clause) for claim in claims_of(question))


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Why was understanding of fraud good?", "We judged that understanding of fraud was poor."),
        ("Why did the backlog rise?", "The backlog fell to 40."),
        ("Why did the unit record 9,000 reports?", "The unit recorded 4,212 reports."),
        ("Why did it answer 90 per cent of calls?", "It answered 68 per cent of calls"),
        ("Why did all forces have a profile?", "Only two of the six forces had a profile."),
        ("Why is the police the principal authority?",
         "The council is the principal authority and must prepare a statement."),
        ("Why did the visit take place in March 2026?", "The visit took place on 12 January 2026."),
        ("Why did the board refuse to accept the plan?", "The board accepts the plan."),
        ("What happened in the four custody suites?", "We inspected three custody suites."),
        ("When did the force's panel first meet?", "There is no panel."),
        ("What are the four levels of risk?", "Forces use six levels of risk."),
    ],
)  # fmt: skip
def test_a_sentence_that_says_otherwise_is_told(question, clause):
    assert says_otherwise(question, clause)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Why did the backlog rise?", "The backlog rose to 40 because two people left."),
        ("Why did the backlog rise?", "The backlog didn't fall."),
        ("Why did the unit record 4,212 reports?", "The unit recorded 4,212 reports of 5,000."),
        ("What does recommendation 3 say?", "There are 7 recommendations."),
        ("How many custody suites are there?", "We inspected three custody suites."),
        ("Is there a panel?", "There is no panel."),
        ("When was the last death in custody?", "There has been no death since 2019."),
        ("When should panels be set up?", "There is no panel."),
    ],
)
def test_a_sentence_that_bears_it_out_or_isnt_about_it_is_no_contradiction(question, clause):
    assert not says_otherwise(question, clause)


def test_what_is_denied_is_named_whole_and_of_the_place_that_is_asked_about():
    question = "When did Tarnbrook's stalking intervention panel first meet?"
    named = thing_denied(question, "Tarnbrook does not have a panel.")
    assert named == {"tarnbrook", "stalk", "intervent", "panel"}
    assert not thing_denied(question, "Quillmere does not have a panel.")
    assert not thing_denied(question, "Tarnbrook does not have a fence.")


def test_negations_reach_the_words_after_them():
    assert "panel" in negated("It doesn't have a panel of its own.")
    assert "publish" in negated("They refused to publish it.")
    assert not negated("They refused the offer.")
    assert grades_in("It requires improvement, and was good before.") == {
        "requires improvement",
        "good",
    }


@pytest.fixture(scope="module")
def stores():
    library = MemoryLibrary()
    lines = [
        "We judged that the understanding of fraud in forces was poor.",
        "The partnership has two custody suites, and both were clean.",
        "Tarnbrook does not have a stalking panel.",
    ]
    write(library, report("one", "An inspection of fraud in Tarnbrook", place="Tarnbrook"),
          [("Findings", lines)])  # fmt: skip
    return stores_of(library)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Why was the understanding of fraud in forces good?", "was poor"),
        ("When did Tarnbrook's stalking panel first meet?", "does not have"),
        ("Why were the four custody suites of the partnership clean?", "two custody suites"),
    ],
)
def test_a_false_premise_is_denied_in_the_words_of_the_report(stores, question, quoted):
    answer = ask_reports(stores, question)
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.PREMISE_CONTRADICTED)
    (said,) = [statement for statement in answer.statements if statement.sources]
    assert quoted in said.text
    assert said.sources[0].quote == said.text


def test_a_true_premise_is_not_denied(stores):
    answer = ask_reports(stores, "Why was the understanding of fraud in forces poor?")
    assert answer.reason is not Reason.PREMISE_CONTRADICTED
