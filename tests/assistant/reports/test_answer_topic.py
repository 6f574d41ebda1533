"""What the reports say on a topic, and what a report found in all."""

from collections.abc import Callable

from assistant.domain.answers import Answer, Outcome, PassageSource
from assistant.domain.people import Asker, Role

LIAISON = Asker(roles=frozenset({Role.LIAISON}))
Ask = Callable[[str], Answer]


def quoted(answer: Answer) -> list[PassageSource]:
    return [
        source
        for statement in answer.statements
        for source in statement.sources
        if isinstance(source, PassageSource)
    ]


def test_a_report_called_by_the_topic_is_summed_up_first_under_its_name(asks: Ask) -> None:
    answer = asks("What did the inspectors say about stalking?")
    first = answer.statements[0]

    assert answer.outcome is Outcome.ANSWERED
    assert first.mark is not None
    assert first.mark.startswith("In plain sight: a joint inspection")
    assert quoted(answer)[0].source == "stalking-final-2025.pdf"


def test_every_sentence_on_a_topic_speaks_of_it_itself_or_by_its_heading(asks: Ask) -> None:
    answer = asks("What did the inspectors find about domestic abuse?")

    assert len({source.report_id for source in quoted(answer)}) > 1
    for source in quoted(answer):
        around = " ".join((source.quote, source.title, *source.heading)).lower()
        assert "domestic" in around
        assert "abuse" in around


def test_a_topic_that_no_report_speaks_of_is_not_answered(asks: Ask) -> None:
    assert asks("What do the reports say about drones?").outcome is Outcome.ABSTAINED


def test_a_report_that_is_named_is_summed_up_by_its_summary(asks: Ask) -> None:
    answer = asks("Summarise the missing children report")

    assert {source.source for source in quoted(answer)} == {"missing-children-2026.pdf"}
    assert all("summary" in " ".join(each.heading).lower() for each in quoted(answer))


def test_a_report_may_be_named_as_the_register_knows_it(asks: Ask) -> None:
    answer = asks("Summarise the digital forensics report")

    assert {source.source for source in quoted(answer)} == {"digital-forensics-2026.pdf"}


def test_two_reports_that_fit_are_both_summed_up_each_under_its_name(asks: Ask) -> None:
    answer = asks("Give me a summary of the custody report")
    names = [each.mark for each in answer.statements if each.mark and each.mark != "•"]

    assert [name.split(",")[-1].split()[-1] for name in names] == ["2026", "2023"]


def test_a_summary_of_entries_stays_with_the_register(asks: Ask) -> None:
    assert asks("give me a summary of the overdue recommendations").count
    assert asks("summary of the crime portfolio").count
