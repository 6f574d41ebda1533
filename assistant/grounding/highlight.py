"""Where on a page a quotation stands, for showing it."""

from assistant.language.words import quotable


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Return offsets of the first place where the quotation stands, or none.

    Compared as `quote_stands` does: white space and hyphens at line ends are left aside.
    """
    wanted = _letters(quotable(quote))
    if not wanted:
        return None
    canonical: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        for piece in _letters(quotable(char)):
            canonical.append(piece)
            offsets.append(offset)
    start = "".join(canonical).find(wanted)
    if start < 0:
        return None
    return offsets[start], offsets[start + len(wanted) - 1] + 1


def _letters(canonical: str) -> str:
    # A hyphen may belong to a line's end; character by character that can't be told.
    return canonical.replace("-", "")
