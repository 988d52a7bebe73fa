"""A paragraph as Markdown: what would be read as a mark but was printed as a character gets a backslash before it."""

from __future__ import annotations

import re

from site_builder.newspaper.runs import Text

_STARTS = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|=+\s*$|-{2,}\s*$|~~~|```|:::)")
_LINE_STARTS = re.compile(r"^", re.MULTILINE)
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|\*|`|<(?=[A-Za-z/!?])|&(?=#?\w+;)|!(?=\[)|\[(?=[^\[\]]*\][(\[:])|(?<![^\W_])_|_(?![^\W_])|~(?=~)|\|"
)
_PRINTED_IN_MARKDOWN = re.compile(r"<(?=[A-Za-z/!?])|(?<!\\)!(?=\[)")


def escaped(text: Text, *, markdown: bool) -> Text:
    """The text so that it reads in Markdown as it was printed.

    What comes from Markdown keeps its emphasis and escapes; only pictures and raw HTML, which never show, are disarmed.
    """
    string = text.string
    if markdown:
        places = [match.start() for match in _PRINTED_IN_MARKDOWN.finditer(string)]
    else:
        places = [match.start() for match in _INLINE.finditer(string)]
    for line in _LINE_STARTS.finditer(string):
        start, number = _STARTS.match(string, line.end()), _NUMBER.match(string, line.end())
        if start and not (markdown and start[0] in ("-", "+", "*")):
            places.append(start.start())
        elif number and not markdown:
            places.append(number.end())
    return text.replaced([(place, place, "\\") for place in sorted(set(places))])
