"""Asking on the page, and reading the sources of the answer."""

from playwright.sync_api import Browser, Page, expect

from tests.assistant.entrypoints.page.browsing import ORDERS, answered, ask, box


def test_a_question_is_answered_on_the_page_and_followed_up(page: Page) -> None:
    page.goto("/")

    first = ask(page, "Which recommendations are in the Crime portfolio?")
    second = ask(page, "Which of them are overdue?")

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
    turn = ask(page, ORDERS)
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
    for place, marked in enumerate(boxes):
        word = words.nth(start + place).bounding_box()
        assert word
        assert abs(word["x"] - marked["x"]) < 6
        assert marked["y"] - 6 < word["y"] < marked["y"] + marked["height"]


def test_the_viewer_turns_pages_closes_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/")
    key = ask(page, ORDERS).locator("a[data-source]").first
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
    turn = ask(page, typed)

    expect(turn.locator(".asked")).to_have_text(typed)
    assert page.locator("#turns img, #turns script").count() == 0


def test_the_page_works_without_script(browser: Browser, local_address: str) -> None:
    context = browser.new_context(base_url=local_address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#question", ORDERS)
    page.click("#ask button")

    expect(page.locator(".turn")).to_contain_text("civil order")
    page.locator(".turn a[data-source]").first.click()
    expect(page.locator("mark")).to_have_count(1)
    context.close()


def test_a_question_that_is_offered_is_asked_by_one_click(page: Page) -> None:
    page.goto("/")
    offered = page.locator("#examples button").first
    question = offered.text_content() or ""

    offered.click()

    expect(answered(page, 0).locator(".asked")).to_have_text(question)
    expect(page.locator("#examples")).to_have_count(0)


def test_a_question_that_is_offered_is_asked_without_script_too(
    browser: Browser, local_address: str
) -> None:
    context = browser.new_context(base_url=local_address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    question = page.locator("#examples button").first.text_content() or ""
    page.locator("#examples button").first.click()

    expect(page.locator(".asked")).to_have_text(question)
    expect(page.locator(".made")).to_have_count(1)
    context.close()


def test_every_card_has_the_number_of_its_statement_and_opens_on_its_words(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ORDERS)
    cards = turn.locator(".cards li")
    stated = set(turn.locator(".statement a.key").all_text_contents())

    assert cards.count() > 0
    for card in cards.all():
        assert card.locator(".key").text_content() in stated
        quoted = card.locator("blockquote").text_content() or ""
        card.locator("a").click()
        expect(page.locator("#viewer mark")).to_be_attached()
        assert (page.locator("#viewer mark").text_content() or "").split() == quoted.split()
        expect(turn.locator(".cards .open")).to_have_count(1)
        expect(card).to_have_class("open")


def test_on_a_phone_the_source_covers_the_answer_and_shows_the_quotation(phone: Page) -> None:
    phone.goto("/")
    turn = ask(phone, ORDERS)
    turn.locator("a[data-source]").first.click()

    first = phone.locator("#viewer .quoted").first
    expect(first).to_be_in_viewport()
    viewer = box(phone.locator("#viewer"))
    assert (viewer["x"], viewer["y"], viewer["width"]) == (0, 0, 390)
    word = box(first)
    # It can be read: no smaller than the small print of the page around it.
    assert word["height"] >= 10
    phone.get_by_role("button", name="Close the source").click()
    expect(turn).to_be_in_viewport()


def test_an_answer_that_is_cut_off_is_not_taken_for_a_whole_one(page: Page) -> None:
    piece = 'event: statement\r\ndata: "Half of it."\r\n\r\n'
    page.route(
        "**/answer", lambda route: route.fulfill(content_type="text/event-stream", body=piece)
    )
    page.goto("/")
    page.fill("#question", ORDERS)
    page.press("#question", "Enter")

    expect(page.locator(".fault")).to_contain_text("cut off")
    expect(page.locator("#ask .ask button")).to_be_enabled()


def test_a_question_that_could_not_be_sent_stays_in_its_box(
    browser: Browser, local_address: str
) -> None:
    context = browser.new_context(base_url=local_address)
    page = context.new_page()
    page.route("**/answer", lambda route: route.abort())
    page.goto("/")
    page.fill("#question", ORDERS)
    page.press("#question", "Enter")

    expect(page.locator(".fault")).to_contain_text("can't be reached")
    expect(page.locator("#question")).to_have_value(ORDERS)
    context.close()
