"""A page that a test writes line by line."""

from dataclasses import replace

from assistant.domain.documents import Block, BlockKind
from ingest.structure import Line, PageLines, blocks, plain_lines


class Sheet:
    """Writes lines one under the other, every character five points wide."""

    def __init__(self, number: int = 1) -> None:
        self.number = number
        self.text = ""
        self.lines: list[Line] = []
        self.y = 100.0

    def write(self, text: str, *, x: float = 70.0, gap: float = 14.0, **style: object) -> "Sheet":
        start = len(self.text) + bool(self.text)
        self.text += ("\n" if self.text else "") + text
        self.y += gap
        line = Line(
            start=start,
            end=start + len(text),
            text=text,
            x0=x,
            x1=x + 5.0 * len(text),
            y=self.y,
            size=11.0,
            first_word=5.0 * len(text.split(maxsplit=1)[0]),
        )
        self.lines.append(replace(line, **style))  # type: ignore[arg-type]
        return self

    def body(self, *texts: str, x: float = 70.0) -> "Sheet":
        for index, text in enumerate(texts):
            self.write(text, x=x, gap=14.0 if index else 24.0)
        return self

    def heading(self, text: str, **style: object) -> "Sheet":
        return self.write(text, gap=30.0, **({"bold": True, "size": 14.0} | style))

    @property
    def page(self) -> PageLines:
        return PageLines(self.number, tuple(self.lines), 842.0)


FULL = "The force knows what it has to do and has said that it will"


def texts(found: list[Block], kind: BlockKind) -> list[str]:
    return [block.text for block in found if block.kind is kind]


def plain(text: str) -> list[Block]:
    return blocks([PageLines(1, plain_lines(text))])
