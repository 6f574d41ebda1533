"""Leaves out greetings and thanks, which are no part of what is asked."""

import re

_OPENING = re.compile(
    r"^\W*(?:(?:hi|hello|hey|hiya|dear|morning|afternoon|evening|good (?:morning|afternoon|evening"
    r"|day))\b[\s,!.:–-]*(?:(?:there|all|both|team|everyone|liaison|bot|mate|folks|guys|again)\b"
    r"[\s,!.:–-]*)*)+(?=\w|[\"“'‘])",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:[\s,.;:!?–-]+|^)(?:"
    r"(?:with |many |much )?(?:thanks|thank you|thankyou|thank u|thanx|thx|cheers|ta|tia)"
    r"(?: (?:so|very) much| a lot| a million| a bunch| again| in advance| all| team| mate| liaison"
    r"| very kindly)*"
    r"|please|pls|plz|if you (?:please|can|could|would|will|do not mind|don['’]?t mind"
    r"|wouldn['’]?t mind)"
    r"|if (?:that|it)(?:['’]s| is)? (?:ok(?:ay)?|possible|alright|not too much trouble)"
    r"|when(?:ever)? you (?:can|are able|get a (?:chance|moment|minute|sec(?:ond)?)"
    r"|have a (?:chance|moment|minute|sec(?:ond)?))"
    r"|(?:kind |best |warm )?regards|asap|mate|much appreciated|appreciated|no rush"
    r"|if possible)[\s.!?,:)]*$",
    re.IGNORECASE,
)


_THANKED = re.compile(
    r"^\W*(?:(?:many |great |perfect |brilliant |lovely |ok )*(?:thanks|thank you|ta|cheers)"
    r"(?: (?:so|very) much| a lot)?(?: for (?:that|this|those|these|it|the \w+|your \w+))?"
    r"|great|perfect|brilliant|lovely)[,.!;]+\s+(?=\w)",
    re.IGNORECASE,
)


def without_courtesy(text: str) -> str:
    """Return a question without the greeting before it and the thanks after it.

    What is nothing but courtesy is returned as it is.
    """
    kept = _OPENING.sub("", _THANKED.sub("", text, count=1), count=1)
    while shorter := _CLOSING.sub("", kept):
        if shorter == kept:
            break
        asked = kept.rstrip().endswith("?") and not shorter.rstrip().endswith("?")
        kept = f"{shorter}?" if asked else shorter
    return kept if re.search(r"\w", kept) and _CLOSING.sub("", kept) else text
