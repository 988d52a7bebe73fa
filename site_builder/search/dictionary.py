"""Which words jieba knows, how common they are, and how it cuts what it does not know.

The only place that imports jieba or rjieba, and only when something is to be cut. A dictionary of Python's own costs
half a second, so the lines of the file are asked, put in order, until so much was asked that it pays.
Loaded once per process and never changed afterwards, so an answer does not depend on what was cut before it. Nothing
is written here, and no cache in a shared temporary folder is read: jieba would unpickle whatever lies there.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import math
import warnings
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

import msgspec

from site_builder.errors import UsageError
from site_builder.newspaper.patterns import late
from site_builder.search.normalise import HAN, fold, is_han, places_to_fold
from site_builder.search.rows import UNRANKED
from site_builder.search.settings import SearchSettings, check

Cutter = Callable[[str], list[str]]
"""Cuts the Han in a text into words in jieba's search mode: a long word comes with the words inside it."""

LINE_END = "\n"

TOGETHER = "\u4e00-\u9fd5"
"""What jieba takes for Han (a part of a class); both would break a run at any other, each in its own way."""

_PIECES = late(f"[{TOGETHER}][{TOGETHER}]*|[{HAN}]")

_REMEMBERED = 1 << 16
_ONLY_A_BEGINNING = 1.0

_MANY = 1 << 17
"""So many different questions cost as much as loading all words, after which each costs a tenth."""

_DIGITS = 12
"""More characters than a count has."""

_STRETCH = 64
"""Lines of the dictionary that are searched one by one."""

_COUNTED = {"abb0fde2fd1e81ed00bf609b85ac28bf": 60_194_342}
"""The sum of the counts of dictionaries that are known, by digest: that of jieba 0.42.1."""


class Ordered(msgspec.Struct, frozen=True):
    """The dictionary as it is asked, which takes a process a quarter of a second to make of its file."""

    lines: str
    """In order, a line end before each and one at the end."""

    starts: list[int]
    """Where each stretch of lines begins, at last the end of the text."""

    folded: dict[str, str]
    """Counts of the words that are searched in another form."""

    short: tuple[bytes, bytes]
    """The ranks of short words (`commonness.Table`)."""


def in_order() -> bool:
    """Whether this process has the dictionary in order."""
    return bool(_MADE or _lines.cache_info().currsize)


def ordered() -> Ordered:
    """The dictionary of this process."""
    text, _, starts = _lines()
    return Ordered(text, starts.tolist(), _folded_words(), short_words())


@functools.cache
def short_words() -> tuple[bytes, bytes]:
    """The ranks of short words (`commonness.Table`)."""
    from site_builder.search.commonness import table

    return _MADE[0].short if _MADE else table(_lines()[0], _folded_words())


def begin_with(made: Ordered) -> None:
    """What another process made of the same dictionary; without a say once this one has asked its own."""
    _MADE[:] = [made]


_MADE: list[Ordered] = []


@functools.cache
def cutter(settings: SearchSettings) -> Cutter:
    """The cutter of the settings, ready to use. Both cut the same words, rjieba sooner.

    UsageError (S003, S004) when there is none of that name, or it is not installed.
    """
    cut = piece_cutter(settings)
    return lambda text: [word for word in cut(LINE_END.join(_PIECES.findall(text))) if word != LINE_END]


def piece_cutter(settings: SearchSettings) -> Cutter:
    """What `cutter` cuts with: of pieces with line ends between them the words, with line ends here and there.

    A piece is a run of `TOGETHER`, or any other character alone.
    """
    if problems := check(settings):
        raise UsageError(*problems)
    return _rjieba() if settings.segmenter == "rjieba" else _jieba


def count(word: str) -> int:
    """How often jieba's corpus had a word; 0 for one it does not know."""
    return int(_folded_words().get(word) or _listed(word) or 0)


def ranks(words: Sequence[str]) -> bytes:
    """How common jieba says each word is, in 46 classes; `UNRANKED` of those it says nothing of."""
    return bytes(map(_RANKS.__getitem__, words))


def rank(times: int) -> int:
    """The class of a word that jieba's corpus had so often."""
    return min(int(math.log(times) * 2.8), UNRANKED - 1) if times else UNRANKED


class _Ranks(dict[str, int]):
    """Classes by word; those of the words met first are remembered, among which are the most usual."""

    def __missing__(self, word: str) -> int:
        found = rank(count(word) if is_han(word) else 0)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found


_RANKS = _Ranks()


def _listed(word: str) -> str:
    """The count of a word as its line in the dictionary has it; "" of a word that has none."""
    if (start := _first_line(f"{word} ")) < 0:
        return ""
    times = start + len(word) + 1
    return _lines()[0][times : times + _DIGITS].split(" ", 1)[0]


def _first_line(beginning: str) -> int:
    """Where the first line that begins so is in the text of `_lines`; -1 when none does."""
    lines, firsts, starts = _lines()
    at = bisect_left(firsts, beginning)
    # In the stretch before the first that is not less, or the very first line of that.
    found = lines.find(f"\n{beginning}", starts[at - 1] - 1 if at else 0, starts[at] + len(beginning))
    return found + 1 if found >= 0 else -1


def _begins(beginning: str) -> bool:
    """Whether a longer word of the dictionary begins so."""
    return beginning in _folded_beginnings() or _first_line(beginning) >= 0


def _jieba(runs: str) -> list[str]:
    # jieba's own cut_for_search word for word (a test holds them together), with its logarithms taken once and its
    # guesses at unknown runs remembered: 1.7 times as fast.
    found: list[str] = []
    for run in runs.split(LINE_END):
        singles = ""
        for word in _route(run):
            if len(word) == 1:
                singles += word
                continue
            _settle(singles, found)
            singles = ""
            _add(word, found)
        _settle(singles, found)
    return found


