"""The lock of the packages that developers and CI work with: everything in it, with hashes, and no host's name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / ".ci/requirements.lock").read_text(encoding="utf-8")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
ASKED = re.compile(r"^([A-Za-z0-9._-]+)\s*>=\s*([\d.]+)")
CORE_AT_MOST = 12
"""Packages the program itself may ask for; one more needs its reason, and this number changed."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    return {plain(name): version for name, version, _ in PINNED.findall(LOCK)}


def asked() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    installed = ("test", "fast", "fonts", "cluster", "pdf", "phone", "precompress")
    wanted = [*project["dependencies"], *(one for name in installed for one in extras[name])]
    return {plain(match[1]): match[2] for match in map(ASKED.match, wanted) if match}


def test_everything_asked_for_is_pinned_with_hashes() -> None:
    versions = pinned()

    for name, least in asked().items():
        assert name in versions, f"{name} is not in .ci/requirements.lock; its first lines say how it is made"
        numbers = [[int(part) for part in re.findall(r"\d+", text)[:3]] for text in (versions[name], least)]
        assert numbers[0] >= numbers[1], name


def test_every_line_is_a_pin_a_hash_or_a_remark() -> None:
    for line in LOCK.splitlines():
        assert re.match(r"#|    #|[A-Za-z0-9._-]+==\S+ \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line), line


def test_it_names_no_host() -> None:
    assert not re.search(r"https?:|--index-url|--find-links /|--trusted-host", LOCK)


def test_the_program_itself_asks_for_few_and_says_why() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()

    assert len(project["dependencies"]) <= CORE_AT_MOST
    for wanted in project["dependencies"]:
        match = ASKED.match(wanted)
        assert match is not None
        assert match[1].lower() in reasons, f"docs/dependencies.md does not say why {match[1]} is needed"
