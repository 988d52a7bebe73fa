"""The tokens of a web page told one by one to whoever wants them: what the standard parser does, in bounded time."""

from __future__ import annotations

import html
from bisect import bisect_right

from site_builder.sources.html_tokens import Kind, Token, attributes, tokens
from site_builder.sources.line_reading import line_starts


class PageEvents:
    """Calls a method for every tag, text and comment of a page; a reader says what they do."""

    def __init__(self) -> None:
        self._starts: tuple[int, ...] = (0,)
        self._at = 0

    def feed(self, page: str) -> None:
        """Tell the whole page."""
        self._starts = line_starts(page)
        for token in tokens(page):
            self._at = token.start
            if token.kind is Kind.TEXT:
                self.handle_data(html.unescape(page[token.start : token.end]))
            elif token.kind is Kind.OPEN:
                self._tag(page, token)
            elif token.kind is Kind.CLOSE:
                self.handle_endtag(token.name)
            elif token.kind is Kind.COMMENT:
                self.handle_comment(page[slice(*token.inner)])

    def line(self) -> int:
        """The line of the file on which what is being told begins."""
        return bisect_right(self._starts, self._at)

    def handle_starttag(self, tag: str, given: dict[str, str]) -> None:
        """A tag that opens an element."""

    def handle_endtag(self, tag: str) -> None:
        """A tag that ends an element."""

    def handle_data(self, data: str) -> None:
        """Words between tags."""

    def handle_comment(self, data: str) -> None:
        """What a comment says."""

    def _tag(self, page: str, token: Token) -> None:
        self.handle_starttag(token.name.rstrip("/"), attributes(page, token))
        if page.endswith("/>", 0, token.end):
            self.handle_endtag(token.name.rstrip("/"))
