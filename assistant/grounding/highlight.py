"""Where on a page a quotation stands, for showing it."""

from assistant.language.words import quotable


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Return offsets of the first place where the quotation stands, or none.

    Compared as `quote_stands` does: white space and hyphens at line ends are left aside, and a
    place that begins and ends where words do comes before one inside of others ("21 July").
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
    page = "".join(canonical)
    inside = None
    start = page.find(wanted)
    while start >= 0:
        place = offsets[start], offsets[start + len(wanted) - 1] + 1
        if not any(_in_a_word(text, edge) for edge in place):
            return place
        inside = inside or place
        start = page.find(wanted, start + 1)
    return inside


def _in_a_word(text: str, edge: int) -> bool:
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def _letters(canonical: str) -> str:
    # A hyphen may belong to a line's end; character by character that can't be told.
    return canonical.replace("-", "")
