"""Reads "the DCC", "the superintendents": posts named by rank alone, in the place of an owner."""

import re

from assistant.domain.queries import Condition, Field, Op
from assistant.language.words import fold
from assistant.understanding.recognise.rivals import Doubt, Values
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.sheet import Sheet

_BASES = (
    ("deputy chief constable", r"dcc", r"deputy chiefs?(?: constables?)?|dccs?"),
    ("assistant chief constable", r"acc", r"assistant chiefs?(?: constables?)?|accs?"),
    ("chief constable", r"cc|chief constable", r"chief constables?"),
    (
        "chief superintendent",
        r"(?:ch|c) ?supt|csupt|chsupt|chief superintendent",
        r"chief superintendents?|(?:ch|c) ?supts?|csupts?",
    ),
    (
        "superintendent",
        r"(?:det |d |t |a )?(?:supt|superintendent)|dsupt|dsu|detective superintendent",
        r"(?:detective |det |d )?(?:superintendents?|supts?)|dsupts?",
    ),
    (
        "chief inspector",
        r"(?:ch|c) ?insp|cinsp|dci|ci|(?:detective )?chief inspector",
        r"(?:detective )?chief inspectors?|(?:ch|c) ?insps?|dcis?",
    ),
    (
        "inspector",
        r"(?:det )?(?:insp|inspector)|di|detective inspector",
        r"(?:detective |det )?(?:inspectors?|insps?)|dis?",
    ),
    (
        "sergeant",
        r"(?:det )?(?:sgt|sergeant)|ps|ds|detective sergeant",
        r"(?:detective |det )?(?:sergeants?|sgts?)|skippers?",
    ),
    ("constable", r"pc|dc|(?:detective )?constable", r"(?:detective |police )?constables?|pcs|dcs"),
)
"""Rank, how a register prints it before a name, how people say it."""
_HELD = tuple((rank, re.compile(rf"(?:{printed})\b(?= \S)")) for rank, printed, _ in _BASES)
_SAID = "|".join(f"(?P<{rank.replace(' ', '_')}>(?:{spoken}))" for rank, _, spoken in _BASES)
_OWNING = r"own|owns|hold|holds|lead|leads|manage|manages|have|has|got|need|needs"
_FRAMES = re.compile(
    rf"\b(?:do|does|did|has|have|is|are|should|must) (?:the |our |any |a |all the )*(?:{_SAID})"
    rf"(?= (?:{_OWNING}|delegated|responsible|to do|down for|$)\b)"
)
_OTHER_FRAMES = (
    re.compile(
        rf"\b(?:owned|held|led|managed|run) by (?:the |our |any |a |all the )*(?:{_SAID})(?=$|\s)"
    ),
    re.compile(
        rf"\b(?:delegated|assigned|allocated|belong(?:s|ing)?|sitting|down) (?:to|with)"
        rf" (?:the |our |any |a |all the )*(?:{_SAID})(?=$|\s)"
    ),
)
_LISTED = re.compile(
    rf"(?:^|\b(?:the|our|list|show) )(?:{_SAID}) (?=(?:entries|recommendations|recs|actions|items"
    r"|list|ones)\b)"
)


def recognise_ranks(sheet: Sheet, vocabulary: Vocabulary, values: Values) -> tuple[str, ...]:
    """Mark a rank that one owner alone holds, where it stands as an owner would.

    A rank that several hold is a doubt.

    Returns:
        the ranks named that no owner holds.
    """
    absent: list[str] = []
    for pattern in (_FRAMES, *_OTHER_FRAMES, _LISTED):
        for match in pattern.finditer(sheet.line):
            group = next(name for name, said in match.groupdict().items() if said)
            first, last = sheet.word_range(*match.span(group))
            whom = pattern is _LISTED and _is_addressed(sheet, vocabulary, first, last)
            if not sheet.is_free(first, last) or _goes_on(sheet, vocabulary, last) or whom:
                continue
            said = match[group]
            detective = said.startswith(("det", "d"))
            owners = _holders(group.replace("_", " "), vocabulary, detective=detective)
            if len(owners) == 1 and not said.endswith("s"):
                sheet.mark(first, last, "value", Condition(Field.OWNER, Op.IS, owners))
                continue
            sheet.claim(first, last, "rank")
            if owners:
                values.doubts.append(Doubt(sheet.typed(first, last), owners))
            else:
                absent.append(sheet.typed(first, last))
    return tuple(absent)


def _goes_on(sheet: Sheet, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a name follows: "ACC Venn"."""
    stem = sheet.tokens[place].stem if place < len(sheet.tokens) else ""
    meanings = vocabulary.phrases.get((stem,)) if stem else ()
    return any(each.field in {Field.OWNER, Field.DELEGATE} for each in meanings)


def _is_addressed(sheet: Sheet, vocabulary: Vocabulary, first: int, last: int) -> bool:
    """Whether recommendations are addressed to such: "chief constables' recommendations"."""
    stems = [token.stem for token in sheet.tokens[first:last]]
    return any(each.field is Field.ADDRESSEE for each in vocabulary.phrases.get(stems))


def _holders(rank: str, vocabulary: Vocabulary, *, detective: bool) -> tuple[str, ...]:
    names = (
        *vocabulary.values.get(Field.OWNER, ()),
        *vocabulary.values.get(Field.DELEGATE, ()),
    )
    found: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^\w]+", " ", fold(name)).strip()
        held = next((each for each, pattern in _HELD if pattern.match(plain)), "")
        if held == rank and not (detective and rank in _PLAIN and not plain.startswith("d")):
            surname = plain.split()[-1]
            found.setdefault(surname, name)
    return tuple(found.values())


_PLAIN = frozenset({"superintendent", "inspector", "sergeant", "constable", "chief inspector"})
