"""The printed specimen, once for all tests that look at it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from site_builder.engine.events import silence
from site_builder.workflows.build import BuildReport, build
from site_builder.workflows.new import new_archive


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The specimen as a user gets it from `new --sample`, printed."""
    root = tmp_path_factory.mktemp("specimen") / "archive"
    new_archive(root, sample=True)
    return build(root, tell=silence)


@pytest.fixture(scope="session")
def specimen_site(specimen: BuildReport) -> Path:
    """The folder of the printed specimen."""
    return specimen.output


class QuietHandler(SimpleHTTPRequestHandler):
    """A plain static host."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="session")
def hosts(specimen_site: Path) -> Iterator[dict[str, str]]:
    """Three ways to the same site: at the root of a host, below a path, and from the folder."""
    roots = {"root": specimen_site, "sub-path": specimen_site.parent}
    servers = {
        name: ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(folder)))
        for name, folder in roots.items()
    }
    for server in servers.values():
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {
        "root": f"http://127.0.0.1:{servers['root'].server_port}/",
        "sub-path": f"http://127.0.0.1:{servers['sub-path'].server_port}/{specimen_site.name}/",
        "file": specimen_site.as_uri() + "/",
    }
    for server in servers.values():
        server.shutdown()
        server.server_close()
