"""Characters of a printed page by what they do in setting: which are wide, which end a sentence, which hide.

Scripts are told by Unicode blocks, extensions included, never by the old `一-龥` range, which misses 〇, 㕥 and all of
the supplementary planes.
"""

from __future__ import annotations

import functools
import re

from site_builder.newspaper.patterns import late

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
"""Inside a character class of a regular expression: every Han character; the private area holds gaiji."""

KANA = "\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
BOPOMOFO = "\u3105-\u312f\u31a0-\u31bf"
SIGNS = (
    "\u2010-\u2027\u2030-\u205e\u25a0-\u27bf\u3001-\u3004\u3008-\u3020\u3030\ufe10-\ufe6f\uff01-\uff65"
    "\uffe0-\uffee\u00b7"
)
"""Punctuation and marks set on the full square among Han characters (the curly quotes among them)."""

CJK = HAN + KANA + BOPOMOFO + SIGNS

INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
)
"""Control and zero-width characters: they print nothing, break searching and are taken out with the white space."""

SPACE = " \t\n\x0b\x0c\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

TERMINAL = "。！？!?．…⋯｡"
"""What ends a sentence; the Latin full stop is judged by its neighbours in `ending`."""

PAUSE = "，、；,;､—–-─～~／/＋+＝=＆&％"
COLON = "：:︰"
CLOSING = "”’」』）)》〉】〕］]｝}\"'〗〞＂＇"
OPENING = "“‘「『（(《〈【〔［[｛{〖〝"

UNSTARTABLE = "。！？!?，、；：,;:.．…”’」』）)》〉】〕］]｝}％%‰℃·"
"""A printed line does not begin with one of these, so a line that does goes on from the line before."""

_WIDE = late(
    rf"[{HAN}{KANA}{BOPOMOFO}{HANGUL}\u2013-\u2015\u2025-\u2027\u2030-\u205e\u2190-\u27bf\u3000-\u303f"
    r"\ufe10-\ufe6f\uff01-\uff60\uffe0-\uffe6]"
)
_HAN = late(f"[{HAN}]")
_QUOTES = re.compile("[“”‘’]")
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_INVISIBLE = re.compile(f"[{INVISIBLE}{SPACE}]")
GAPS = late(rf"(?<=[{CJK}])[ \u00a0\u3000\t\u2000-\u200a]+(?=[{CJK}])")
"""White space between two full-square characters."""

_ASIDE = re.compile(r"[。！？!?…”」][ 　]?[（(【〔][^（）()【】〔〕]{1,48}[)）】〕]$")
_NEXT = re.compile(r"(?<=[a-z\d])[.!?](?=[\"”’')]{0,2} [\"“‘'(]?[A-Z])")
_SHORTENED = re.compile(
    r"(?:^|[\s(.\"“])(?:Mr|Mrs|Ms|Messrs|Dr|St|Rev|Hon|Prof|Col|Capt|Gen|Lt|Sgt|Maj|Gov|Sen|Rep|Jr|No|vs|cf|Co"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.$"
)
"""A full stop that ends no sentence but a shortened word."""

_TOKEN = re.compile(
    rf"[{re.escape(OPENING)}]*(?:[A-Za-z0-9\u00c0-\u024f.,%:/'’@_-]+|.)[{re.escape(UNSTARTABLE)}]*", re.DOTALL
)


@functools.lru_cache(maxsize=2**12)
def is_blank(character: str) -> bool:
    """Whether a character prints nothing: white space, controls, zero-width marks."""
    return _INVISIBLE.match(character) is not None


def printed(text: str) -> str:
    """The characters of a text that print something."""
    return _INVISIBLE.sub("", text)


def han(text: str) -> int:
    """How many Han characters a text has."""
    return len(_HAN.findall(text))


def letters(text: str) -> int:
    """How many Latin, Greek or Cyrillic letters a text has."""
    return len(_LETTERS.findall(text))


def is_western(text: str) -> bool:
    """Whether a text is written in words with spaces between them."""
    latin = letters(text)
    return latin > 0 and latin > 2 * len(_WIDE.findall(text))


def width(text: str, quote: float = 0.5) -> float:
    """The width of a line in squares: 1 for Han, ½ for a Latin letter or a figure, `quote` for a curly quote."""
    wide = len(_WIDE.findall(text))
    wider = (quote - 0.5) * quotes(text) if quote != 0.5 else 0.0
    return wide + (len(text) - wide) / 2 + wider


def quotes(text: str) -> int:
    """How many curly quotes a text has, which some fonts set half as wide as others."""
    return len(_QUOTES.findall(text))


def closed_up(text: str) -> str:
    """A line without the spaces that stand between two full-square characters, as it is to be measured."""
    return GAPS.sub("", text) if " " in text or "\u3000" in text or "\u00a0" in text else text


def first_token(text: str) -> str:
    """What must stand together at the start of a line: a word or a number, and the marks that stay with it."""
    match = _TOKEN.match(text)
    return match[0] if match else ""


def ending(text: str) -> str:
    """How a text ends: `terminal`, `colon`, `pause`, `open` (an opening bracket) or `none`, closing marks aside."""
    bare = text.rstrip()
    core = bare.rstrip(CLOSING)
    if not core:
        return "none"
    last = core[-1]
    if last in TERMINAL:
        return "terminal"
    if last == ".":
        if is_western(core[-40:]) and _SHORTENED.search(core[-12:]):
            return "none"
        return "terminal" if not core[-2:-1].isdigit() or _western_stop(core) else "none"
    if bare[-1] in OPENING:
        return "open"
    if len(core) < len(bare):
        return "terminal" if _ASIDE.search(bare[-60:]) else "none"
    if last in COLON:
        return "colon"
    if last in PAUSE:
        return "pause"
    return "none"


def sentences_end(text: str) -> bool:
    """Whether a sentence in a Western language ends inside a text, and another begins."""
    return any(not _SHORTENED.search(text[: stop.end()][-12:]) for stop in _NEXT.finditer(text))


def _western_stop(core: str) -> bool:
    return letters(core) > 3
