"""The page in a real browser."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
OVERDUE = "Which recommendations are overdue?"
PATHS = [
    "/",
    "/recommendations",
    "/recommendations?overdue=true&sort=-due",
    "/recommendations/FR23-05",
    "/reports",
    "/check",
    "/papers",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium is installed on this machine")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser, local_address: str) -> Iterator[Page]:
    """A page whose every complaint, of its script or of its security policy, fails the test."""
    context = browser.new_context(base_url=local_address, viewport=DESK)  # type: ignore[arg-type]
    made = context.new_page()
    said: list[str] = []
    made.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    made.on("pageerror", lambda error: said.append(str(error)))
    yield made
    context.close()
    assert said == []


def _ask(page: Page, question: str) -> Any:
    before = page.locator(".turn .made").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.locator(".turn .made").nth(before).wait_for()
    return page.locator(".turn").nth(before)


def test_a_question_is_answered_on_the_page_and_followed_up(page: Page) -> None:
    page.goto("/")

    first = _ask(page, "Which recommendations are in the Crime portfolio?")
    second = _ask(page, "Which of them are overdue?")

    expect(first.locator(".asked")).to_have_text(
        "Which recommendations are in the Crime portfolio?"
    )
    expect(second.locator(".made")).to_contain_text("Crime")
    expect(second.locator(".made")).to_contain_text("overdue")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator("#question")).to_have_value("")
    expect(page.locator("#progress")).to_be_empty()
    assert page.url.endswith("/")


def test_a_source_opens_beside_the_answer_highlighted_where_its_words_are(page: Page) -> None:
    page.goto("/")
    turn = _ask(page, "What is a stalking protection order?")
    key = turn.locator("a[data-source]").first
    quoted = turn.locator("blockquote").first.text_content() or ""

    key.click()

    viewer = page.locator("#viewer")
    marks = viewer.locator(".quoted")
    expect(marks.first).to_be_in_viewport()
    expect(turn).to_be_visible()
    assert (viewer.locator("mark").text_content() or "").split() == quoted.split()
    # The highlight lies under the quotation's own words: as many boxes as words, first to last.
    boxes = [box for box in (mark.bounding_box() for mark in marks.all()) if box]
    words = viewer.locator("svg text")
    texts = [text.strip() for text in words.all_text_contents()]
    start = next(
        n for n in range(len(texts)) if texts[n : n + len(boxes)] == quoted.split()[: len(boxes)]
    )
    assert len(boxes) == len(quoted.split())
    for place, box in enumerate(boxes):
        word = words.nth(start + place).bounding_box()
        assert word
        assert abs(word["x"] - box["x"]) < 6
        assert box["y"] - 6 < word["y"] < box["y"] + box["height"]


def test_the_viewer_turns_pages_closes_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/")
    key = _ask(page, "What is a stalking protection order?").locator("a[data-source]").first
    key.focus()
    page.keyboard.press("Enter")
    title = page.locator("#viewer .title")
    expect(title).to_be_focused()

    page.locator("#viewer").get_by_text("Next page").click()
    expect(page.locator("#viewer")).to_contain_text("Page 5 of")
    expect(page.locator("#viewer mark")).to_have_count(0)
    page.keyboard.press("Escape")

    expect(page.locator("#viewer")).to_be_hidden()
    expect(key).to_be_focused()


def test_what_goes_wrong_is_said_on_the_page(page: Page) -> None:
    page.goto("/")
    page.fill("#question", "\u200b")
    page.evaluate("document.getElementById('question').value = '\\u200b'")
    page.click("#ask button")

    expect(page.locator(".fault")).to_contain_text("There is no question")


def test_nothing_that_is_asked_becomes_markup(page: Page) -> None:
    page.goto("/")
    typed = "<img src=x onerror=alert(1)> overdue <script>alert(2)</script>"
    turn = _ask(page, typed)

    expect(turn.locator(".asked")).to_have_text(typed)
    assert page.locator("#turns img, #turns script").count() == 0


def test_recommendations_are_filtered_sorted_marked_and_opened(page: Page) -> None:
    page.goto("/recommendations")
    everything = page.locator("tbody tr").count()

    page.fill("#portfolio", "crime")
    page.check("#overdue")
    page.get_by_role("button", name="Show").click()
    rows = page.locator("tbody tr")
    assert 0 < rows.count() < everything
    expect(page.locator(".tag.late")).to_have_count(rows.count())
    ascending = rows.locator("th").all_text_contents()
    page.get_by_role("link", name="Due").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Due")
    assert rows.locator("th").all_text_contents() != ascending
    expect(page.locator("#portfolio")).to_have_value("crime")

    ref = rows.first.locator("th").text_content() or ""
    rows.first.locator("th a").click()
    expect(page.locator("h1")).to_have_text(ref)
    expect(page.locator("dl")).to_contain_text("Owner")


def test_my_recommendations_are_mine(browser: Browser, proving_address: str) -> None:
    owner = "callum.frayne@wexmoor.police.example"
    context = browser.new_context(
        base_url=proving_address, extra_http_headers={"Authorization": f"Bearer officer {owner}"}
    )
    page = context.new_page()
    page.goto("/recommendations")

    expect(page.locator("h1")).to_have_text("My recommendations")
    owners = page.locator("td[data-label=Owner]").all_text_contents()
    assert owners
    assert all("Frayne" in name for name in owners)
    expect(page.get_by_role("link", name="Register check")).to_have_count(0)
    expect(page.get_by_role("link", name="Papers")).to_have_count(0)
    assert page.goto("/check").status == 403  # type: ignore[union-attr]
    expect(page.locator(".fault")).to_contain_text("Only the role liaison")
    context.close()


def test_a_report_shows_its_findings_and_what_the_register_makes_of_them(page: Page) -> None:
    page.goto("/reports")
    page.get_by_role("link", name="In plain sight: a joint inspection").click()

    findings = page.locator(".finding")
    assert findings.count() > 5
    expect(findings.first).to_contain_text("In the register:")
    findings.first.get_by_role("link", name="Page").click()
    expect(page.locator(".title")).to_contain_text("In plain sight")


def test_a_paper_is_drafted_changed_ticked_off_and_downloaded(page: Page) -> None:
    page.goto("/papers")
    page.fill("#since", "2026-07-01")
    page.fill("#until", "2026-09-15")
    page.get_by_role("button", name="Draft the paper").click()
    section = page.locator("main section").first
    section.locator("summary").click()
    section.locator("textarea").fill("This paper tells members how things stand.")
    section.get_by_role("button", name="Keep the change").click()

    expect(page.locator("main section").first).to_contain_text("how things stand")
    expect(page.locator("main section").first).to_contain_text("Changed by")
    page.locator("[data-claim]").nth(1).check()
    expect(page.locator("#ticked")).to_contain_text("1 of")
    page.reload()
    expect(page.locator("[data-claim]").nth(1)).to_be_checked()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    page.locator("main section").first.locator("summary").click()
    page.get_by_role("button", name="Give the change up").click()
    expect(page.locator("main section").first).not_to_contain_text("how things stand")


def test_a_browser_signs_in_with_a_key_that_no_script_can_read(
    browser: Browser, proving_address: str
) -> None:
    context = browser.new_context(base_url=proving_address)
    page = context.new_page()
    page.goto("/recommendations")
    assert page.url.endswith("/sign-in")

    page.fill("#key", "stranger")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".fault")).to_contain_text("proves nothing")
    page.fill("#key", "liaison")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_contain_text("Ask about")
    assert page.evaluate("document.cookie") == ""
    cookie = context.cookies()[0]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")

    page.get_by_role("button", name="Sign out").click()
    page.goto("/")
    assert page.url.endswith("/sign-in")
    context.close()


def test_the_page_works_without_script(browser: Browser, local_address: str) -> None:
    context = browser.new_context(base_url=local_address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#question", "What is a stalking protection order?")
    page.click("#ask button")

    expect(page.locator(".turn")).to_contain_text("civil order")
    page.locator(".turn a[data-source]").first.click()
    expect(page.locator("mark")).to_have_count(1)
    context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_its_screen(
    browser: Browser, local_address: str, size: Any, path: str
) -> None:
    context = browser.new_context(base_url=local_address, viewport=size)
    page = context.new_page()
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()


@pytest.mark.skipif(
    find_spec("axe_playwright_python") is None, reason="axe-playwright-python is not installed"
)
@pytest.mark.parametrize(
    ("scheme", "size"), [("light", DESK), ("dark", PHONE)], ids=["light desk", "dark phone"]
)
def test_axe_finds_nothing(browser: Browser, local_address: str, scheme: Any, size: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {"runOnly": tags, "resultTypes": ["violations"]}

    def look(page: Page, where: str) -> None:
        for each in axe.run(page, options=rules).response["violations"]:
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
    page.goto("/")
    _ask(page, OVERDUE)
    turn = _ask(page, "What is a stalking protection order?")
    look(page, "answers")
    turn.locator("a[data-source]").first.click()
    page.locator("#viewer .title").wait_for()
    look(page, "a source")
    context.close()

    assert found == []
