"""Signing in with a key, and out."""

from playwright.sync_api import Browser, expect


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


def test_who_was_signed_out_while_reading_is_led_to_sign_in(
    browser: Browser, proving_address: str
) -> None:
    context = browser.new_context(base_url=proving_address)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#key", "officer")
    page.press("#key", "Enter")
    page.locator("#question").wait_for()
    context.clear_cookies()
    page.fill("#question", "Which recommendations are overdue?")
    page.press("#question", "Enter")

    page.wait_for_url("**/sign-in")
    expect(page.locator("#key")).to_be_visible()
    context.close()
