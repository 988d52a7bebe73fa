"""What the tests of the search page share: a quiet host, a tab that tells what goes wrong in it, and how to wait."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}
PAGE = "search/index.html"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a plain host that has a folder as its root; ends in `/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def opened(browser: Browser, *, whole: bool = True, **how: Any) -> Iterator[Page]:
    """A tab of its own; when it closes, no dialog may have come up and, of a `whole` site, no script have failed."""
    # Turning pages is animated, which browsers under load give up with an error of their own.
    context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **how})
    page = context.new_page()
    page.set_default_timeout(60_000)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)) if whole else None)
    page.on("dialog", lambda dialog: failures.append(dialog.message))
    try:
        yield page
        failures += ["wider than the window"] * page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    finally:
        context.close()
    assert not failures, failures


def said(page: Page, *texts: str) -> str:
    """What the status line says, once it says all of these."""
    for text in texts:
        page.locator("#status", has_text=text).wait_for()
    return page.locator("#status").inner_text()


def troubled(page: Page, text: str) -> None:
    """Wait until the page names a trouble in these words."""
    page.locator("#trouble:not([hidden])", has_text=text).wait_for()


def hits(page: Page) -> list[str]:
    """The addresses of the hits shown, without what is marked in them."""
    links: list[str] = page.eval_on_selector_all(
        ".search-headline a", "links => links.map(link => link.getAttribute('href').split('#')[0])"
    )
    return links
