"""Clients that mean harm or are merely slow: everybody else is answered all the same."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from site_builder.preview import server as server_module
from site_builder.preview.answers import PreviewRequest
from site_builder.preview.server import PreviewServer
from tests.preview.conftest import SOON, ask, serving


def connect(server: PreviewServer, said: bytes = b"") -> socket.socket:
    """A connection that has said this much."""
    connection = socket.create_connection(("127.0.0.1", server.server_port), timeout=SOON)
    connection.sendall(said)
    return connection


@pytest.fixture
def crowded(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PreviewServer]:
    """A server that has room for twelve connections."""
    monkeypatch.setattr(server_module, "CONNECTIONS", 12)
    with serving(site) as server:
        yield server


def test_those_who_say_nothing_keep_nobody_out(crowded: PreviewServer) -> None:
    with ExitStack() as stack:
        said = [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "]
        silent = [stack.enter_context(connect(crowded, said[number % 3])) for number in range(60)]

        for _ in range(5):
            assert ask(crowded, "/").status == 200
        assert silent[0].recv(100) == b"", "the one that was silent longest was sent away"


def test_a_tab_that_listens_is_not_sent_away_for_them(crowded: PreviewServer) -> None:
    with ExitStack() as stack:
        host = f"Host: 127.0.0.1:{crowded.server_port}\r\n"
        stream = f"GET /{crowded.live}/events?page=/&generation=0 HTTP/1.1\r\n{host}\r\n"
        tab = stack.enter_context(connect(crowded, stream.encode()))
        heard = b""
        while b"event: hello" not in heard:
            heard += tab.recv(65536)
        for _ in range(40):
            stack.enter_context(connect(crowded))
        assert ask(crowded, "/").status == 200

        crowded.hub.publish({"index.html"}, [])

        while b"event: changed" not in heard:
            part = tab.recv(65536)
            assert part, "the tab was sent away"
            heard += part


def test_a_request_that_never_ends_is_given_up(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PreviewRequest, "timeout", 0.2)
    with serving(site) as server, connect(server, b"GET / HTTP/1.1\r\nX: ") as slow:
        assert slow.recv(100) == b""
        assert ask(server, "/").status == 200


def test_headers_without_end_are_refused(site: Path) -> None:
    with serving(site) as server:
        before = threading.active_count()
        for filler in (b"X: " + b"y" * 200_000 + b"\r\n", b"".join(b"X-%d: y\r\n" % n for n in range(500))):
            with connect(server, b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % server.server_port) as big:
                try:
                    big.sendall(filler + b"\r\n")
                    answer = big.recv(65536)
                except ConnectionError:
                    answer = b""
                assert not answer.startswith(b"HTTP/1.1 200")
        assert ask(server, "/").status == 200
        assert threading.active_count() <= before + 3


def test_nobody_may_frame_or_include_what_is_served(site: Path) -> None:
    with serving(site) as server:
        for target in ("/", "/assets/press.css", "/nowhere.html"):
            headers = ask(server, target).headers
            assert headers["content-security-policy"] == "frame-ancestors 'self'"
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert "access-control-allow-origin" not in headers
