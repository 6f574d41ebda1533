"""What an answer says, as plain text for looking for patterns."""

import re
from typing import Any

_KEYS = re.compile(r" ?\[\d+\](?:–\[\d+\])?")


def plain_text(document: dict[str, Any]) -> str:
    """The answer's text without the keys of its citations, whose numbers aren't its own."""
    return _KEYS.sub("", str(document["text"]))


def asserted(document: dict[str, Any]) -> str:
    """What the answer states, remarks and the offer of what is nearest aside."""
    return "\n".join(
        str(each["text"]) for each in document["statements"] if not each.get("remark", False)
    )
