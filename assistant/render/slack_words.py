"""The fixed sentences of the Slack app. None of them ever holds an error's own text."""

PROGRESS = {
    "waiting": "Your question is in the queue",
    "reading": "Reading your question",
    "understood": "Looking for the answer",
    "counting": "Counting in the register",
    "searching": "Searching the inspection reports",
    "writing": "Writing the answer",
    "drafting": "Drafting the committee paper",
    "done": "Done",
    "below": "Answered below",
    "failed": "Not answered",
}
"""What the progress card says at each step."""

STOPPED = "Stopped. Ask again whenever you like."
QUEUED = "You're in a queue; I'll reply here."
SENT_LIST = "I've sent the answer in a direct message: the register isn't shown in channels."
NOT_SHARED = (
    "I don't answer in channels that are shared with other organisations. "
    "Ask me in a direct message."
)
NOT_LIAISON = "Only the liaison team can draft committee papers."
NOT_YOURS = "That answer isn't there any more, or it isn't yours to hand over."
THANKS = "Thank you, that is recorded."
HANDED_OVER = "Your question and the answer are with the liaison team."
REMINDERS_STOPPED = "You won't get these reminders any more."
REMINDERS_ON = "You'll get these reminders again, at most one a week."
DRAFT_DONE = "Draft for your review. Nothing has been sent to the committee."
ATTACHMENT_LOST = "A file that belongs to this could not be sent."
EMPTY = "Ask me something in plain English, or type /liaison help."


def unrecognised(reason: str, contact: str) -> str:
    """Say why someone isn't answered."""
    return (
        f"I can't answer you here: your Slack account isn't a confirmed force account ({reason}). "
        f"Contact {contact}."
    )


def fault(reference: str) -> str:
    """Say that something went wrong at our end."""
    return (
        "I couldn't answer that because of a fault at our end. Please try again in a minute. "
        f"Reference {reference}."
    )


def unreachable(reference: str) -> str:
    """Say that a store or model can't be reached."""
    return (
        "I can't reach my records at the moment, so I can't answer. Please try again in a few "
        f"minutes. Reference {reference}."
    )


def switched_off(contact: str) -> str:
    """Say that an operator has switched the service off."""
    return f"I'm switched off at the moment, and answer nobody. Contact {contact}."


def too_slow(reference: str) -> str:
    """Say that an answer took too long."""
    return f"That took too long, so I stopped. Please ask again. Reference {reference}."


def unusable(limit: int, reference: str) -> str:
    """Say that a question can't be worked on."""
    return (
        f"I can't work on that: a question has some words, and {limit:,} characters at most. "
        f"Reference {reference}."
    )


def interrupted(reference: str) -> str:
    """Say that the service fell while answering."""
    return (
        "I was interrupted while answering you, so an answer may be missing. Please ask again. "
        f"Reference {reference}."
    )


def not_handed_over(contact: str, reference: str) -> str:
    """Say that the liaison team could not be reached."""
    return (
        "I could not reach the liaison team, so nothing was handed over. "
        f"Contact {contact}. Reference {reference}."
    )


def refused_draft(reference: str) -> str:
    """Say that no draft was made."""
    return f"The draft could not be made. Nothing was sent. Reference {reference}."


def help_text(contact: str) -> str:
    """Say what can be asked."""
    return (
        "Ask me in a direct message, or mention me in a channel. In channels I answer from "
        "published reports only; what is in the register I send you in a direct message. I don't "
        "answer in channels shared with other organisations.\n"
        "/liaison mine – the recommendations you own\n"
        "/liaison due – which of them are overdue or due soon\n"
        "/liaison draft – draft the committee paper (liaison team)\n"
        "/liaison help – this\n"
        f"If something is wrong, contact {contact}."
    )
