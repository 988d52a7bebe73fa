"""Every template through html-validate, the Nu checker, axe and pa11y, and three through Lighthouse.

`sh .ci/test` installs them into .cache/validators where npm is; elsewhere `VALIDATORS` may name their folder.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import browser_program
from tests.site.kinds import KINDS, page_of, pages_of
from tests.wanting import lack, program

pytestmark = [pytest.mark.validators, pytest.mark.browser]

HERE = Path(__file__).parent
INSTALLED = Path(os.environ.get("VALIDATORS") or HERE.parents[1] / ".cache" / "validators") / "node_modules"

MARKED = ("home", "issue", "article")
"""Kinds that Lighthouse marks; it needs some seconds for each."""


def installed(name: str) -> Path:
    """The folder of a validator; where it is not installed the test is skipped, under CI failed."""
    found = INSTALLED / name
    if not found.is_dir():
        lack(f"{name} is not installed: npm install --prefix .cache/validators {name}")
    return found


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """What a program says."""
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def judged(script: str, *urls: str) -> Any:
    """The faults that one of the scripts beside this file finds at these addresses."""
    done = run(program("node"), HERE / script, INSTALLED, browser_program(), *urls)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_template_is_looked_at(specimen_site: Path) -> None:
    templates = {path.stem for path in (HERE.parents[1] / "themes/broadsheet/templates").glob("*.html")}

    assert templates - set(KINDS) == {"base"}
    assert all((specimen_site / path).is_file() for path in pages_of(specimen_site).values())


def test_html_is_valid(specimen_site: Path) -> None:
    validator = installed("html-validate") / "bin" / "html-validate.mjs"
    pages = [specimen_site / path for path in pages_of(specimen_site).values()]
    done = run(program("node"), validator, "--config", HERE / "htmlvalidate.json", *pages)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_nu_checker_finds_nothing(specimen_site: Path) -> None:
    checker = installed("vnu-jar") / "build" / "dist" / "vnu.jar"
    pages = [specimen_site / path for path in pages_of(specimen_site).values()]
    done = run(program("java"), "-Xss1m", "-jar", checker, "--errors-only", *pages)

    assert done.returncode == 0, done.stderr


def test_nobody_is_shut_out(hosts: dict[str, str], specimen_site: Path) -> None:
    for validator in ("axe-core", "pa11y"):
        installed(validator)

    assert judged("accessibility.mjs", *(hosts["root"] + path for path in pages_of(specimen_site).values())) == []


def test_lighthouse_has_nothing_to_wish_for(hosts: dict[str, str], specimen_site: Path) -> None:
    installed("lighthouse")

    assert judged("lighthouse.mjs", *(hosts["root"] + page_of(specimen_site, kind) for kind in MARKED)) == []
