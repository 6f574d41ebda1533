"""One of every kind of message, as data, to be drawn and to be checked."""

from dataclasses import replace
from datetime import date, timedelta

from assistant.domain.answers import Answer, Asked, Group, Kind, Outcome, Reason, Statement
from assistant.entrypoints.slack.drafts import quarter_before
from assistant.render import slack_words as words
from assistant.render.slack_answer import render_answer
from assistant.render.slack_blocks import Message, message
from assistant.render.slack_dialogues import draft_form, wrong_form
from assistant.render.slack_handover import handed_over, words_of
from assistant.render.slack_home import HomeFacts, home_view, reminder, reminders_changed
from tests.builders import a_quotation, a_row, an_answer
from tests.slack import draw
from tests.slack.bot import PAT, TODAY, VIEWER, entries_of, own_answer

CITED = an_answer(
    Statement(
        "The force was graded requires improvement for managing found property.",
        (a_quotation("requires improvement", title="PEEL assessment 2025–26: Wexmoor Police"),),
    ),
    Statement(
        "Inspectors found 140 items that nobody had recorded.",
        (
            a_quotation("140 items", title="Handling of found property", page=12, page_label="10"),
            a_row(),
        ),
    ),
    Statement("record every item within one day;", (a_quotation("every item"),), mark="•"),
    Statement(
        "name one officer who answers for the store.", (a_quotation("one officer"),), mark="•"
    ),
)
REFUSAL = an_answer(
    Statement("This is not stated in the reports held.", (), remark=True),
    outcome=Outcome.ABSTAINED,
    reason=Reason.NOT_IN_SOURCES,
    nearest=(Statement("In 2022 the average was 83.", (a_quotation("the average was 83"),)),),
)
CLARIFICATION = an_answer(
    Statement("Which report do you mean?", (), remark=True),
    outcome=Outcome.CLARIFY,
    kind=Kind.OTHER,
    choices=("In plain sight: interim report (2024)", "In plain sight: final report (2025)"),
)
NOBODY = an_answer(
    Statement(
        "I can't tell which entries are yours: the register names no owner with the address "
        "mal.other@force.example. Ask the liaison team to add it to the register's list of people.",
        (),
        remark=True,
    ),
    outcome=Outcome.ABSTAINED,
    kind=Kind.REGISTER,
    reason=Reason.NO_IDENTITY,
)


def _groups() -> Answer:
    made = an_answer(Statement("There are 15 overdue entries.", (a_row(),)), kind=Kind.REGISTER)
    groups = tuple(
        Group((("portfolio", name),), count, ())
        for name, count in (("Crime", 8), ("Local Policing", 6), ("", 1))
    )
    asked = Asked("recommendations where overdue, counted by portfolio", TODAY)
    return replace(made, groups=groups, asked=asked, marking="force")


ANSWERS: dict[str, Answer] = {
    "cited": CITED,
    "refusal": REFUSAL,
    "clarification": CLARIFICATION,
    "own-0": NOBODY,
    "own-1": own_answer(PAT, entries_of(PAT, 1)),
    "own-12": own_answer(PAT, entries_of(PAT, 12)),
    "own-250": own_answer(PAT, entries_of(PAT, 250)),
    "groups": _groups(),
}
FACTS = HomeFacts(
    entries=entries_of(PAT, 12),
    reports=13,
    register_as_at=date(2026, 9, 30),
    today=TODAY,
    due_soon_days=30,
    contact="the liaison team",
)


def messages() -> dict[str, tuple[Message, ...]]:
    """Return every kind of message."""
    soon = [entry for entry in entries_of(PAT, 12) if entry.due]
    near = [entry for entry in soon if entry.due and entry.due <= TODAY + timedelta(days=14)]
    return {
        **{name: render_answer(made, "id", VIEWER).messages for name, made in ANSWERS.items()},
        "in-private": render_answer(ANSWERS["own-1"], "id", VIEWER, "What do I own?").messages,
        "reminder": reminder(near, TODAY, 14),
        "reminders-off": (reminders_changed(words.REMINDERS_STOPPED, stopped=True),),
        "handed-over": handed_over("How is it?", _cited(), "U1PAT", "Page 3 differs."),
        "fault": (message(words.fault("1a2b3c4d")),),
        "guest": (message(words.unrecognised("a guest", "the liaison team")),),
        "draft": (
            message("Drafting the committee paper for 1 July 2026 to 29 September 2026 ..."),
            message(words.DRAFT_DONE),
        ),
        "help": (message(words.help_text("the liaison team")),),
    }


def _cited() -> str:
    """What Slack gives back of the cited answer."""
    made = render_answer(CITED, "id", VIEWER, question="How is it?").messages
    return "\n".join(words_of({"blocks": list(each.blocks)}) for each in made)


def kinds() -> dict[str, list[str]]:
    """Return every kind of message, tab and dialogue, drawn."""
    card = {"answer": {"status": "complete", "title": words.PROGRESS["done"]}}
    drawn = {
        name: [
            draw.message({"blocks": each.blocks, "tasks": {} if n or name not in ANSWERS else card})
            for n, each in enumerate(made)
        ]
        for name, made in messages().items()
    }
    paper = {"text": words.DRAFT_DONE, "files": ["HMICFRS update 2026-07-01 to 2026-09-29.docx"]}
    ledger = {"text": "", "files": ["HMICFRS update 2026-07-01 to 2026-09-29 ledger.csv"]}
    drawn["draft"] = [*drawn["draft"][:1], draw.message(paper), draw.message(ledger)]
    drawn["home"] = [draw.view(home_view(FACTS))]
    drawn["home-nobody"] = [draw.view(home_view(replace(FACTS, entries=None)))]
    drawn["form-draft"] = [draw.view(draft_form(quarter_before(TODAY), TODAY))]
    drawn["form-wrong"] = [draw.view(wrong_form("id"))]
    return drawn
