"""Which words jieba knows, how common they are, and how it cuts what it does not know.

The only place that imports jieba or rjieba, and only when something is to be cut: a dictionary costs half a second.
Loaded once per process and never changed afterwards, so an answer does not depend on what was cut before it. Nothing
is written, and no cache in a shared temporary folder is read: jieba would unpickle whatever lies there.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import re
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from site_builder.errors import UsageError
from site_builder.search.normalise import fold, is_han
from site_builder.search.rows import UNRANKED
from site_builder.search.settings import SearchSettings, check

Cutter = Callable[[Iterable[str]], list[str]]
"""Cuts runs of Han into words in jieba's search mode: a long word comes with the words inside it."""

_PIECES = re.compile("[\u4e00-\u9fd5]+|.")
"""What jieba takes for Han; both would break a run at anything else, each in its own way."""

_REMEMBERED = 1 << 16
_ONLY_A_BEGINNING = 1.0


@functools.cache
def cutter(settings: SearchSettings) -> Cutter:
    """The cutter of the settings, ready to use. Both cut the same words, rjieba sooner.

    UsageError (S003, S004) when there is none of that name, or it is not installed.
    """
    if problems := check(settings):
        raise UsageError(*problems)
    cut = _rjieba() if settings.segmenter == "rjieba" else _jieba
    return lambda runs: cut([piece for run in runs for piece in _PIECES.findall(run)])


def count(word: str) -> int:
    """How often jieba's corpus had a word; 0 for one it does not know."""
    return int(_words().get(word, 0))


def ranks(words: Sequence[str]) -> bytes:
    """How common jieba says each word is, in 46 classes; `UNRANKED` of those it says nothing of."""
    return bytes(map(_RANKS.__getitem__, words))


class _Ranks(dict[str, int]):
    """Classes by word; those of the words met first are remembered, among which are the most usual."""

    def __missing__(self, word: str) -> int:
        times = _times(word) if is_han(word) else 0
        rank = min(int(math.log(times) * 2.8), UNRANKED - 1) if times else UNRANKED
        if len(self) < _REMEMBERED:
            self[word] = rank
        return rank


_RANKS = _Ranks()


def _times(word: str) -> int:
    """As `count`; from the sorted dictionary, which is ready sooner than one of Python's."""
    if word in _folded_words():
        return int(_folded_words()[word])
    lines = _lines()
    at = bisect_left(lines, f"{word} ")
    if at == len(lines) or not lines[at].startswith(f"{word} "):
        return 0
    return int(lines[at].split(" ", 2)[1])


def _jieba(runs: Iterable[str]) -> list[str]:
    # jieba's own cut_for_search word for word (a test holds them together), with its logarithms taken once and its
    # guesses at unknown runs remembered: 1.7 times as fast.
    found: list[str] = []
    for run in runs:
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
    if len(singles) > 1 and singles not in _words():
        for word in _guess(singles):
            _add(word, found)
    else:
        found.extend(singles)


def _add(word: str, found: list[str]) -> None:
    for size in (2, 3):
        if len(word) > size:
            found.extend(part for at in range(len(word) - size + 1) if count(part := word[at : at + size]))
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
        self._total = math.log(sum(map(int, _words().values())))
        self._beginnings = {word[:end] for word in _words() for end in range(1, len(word))}
        self.rarest = math.log(1) - self._total

    def __missing__(self, word: str) -> float | None:
        if times := count(word):
            self[word] = math.log(times) - self._total
        elif word in self._beginnings or word in _words():
            self[word] = _ONLY_A_BEGINNING
        else:
            return None
        return self[word]


@functools.cache
def _weights() -> _Weights:
    return _Weights()


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
    text = _dictionary()
    known: dict[str, str] = {}
    for line, folded in zip(text.split("\n"), fold(text).split("\n"), strict=True):
        if line != folded:
            form, times, _ = folded.split(" ")
            at = bisect_left(_lines(), f"{form} ")
            there = _lines()[at].split(" ") if at < len(_lines()) else [""]
            before = known.get(form, there[1] if there[0] == form else "0")
            known[form] = max(times, before, key=int)
    return known


@functools.cache
def _lines() -> list[str]:
    """The lines of the dictionary in order."""
    return sorted(_dictionary().split("\n"))


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


def _rjieba() -> Cutter:
    import rjieba

    cutting = rjieba.Jieba()
    for word, times in _folded_words().items():
        cutting.add_word(word, int(times), None)
    # All runs in one call: crossing over costs more than cutting a short run.
    return lambda runs: [word for word in cutting.cut_for_search("\n".join(runs)) if word != "\n"]