def _route(run: str) -> list[str]:
    """The most probable way through a run by the words of the dictionary alone."""
    weights = _weights()
    length = len(run)
    best = [0.0] * (length + 1)
    ends = [0] * length
    for start in range(length - 1, -1, -1):
        top, end = -math.inf, start + 1
        for stop in range(start + 1, length + 1):
            weight = weights[run[start:stop]]
            if weight is None:
                break
            if weight < _ONLY_A_BEGINNING and weight + best[stop] >= top:
                top, end = weight + best[stop], stop
        best[start] = top if top > -math.inf else weights.rarest + best[end]
        ends[start] = end
    words, start = [], 0
    while start < length:
        words.append(run[start : ends[start]])
        start = ends[start]
    return words


def _settle(singles: str, found: list[str]) -> None:
    if len(singles) > 1 and _weights()[singles] in (None, _ONLY_A_BEGINNING):
        for word in _guess(singles):
            _add(word, found)
    else:
        found.extend(singles)


def _add(word: str, found: list[str]) -> None:
    weights = _weights()
    for size in (2, 3):
        if len(word) > size:
            parts = [word[at : at + size] for at in range(len(word) - size + 1)]
            found.extend(part for part in parts if weights[part] not in (None, _ONLY_A_BEGINNING))
    found.append(word)


@functools.lru_cache(_REMEMBERED)
def _guess(run: str) -> tuple[str, ...]:
    """A run of characters that form no known word, cut by jieba's hidden Markov model."""
    return tuple(_finalseg()(run))


class _Weights(dict[str, "float | None"]):
    """Logarithms of probabilities by word, taken when first asked for.

    `_ONLY_A_BEGINNING` for what is no word but begins one; None for what does not even do that.
    """

    def __init__(self) -> None:
        super().__init__()
        self._total = math.log(_total())
        self.rarest = math.log(1) - self._total
        self._words: dict[str, str] | None = None
        self._beginnings: set[str] = set()

    def __missing__(self, word: str) -> float | None:
        if self._words is None and len(self) >= _MANY:
            self._words = _words()
            self._beginnings = {word[:end] for word in self._words for end in range(1, len(word))}
        weight: float | None = None
        if times := self._words.get(word) if self._words is not None else count(word):
            weight = math.log(int(times)) - self._total
        elif word in self._beginnings if self._words is not None else _begins(word):
            weight = _ONLY_A_BEGINNING
        elif self._words is not None:
            return None  # there is no end of what begins no word, and it is soon told
        self[word] = weight
        return weight


@functools.cache
def _weights() -> _Weights:
    return _Weights()


@functools.cache
def _total() -> int:
    """The sum of the counts of all words."""
    known = _COUNTED.get(hashlib.blake2b(_dictionary().encode(), digest_size=16).hexdigest())
    return sum(map(int, _words().values())) if known is None else known


@functools.cache
def _words() -> dict[str, str]:
    """The counts of the dictionary as written there, by word, with the words of `_folded_words`."""
    parts = _dictionary().split()
    words = dict(zip(parts[0::3], parts[1::3], strict=True))
    words.update(_folded_words())
    return words


@functools.cache
def _folded_words() -> dict[str, str]:
    """Counts of the dictionary's words that are searched in another form: `乾隆` comes as `干隆`.

    Where both forms are words, the higher count holds.
    """
    if _MADE:
        return _MADE[0].folded
    text, _, _ = _lines()
    known: dict[str, str] = {}
    starts = {text.rfind("\n", 0, at) + 1 for at in places_to_fold(text)}
    for start in sorted(starts):
        form, times, _ = fold(text[start : text.index("\n", start)]).split(" ")
        known[form] = max(times, known.get(form) or _listed(form) or "0", key=int)
    return known


@functools.cache
def _folded_beginnings() -> set[str]:
    return {word[:end] for word in _folded_words() for end in range(1, len(word))}


@functools.cache
def _lines() -> tuple[str, list[str], array[int]]:
    """The lines of the dictionary in order as one text, a line end before each: strings are five times as large.

    And of every stretch of it the first line, and where each stretch begins, at last the end of the text.
    """
    text, starts = (_MADE[0].lines, array("I", _MADE[0].starts)) if _MADE else _sorted()
    # Cut out anew, so that the memory of all lines can be given back.
    return text, [text[start : text.index("\n", start)] for start in starts[:-1]], starts


def _sorted() -> tuple[str, array[int]]:
    lines = sorted(filter(None, _dictionary().split("\n")))
    sizes = list(accumulate(map(len, lines), initial=1))
    starts = (at + sizes[at] for at in (*range(0, len(lines), _STRETCH), len(lines)))
    return "\n".join(("", *lines, "")), array("I", starts)


def _dictionary() -> str:
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    return (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8")


@functools.cache
def _finalseg() -> Callable[[str], list[str]]:
    with warnings.catch_warnings():
        # jieba 0.42.1 looks for pkg_resources, and has escapes newer Pythons warn of: nothing its user can mend.
        warnings.simplefilter("ignore")
        from jieba import finalseg, setLogLevel
    setLogLevel(60)
    return lambda run: list(finalseg.cut(run))


@functools.cache
def _rjieba() -> Cutter:
    import rjieba

    # Its own, which it reads when it is imported: a second one would cost as long again.
    for word, times in _folded_words().items():
        rjieba.add_word(word, int(times), None)
    # All pieces in one call: crossing over costs more than cutting a short one.
    cut: Cutter = rjieba.cut_for_search
    return cut
