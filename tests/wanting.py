"""What a test needs and the machine may lack: elsewhere the test is skipped and says why, under CI it fails."""

from __future__ import annotations

import importlib
import os
import shutil
from types import ModuleType
from typing import NoReturn

import pytest


def lack(reason: str) -> NoReturn:
    """End the test for want of something: skipped, but failed under CI, where everything is to be installed."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(*names: str) -> str:
    """The first of these programs that is installed."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or lack(f"none of {', '.join(names)} is installed")


def module(name: str) -> ModuleType:
    """A package of one of the extras."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name != name.partition(".")[0]:
            raise
    lack(f"{name} is not installed; `sh .ci/test` installs it")
