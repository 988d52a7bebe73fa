"""The preview's web server: the built folder on 127.0.0.1, one script added to each page, and a stream of news.

Standard library only. Reads and never writes; knows GET and HEAD; answers every fault with a sentence.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import html
import os
import queue
import re
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from site_builder.errors.wording import say
from site_builder.preview.addresses import NAMES, Refusal, address_of, check_names, page_at, path_of, split_target
from site_builder.preview.files import is_folder, open_file, type_of
from site_builder.preview.hub import Hub
from site_builder.preview.network import names_of
from site_builder.preview.pages import OnlyFolder, Pages
from site_builder.preview.stream import HEARTBEAT, frame
from site_builder.preview.told_facts import told

HOST = "127.0.0.1"
SILENCE = 10.0
"""Seconds of silence after which a stream says that it is still there."""

TABS = 100
"""Most tabs that may listen at once; each costs a thread."""

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Drafts are nobody's business: a foreign page may not pull in our scripts and pictures either.
    "Cross-Origin-Resource-Policy": "same-origin",
}


class PreviewServer(ThreadingHTTPServer):
    """Serves one built folder; `serve_forever` in a thread of its own, `shutdown` and `server_close` to end."""

    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port

    def __init__(
        self,
        site: Path,
        hub: Hub,
        *,
        port: int,
        host: str = HOST,
        base: str = "/",
        language: str = "zh-Hans",
        pages: Pages | None = None,
        editor: str = "",
    ) -> None:
        """Binds `port` of `host` (0: any free one), or raises OSError. `base` is as `normal_base` makes it.

        What `pages` does not know is looked for in the folder `site`. `editor` is the address that opens a file in an
        editor, with `{path}` and `{line}` in it.
        """
        self.site = site
        self.pages: Pages = pages or OnlyFolder()
        self.editor = editor
        self.hub = hub
        self.base = base
        self.language = language
        self.live = f"_live-{secrets.token_urlsafe(16)}"
        """The folder of our own files: a foreign page cannot guess it."""
        self.assets = own_assets()
        self._open: set[socket.socket] = set()
        self.names = NAMES if host == HOST else (*NAMES, *names_of(host))
        """The names by which it may be called."""
        super().__init__((host, port), PreviewRequest)

    @property
    def url(self) -> str:
        """Where the site is, for people and browsers."""
        return f"http://{HOST}:{self.server_port}{address_of('', self.base)}"

    def file(self, path: str) -> bytes | None:
        """A file of the site; None when there is none at this path."""
        data = self.pages.read(path)
        if data is not None:
            return data or None
        opened = open_file(self.site, path)
        if opened is None:
            return None
        with opened:
            return opened.read()

    def is_folder(self, path: str) -> bool:
        """Whether a path of the site is a folder."""
        return bool(self.pages.read(f"{path}/index.html")) or is_folder(self.site, path)

    def script_tag(self, generation: int, page: bytes) -> bytes:
        """What is added to a page: which preview sent it, of which generation, and how its <html> tag looked."""
        root = re.search(rb"<html\b[^>]*>", page, re.IGNORECASE)
        digest = hashlib.blake2b(root[0] if root else b"", digest_size=6).hexdigest()
        facts = f'data-run="{self.hub.run}" data-generation="{generation}" data-root="{digest}"'
        return f'<script src="/{self.live}/live.js" {facts}></script>'.encode()

    def server_bind(self) -> None:
        """Take the port, without the library's question to the name service who we are: it may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection: browsers hold them open, and would go on asking us after the end."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """The connection is over."""
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Give the port back and end every connection."""
        super().server_close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A tab that went away is no news; anything else is answered where it happens."""


