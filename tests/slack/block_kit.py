"""Checks blocks and views as Slack's Web API does: by surface, by limit, naming the place.

What is checked (docs.slack.dev, Block Kit reference; the total of a message is not documented there
and is set at the lowest refusal that was reported): the block types of each surface; required
fields; lengths of texts; numbers of items; unique block and action ids; equal, unempty cells of
tables; values of enumerations. Types that this project doesn't send are refused as unknown, so that
sending a new one means describing it here first.
"""

from collections.abc import Callable, Iterator
from typing import Any

Block = dict[str, Any]

MESSAGE_CHARS = 11_300
TABLE_CHARS = 20_000
SURFACES = {
    "message": {
        "actions", "context", "context_actions", "data_table", "divider", "header", "rich_text",
        "section",
    },
    "home": {"actions", "context", "data_table", "divider", "header", "rich_text", "section"},
    "modal": {"actions", "context", "divider", "header", "input", "rich_text", "section"},
}  # fmt: skip
MOST_BLOCKS = {"message": 50, "home": 100, "modal": 100}


class Checker:
    """Collects what is wrong."""

    def __init__(self, surface: str) -> None:
        self.surface = surface
        self.errors: list[str] = []
        self.chars = 0
        self.cells = 0

    def wrong(self, what: str, place: str) -> None:
        self.errors.append(f"{what} [json-pointer:{place}]")

    def text(self, value: Any, place: str, most: int) -> None:
        if not isinstance(value, str):
            self.wrong("must be a string", place)
        elif not value:
            self.wrong("must be more than 0 characters", place)
        elif len(value) > most:
            self.wrong(f"must be less than {most + 1} characters", place)
        self.chars += len(value) if isinstance(value, str) else 0

    def items(self, value: Any, place: str, most: int, least: int = 1) -> list[Any]:
        if not isinstance(value, list):
            self.wrong("must be an array", place)
            return []
        if not least <= len(value) <= most:
            self.wrong(f"must have {least} to {most} items", place)
        return value

    def text_object(
        self, value: Any, place: str, most: int = 3_000, kinds: tuple[str, ...] = ("plain_text",)
    ) -> None:
        if not isinstance(value, dict) or value.get("type") not in kinds:
            self.wrong(f"must be one of {kinds}", place)
            return
        self.text(value.get("text"), f"{place}/text", most)

    def unique(self, ids: Iterator[str | None], place: str) -> None:
        given = [each for each in ids if each]
        if len(given) != len(set(given)):
            self.wrong("ids must be unique", place)

    def block(self, block: Any, place: str) -> None:
        if not isinstance(block, dict) or block.get("type") not in SURFACES[self.surface]:
            kind = block.get("type") if isinstance(block, dict) else block
            self.wrong(f"unsupported type: {kind}", f"{place}/type")
            return
        _BLOCKS[block["type"]](self, block, place)

    def element(self, element: Any, place: str) -> None:
        kind = element.get("type") if isinstance(element, dict) else None
        if kind not in _ELEMENTS:
            self.wrong(f"unsupported element: {kind}", f"{place}/type")
            return
        self.text(element.get("action_id"), f"{place}/action_id", 255)
        _ELEMENTS[kind](self, element, place)


def _section(c: Checker, block: Block, place: str) -> None:
    c.text_object(block.get("text"), f"{place}/text", 3_000, ("plain_text", "mrkdwn"))


def _header(c: Checker, block: Block, place: str) -> None:
    c.text_object(block.get("text"), f"{place}/text", 150)


def _context(c: Checker, block: Block, place: str) -> None:
    for n, each in enumerate(c.items(block.get("elements"), f"{place}/elements", 10)):
        c.text_object(each, f"{place}/elements/{n}", 3_000, ("plain_text", "mrkdwn"))


def _actions(c: Checker, block: Block, place: str) -> None:
    elements = c.items(block.get("elements"), f"{place}/elements", 25)
    for n, each in enumerate(elements):
        if each.get("type") != "button":
            c.wrong("only buttons are sent in actions", f"{place}/elements/{n}")
        c.element(each, f"{place}/elements/{n}")
    c.unique((each.get("action_id") for each in elements), place)


def _context_actions(c: Checker, block: Block, place: str) -> None:
    for n, each in enumerate(c.items(block.get("elements"), f"{place}/elements", 5)):
        if each.get("type") != "feedback_buttons":
            c.wrong("unsupported type", f"{place}/elements/{n}/type")
        c.element(each, f"{place}/elements/{n}")


def _input(c: Checker, block: Block, place: str) -> None:
    c.text(block.get("block_id"), f"{place}/block_id", 255)
    c.text_object(block.get("label"), f"{place}/label", 2_000)
    c.element(block.get("element"), f"{place}/element")


def _data_table(c: Checker, block: Block, place: str) -> None:
    c.text(block.get("caption"), f"{place}/caption", 3_000)
    if not 1 <= block.get("page_size", 5) <= 100:
        c.wrong("must be between 1 and 100", f"{place}/page_size")
    rows = c.items(block.get("rows"), f"{place}/rows", 201, 2)
    if len({len(row) for row in rows}) > 1:
        c.wrong("all rows must have the same number of cells", f"{place}/rows")
    for r, row in enumerate(rows):
        for n, cell in enumerate(c.items(row, f"{place}/rows/{r}", 20)):
            if cell.get("type") != "raw_text" or not cell.get("text"):
                c.wrong("must be raw_text of more than 0 characters", f"{place}/rows/{r}/{n}")
            c.cells += len(cell.get("text") or "")


