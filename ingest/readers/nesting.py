"""How deep list items with typed marks are nested, told from the kind and order of the marks."""

from ingest.structure.markers import Mark, Marked, as_letter, marked

_FEWEST_WORDS_AFTER_INITIAL = 4


def typed_mark(text: str) -> Marked | None:
    """Return the list mark that a paragraph was typed with, if it is no initial of a name."""
    mark = marked(text)
    if mark is None:
        return None
    rest = text[mark.length :].split()
    is_initial = mark.kind in {Mark.LETTER, Mark.ROMAN} and mark.text[0].isupper()
    if is_initial and len(mark.text) == 2 and len(rest) < _FEWEST_WORDS_AFTER_INITIAL:  # noqa: PLR2004
        return None
    return mark


class Nesting:
    """Depth of one list's items as they come."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int | None]] = []

    def close(self) -> None:
        """End the list: the next item begins another."""
        self._open = []

    def depth(self, mark: Marked) -> int:
        """Return the depth of the next item, from 1."""
        single = mark.kind is Mark.ROMAN and len(mark.text.strip("().")) == 1
        if single and self._goes_on(as_letter(mark)) and not self._goes_on(mark):
            mark = as_letter(mark)
        style = _style(mark)
        styles = [name for name, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) + 1 :]
            self._open[-1] = (style, mark.value)
        else:
            self._open.append((style, mark.value))
        return len(self._open)

    def _goes_on(self, mark: Marked) -> bool:
        return any(
            name == _style(mark) and value is not None and value + 1 == mark.value
            for name, value in self._open
        )


def _style(mark: Marked) -> str:
    case = "upper" if mark.text.strip("().")[:1].isupper() else "lower"
    shape = mark.text if mark.kind is Mark.BULLET else mark.text.strip("abcdefghijklmnopqrstuvwxyz")
    brackets = "".join(sign for sign in shape if sign in "().") if mark.value is not None else shape
    return f"{mark.kind} {case} {brackets}"
