"""The register, the reports and the register check on the page."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.bootstrap import build_assistant
from assistant.entrypoints.api.app import build_app
from assistant.settings import read_settings
from ingest.job import Request, ingest
from tests.serving import served


def test_recommendations_are_filtered_sorted_marked_and_opened(page: Page) -> None:
    page.goto("/recommendations")
    everything = page.locator("tbody tr").count()

    page.get_by_text("Filter by owner").click()
    page.fill("#portfolio", "crime")
    page.check("#overdue")
    page.get_by_role("button", name="Show").click()
    rows = page.locator("tbody tr")
    assert 0 < rows.count() < everything
    expect(page.locator(".tag.late")).to_have_count(rows.count())
    ascending = rows.locator("th").all_text_contents()
    page.get_by_role("link", name="Due", exact=True).click()
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
    wording = findings.first.locator(".notes").text_content() or ""
    findings.first.get_by_role("link", name="Page").click()
    expect(page.locator(".title")).to_contain_text("In plain sight")
    assert (page.locator("mark").text_content() or "").split() == wording.split()


@pytest.mark.parametrize(
    ("view", "states"),
    [
        ("Overdue", {"late"}),
        ("Due soon", {"soon"}),
        ("Open", {"late", "soon", "neither"}),
        ("Closed", {"neither"}),
    ],
)
def test_what_people_look_for_most_is_one_click_away(
    page: Page, view: str, states: set[str]
) -> None:
    page.goto("/recommendations")
    page.get_by_role("link", name=view, exact=True).click()
    # Which of them is shown is told to those who can't see it, too.
    expect(page.locator(".tabs [aria-current]")).to_have_text(view)

    seen = set()
    for cell in page.locator("td.due").all():
        marks = cell.locator(".tag")
        late = marks.count() and "late" in (marks.first.get_attribute("class") or "")
        seen.add("late" if late else "soon" if marks.count() else "neither")
        if marks.count():
            # Never by colour alone.
            assert (marks.first.text_content() or "").startswith(("overdue by", "due"))
    assert seen == states


def test_a_recommendation_leads_to_its_words_in_the_report(page: Page) -> None:
    page.goto("/recommendations/FR23-05")
    page.get_by_role("link", name="Read it in the report").click()

    expect(page.locator("mark")).to_contain_text("within 28 days")
    expect(page.locator(".quoted").first).to_be_visible()


def test_the_register_check_leads_to_the_entry_and_to_the_page(page: Page) -> None:
    page.goto("/check")
    group = page.locator("details", has_text="Deadline differs")
    expect(group).to_contain_text("has 31 January 2027")
    group.get_by_role("link", name="page").first.click()
    expect(page.locator("mark")).to_have_count(1)
    page.go_back()
    entry = page.locator("details a[href^='/recommendations/']").first
    ref = entry.text_content() or ""
    page.locator("details").evaluate_all("all => all.forEach((each) => (each.open = true))")
    entry.click()
    expect(page.locator("h1")).to_have_text(ref)


def test_what_could_not_be_read_is_named_with_the_reason(
    browser: Browser, sample_home: Path, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "stores.md").write_text("# Stores\n\nThey were checked every week.\n", "utf-8")
    (papers / "torn.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    home = tmp_path / "home"
    shutil.copytree(sample_home / "models", home / "models")
    settings = read_settings(home=home, today=date(2026, 10, 1))
    ingest(Request(paths=(papers,)), settings)

    with served(build_app(build_assistant(settings), settings)) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/reports")
        page.get_by_role("link", name="1 file could not be read").click()
        expect(page.locator("#refused + ul")).to_contain_text("torn.pdf: ")
        expect(page.locator(".facts")).to_contain_text("No register is loaded")
        page.goto("/")
        # Nothing is offered that no register could answer.
        assert page.get_by_text("overdue").count() == 0
        context.close()
