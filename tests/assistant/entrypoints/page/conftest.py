import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.assistant.entrypoints.page.browsing import DESK, PHONE


# No wider than a module: while it lasts, a loop runs in this thread, and others need their own.
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
    """A page on a desk."""
    yield from _watched(browser.new_context(base_url=local_address, viewport=DESK))


@pytest.fixture
def phone(browser: Browser, local_address: str) -> Iterator[Page]:
    """A page on a phone."""
    yield from _watched(browser.new_context(base_url=local_address, viewport=PHONE))


def _watched(context: BrowserContext) -> Iterator[Page]:
    """A page whose every complaint, of its script or of its security policy, fails the test."""
    made = context.new_page()
    said: list[str] = []
    made.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    made.on("pageerror", lambda error: said.append(str(error)))
    yield made
    context.close()
    assert said == []
