"""What a message says of the last question before it asks: taken back, or put aside for another."""

import re

from assistant.understanding.words.sheet import Sheet

_BACK = (
    r"(?:no|nope|sorry|oops|ah|oh|wait|hang on|hold on|actually|correction|(?:or )?rather"
    r"|scratch that|my (?:mistake|bad))"
)
_MEANT = r"(?:i (?:mean|meant)(?: to (?:say|ask))?|make (?:that|it))"
_CORRECTION = re.compile(
    rf"^\s*(?:(?:{_BACK}\s*[,.!;:–—-]+\s*)+(?:(?:{_MEANT}|{_BACK})\b[\s,]*)?(?=\w)"
    rf"|(?:{_BACK}\s+)*{_MEANT}\b[\s,:–—-]*(?=\w)"
    r"|(?:no|nope)\s+(?:sorry|actually|wait)\b[\s,]*(?=\w))",
    re.IGNORECASE,
)
"""What takes the last question back: "no, Supt Jones", "hang on, medium", "make that June"."""
_PUT_ASIDE = re.compile(
    r"^\s*(?:ok(?:ay)?[,.]?\s+)?(?:(?:forget|leave|scrap|drop|ignore|park) (?:that|it|this)"
    r"(?: one)?(?: for now)?|never ?mind(?: (?:that|it))?|moving on(?: (?:from that|now))?"
    r"|start(?:ing)? (?:again|over|afresh)|changing (?:the )?subject"
    r"|(?:(?:a |one )?(?:new|different|separate"
    r"|another|unrelated|fresh) (?:question|topic|subject|one|thing|query)(?: now)?)|on (?:a"
    r" different|another) (?:note|subject|topic|matter)|separately|unrelated(?:ly)?)"
    r"\s*[,.!?;:–—-]+\s*(?=\w)",
    re.IGNORECASE,
)
"""What puts the last question aside: "forget that. What is due next week?"."""


def put_aside(text: str) -> tuple[str, bool]:
    """Return a message without the words that put the last question aside, and whether it did."""
    match = _PUT_ASIDE.match(text)
    return (text[match.end() :], True) if match else (text, False)


def takes_back(text: str) -> bool:
    """Whether a message corrects the last question."""
    return bool(_CORRECTION.match(text))


def claim_taking_back(sheet: Sheet) -> None:
    """Claim the words that take the last question back."""
    if match := _CORRECTION.match(sheet.text):
        first, last = sheet.words_at(*match.span())
        sheet.claim(first, last, "chat")
