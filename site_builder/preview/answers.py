"""One connection of a browser: what is asked, and what is answered."""

from __future__ import annotations

import hmac
import html
import queue
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from site_builder.errors.wording import say
from site_builder.preview.addresses import Refusal, address_of, check_names, page_at, path_of, split_target
from site_builder.preview.files import is_folder, type_of
from site_builder.preview.hub import Changed
from site_builder.preview.stream import HEARTBEAT, frame
from site_builder.preview.told_facts import Wish, told, told_of_wish, told_where

if TYPE_CHECKING:
    from site_builder.preview.server import PreviewServer

SILENCE = 10.0
"""Seconds of silence after which a stream says that it is still there."""

TABS = 100
"""Most tabs that may listen at once; each costs a thread."""

LARGEST_NEWS = 500_000
"""Bytes of a page or a style that are sent along with the news that it changed; a larger one is asked for."""

LONGEST_WISH = 2_000
"""Bytes of the only thing a tab may send."""

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Drafts are nobody's business: a foreign page may not pull in our scripts and pictures, nor show us in a frame.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}


class PreviewRequest(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 30.0
    disable_nagle_algorithm = True  # else the body of an answer waits for the browser to acknowledge its head

    def handle_one_request(self) -> None:
        """Wait for a request, and answer it."""
        self.server.listens(self.connection)
        super().handle_one_request()

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

    def do_POST(self) -> None:
        """Take a tab's wish, the one thing it may have written; only with --edit, and only from a page of ours."""
        self._headed = False
        self.close_connection = True
        try:
            if (origin := self._only("Origin")) is None:
                raise Refusal(HTTPStatus.FORBIDDEN, "origin")
            check_names(self._only("Host"), origin, self.server.server_port, self.server.names)
            parts = split_target(self.path)
            self._check_live(parts[0])
            if "/".join(parts[1:]) != "accept":
                raise Refusal(HTTPStatus.NOT_FOUND, "not_found")
            self._accept()
        except Refusal as refusal:
            self._refuse(refusal)
        except (ConnectionError, TimeoutError):
            return
        except Exception:
            if not self._headed:
                self._refuse(Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "broken"))

    def parse_request(self) -> bool:
        """Refuse what is not GET or HEAD before anything else is looked at; POST is for --edit."""
        if not super().parse_request():
            return False
        self.server.answers(self.connection)
        known = {"GET", "HEAD", "POST"} if self.server.edit else {"GET", "HEAD"}
        if self.command in known and self.request_version != "HTTP/0.9":
            return True
        self._refuse(Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "method"), {"Allow": ", ".join(sorted(known))})
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
        if self._asked().get("view") == "diff":
            self._compared(page_at(path))
            return
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

    def _check_live(self, name: str) -> None:
        if not hmac.compare_digest(name.encode(), self.server.live.encode()):
            raise Refusal(HTTPStatus.NOT_FOUND, "not_found")

    def _live(self, parts: list[str]) -> None:
        self._check_live(parts[0])
        name = "/".join(parts[1:])
        if name == "events":
            self._stream()
        elif name == "facts":
            self._facts()
        elif name == "compared":
            self._compared(self._page_asked())
        elif name == "where":
            self._where()
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
        server = self.server
        shown = told(found, server.language, server.editor, edit=server.edit) if found else None
        self._send(HTTPStatus.OK, type_of("facts.json"), msgspec.json.encode(shown))

    def _where(self) -> None:
        """Where a page went that is not there."""
        pages, asked = self.server.pages, self._page_asked()
        page, headline = pages.where(asked)
        address = address_of(page, self.server.base) if page else ""
        withheld = pages.withheld(asked)
        data = msgspec.json.encode(told_where(address, headline, self.server.language, withheld))
        self._send(HTTPStatus.OK, type_of("where.json"), data)

    def _accept(self) -> None:
        """Have written into an article that one of its notes is settled."""
        length = self.headers.get("Content-Length", "")
        kind = self.headers.get_content_type()
        if not length.isascii() or not length.isdigit() or int(length) > LONGEST_WISH or kind != "application/json":
            raise Refusal(HTTPStatus.BAD_REQUEST, "bad_request")
        try:
            wish = msgspec.json.decode(self.rfile.read(int(length)), type=Wish)
        except (ValueError, msgspec.MsgspecError, RecursionError):  # ValueError: what is not UTF-8
            raise Refusal(HTTPStatus.BAD_REQUEST, "bad_request") from None
        page = page_at(path_of(wish.page, self.server.base))
        problem = self.server.pages.accept(page, wish.code, wish.line)
        self._send(
            HTTPStatus.OK, type_of("accept.json"), msgspec.json.encode(told_of_wish(problem, self.server.language))
        )

    def _compared(self, page: str) -> None:
        """An article beside the raw text it was made of."""
        generation = self.server.hub.generation
        shown = self.server.pages.compared(page, self.server.language)
        if shown is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "no_raw_text")
        self._send(HTTPStatus.OK, type_of("compared.html"), shown.encode(), generation)

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
                html, styles = "", dict[str, str]()
                if isinstance(message, Changed):
                    html, styles = self._fresh(page) if message.page else "", self._styles(message.assets)
                self.wfile.write(frame(message, server.base, server.language, html=html, styles=styles))

    def _fresh(self, page: str) -> str:
        """A page as it would be answered now, for a tab that shows it; nothing where there is none, or none to send."""
        generation = self.server.hub.generation  # as in `_page`
        body = self.server.file(page)
        if body is None or len(body) > LARGEST_NEWS or not type_of(page).startswith("text/html"):
            return ""
        return with_script(body, self.server.script_tag(generation, body)).decode("utf-8", "replace")

    def _styles(self, assets: Sequence[str]) -> dict[str, str]:
        """The stylesheets among some files, as they would be answered now."""
        styles = {path: self.server.file(path) for path in assets if type_of(path).startswith("text/css")}
        return {
            path: body.decode("utf-8-sig", "replace")
            for path, body in styles.items()
            if body is not None and len(body) <= LARGEST_NEWS
        }

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
            missing = status == HTTPStatus.NOT_FOUND
            body = with_script(body, self.server.script_tag(generation, body, missing=missing))
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
