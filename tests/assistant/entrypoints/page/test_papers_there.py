"""The committee's paper on the page."""

from playwright.sync_api import Browser, Page, expect


def test_a_paper_is_drafted_changed_ticked_off_and_downloaded(page: Page) -> None:
    _draft(page)
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


def test_an_approved_paper_is_changed_no_more_and_still_downloaded(page: Page) -> None:
    _draft(page)
    expect(page.locator("main table").first).to_contain_text("Published")
    page.get_by_role("button", name="Approve the paper").click()

    expect(page.locator(".facts")).to_contain_text("approved on")
    expect(page.locator("textarea, main button")).to_have_count(0)
    for kind, ending in (("Word", ".docx"), ("Markdown", ".md"), ("ledger", ".csv")):
        with page.expect_download() as download:
            page.get_by_role("link", name=kind).first.click()
        assert download.value.suggested_filename.endswith(ending)


def test_a_period_that_cannot_be_is_refused_where_it_was_given(
    browser: Browser, local_address: str
) -> None:
    page = browser.new_page(base_url=local_address)
    page.goto("/papers")
    page.fill("#since", "2026-09-15")
    page.fill("#until", "2026-07-01")
    with page.expect_response("**/papers") as response:
        page.get_by_role("button", name="Draft the paper").click()

    assert response.value.status == 422
    expect(page.locator(".fault")).to_be_visible()
    expect(page.locator("#since")).to_have_value("2026-09-15")
    page.close()


def _draft(page: Page) -> None:
    page.goto("/papers")
    page.fill("#since", "2026-07-01")
    page.fill("#until", "2026-09-15")
    page.get_by_role("button", name="Draft the paper").click()
    page.locator("#ledger").wait_for()
