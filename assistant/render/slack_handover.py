"""A question and its answer, as handed over to the liaison team."""

from assistant.render.slack_blocks import Message
from assistant.render.slack_pack import pack
from assistant.render.slack_text import Mention, Run, section


def handed_over(question: str, answer: str, user: str, note: str) -> tuple[Message, ...]:
    """Return what the liaison team is sent.

    Args:
        question: As it was asked.
        answer: As it was given, with the keys of its sources.
        user: The member who hands it over.
        note: What they say about it.
    """
    parts = [
        *section([Mention(user), Run(" asks the liaison team.\n")]),
        *(section([Run("Note: ", bold=True), Run(f"{note}\n")]) if note else []),
        *section([Run("Question: ", bold=True), Run(f"{question}\n")]),
        *section([Run("Answer: ", bold=True), Run(answer)]),
    ]
    return pack(f"A question for the liaison team: {question}", parts, [])
