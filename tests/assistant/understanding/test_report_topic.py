"""What a question for whatever there is on something is about."""

import pytest

from assistant.understanding.library.report_topic import reported_topic, topic_of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What did the inspectors say about stalking?", "stalking"),
        ("what does the vetting report find about counter corruption", "counter corruption"),
        ("What has been said about response times?", "response times"),
        ("what were the main findings of the custody report", "the custody report"),
        ("key findings from the rural report", "the rural report"),
        ("Summarise the annual report.", "the annual report"),
        ("give me a summary of the PEEL assessment", "the PEEL assessment"),
        ("tell me about video relay", "video relay"),
        ("What did Ofsted find about homelessness in Gadley?", "homelessness in Gadley"),
        ("what inspectors thought of GPs in Gadley", "GPs in Gadley"),
        ("did the joint inspection letter mention taxi drivers?", "taxi drivers"),
        ("did inspectors have any concerns about medicines?", "medicines"),
        ("any criticism of strategy meetings?", "strategy meetings"),
        ("what's the verdict on the pilot?", "the pilot"),
        ("how did inspectors describe the digital unit", "the digital unit"),
        ("what was the custody inspection about?", "the custody inspection"),
    ],
)
def test_the_topic_is_what_the_question_is_about(question: str, topic: str) -> None:
    assert topic_of(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "What did the inspectors say about how many victims waited?",
        "What do the reports say about the number of detectives?",
        "What did the report find about recommendation 3?",
        "When was the custody report published?",
        "How many forces were inspected?",
        "What did the inspectors say?",
        "what did they find about vetting, counter corruption, misconduct, devices, pay and rank",
    ],
)
def test_a_question_for_a_fact_has_no_topic(question: str) -> None:
    assert topic_of(question) is None


def test_a_question_that_the_register_may_answer_is_not_surely_for_the_reports() -> None:
    assert reported_topic("anything on custody?") is None
    assert reported_topic("What did the inspectors say about custody?") == "custody"
