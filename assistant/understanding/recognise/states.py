"""Finds states in a question: statuses, overdue, immediate, blank fields, printed words."""

import re

from assistant.domain.queries import Condition, Field, Op
from assistant.language.words import words
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.lexicon import (
    BLANK_NOUNS,
    BLANKS,
    CANONICAL_STATUS,
    IMMEDIATE,
    NOBODY,
    OVERDUE,
    UNDATED,
    blank_noun,
)
from assistant.understanding.words.sheet import Sheet

_STATUSES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), status) for pattern, status in CANONICAL_STATUS
)

_INSPECTORATE = r"(?:the )?(?:hmi\w*|inspectorates?|inspectors?)"
_FROM_THEM = re.compile(rf"\b(?:dates?|deadlines?) (?:from|set by|given by|of) {_INSPECTORATE}\b")
_DELEGATED_AT_ALL = re.compile(
    r"\b(?<!who )(?<!who is )(?<!who are )delegated"
    r"(?: to (?:someone|somebody|anyone|anybody)(?: else)?|$)|\bhas been delegated\b(?! to)"
    r"|\b(?:someone|somebody|anyone|anybody)(?: else)? as (?:the |an? )?(?:delegate|deputy)\b"
)
_TO_BE_DONE = re.compile(
    r"(?<!did we )(?<!did i )(?<!did they )(?<!have we )(?<!do we )"
    r"\b(?:be|get|gets|getting) (?:(?:it|them|this|these|those|all|that) )?(?:done|in place"
    r"|complete|completed|finished|delivered|implemented|resolved|closed|signed off)\b"
    r"|(?:should|ought)(?: we| i| they)?(?: to)? have (?:done|closed|finished|completed"
    r"|delivered|signed off)\b"
    r"|(?<=to )(?:do(?= (?:by|before|in|this|next)\b)|achieve|finish(?: off)?|complete|deliver"
    r"|close(?: off| down)?|action|tackle|sort(?: out)?|get on with|deal with|progress"
    r"|implement)(?=$| )"
)


_DID_SIGN = re.compile(r"\bdid (?:[\w-]+ ){1,3}(?P<done>sign off)\b")
_BUT_NOT = re.compile(r"\b(?:but|and|yet) (?:still )?not(?: (?:yet|been|so|done))*$")
"""Says of what is late that it isn't done, which "late" says already."""


def recognise_blanks(sheet: Sheet) -> None:
    """Mark "without an owner", "no date", "unassigned", "with a date", "a date set by us"."""
    _set_by(sheet)
    for first, last, _ in sheet.search(_DELEGATED_AT_ALL):
        sheet.mark(first, last, "blank", Condition(Field.DELEGATE, Op.EMPTY, negated=True))
    for pattern, blank in ((NOBODY, Field.OWNER), (UNDATED, Field.DUE)):
        for first, last, _ in sheet.search(pattern):
            sheet.mark(first, last, "blank", Condition(blank, Op.EMPTY))
    for pattern, where, lacking in BLANKS:
        for first, last, match in sheet.search(pattern):
            if not lacking and _is_question_of(sheet, first, match):
                continue
            if where is Field.DUE and (theirs := _FROM_THEM.search(sheet.line)):
                where, last = Field.DEADLINE, sheet.word_range(*theirs.span())[1]
            empty = Condition(where, Op.EMPTY, negated=not lacking)
            # "Immediately" is a deadline, though it names no day.
            more = (_NOT_AT_ONCE,) if lacking and where is Field.DEADLINE else ()
            sheet.mark(first, last, "blank", empty, *more)
            _and_another(sheet, last, lacking=lacking)


_NOT_AT_ONCE = Condition(Field.IMMEDIATE, Op.TRUE, negated=True)
_ANOTHER = re.compile(rf"(?:and|nor) (?:(?:an?|any|no|the) )?(?P<noun>{BLANK_NOUNS})\b")


