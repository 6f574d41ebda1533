"""What tests of the page in a real browser share."""

from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ORDERS = "What is a stalking protection order?"


def ask(page: Page, question: str) -> Locator:
    """Ask on the page; return the turn with the whole answer."""
    before = page.locator(".turn .made").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    return answered(page, before)


def answered(page: Page, before: int) -> Locator:
    """Wait for one more answer than there were; return its turn."""
    page.locator(".turn .made").nth(before).wait_for(state="attached")
    return page.locator(".turn").nth(before)


def box(locator: Locator) -> Any:
    """Return where something is drawn: x, y, width and height."""
    found = locator.bounding_box()
    assert found is not None
    return found
