"""Packing an answer's parts into messages below Slack's limits, with nothing left out."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.render.slack_blocks import FALLBACK, Message
from assistant.render.slack_text import Block, cut, escaped, pieces, rich

MESSAGE = 9_000
"""Characters of a message. Refusals were measured from 11,300 on; the limit isn't documented."""
BLOCKS = 40
"""Blocks of a message; Slack allows 50."""

Part = Block
"""A block; or a section or list, which is put into a `rich_text` block with its neighbours."""


def pack(fallback: str, parts: Sequence[Part], foot: Sequence[Block]) -> tuple[Message, ...]:
    """Return messages that hold the parts in order, and the foot at the end of the last one."""
    room = MESSAGE - sum(map(weight, foot))
    bins: list[list[Part]] = [[]]
    used = 0
    for part in (each for whole in parts for each in _small(whole)):
        size = weight(part)
        if bins[-1] and (used + size > room or len(bins[-1]) >= BLOCKS):
            bins.append([])
            used = 0
        bins[-1].append(part)
        used += size
    bodies = [tuple(_blocks(each)) for each in bins]
    bodies[-1] = (*bodies[-1], *foot)
    shown = escaped(cut(fallback, FALLBACK)) or "–"
    more = "(continued)"
    return tuple(Message(more if n else shown, body) for n, body in enumerate(bodies))


def weight(part: object) -> int:
    """Return how many characters a part has in Slack's count; table cells are counted apart."""
    if isinstance(part, dict):
        if part.get("type") == "data_table":
            return len(part["caption"])
        return sum(weight(value) for key, value in part.items() if key != "type")
    if isinstance(part, list):
        return sum(map(weight, part))
    return len(part) if isinstance(part, str) else 0


def _small(part: Part) -> Iterator[Part]:
    """Cut a section that is too long for one message between its elements, a list by its items."""
    if part["type"] not in ("rich_text_section", "rich_text_list") or weight(part) <= MESSAGE // 2:
        yield part
        return
    kept: list[Block] = []
    for element in (each for whole in part["elements"] for each in _small(whole)):
        if kept and weight(kept) + weight(element) > MESSAGE // 2:
            yield {**part, "elements": kept}
            kept = []
        kept.append(element)
    yield {**part, "elements": kept}


def _blocks(parts: Sequence[Part]) -> Iterator[Block]:
    """Put neighbouring sections and lists into one block."""
    run: list[Block] = []
    for part in parts:
        if part["type"].startswith("rich_text_"):
            run.append(part)
            continue
        if run:
            yield rich(*run)
            run = []
        yield part
    if run:
        yield rich(*run)


def plain_pieces(message: Message) -> list[str]:
    """Return everything a message says as escaped text, for where its blocks are refused."""
    return [escaped(piece) for piece in pieces(said(message.blocks), FALLBACK)]


def said(blocks: Iterable[object]) -> str:
    """Return everything that blocks say, but for what is on buttons."""
    return "\n".join(line for block in blocks for line in _said(block))


def _said(block: object) -> Iterator[str]:
    if isinstance(block, list):
        for each in block:
            yield from _said(each)
        return
    if not isinstance(block, dict) or block.get("type") in ("actions", "context_actions"):
        return
    kind = block.get("type")
    if kind == "data_table":
        for row in block["rows"]:
            yield " | ".join(cell["text"] for cell in row)
    elif kind == "rich_text_section":
        yield "".join(_inline(each) for each in block["elements"])
    elif kind in ("plain_text",):
        yield block["text"]
    else:
        yield from _said([value for value in block.values() if isinstance(value, dict | list)])


def _inline(element: Block) -> str:
    if element["type"] == "link":
        return f"{element.get('text', '')} ({element.get('url', '')})"
    return str(element.get("text", ""))