def _and_another(sheet: Sheet, place: int, *, lacking: bool) -> None:
    """Mark the second of "an owner and a delegate"."""
    if place >= len(sheet.tokens):
        return
    match = _ANOTHER.match(sheet.line, sheet.starts[place])
    if match:
        first, last = sheet.word_range(*match.span())
        if sheet.is_free(first, last):
            condition = Condition(blank_noun(match["noun"]), Op.EMPTY, negated=not lacking)
            sheet.mark(first, last, "blank", condition)


_SET_BY = re.compile(
    rf"\b(?:(?:(?:comes?|came|coming|taken) from|(?:set|given|fixed|imposed) by) (?:(?P<us>us"
    rf"|the force|ourselves)|{_INSPECTORATE})"
    rf"|(?:dates?|deadlines?) (?:that |which )?(?:(?P<us2>we|the force)|{_INSPECTORATE}) (?:has "
    rf"|have )?"
    r"(?:set|gave|given|fixed)"
    rf"|(?:dates?|deadlines?) (?:that |which )?(?:is|are) (?:(?P<us3>ours|our own)"
    rf"|{_INSPECTORATE}(?: s)?)"
    rf"(?: (?:not|rather than|and not) {_INSPECTORATE})?"
    rf"|(?:have|has|with|having|use|uses|using) (?:an? )?{_INSPECTORATE}(?: s)?(?: own)? (?:dates?"
    rf"|deadlines?)"
    rf"|(?:dates?|deadlines?) did (?:(?P<us4>we|the force)|{_INSPECTORATE}) (?:set|give|fix)"
    r"(?: (?:itself|ourselves|themselves))?(?: (?:rather than|and not|not) (?:us|we|the force))?)\b"
)


_REVISED = re.compile(
    r"\b(?:an? |the )?revised (?:due )?(?:dates?|deadlines?|targets?(?: dates?)?)\b"
    r"|\b(?:an? |the )?new (?:due |target )?(?:dates?|deadlines?|targets?)"
    r"(?= (?:in|of|after|before|by|on) )"
    r"|\b(?:was|were|been|are|is) revised\b"
    r"|\b(?:due |target )?(?:dates?|deadlines?|targets?) (?:(?:has|have|was"
    r"|were) )?(?:been )?revised\b"
)
_FORCE_TARGET = re.compile(
    r"\b(?:(?:use|uses|using|with|has|have|having|on|follow|follows|rest on|rests on) )?"
    r"(?:an? |the |our )?(?:force|own)(?: s)?(?: own)? target(?: dates?)?\b"
)
_SEVERAL_OWNERS = re.compile(
    r"\b(?:(?:owned|held|led) jointly(?! by\b)|jointly (?:owned|held|led)(?! by\b)"
    r"|joint(?:ly)?(?= own)|joint owner\w*"
    r"|joint (?:ownership|leads?)|(?:have |has |with )?(?:more than one|two or more|several"
    r"|multiple"
    r"|at least two|two|co) (?:different )?(?:owners|owner|leads)"
    r"|(?:owned|held) by (?:more than one|two|several|multiple) (?:people|persons?|officers?"
    r"|owners?)"
    r"|own(?:ership)? jointly|co owned|shared (?:ownership|responsibility)|shared (?:between"
    r"|by|with|across) (?:more than one|two|several|multiple) (?:people|persons?|officers?"
    r"|owners?))\b"
)


_ONE_OWNER = re.compile(
    r"\b(?:with |have |has )?(?:(?:exactly|only|just) (?:one|1|a single)|a single) owner\b"
)


