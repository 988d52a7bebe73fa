"""A saved web page → lines: what a reader would see, with what the mark-up says of each line.

Scripts, styles and comments are mark-up and are left out; everything else that would be seen is text and is kept, the
navigation too. Which part is the article is judged by where the long, punctuated blocks stand (main_part.py).
"""

from __future__ import annotations

import re

import msgspec

from site_builder.sources.founder import LINES, field_of, properties
from site_builder.sources.html_events import PageEvents

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "select",
        "textarea",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
VOID = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
ZONES = {"nav": "nav", "footer": "nav", "aside": "nav", "title": "window", "figcaption": "caption"}
DEEPEST = 100
"""Elements inside each other from which a page is no longer followed; real ones have some thirty."""

_BESIDE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|crumbs?|breadcrumbs?|position|location|foot|footer|copyright|share|side"
    r"|sidebar|related|relate|recommend|rank|"
    r"hot|comments?|toolbar|tools?|search|login|banner|ads?|pager|prev|next|links?|friend|bottom"
    r"|topbar|tags?)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


class WebLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line as it would be seen."""

    text: str
    number: int
    path: tuple[int, ...]
    """The elements it is in, outermost first, by their order in the page."""

    zone: str = ""
    level: int = 0
    bold: bool = False
    linked: float = 0.0
    """Share of its characters that are links."""

    gap: int = 0


class WebPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page's lines and what its head states."""

    lines: tuple[WebLine, ...]
    facts: dict[str, str]


def parse(html: str) -> WebPage:
    """The lines of a web page; broken mark-up is read as far as a browser would."""
    reader = _Reader()
    reader.feed(html)
    lines = tuple(reader.finish())
    return WebPage(lines=lines, facts=reader.facts)


class _Reader(PageEvents):
    def __init__(self) -> None:
        super().__init__()
        self.facts: dict[str, str] = {}
        self._fields: dict[str, str] = {}
        self._lines: list[WebLine] = []
        self._stack: list[tuple[str, int, bool]] = []
        self._count = 0
        self._skipping = 0
        self._parts: list[str] = []
        self._number = 0
        self._bold = self._linked = self._length = 0

    def handle_starttag(self, tag: str, given: dict[str, str]) -> None:
        if tag in SKIPPED:
            self._skipping += 1
        if tag in BLOCKS or tag == "br" or field_of(tag) in LINES:
            self._flush()
        if tag == "meta":
            self._state(given)
        if tag == "img" and given.get("alt", "").strip() and not self._skipping:
            self._flush()
            self.handle_data(given["alt"])
            self._flush(zone="image")
        if tag in VOID or len(self._stack) >= DEEPEST:
            return
        self._count += 1
        beside = _BESIDE.search(f"{given.get('class', '')} {given.get('id', '')}") is not None
        self._stack.append((tag, self._count, beside))

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        if tag in BLOCKS or field_of(tag) in LINES:
            self._flush()
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index][0] == tag:
                del self._stack[index:]
                break

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        words = _SPACE.sub(" ", data)
        if not words.strip() and not self._parts:
            return
        if not self._parts:
            lead = len(data) - len(data.lstrip())
            self._number = self.line() + data.count("\n", 0, lead)
        self._parts.append(words)
        field = next((name for tag, _, _ in reversed(self._stack) if (name := field_of(tag))), "")
        if field and field != "content":
            self._fields[field] = f"{self._fields.get(field, '')}{words}"
        size = len(words.strip())
        tags = {tag for tag, _, _ in self._stack}
        self._length += size
        self._bold += size if tags & {"b", "strong"} else 0
        self._linked += size if "a" in tags else 0

    def handle_comment(self, data: str) -> None:
        if found := properties(data):
            self.facts |= found
            self.facts["property_line"] = str(self.line())

    def finish(self) -> list[WebLine]:
        """All lines, the last one too."""
        self._flush()
        stated = {name: words.strip() for name, words in self._fields.items() if words.strip()}
        self.facts = stated | self.facts
        return self._lines

    def _state(self, given: dict[str, str]) -> None:
        name = (given.get("name") or given.get("property") or "").lower()
        if name and given.get("content", "").strip():
            self.facts.setdefault(f"meta:{name}", given["content"].strip())

    def _flush(self, *, zone: str = "") -> None:
        text = _SPACE.sub(" ", "".join(self._parts)).strip(" ")
        if text:
            tags = [tag for tag, _, _ in self._stack]
            zone = next((ZONES[tag] for tag in reversed(tags) if tag in ZONES), zone)
            if zone in ("", "image") and any(beside for _, _, beside in self._stack):
                zone = "nav"
            heading = next((tag for tag in reversed(tags) if re.fullmatch("h[1-6]", tag)), "")
            length = max(1, self._length)
            self._lines.append(
                WebLine(
                    text=text,
                    number=self._number,
                    path=tuple(number for _, number, _ in self._stack),
                    zone=zone,
                    level=int(heading[1]) if heading else 0,
                    bold=self._bold >= length,
                    linked=self._linked / length,
                )
            )
        self._parts = []
        self._bold = self._linked = self._length = 0
