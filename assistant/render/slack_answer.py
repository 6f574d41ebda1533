"""An answer as Slack messages: the answer first, sources beneath, then what can be done with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain.answers import Answer, Kind, Outcome, Source, Statement
from assistant.domain.register import RegisterEntry
from assistant.language.wording import counted, say_day
from assistant.render.document import led_by, shown_keys
from assistant.render.slack_blocks import Message, actions, button, context, feedback
from assistant.render.slack_handover import HAND_OVER, about
from assistant.render.slack_pack import pack
from assistant.render.slack_sources import source_parts
from assistant.render.slack_table import EntryTable, entry_table, group_table, urgency
from assistant.render.slack_text import Block, Line, Run, bullets, section

NEAREST = "The nearest the sources come, which does not answer the question:"
SURE = "Send your question and this answer to the liaison team?"


@dataclass(frozen=True, slots=True)
class Rendered:
    """An answer ready to be sent."""

    messages: tuple[Message, ...]
    file: tuple[RegisterEntry, ...] = ()
    """Entries for a file beside it: the table could not hold all."""


def render_answer(
    answer: Answer,
    answer_id: str,
    base_url: str | None,
    asked: str | None = None,
    *,
    question: str = "",
) -> Rendered:
    """Return the messages of an answer.

    Args:
        answer: The answer.
        answer_id: What its buttons say that they are about.
        base_url: Address of the source viewer; without it sources aren't links.
        asked: The question, where the answer doesn't stand beneath it.
        question: As asked; its button hands it over, since it is kept nowhere but in Slack.
    """
    table, ordered = _table(answer)
    keys = _keys(answer, listed=table is not None and answer.listed)
    parts = [
        *(section([Run(f"You asked: {asked}\n", italic=True)]) if asked else []),
        *_statements(_shown(answer, table), keys),
        *(
            section([Run(f"\nShowing {table.shown} of {len(ordered)}; the file has all.\n")])
            if table and not table.whole and ordered
            else []
        ),
        *([table.block] if table else []),
        *_choices(answer),
        *_nearest(answer, keys),
        *source_parts(((key, source) for source, key in keys.items()), base_url),
    ]
    messages = pack(_fallback(answer, ordered), parts, _foot(answer, answer_id, question))
    cut_short = table is not None and not table.whole and ordered
    return Rendered(messages, tuple(ordered) if cut_short else ())


def _table(answer: Answer) -> tuple[EntryTable | None, list[RegisterEntry]]:
    if answer.groups:
        return group_table(answer.groups, answer.asked.interpretation), []
    if not (answer.listed and answer.entries):
        return None, []
    today = answer.asked.today
    ordered = list(answer.entries)
    if _is_own(answer):
        ordered.sort(key=lambda entry: urgency(entry, today))
    as_at = answer.provenance.register_as_at
    dated = f", register as at {say_day(as_at)}" if as_at else ""
    caption = counted(len(ordered), "register entry", "register entries") + dated
    return entry_table(ordered, caption, today), ordered


def _is_own(answer: Answer) -> bool:
    """Whether the list is of the asker's own entries: then what is most urgent comes first."""
    email = answer.asked.as_
    return bool(email) and f"owner = {email}" in answer.asked.interpretation


def _shown(answer: Answer, table: EntryTable | None) -> list[Statement]:
    """Leave out the statements that the table says again."""
    if table is None:
        return list(answer.statements)
    return [each for each in answer.statements if each.mark != "•" or not _in_table(answer)]


def _in_table(answer: Answer) -> bool:
    return answer.listed or bool(answer.groups)


def _keys(answer: Answer, *, listed: bool) -> dict[Source, str]:
    """Number the sources as the text does; those of statements that aren't shown stay out."""
    keys: dict[Source, str] = {}
    for statement in (*answer.statements, *answer.nearest):
        for source in statement.sources:
            keys.setdefault(source, str(len(keys) + 1))
    if not listed:
        return keys
    shown = {source for each in answer.statements if each.mark != "•" for source in each.sources}
    return {source: key for source, key in keys.items() if source in shown}


def _statements(statements: Iterable[Statement], keys: dict[Source, str]) -> list[Block]:
    parts: list[Block] = []
    run: list[Line] = []
    for statement in statements:
        if statement.mark == "•":
            run.append(_line(statement, keys))
            continue
        parts += [bullets(run)] if run else []
        run = []
        parts += section([*_line(statement, keys), Run("\n")])
    return [*parts, bullets(run)] if run else parts


def _line(statement: Statement, keys: dict[Source, str]) -> Line:
    mark = led_by(statement.mark) if statement.mark and statement.mark != "•" else ""
    cited = [keys[source] for source in statement.sources if source in keys]
    shown = f" {shown_keys(cited)}" if cited else ""
    runs = [Run(f"{mark} ", bold=True) if mark else None, Run(statement.text), Run(shown)]
    return [run for run in runs if run and run.text]


def _choices(answer: Answer) -> list[Block]:
    return [bullets([[Run(choice)] for choice in answer.choices])] if answer.choices else []


def _nearest(answer: Answer, keys: dict[Source, str]) -> list[Block]:
    if not answer.nearest:
        return []
    return [*section([Run(f"\n{NEAREST}\n", italic=True)]), *_statements(answer.nearest, keys)]


def _foot(answer: Answer, answer_id: str, question: str) -> list[Block]:
    small = [f"Understood as: {answer.asked.interpretation}"]
    if answer.marking != "public":
        small.append(f"Marking: {answer.marking}")
    handed = about(answer_id, question)
    asking = button("Ask the liaison team", HAND_OVER, handed, confirm=SURE)
    if answer.outcome is Outcome.CLARIFY or answer.kind is Kind.DRAFT:
        return [context(*small)]
    if answer.kind is Kind.OTHER:
        return [actions(asking)]
    return [context(*small), feedback(answer_id), actions(asking)]


def _fallback(answer: Answer, ordered: list[RegisterEntry]) -> str:
    said = " ".join(each.text for each in answer.statements[:3])
    refs = ", ".join(entry.ref for entry in ordered[:3])
    return f"{said} ({refs} ...)" if refs else said or "Here is your answer."