def _set_by(sheet: Sheet) -> None:
    for first, last, _ in sheet.search(_SEVERAL_OWNERS):
        sheet.mark(first, last, "state", Condition(Field.OWNER, Op.SEVERAL))
    for first, last, _ in sheet.search(_ONE_OWNER):
        alone = Condition(Field.OWNER, Op.SEVERAL, negated=True)
        sheet.mark(first, last, "state", alone, Condition(Field.OWNER, Op.EMPTY, negated=True))
    for first, last, _ in sheet.search(_FORCE_TARGET):
        sheet.mark(first, last, "state", Condition(Field.DUE_BASIS, Op.IS, ("force target",)))
    for first, last, _ in sheet.search(_REVISED):
        sheet.mark(first, last, "state", Condition(Field.DUE_BASIS, Op.IS, ("revised target",)))
    for first, last, match in sheet.search(_SET_BY):
        if _BOTH_SETS.search(sheet.line):
            sheet.claim(first, last, "ask")
            continue
        ours = match["us"] or match["us2"] or match["us3"] or match["us4"]
        values = ("force target", "revised target") if ours else ("inspectorate",)
        sheet.mark(first, last, "state", Condition(Field.DUE_BASIS, Op.IS, values))


_BOTH_SETS = re.compile(rf"\b(?:ours|us|we|force)\b.{{1,40}}\band which\b.*{_INSPECTORATE}")
"""Asks for both side by side: "which dates are ours and which are the inspectorate's?"."""
_PRINTED = re.compile(
    r"\b(?:printed|worded|exact|written) (?:status(?:es)?|as)(?: (?:is|of|as|says|reads|being))? "
    r"|\b(?:status|shown|recorded|marked|listed) (?:is )?(?:printed|worded|written|shown) as "
)


def recognise_printed(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Mark a status as the register prints it: "printed status Completed"."""
    printed = {
        " ".join(words(value)): value for value in vocabulary.values.get(Field.STATUS_TEXT, ())
    }
    for match in _PRINTED.finditer(sheet.line):
        rest = sheet.line[match.end() :]
        for plain, value in sorted(printed.items(), key=lambda each: -len(each[0])):
            if plain and re.match(rf"{re.escape(plain)}(?= |$)", rest):
                first, last = sheet.word_range(match.start(), match.end() + len(plain))
                if sheet.is_free(first, last):
                    sheet.mark(first, last, "state", Condition(Field.STATUS_TEXT, Op.IS, (value,)))
                break


def recognise_states(sheet: Sheet) -> None:
    """Mark statuses and flags."""
    for first, last, _ in sheet.search(_TO_BE_DONE):
        sheet.claim(first, last, "to be done")
    for first, last, _ in sheet.search(OVERDUE):
        sheet.mark(first, last, "state", Condition(Field.OVERDUE, Op.TRUE))
        for where in sheet.search(_BUT_NOT):
            sheet.claim(*where[:2], "state")
    _signed_off(sheet)
    for pattern, status in _STATUSES:
        for first, last, _ in sheet.search(pattern):
            sheet.mark(first, last, "state", Condition(Field.STATUS, Op.IS, (status,)))
    for first, last, _ in sheet.search(IMMEDIATE):
        sheet.mark(first, last, "state", Condition(Field.IMMEDIATE, Op.TRUE))


def _signed_off(sheet: Sheet) -> None:
    """Mark what someone did: "when did Supt Jones sign off ...", which waits for no sign-off."""
    for match in _DID_SIGN.finditer(sheet.line):
        first, last = sheet.word_range(*match.span("done"))
        if sheet.is_free(first, last):
            sheet.mark(first, last, "state", Condition(Field.STATUS, Op.IS, ("closed",)))


def _is_question_of(sheet: Sheet, first: int, match: re.Match[str]) -> bool:
    """Whether "does it have a deadline" asks, where "those that have a date" filters."""
    verb = match["have"].split()[0]
    stressed = sheet.word(first - 1) in {"does", "do", "did"} and first > 1
    return (
        verb in {"have", "has"}
        and not stressed
        and any(sheet.word(place) in {"does", "do", "did"} for place in range(first))
    )
