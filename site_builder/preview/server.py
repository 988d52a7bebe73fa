"""The preview's web server: the built folder on 127.0.0.1, one script added to each page, and a stream of news.

Standard library only. `answers.py` says what is answered.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from socketserver import TCPServer
from typing import Any

from site_builder.preview.addresses import NAMES, address_of
from site_builder.preview.answers import PreviewRequest
from site_builder.preview.files import is_folder, read_file
from site_builder.preview.hub import Hub
from site_builder.preview.network import names_of
from site_builder.preview.pages import OnlyFolder, Pages

HOST = "127.0.0.1"

CONNECTIONS = 300
"""Most connections at once. When there is one more, the one that has been silent longest goes."""


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
        edit: bool = False,
    ) -> None:
        """Binds `port` of `host` (0: any free one), or raises OSError. `base` is as `normal_base` makes it.

        What `pages` does not know is looked for in the folder `site`. `editor` is the address that opens a file in an
        editor, with `{path}` and `{line}` in it. Only with `edit` a tab may have something written.
        """
        self.site = site
        self.pages: Pages = pages or OnlyFolder()
        self.editor = editor
        self.edit = edit
        self.hub = hub
        self.base = base
        self.language = language
        self.live = f"_live-{secrets.token_urlsafe(16)}"
        """The folder of our own files: a foreign page cannot guess it."""
        self.assets = own_assets()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._silent: dict[socket.socket, None] = {}
        """Connections that have not asked for anything yet, or not again; the longest waiting first."""
        self.names = NAMES if host == HOST else (*NAMES, *names_of(host))
        """The names by which it may be called."""
        super().__init__((host, port), PreviewRequest)

    @property
    def url(self) -> str:
        """Where the site is, for people and browsers of this machine."""
        return f"http://{HOST}:{self.server_port}{address_of('', self.base)}"

    def url_at(self, host: str) -> str:
        """Where the site is for another machine that calls this one so."""
        return f"http://{host}:{self.server_port}{address_of('', self.base)}"

    def file(self, path: str) -> bytes | None:
        """A file of the site; None when there is none at this path."""
        data = self.pages.read(path)
        if data is not None:
            return data or None
        return read_file(self.site, path)

    def is_folder(self, path: str) -> bool:
        """Whether a path of the site is a folder."""
        return bool(self.pages.read(f"{path}/index.html")) or is_folder(self.site, path)

    def script_tag(self, generation: int, page: bytes, *, missing: bool = False) -> bytes:
        """What is added to a page: which preview sent it, of which generation, and how its <html> tag looked.

        `missing` says that the page stands for one that is not there.
        """
        root = re.search(rb"<html\b[^>]*>", page, re.IGNORECASE)
        digest = hashlib.blake2b(root[0] if root else b"", digest_size=6).hexdigest()
        facts = f'data-run="{self.hub.run}" data-generation="{generation}" data-root="{digest}"'
        facts += ' data-missing=""' if missing else ""
        return f'<script src="/{self.live}/live.js" {facts}></script>'.encode()

    def server_bind(self) -> None:
        """Take the port, without the library's question to the name service who we are: it may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection: browsers hold them open, and would go on asking us after the end.

        Whoever opens hundreds and says nothing must not keep others out: the longest silent one makes room.
        """
        with self._lock:
            full = len(self._open) >= CONNECTIONS
            longest = next(iter(self._silent), None) if full else None
            if longest is not None:
                self._forget(longest)
                _hang_up(longest)
            if not full or longest is not None:
                self._open.add(request)
                self._silent[request] = None
        if full and longest is None:
            super().shutdown_request(request)
        else:
            super().process_request(request, client_address)

    def listens(self, connection: socket.socket) -> None:
        """Somebody waits for what this connection asks for next."""
        with self._lock:
            if connection in self._open:
                self._silent.pop(connection, None)
                self._silent[connection] = None

    def answers(self, connection: socket.socket) -> None:
        """This connection has asked for something."""
        with self._lock:
            self._silent.pop(connection, None)

    def shutdown_request(self, request: Any) -> None:
        """The connection is over."""
        with self._lock:
            self._forget(request)
        super().shutdown_request(request)

    def _forget(self, connection: socket.socket) -> None:
        self._open.discard(connection)
        self._silent.pop(connection, None)

    def server_close(self) -> None:
        """Give the port back and end every connection."""
        super().server_close()
        with self._lock:
            for connection in self._open:
                _hang_up(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A tab that went away is no news; anything else is answered where it happens."""


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


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
    edit: bool = False,
) -> PreviewServer | None:
    """A server on the first free of `tries` ports from `port` on; None when all are taken."""
    for candidate in range(port, min(port + tries, 65536)):
        try:
            return PreviewServer(
                site,
                hub,
                host=host,
                port=candidate,
                base=base,
                language=language,
                pages=pages,
                editor=editor,
                edit=edit,
            )
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    return None
