"""Who must act, by how inspectorates address their recommendations."""

import re

from assistant.language.bodies import body_list
from assistant.language.dates import find_dates
from assistant.language.sentences import sentences
from assistant.language.words import fold

_MODAL = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|(?:has|have) to|(?:is|are) required to"
    r"|(?:is|are) asked to)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";\s+|,?\s+(?:and|but|while|whilst)\s+|:\s+", re.IGNORECASE)
_PARTNERS = re.compile(
    r"""
    ,?\s*\b(?:
        (?:working\s+|acting\s+)?in\s+(?:close\s+)?(?:conjunction|consultation|partnership
            |collaboration|co-?operation|co-?ordination|liaison|discussion|agreement|association)
        | (?:working|acting|jointly|together|along)\s+with | working\s+(?:closely|together|jointly)
        | alongside | after\s+consult\w+ | having\s+consulted | (?:supported|assisted|led)\s+by
        | with\s+(?:the\s+)?(?:support|help|advice|assistance|input|involvement|agreement)
        | including | in\s+line\s+with | through | via | on\s+behalf\s+of
    )\b.*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_ADVERBS = re.compile(
    r"(?:,?\s*\b(?:also|then|therefore|now|urgently|immediately|both|each|all|together|jointly"
    r"|as a minimum|where appropriate|where necessary"
    r"|if necessary|in particular|where relevant))+,?\s*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*(?:(?:recommendation|area for improvement|afi|action)\s*[\w.]{0,6}\s*[:.–-]\s*)?"
    r"(?:[-•*]\s*)?(?:[(\[]?(?:\d{1,3}|[ivxIVX]{1,5}|[a-z])[.)\]]\s+)?",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"[,:]\s+|\bthat\s+|^(?:immediately|with immediate effect)\s+"
    r"|^within\s+(?:[\w-]+\s+){1,3}?(?:days?|weeks?|months?|years?)\s+(?:of\s+publication\s+)?",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"\b(?:priority|responsibility|duty|task|matter)\s+(?:for|of)\s+(?P<who>[^.;:]+)", re.IGNORECASE
)
_AGENT = re.compile(
    r"\s+(?:also\s+|then\s+)?be\s+\w+(?:\s+and\s+\w+)?(?:\s+jointly)?\s+by\s+(?P<who>[^.;:]+)",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(r"\brecommend(?:s|ed)?\s+(?:that\s+)?(?P<who>[^.;:]+)", re.IGNORECASE)


def find_addressees(text: str) -> tuple[str, ...]:
    """Return the bodies that a finding asks to act, as printed, none twice.

    Every sentence with an addressee of its own counts. Partners ("in conjunction with"), people
    to consult and authors of cited guidance are no addressees. Where nobody is named ("data should
    be collected"), the result is empty.
    """
    found: dict[str, str] = {}
    for start, end in sentences(text):
        for name in _in_sentence(text[start:end]):
            found.setdefault(fold(name), name)
    return tuple(found.values())


def _in_sentence(sentence: str) -> list[str]:
    sentence = _BRACKETS.sub("", _LABEL.sub("", sentence, count=1))
    found: list[str] = []
    clause_start = 0
    for modal in _MODAL.finditer(sentence):
        subject = sentence[clause_start : modal.start()]
        found += _subject(subject, first=clause_start == 0)
        if agent := _AGENT.match(sentence, modal.end()):
            found += body_list(agent["who"], open_ended=True) or []
        clause_start = modal.end()
    if clause_start and (priority := _PRIORITY.search(sentence)):
        found += body_list(priority["who"], open_ended=True) or []
    if not found and (recommended := _RECOMMENDED.search(sentence)):
        found += body_list(recommended["who"], open_ended=True) or []
    return found


def _subject(text: str, *, first: bool) -> list[str]:
    """Return the bodies that the words before a modal verb name as its subject."""
    text = _ADVERBS.sub("", text.rstrip(" ,"))
    starts = _opening_starts(text) if first else [match.end() for match in _CLAUSE.finditer(text)]
    for start in starts:
        subject = text[start:]
        without_partners = _PARTNERS.sub("", subject)
        if without_partners.strip() and (names := body_list(without_partners)):
            return names
    return []


def _opening_starts(text: str) -> list[int]:
    """Return where the subject of a sentence may begin: its start, or after what introduces it."""
    introduced = [match.end() for match in _INTRODUCED.finditer(text)]
    dated = [written.end for written in find_dates(text)]
    return sorted({0, *introduced, *dated})
