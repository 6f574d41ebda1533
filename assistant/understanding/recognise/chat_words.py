"""Claims what is said beside the question: meetings, the asker's own news, turns of speech."""

import re

from assistant.understanding.recognise.turns_of_talk import claim_taking_back
from assistant.understanding.vocabulary.vocabulary import NAMED_WHOLE, Vocabulary
from assistant.understanding.words.sheet import Sheet

_CHAT = re.compile(
    r"\bi (?:am )?(?:preparing|prepping|getting ready|seeing|meeting|writing|drafting|putting"
    r" together|working on|briefing|off|due|about to) .{0,80}?(?:and|so|but)"
    r"(?= (?:i )?(?:would|want|need|could|wonder|like|am wondering|please|can)\b)"
    r"|\bat \d{1,2}(?: \d\d)?(?: ?[ap]m)?(?= (?:and|please|thanks|thank|today|tomorrow|so|i)\b|$)"
    r"|\bbetween (?:them|us|the two|both)(?: both| two)?\b"
    r"|^(?:so |is there |there is )*nothing(?= (?:due|overdue|open|late|else)\b)"
    r"|(?<=register )(?:was|is) (?:published|issued|circulated|produced|out)\b"
    r"|\bone (?:by one|at a time)\b|\bstrategic(?= owners?\b)"
    r"|\bon (?:her|his|their|its|your|the|our) (?:books?|plate|desk|list|radar|watch|tray|slate"
    r"|patch"
    r"|to do list)\b"
    r"|\bif (?:nothing|no ?one|nobody) (?:\w+ ){0,2}?(?:happens|changes|moves|acts"
    r"|(?:is |gets |else )*(?:done|closed|completed|finished|signed off))$"
    r"|^for (?:the )?(?:purposes? of )?(?:my |our |an? |the )?(?:audit(?: committee| panel)?"
    r"|committee|jac|jiac|board|meeting|briefing|paper|review|record|inspection)\b"
)


_OWN_NEWS = re.compile(
    r"^(?:(?:fyi|hi|hello|hey|morning|ok|so|just|all|team)\b,? ?)*(?:i|i'm|i’m|im|i've|we|we're"
    r"|i have"
    r"|our|got|there's|sorry|thanks|it's|the (?:chief|acc|dcc|boss)|quick (?:one|question)"
    r"|for (?:\w+ ){1,4}?(?:board|committee|panel|meeting|group|briefing|paper)(?=[:,]))\b",
    re.IGNORECASE,
)


_CLAUSE = re.compile(
    r"[.!;:]\s+(?=\w)"
    r"|(?:,|\s[-–—])\s+(?=(?:how many|which|what|who|whose|when|list|show|can you|could you|please"
    r"|is there|are there|give me)\b)",
    re.IGNORECASE,
)


def skip_chat(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Claim the hour of a meeting, "between them", and a sentence of the asker's own news."""
    for first, last, _ in sheet.search(_CHAT):
        sheet.claim(first, last, "chat")
    claim_taking_back(sheet)
    ends = [match.end() for match in _CLAUSE.finditer(sheet.text)]
    start = 0
    for end in ends:
        first, last = sheet.words_at(start, end)
        news = _OWN_NEWS.match(sheet.text[start:end]) and "?" not in sheet.text[start:end]
        stems = [token.stem for token in sheet.tokens[first:last]]
        named = {each.field for found in vocabulary.phrases.find(stems) for each in found.meanings}
        marked = any(first <= mark.first < last for mark in sheet.marks) or named & NAMED_WHOLE
        if news and not marked:
            sheet.claim(first, last, "chat")
        start = end
