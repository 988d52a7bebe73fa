"""Which preview of an archive runs already: a small file in the cache, believed only when a server answers to it."""

from __future__ import annotations

import http.client
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

PATIENCE = 5.0
"""Seconds another preview has to end when it is told to."""

FILE = "preview.json"


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A preview at work."""

    pid: int
    url: str
    run: str
    """What its answers carry as `X-Preview-Run`."""


@contextmanager
def announced(cache: Path, running: Running) -> Iterator[None]:
    """Say that this preview runs, as long as the block lasts; without a cache nobody is told."""
    file = cache / FILE
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.json.encode(running))
    try:
        yield
    finally:
        with suppress(OSError, ValueError, msgspec.MsgspecError, RecursionError):
            if msgspec.json.decode(file.read_bytes(), type=Running) == running:
                file.unlink()


def running(cache: Path) -> Running | None:
    """The preview of the same archive that answers now; None when there is none."""
    try:
        found = msgspec.json.decode((cache / FILE).read_bytes(), type=Running)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):  # ValueError: what is not UTF-8
        return None
    return found if _answers(found) else None


def end(other: Running) -> bool:
    """Tell another preview to end, and wait for it; whether it did."""
    with suppress(OSError):
        os.kill(other.pid, signal.SIGTERM)
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if not _answers(other):
            return True
        time.sleep(0.05)
    return False


def _answers(found: Running) -> bool:
    address = urlsplit(found.url)
    if address.hostname not in ("127.0.0.1", "localhost") or address.port is None:
        return False
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=1)
    try:
        connection.request("HEAD", address.path)
        return connection.getresponse().headers.get("X-Preview-Run") == found.run
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
