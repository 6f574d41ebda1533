"""Every page on every screen, by keyboard, and checked with axe."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.assistant.entrypoints.page.browsing import DESK, ORDERS, PHONE, ask

OVERDUE = "Which recommendations are overdue?"
PATHS = [
    "/",
    "/recommendations",
    "/recommendations?overdue=true&portfolio=crime&sort=-due",
    "/recommendations/FR23-05",
    "/reports",
    "/check",
    "/papers",
    "/sign-in",
]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_is_wider_than_its_screen(browser: Browser, local_address: str, size: Any) -> None:
    context = browser.new_context(base_url=local_address, viewport=size)
    page = context.new_page()
    wide = []
    for path in PATHS:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            wide.append(path)
    page.goto("/")
    ask(page, OVERDUE)
    if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
        wide.append("an answer")
    context.close()

    assert wide == []


def test_the_first_key_leads_past_the_navigation(page: Page) -> None:
    page.goto("/recommendations")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_nothing_that_is_focused_hides_behind_the_question_box(page: Page) -> None:
    page.goto("/")
    turn = ask(page, OVERDUE)
    turn.locator("summary").click()
    links = turn.locator("a, summary").count()
    turn.focus()

    hidden = []
    for _ in range(links):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const at = document.activeElement, box = at.getBoundingClientRect();
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + 4);
                return at.closest("form") || at.contains(top) || (top && top.contains(at));
            }"""
        )
        if not seen:
            hidden.append(page.evaluate("document.activeElement.outerHTML"))
    assert hidden == []


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", DESK), ("dark", PHONE)], ids=["light desk", "dark phone"]
)
def test_axe_finds_nothing(browser: Browser, local_address: str, scheme: Any, size: Any) -> None:
    axe, found = Axe(), []
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {"runOnly": tags, "resultTypes": ["violations"]}

    def look(page: Page, where: str) -> None:
        # The drawn page is an image: its words stand below it as text.
        context = {"exclude": [["svg.sheet"]]}
        for each in axe.run(page, context, rules).response["violations"]:
            places = [node["html"][:160] for node in each["nodes"]]
            found.append((where, each["id"], each["impact"], places[:3]))

    context = browser.new_context(
        base_url=local_address,
        viewport=size,
        color_scheme=scheme,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    for path in PATHS:
        page.goto(path)
        look(page, path)
    page.goto("/reports")
    page.locator("tbody a").nth(3).click()
    look(page, "a report")
    page.goto("/papers")
    page.fill("#since", "2026-07-01")
    page.fill("#until", "2026-07-20")
    page.get_by_role("button", name="Draft the paper").click()
    page.locator("#ledger").wait_for()
    page.locator("details").evaluate_all("all => all.forEach((each) => (each.open = true))")
    look(page, "a paper")
    page.goto("/")
    ask(page, OVERDUE)
    turn = ask(page, ORDERS)
    look(page, "answers")
    turn.locator("a[data-source]").first.click()
    page.locator("#viewer .title").wait_for()
    look(page, "a source")
    context.close()

    assert found == []
