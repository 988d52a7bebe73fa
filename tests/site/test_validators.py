"""Every template through html-validate and axe. `sh .ci/test` installs both into .cache/validators where npm is."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.test_in_a_browser import KINDS
from tests.wanting import lack

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.validators, pytest.mark.browser]

HERE = Path(__file__).parent
INSTALLED = Path(os.environ.get("VALIDATORS") or HERE.parents[1] / ".cache" / "validators") / "node_modules"

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

EVERYWHERE = ("home", "issue", "page", "article", "year", "search", "read", "about", "days")
"""Kinds that are looked at small and dark as well; of the others the same parts are."""

LOOKS = [
    *((kind, 1280, "light") for kind in KINDS),
    *((kind, width, scheme) for kind in EVERYWHERE for width, scheme in ((320, "light"), (1280, "dark"))),
]


def installed(name: str) -> Path:
    """The folder of a validator; where it is not installed the test is skipped, under CI failed."""
    found = INSTALLED / name
    if not found.is_dir():
        lack(f"{name} is not installed: npm install --prefix .cache/validators {name}")
    return found


def test_html_is_valid(specimen_site: Path) -> None:
    program = installed("html-validate") / "bin" / "html-validate.mjs"
    node = shutil.which("node")
    assert node
    pages = [str(specimen_site / path.partition("?")[0]) for path in (*KINDS.values(), "404.html")]
    done = subprocess.run(
        [node, str(program), "--config", str(HERE / "htmlvalidate.json"), *pages],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_nobody_is_shut_out(chromium: Browser, specimen_site: Path) -> None:
    script = (installed("axe-core") / "axe.min.js").read_text("utf-8")
    found = {}
    for kind, width, scheme in LOOKS:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )
        page = context.new_page()
        page.goto(f"{specimen_site.as_uri()}/{KINDS[kind]}")
        page.evaluate(script)
        report = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
        faults = [f"{one['id']}: {one['nodes'][0]['target']}" for one in report["violations"]]
        if faults:
            found[kind, width, scheme] = faults
        context.close()

    assert found == {}
