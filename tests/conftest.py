"""What several rooms' tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.wanting import lack

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A test that fails because the machine is busy says nothing about the program.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def real_inputs() -> Path:
    """The folder of real newspaper texts beside the checkout; tests that need it are skipped where it is not."""
    folder = Path(__file__).parents[2] / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("the real newspaper texts are not beside this checkout")
    return folder


def browser_program() -> str:
    """The system's Chromium or Chrome, or the one `CHROMIUM` names; a test is skipped without, and fails under CI."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or lack(f"none of {', '.join(BROWSERS)} is installed, and CHROMIUM names no browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium or Chrome (or the one `CHROMIUM` names), driven by Playwright, without a window.

    A test that asks for it is skipped where there is none, and fails there under CI. Mark such tests `browser`.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_program(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield browser
        browser.close()
