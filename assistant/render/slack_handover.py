"""A question and its answer, as handed over to the liaison team, and as Slack gives them back.

Neither is kept outside Slack for this: the question stands in the value of the answer's button,
the answer in its messages.
"""

from collections.abc import Mapping
from typing import Any

from assistant.render.slack_blocks import Message
from assistant.render.slack_pack import pack, said
from assistant.render.slack_text import Mention, Run, cut, section, unescaped

HAND_OVER = "hand_over"
"""Action of the button."""
QUESTION = 1_900
"""Characters of a question in a button's value, of which Slack takes 2,000."""


def handed_over(
    question: str, answer: str, user: str, note: str, link: str = ""
) -> tuple[Message, ...]:
    """Return what the liaison team is sent.

    Args:
        question: As it was asked.
        answer: As it was given, with its sources.
        user: The member who hands it over.
        note: What they say about it.
        link: Slack's own link to the conversation.
    """
    parts = [
        *section([Mention(user), Run(" asks the liaison team.\n")]),
        *(section([Run("Note: ", bold=True), Run(f"{note}\n")]) if note else []),
        *section([Run("Question: ", bold=True), Run(f"{question}\n")]),
        *(section([Run("Answer: ", bold=True), Run(f"{answer}\n")]) if answer else []),
        *(section([Run("Open the conversation", url=link)]) if link else []),
    ]
    return pack(f"A question for the liaison team: {question}", parts, [])


def about(answer_id: str, question: str) -> str:
    """Return what the button of an answer says that it is about."""
    return f"{answer_id}\n{cut(question, QUESTION)}"


def read_about(value: str) -> tuple[str, str]:
    """Return the answer's id and the question that a button is about."""
    answer_id, _, question = value.partition("\n")
    return answer_id, question


def question_in(message: Mapping[str, Any]) -> str:
    """Return the question that an answer's message was given to; empty where it has no button."""
    buttons = [each for block in message.get("blocks") or () for each in block.get("elements", ())]
    values = [each["value"] for each in buttons if each.get("action_id") == HAND_OVER]
    return read_about(values[0])[1] if values else ""


def words_of(message: Mapping[str, Any]) -> str:
    """Return what a message of ours says, as text."""
    return said(message.get("blocks") or ()) or unescaped(str(message.get("text") or ""))
