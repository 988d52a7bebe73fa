"""The elements of HTML by what they do to the lines of a page."""

from __future__ import annotations

SKIPPED = frozenset(
    [
        "audio",
        "canvas",
        "datalist",
        "iframe",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
"""Elements whose words are no text of the page."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
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
        "listing",
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
        "xmp",
    ]
)
"""Elements that begin and end a line."""

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
"""Elements that hold nothing and have no end."""

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
VERBATIM = frozenset(["pre", "listing", "xmp"])
"""Elements whose lines are lines."""

ZONES = {"nav": "nav", "footer": "nav", "aside": "nav", "title": "window", "figcaption": "caption"}
"""What the mark-up says a line is."""
