"""Where sentences begin and end."""

import re

_END = re.compile(
    r"""
    (?P<mark> [.!?…]+ )
    (?P<close> ['"’”)\]]* )
    (?P<note> (?<=[^\W\d_][.!?]) \d{1,2} | (?<=[)’”'"]) \d{1,2} )?   # a footnote's number
    (?= \s )
    """,
    re.VERBOSE,
)
_LIST_MARK = re.compile(r"\s*[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlcdmIVXLCDM]{1,7}|[A-Za-z])[.)]+")
_OPENING = "'\"‘“([•*-–"
_TITLES = "dr mr mrs ms mx prof rev hon st sgt insp supt lt col capt gen maj cllr det cf viz vs"
_REFERENCES = """
    no nos p pp para paras s ss sec sect art arts fig figs vol vols ch chap sch reg regs ref
    approx c ca cl pt
    """
_BEFORE_NAMES = frozenset(_TITLES.split())
_BEFORE_NUMBERS = frozenset(_REFERENCES.split())
_WITH_DOTS = frozenset({"e.g", "i.e", "eg", "ie", "et al", "al"})
_LETTERED = re.compile(
    r"""
    (?: \b(?i:forces?|areas?|regions?|annex(?:es)?|append(?:ix|ices)|tables?|figures?|charts?|plans?
      |groups?|options?|categor(?:y|ies)|class(?:es)?|grades?|bands?|parts?|wings?|blocks?|sites?
      |phases?|zones?|tiers?|schedules?|section|hepatitis|vitamin)
    | \b[A-Z],?\s(?:and|or) )
    \s [A-Z] $
    """,
    re.VERBOSE,
)
"""A letter that tells one of many from the others, and is no initial: "Forces B, C and E"."""
_OPENING_WORDS = """
    the this these those there in at on of for we it they its their our as but however when where
    while if although after before during since both all some most many each
    """
_OPENERS = frozenset(_OPENING_WORDS.split())
"""Words that open a sentence and are no surnames."""
_LAST_WORD = re.compile(r"(?:(?<![\w.])[A-Za-z](?:\.[A-Za-z])+|[^\W_]+)$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return offsets of the sentences of a text, in order, white space around them left out.

    A newline always ends a sentence. Every character that isn't white space is in exactly one.
    """
    found: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        found += [(offset + start, offset + end) for start, end in _in_line(line)]
        offset += len(line) + 1
    return found


def _in_line(line: str) -> list[tuple[int, int]]:
    found = []
    start = 0
    for end in _END.finditer(line):
        if _ends_sentence(line, start, end):
            found.append((start, end.end()))
            start = end.end()
    found.append((start, len(line)))
    trimmed = [_trim(line, begin, stop) for begin, stop in found]
    return [(begin, stop) for begin, stop in trimmed if begin < stop]


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    piece = line[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _ends_sentence(line: str, start: int, end: re.Match[str]) -> bool:
    after = line[end.end() :].lstrip()
    if after.lstrip(_OPENING)[:1].islower():
        return False
    if end["mark"] != "." or end["close"] or end["note"]:
        return True
    if _LIST_MARK.fullmatch(line, start, end.end()):
        return False
    return not _abbreviated(line[start : end.start()], after)


def _abbreviated(before: str, after: str) -> bool:
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group().lower()
    if word in {"a.m", "p.m"}:
        return False
    if word in _BEFORE_NUMBERS and after[:1].isdigit():
        return True
    if len(word) == 1:
        initial = last.group().isupper() and last.group() != "I"
        return initial and not _lettered(before, after)
    return word in _BEFORE_NAMES or word in _WITH_DOTS or "." in word


def _lettered(before: str, after: str) -> bool:
    """Say whether a capital before a full stop is a letter of one of many, or no name follows it.

    "It works in Forces B, C and E. In Wexmoor" are two sentences, "He saw J. Smith" is one.
    """
    opener = re.match(r"[A-Za-z]+", after.lstrip(_OPENING))
    if opener is not None and opener.group().lower() in _OPENERS:
        return True
    return _LETTERED.search(before) is not None
