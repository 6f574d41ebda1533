"""Characters that a reader doesn't see, and others that a search wouldn't match."""

import re
import unicodedata

UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]"
)
"""Controls, zero width marks, direction controls, variation selectors and tag characters."""
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}

SYMBOLS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF06E: "■",
    0xF076: "❖",
    0xF0A8: "□",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF02D: "–",
}
"""Bullets of the Symbol and Wingdings fonts, which have no code of their own in these files."""
SHOWN = LIGATURES | SYMBOLS


def clean(text: str, *, expand: bool = True) -> str:
    """Return the text without characters that can't be seen, ligatures and bullets spelt out.

    Line ends and tabs stay. Soft hyphens go: readers that know of line ends look for them first.
    """
    seen = UNSEEN.sub("", text)
    return seen.translate(SHOWN) if expand else seen