def _rich_text(c: Checker, block: Block, place: str) -> None:
    for n, part in enumerate(c.items(block.get("elements"), f"{place}/elements", 500)):
        _rich_part(c, part, f"{place}/elements/{n}")


def _rich_part(c: Checker, part: Block, place: str) -> None:
    if part.get("type") == "rich_text_list":
        if part.get("style") not in ("bullet", "ordered"):
            c.wrong("unknown style", f"{place}/style")
        for n, each in enumerate(c.items(part.get("elements"), f"{place}/elements", 500)):
            if each.get("type") != "rich_text_section":
                c.wrong("a list holds sections", f"{place}/elements/{n}")
            _rich_part(c, each, f"{place}/elements/{n}")
        return
    if part.get("type") != "rich_text_section":
        c.wrong(f"unsupported type: {part.get('type')}", f"{place}/type")
        return
    for n, each in enumerate(c.items(part.get("elements"), f"{place}/elements", 500)):
        _inline(c, each, f"{place}/elements/{n}")


def _inline(c: Checker, element: Block, place: str) -> None:
    kind = element.get("type")
    if set(element.get("style") or {}) - {"bold", "italic", "strike", "code"}:
        c.wrong("unknown style", f"{place}/style")
    if kind == "text":
        c.text(element.get("text"), f"{place}/text", 3_000)
    elif kind == "link":
        c.text(element.get("url"), f"{place}/url", 3_000)
        c.text(element.get("text"), f"{place}/text", 3_000)
        if not str(element.get("url")).startswith(("http://", "https://")):
            c.wrong("must be an address", f"{place}/url")
    elif kind == "user":
        c.text(element.get("user_id"), f"{place}/user_id", 20)
    else:
        c.wrong(f"unsupported type: {kind}", f"{place}/type")


def _button(c: Checker, element: Block, place: str) -> None:
    c.text_object(element.get("text"), f"{place}/text", 75)
    c.text(element.get("value"), f"{place}/value", 2_000)
    if confirm := element.get("confirm"):
        for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
            c.text_object(confirm.get(name), f"{place}/confirm/{name}", most)


def _feedback(c: Checker, element: Block, place: str) -> None:
    for name in ("positive_button", "negative_button"):
        button = element.get(name) or {}
        c.text_object(button.get("text"), f"{place}/{name}/text", 75)
        c.text(button.get("value"), f"{place}/{name}/value", 2_000)


def _options(c: Checker, element: Block, place: str) -> None:
    options = c.items(element.get("options"), f"{place}/options", 10)
    for n, each in enumerate(options):
        c.text_object(each.get("text"), f"{place}/options/{n}/text", 75)
        c.text(each.get("value"), f"{place}/options/{n}/value", 150)
    initial = element.get("initial_options", [element.get("initial_option")])
    if any(each is not None and each not in options for each in initial):
        c.wrong("must be among the options", f"{place}/initial_option")


def _no_more(_: Checker, __: Block, ___: str) -> None:
    return


Check = Callable[[Checker, Block, str], None]
_BLOCKS: dict[str, Check] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "input": _input,
    "data_table": _data_table,
    "rich_text": _rich_text,
    "divider": _no_more,
}
_ELEMENTS: dict[str, Check] = {
    "button": _button,
    "feedback_buttons": _feedback,
    "radio_buttons": _options,
    "checkboxes": _options,
    "datepicker": _no_more,
    "plain_text_input": _no_more,
}


def check_blocks(
    blocks: Any, surface: str = "message", place: str = "/blocks"
) -> tuple[str | None, list[str]]:
    """Return Slack's error code, or none, and what is wrong where."""
    if not isinstance(blocks, list):
        return "invalid_blocks_format", ["must be an array"]
    checker = Checker(surface)
    checker.items(blocks, place, MOST_BLOCKS[surface])
    for number, block in enumerate(blocks):
        checker.block(block, f"{place}/{number}")
    checker.unique((each.get("block_id") for each in blocks if isinstance(each, dict)), place)
    if checker.cells > TABLE_CHARS:
        checker.wrong(f"cells exceed {TABLE_CHARS} characters", place)
    if checker.errors:
        return "invalid_blocks", checker.errors
    if surface == "message" and checker.chars > MESSAGE_CHARS:
        return "msg_blocks_too_long", [f"{checker.chars} characters"]
    return None, []


def check_view(view: Any) -> list[str]:
    """Return what is wrong with a view, where."""
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return ["unsupported type [json-pointer:/view/type]"]
    checker = Checker(kind)
    if kind == "modal":
        checker.text_object(view.get("title"), "/view/title", 24)
        for name in ("submit", "close"):
            if name in view:
                checker.text_object(view[name], f"/view/{name}", 24)
        if any(each.get("type") == "input" for each in view["blocks"]) and "submit" not in view:
            checker.wrong("missing required field", "/view/submit")
    if len(view.get("private_metadata", "")) > 3_000:
        checker.wrong("too long", "/view/private_metadata")
    return checker.errors + check_blocks(view.get("blocks"), kind, "/view/blocks")[1]
