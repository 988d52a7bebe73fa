"""What several rooms' tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests import provoked
from tests.wanting import lack

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A test that fails because the machine is busy says nothing about the program.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

MISSED = pytest.StashKey[list[str]]()

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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-code", action="store_true", help="fail unless every problem code came about")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of a run in several processes hands over what it noted."""
    for code, tests in getattr(node, "workeroutput", {}).get("made", {}).items():
        provoked.made.setdefault(code, set()).update(tests)
    provoked.told.update((code, tuple(facts)) for code, facts in getattr(node, "workeroutput", {}).get("told", []))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What the tests together must have brought about (tests/provoked.py)."""
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["made"] = {code: sorted(tests) for code, tests in provoked.made.items()}
        config.workeroutput["told"] = [[code, list(facts)] for code, facts in sorted(provoked.told)]
        return
    every = config.getoption("every_code")
    missed = [*provoked.wordless(provoked.told), *(provoked.unproven(provoked.made) if every else ())]
    config.stash[MISSED] = missed
    if missed and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was missed, and how many codes came about."""
    missed = config.stash.get(MISSED, [])
    if missed:
        terminalreporter.section("problem codes", red=True)
        for line in missed:
            terminalreporter.write_line(line)
    if config.getoption("every_code"):
        terminalreporter.write_line(f"{len(provoked.made)} problem codes came about")