class PreviewRequest(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60.0

    def do_GET(self) -> None:
        """Answer with a file, a page that says why not, or the stream of news."""
        self._headed = False
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # a body nobody reads must not be taken for the next request
        try:
            check_names(self._only("Host"), self._only("Origin"), self.server.server_port, self.server.names)
            parts = split_target(self.path)
            if parts[0].startswith("_live-"):
                self._live(parts)
            elif self.server.base != "/" and "/".join(parts) in {"", self.server.base.strip("/")}:
                self._redirect(self.server.base)
            else:
                self._page()
        except Refusal as refusal:
            self._refuse(refusal)
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        except Exception:
            # A fault of ours: the page says so, the terminal stays readable, the server goes on.
            self.close_connection = True
            if not self._headed:
                self._refuse(Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "broken"))

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def parse_request(self) -> bool:
        """Refuse what is not GET or HEAD before anything else is looked at."""
        if not super().parse_request():
            return False
        if self.command in {"GET", "HEAD"} and self.request_version != "HTTP/0.9":
            return True
        self._refuse(Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "method"), {"Allow": "GET, HEAD"})
        return False

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What the library finds wrong with a request, in our form."""
        reason = "too_long" if code in {414, 431} else "bad_request"
        self._refuse(Refusal(HTTPStatus(code), reason))

    def version_string(self) -> str:
        """The Server header: nobody needs to know which Python this is."""
        return "site_builder"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Requests are not logged: the terminal is for what people do."""

    def _only(self, header: str) -> str | None:
        """A header that may come once; two of them are one too many."""
        values = self.headers.get_all(header, [])
        if len(values) > 1:
            raise Refusal(HTTPStatus.BAD_REQUEST, "bad_request")
        return values[0] if values else None

    def _page(self) -> None:
        server = self.server
        path = path_of(self.path, server.base)
        generation = server.hub.generation  # before the file is read: an older number only costs a second look
        body = server.file(page_at(path))
        if body is not None:
            self._send(HTTPStatus.OK, type_of(page_at(path)), body, generation)
        elif path and not path.endswith("/") and server.is_folder(path):
            self._redirect(server.base + path + "/")
        else:
            self._missing(page_at(path), generation)

    def _missing(self, path: str, generation: int) -> None:
        """The site's own page for what is not there; a sentence where it has none, or nothing is built yet."""
        own = self.server.file("404.html")
        if own is not None:
            self._send(HTTPStatus.NOT_FOUND, type_of("404.html"), own, generation)
            return
        if not type_of(path).startswith("text/html"):
            raise Refusal(HTTPStatus.NOT_FOUND, "not_found")
        built = is_folder(self.server.site, "") and (self.server.site / "index.html").exists()
        status, reason = (HTTPStatus.NOT_FOUND, "not_found") if built else (HTTPStatus.SERVICE_UNAVAILABLE, "not_built")
        words = html.escape(say(f"preview.refused.{reason}", self.server.language))
        head = f'<html lang="{self.server.language}"><meta charset="utf-8"><title>{words}</title>'
        self._send(status, type_of("404.html"), f"<!doctype html>\n{head}<p>{words}".encode(), generation)

    def _live(self, parts: list[str]) -> None:
        if not hmac.compare_digest(parts[0].encode(), self.server.live.encode()):
            raise Refusal(HTTPStatus.NOT_FOUND, "not_found")
        name = "/".join(parts[1:])
        if name == "events":
            self._stream()
        elif name == "facts":
            self._facts()
        elif name == "compared":
            self._compared()
        elif name in self.server.assets:
            self._send(HTTPStatus.OK, type_of(name), self.server.assets[name])
        else:
            raise Refusal(HTTPStatus.NOT_FOUND, "not_found")

    def _asked(self) -> dict[str, str]:
        """The query of the request."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}

    def _page_asked(self) -> str:
        """The page the query names, as a path in the site."""
        return page_at(path_of(self._asked().get("page", ""), self.server.base))

    def _facts(self) -> None:
        """Where a page comes from, for the badge."""
        found = self.server.pages.facts(self._page_asked())
        data = msgspec.json.encode(told(found, self.server.language, self.server.editor) if found else None)
        self._send(HTTPStatus.OK, type_of("facts.json"), data)

    def _compared(self) -> None:
        """An article beside the raw text it was made of."""
        shown = self.server.pages.compared(self._page_asked(), self.server.language)
        if shown is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "no_raw_text")
        self._send(HTTPStatus.OK, type_of("compared.html"), shown.encode())

    def _stream(self) -> None:
        """News for one tab, until it goes away or the server ends."""
        server = self.server
        try:
            page = self._page_asked()
            since = int(self._asked().get("generation", ""))
        except ValueError:
            raise Refusal(HTTPStatus.BAD_REQUEST, "bad_request") from None
        if server.hub.tabs >= TABS:
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "too_many")
        self.close_connection = True
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8", "Connection": "close"})
        if self.command == "HEAD":
            return
        with server.hub.subscribe(page, since) as subscription:
            while True:
                try:
                    message = subscription.take(SILENCE)
                except queue.Empty:
                    self.wfile.write(HEARTBEAT)
                    continue
                if message is None:
                    return
                self.wfile.write(frame(message, server.base, server.language))

    def _refuse(self, refusal: Refusal, headers: Mapping[str, str] | None = None) -> None:
        """Say in one sentence why not, and end the connection."""
        self.close_connection = True
        body = say(f"preview.refused.{refusal.reason}", self.server.language, base=self.server.base) + "\n"
        self._send(refusal.status, "text/plain; charset=utf-8", body.encode(), headers=headers)

    def _redirect(self, path: str) -> None:
        location = address_of(path, "")
        self._send(HTTPStatus.FOUND, "text/plain; charset=utf-8", b"", headers={"Location": location})

    def _send(
        self,
        status: HTTPStatus,
        kind: str,
        body: bytes,
        generation: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """One whole answer; an HTML page of a known generation gets the script."""
        if generation is not None and kind.startswith("text/html"):
            body = with_script(body, self.server.script_tag(generation, body))
        own = {"Content-Type": kind, "Content-Length": str(len(body))}
        if self.close_connection:
            own["Connection"] = "close"
        try:
            self._head(status, own | dict(headers or {}))
            if self.command != "HEAD":
                self.wfile.write(body)
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self._headed = True
        self.send_response(status)
        for name, value in {**HEADERS, "X-Preview-Run": self.server.hub.run, **headers}.items():
            self.send_header(name, value)
        self.end_headers()


def with_script(page: bytes, tag: bytes) -> bytes:
    """A page with the script as the last thing in its body; without </body>, at its end."""
    end = page.lower().rfind(b"</body")
    return page + tag if end < 0 else page[:end] + tag + page[end:]


def own_assets() -> Mapping[str, bytes]:
    """The browser's side of the preview, by name."""
    folder = files("site_builder.preview") / "assets"
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith((".js", ".css"))}


def open_server(
    site: Path,
    hub: Hub,
    *,
    port: int,
    tries: int,
    base: str,
    language: str,
    host: str = HOST,
    pages: Pages | None = None,
    editor: str = "",
) -> PreviewServer | None:
    """A server on the first free of `tries` ports from `port` on; None when all are taken."""
    for candidate in range(port, min(port + tries, 65536)):
        try:
            return PreviewServer(
                site, hub, host=host, port=candidate, base=base, language=language, pages=pages, editor=editor
            )
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    return None
