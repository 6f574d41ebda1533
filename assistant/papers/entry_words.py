"""How a register entry is printed in tables. What is restricted is counted and not printed."""

from collections.abc import Sequence

from assistant.domain.register import DueBasis, RegisterEntry
from assistant.language.sentences import sentences
from assistant.language.words import fold
from assistant.papers.facts import is_restricted
from assistant.papers.measures import Held
from assistant.papers.paper import Made, Statement
from assistant.papers.wording import Part, as_printed, name, pieces, say
from assistant.register.wording import capital, kind_noun, listed, short_title

NONE = "None stated"
RESTRICTED = "Restricted: not printed"
LONGEST_STATUS = 60
"""Characters of a printed status that tables show; of a longer one, the canonical word."""
_LONGEST_NOTE = 45
_BASIS = {
    DueBasis.FORCE_TARGET: " (force’s target)",
    DueBasis.REVISED_TARGET: " (revised target)",
}


def ref_cell(held: Held, entry: RegisterEntry) -> Statement:
    """Return the reference, which is also what a reader asks the register by."""
    return say(name(entry.ref), entries=(held.handle(entry),))


def wording_cell(
    held: Held, entry: RegisterEntry, text: str | None = None, mark: str = ""
) -> Statement:
    """Return "Recommendation 4: ..." in the words given, else in the register's."""
    number = f" {entry.number.strip(' .:')}" if entry.number else ""
    label = name(f"{capital(kind_noun(entry.kind))}{number}")
    if is_restricted(entry):
        return say(label, ": ", RESTRICTED.lower(), ".", entries=(held.handle(entry),))
    wording = as_printed(text or entry.text)
    return say(label, f"{mark}: ", wording, made=Made.QUOTED, entries=(held.handle(entry),))


def report_cell(entry: RegisterEntry) -> Statement:
    """Return the report's short title and the printed number."""
    number = f" {entry.number.strip(' .:')}" if entry.number else ""
    return say(name(f"{short_title(entry.report)}, {kind_noun(entry.kind)}{number}"))


def due_cell(entry: RegisterEntry) -> Statement:
    """Return the date that counts and who set it, or the deadline as printed."""
    if entry.due:
        return say(entry.due, _BASIS.get(entry.due_basis, ""))
    if entry.immediate:
        return say("Immediately")
    return say(name(entry.deadline_text) if entry.deadline_text.strip() else NONE)


def holder_cell(entry: RegisterEntry) -> Statement:
    """Return portfolio and business areas."""
    areas = listed(entry.business_areas)
    held = [part for part in (entry.portfolio, areas, *entry.boards) if part]
    return say(name("; ".join(held)) if held else NONE)


def portfolio_cell(entry: RegisterEntry) -> Statement:
    """Return the portfolio."""
    return say(name(entry.portfolio) if entry.portfolio else NONE)


def owner_cell(entry: RegisterEntry) -> Statement:
    """Return who leads."""
    named = [each for each in entry.owners if fold(each)] or list(entry.owner_emails)
    owners = "; ".join(named)
    if not owners:
        return say(NONE)
    return say("Restricted" if is_restricted(entry) else name(owners))


def status_cell(entry: RegisterEntry) -> Statement:
    """Return the printed status where it is short, else the canonical word."""
    return say(name(status_word(entry)))


def status_word(entry: RegisterEntry) -> str:
    """Return the printed status where it is short, else the canonical word."""
    printed = " ".join(entry.status_text.split())
    if not printed or len(printed) > LONGEST_STATUS or is_restricted(entry):
        return capital(entry.status.value)
    return printed


def note_cell(held: Held, entry: RegisterEntry) -> Statement:
    """Return the register's note, word for word; of a long one, its first sentences."""
    handle = held.handle(entry)
    if is_restricted(entry):
        return say(RESTRICTED, entries=(handle,))
    if not entry.notes.strip():
        return say("None", entries=(handle,))
    return say(as_printed(_opening(entry.notes)), made=Made.QUOTED, entries=(handle,))


def labels(entries: Sequence[RegisterEntry]) -> tuple[Part, ...]:
    """Return the references of entries as one list."""
    return pieces([name(listed([entry.ref for entry in entries]))])


def _opening(notes: str) -> str:
    taken: list[str] = []
    for start, end in sentences(notes):
        sentence = notes[start:end]
        if taken and sum(len(each.split()) for each in (*taken, sentence)) > _LONGEST_NOTE:
            break
        taken.append(sentence)
    return "\n".join(taken)
