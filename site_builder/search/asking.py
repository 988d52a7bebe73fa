"""A part of a question → the articles that answer it, and what it adds to their scores; the twin of asking.js.

A part of words is answered by an article that has all of its words, or that holds it as it was typed: jieba cuts by
what surrounds a word, so that 卖糖/画 holds 糖画 without having the word. What stands as typed is known from the pairs
of neighbouring characters, and counts most. A quoted part is answered by what holds it and by nothing else;
where the texts of the archive are part of the index they have the last word.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from itertools import pairwise

import msgspec

from site_builder.search.grammar import Demand, Kind, Part
from site_builder.search.normalise import figures, is_han, normalise, runs, squeeze
from site_builder.search.normalise import part as apart
from site_builder.search.proving import VERIFIED_FILES, VERIFIED_PAGES, fields_of, verified
from site_builder.search.ranking import Clause, Weights, rarity, weight
from site_builder.search.segment import CLASSES, UNKNOWN, segment, vocabulary
from site_builder.search.shelf import Shelf
from site_builder.search.terms import LONGEST

EXPANSIONS = 1024
"""Words that a beginning or a fuzzy word may stand for; the most usual ones."""

WHOLE_VOCABULARY = 2_000_000
"""Bytes of a vocabulary that may be read for one fuzzy word; of a larger one only what begins like the word is."""

PAIRS = 4, 6, 12
"""Pairs of characters by which a part is looked up as it stands: so many, and more where these leave it open. An
article that has them has nearly always the others; where it matters, the texts decide."""

FIRST_WORDS = 4
"""Words by which a part is looked up, the rarest; the others where these leave it open."""

OWN = 6
"""The class of jieba's words that stand about as often as a word of the site's own that stands in one article."""

COMMON = 35
"""The class (see segment.py) from which single characters stand in every text: 的 了 是 在 和.

Beside other words of a part they are neither looked up nor counted; where they stand as typed they still matter.
"""

SHARE = 0.6
"""Of the pairs of a text that an article must hold to be taken for one in which it was misread."""

EXACT_BOOST = 20.0
"""How much more than its words in a body counts what stands as typed: more than its words apart in a headline."""


class Asked(msgspec.Struct, kw_only=True):
    """A part of a question, looked up."""

    part: Part
    docs: set[int] = msgspec.field(default_factory=set)
    """The articles that answer it."""

    exact: Collection[int] = frozenset()
    """Those that hold it as typed."""

    open: set[int] = msgspec.field(default_factory=set)
    """Of these the ones of which only the pieces are known."""

    rest: set[int] = msgspec.field(default_factory=set)
    """Those that answer it even if they do not hold it as typed."""

    some: set[int] = msgspec.field(default_factory=set)
    """Those that hold one of its words."""

    clauses: list[Clause] = msgspec.field(default_factory=list)
    terms: dict[str, Weights] = msgspec.field(default_factory=dict)
    """What the terms of the clauses weigh."""

    words: Sequence[str] = ()
    """What it was cut into, or stands for."""

    rarity: float = 0.0
    """That of its words, summed up."""

    unverified: bool = False
    """It is quoted, and not all of its articles are known to hold it."""

    weighed: bool = True
    """Whether its words are weighed in each article; else there are no clauses."""

    sought: int | None = None
    """The article of which alone it matters whether it answers; the texts of others are not asked then."""


def ask(shelf: Shelf, part: Part, number: int, *, weighed: bool = True, sought: int | None = None) -> Asked:
    """A part looked up; `number` is its place in the question. Not `weighed`: only which articles answer is asked.

    `sought`: only whether this one does; others may be among them whose texts would say no.
    """
    asked = Asked(part=part, weighed=weighed, sought=sought)
    if part.kind is Kind.PAGE:
        asked.docs = _on_page(shelf, part.text)
    elif part.kind in (Kind.WORDS, Kind.PHRASE):
        _ask_words(shelf, asked, number)
    else:
        asked.words = expand(shelf, part)
        _add_words(shelf, asked, asked.words)
        asked.docs = set(asked.some)
        if part.kind is Kind.FUZZY and len(part.text) > 3:
            vary(shelf, asked, number)
    return asked


def vary(shelf: Shelf, asked: Asked, number: int) -> None:
    """Adds the articles that hold most of a text, as when a character in it was misread."""
    paired = _pairs(squeeze(asked.part.text))
    if not shelf.manifest.substring or len(paired) < 3:
        return
    times = Counter(doc for pair in paired for doc in shelf.pair(pair))
    least = math.ceil(len(paired) * SHARE)
    shares = {doc: many / len(paired) for doc, many in times.items() if many >= least}
    _add(shelf, asked, f"~{number}", shares)
    asked.docs |= shares.keys()


def _ask_words(shelf: Shelf, asked: Asked, number: int) -> None:
    part = asked.part
    quoted = part.kind is Kind.PHRASE
    # Letters and figures alone are words from separator to separator, unless they are quoted.
    look = quoted or any(map(is_han, runs(part.text)))
    cut = _cut(shelf, figures(part.text))
    asked.words = (*cut.words, *cut.also)
    first = cut.words if part.fields or not look else cut.rarest
    together = _all(_add_words(shelf, asked, first))
    stands = _standing(shelf, part, cut, together) if look else None
    if quoted:
        _take(shelf, asked, _candidates(shelf, part.text, together) if stands is None else stands, together)
    elif stands is not None and part.fields:
        asked.exact = stands & together
        if not together:
            _take(shelf, asked, stands, together)
    elif stands is not None:
        _take(shelf, asked, stands, together)
    only = quoted or (part.demand is Demand.NOT and stands is not None and len(cut.words) > 1)
    others = [word for word in cut.words if word not in first]
    if others and not only and not together <= set(asked.exact):
        together &= _all(_add_words(shelf, asked, others))
    _add_words(shelf, asked, cut.also)
    asked.rest = set() if only else together
    asked.docs = asked.rest | set(asked.exact)
    if look:
        _add(shelf, asked, f"!{number}", dict.fromkeys(asked.exact, 1.0))


class _Cut(msgspec.Struct, frozen=True, kw_only=True):
    """A text as the words the index has."""

    words: Sequence[str]
    """Each once, without those that are everywhere."""

    rarest: Sequence[str]
    """Of these the first to be looked up."""

    also: Sequence[str]
    """The runs that are words beside the words in them."""

    borders: Collection[str]
    """The pairs of characters where one word ends and the next begins: no word says that these stand there."""


def _cut(shelf: Shelf, text: str) -> _Cut:
    pieces = runs(text)
    ranks: dict[str, str] = {}
    for key in dict.fromkeys(run[at : at + 2] for run in filter(is_han, pieces) for at in range(len(run))):
        ranks.update((term, rank) for term, rank in shelf.beginning(key).items() if term in text)
    known = vocabulary(ranks, "".join(ranks.values()))
    every: list[str] = []
    also: dict[str, None] = {}
    for run in pieces:
        within = segment(run, known) if is_han(run) else [run[:LONGEST]]
        every += within
        if len(within) > 1 and run in ranks:
            also[run] = None
    classes = {word: CLASSES.find(ranks.get(word, " ")) for word in every}
    telling = [word for word in classes if len(word) > 1 or not COMMON <= classes[word] < UNKNOWN] or list(classes)
    rarest = set(sorted(telling, key=lambda word: _commonness(classes[word]))[:FIRST_WORDS])
    return _Cut(
        words=telling,
        rarest=[word for word in telling if word in rarest],
        also=[run for run in also if run not in classes],
        borders={before[-1] + after[0] for before, after in pairwise(every)},
    )


def _commonness(rank: int) -> int:
    """How often a word of that class may be expected; jieba's words and the site's own are counted otherwise."""
    return rank if rank < UNKNOWN else rank - UNKNOWN + OWN


def _all(found: Sequence[set[int]]) -> set[int]:
    return set.intersection(*found) if found else set()


def _add_words(shelf: Shelf, asked: Asked, words: Sequence[str]) -> list[set[int]]:
    """Lets words count; gives the articles of each, in the fields that are asked."""
    fields = fields_of(shelf, asked.part)
    found = []
    for term in words:
        weights: Weights = weigh(shelf, term) if asked.weighed else {}
        standing: Mapping[str, Iterable[int]] = weights if asked.weighed else shelf.standing(term)
        found.append({number for field in fields for number in standing.get(field, ())})
        if weights:
            asked.rarity += _rarity(shelf, term)
            asked.terms[term] = weights
            asked.clauses.append(Clause(term=term, fields=fields))
    asked.some = asked.some.union(*found)
    return found


def weigh(shelf: Shelf, term: str) -> Weights:
    """What a word weighs in every article that has it."""
    idf = _rarity(shelf, term)
    weights = {}
    for field, standing in shelf.posting(term).items():
        average = shelf.average(field)
        boost = shelf.manifest.boosts[shelf.manifest.fields.index(field)]
        weights[field] = {
            number: weight(idf, times, shelf.length(field, number), average, boost)
            for number, times in standing.items()
        }
    return weights


def _rarity(shelf: Shelf, term: str) -> float:
    return rarity(sum(map(len, shelf.posting(term).values())), shelf.manifest.articles)


def _add(shelf: Shelf, asked: Asked, name: str, shares: Mapping[int, float]) -> None:
    """Lets a name count that stands for a set of articles."""
    if not (shares and asked.weighed):
        return
    fields = fields_of(shelf, asked.part)
    idf = max(rarity(len(shares), shelf.manifest.articles), asked.rarity)
    # A tenth of it as a word that stands once in the body: what is in a short text is less often there by chance.
    body = shelf.manifest.fields[-1]
    average = shelf.average(body) or 1.0
    weights = {}
    for number in sorted(shares):
        rare = idf * shares[number]
        mixed = 0.9 * rare + 0.1 * weight(rare, 1, shelf.length(body, number), average, 1.0)
        weights[number] = math.floor(mixed * 1000 + 0.5) / 1000
    asked.terms[name] = {fields[-1]: weights}
    asked.clauses.append(Clause(term=name, fields=fields, boost=EXACT_BOOST))


def _forms(text: str) -> list[str]:
    """The text as asked, and with its numerals as figures."""
    tight = squeeze(text)
    return list(dict.fromkeys((tight, figures(tight))))


def _pairs(tight: str) -> list[str]:
    """Every two neighbouring characters that no separator parts, each once."""
    return list(dict.fromkeys(run[at : at + 2] for run in apart(tight, " ").split(" ") for at in range(len(run) - 1)))


def _spread(pairs: Sequence[str], most: int) -> Sequence[str]:
    """So many of the pairs, from the first to the last."""
    if len(pairs) <= most:
        return pairs
    return [pairs[at * (len(pairs) - 1) // max(1, most - 1)] for at in range(most)]


def _standing(shelf: Shelf, part: Part, cut: _Cut, together: Set[int]) -> frozenset[int] | None:
    """The articles that hold the pairs of characters of a part; None when there is no way to tell.

    `together` have the rarest of its words.
    """
    quoted = part.kind is Kind.PHRASE
    forms = [form for form in _forms(part.text) if quoted or any(map(is_han, runs(form)))]
    paired = list(filter(None, map(_pairs, forms)))
    if not shelf.manifest.substring or not paired:
        return None
    settled = frozenset() if quoted or len(cut.words) > len(cut.rarest) else together
    return frozenset().union(*(_holding(shelf, pairs, cut.borders, settled, quoted=quoted) for pairs in paired))


def _holding(
    shelf: Shelf, pairs: Sequence[str], between: Collection[str], settled: Set[int], *, quoted: bool
) -> frozenset[int]:
    """The articles with all of the pairs that are looked up.

    `settled` are known to have all words: with all pairs `between` them as well there is nothing left to ask.
    """
    first, more, most = PAIRS
    borders = [pair for pair in pairs if pair in between]
    within = [pair for pair in pairs if pair not in between]
    order = [*_spread(borders, first)]
    order += _spread(within, first - len(order))
    order += [pair for pair in (*borders, *within) if pair not in order]
    docs = _with_all(shelf, order[:first])
    if len(docs) < 2 or (len(borders) <= first and docs <= settled):
        return docs
    docs &= _with_all(shelf, order[:more])
    # So few are looked at one by one.
    return docs & _with_all(shelf, order[:most]) if quoted or len(docs) > VERIFIED_PAGES else docs


def _with_all(shelf: Shelf, pairs: Iterable[str]) -> frozenset[int]:
    return frozenset.intersection(*map(shelf.pair, pairs))


def _candidates(shelf: Shelf, text: str, together: set[int]) -> Collection[int]:
    """Where a phrase without pairs of characters may stand, as 开。据 is one.

    Of a character behind a separator it is known that a word begins with it, whatever that word is.
    """
    every = range(shelf.manifest.articles)
    names = set(map(shelf.text_name, every))
    if "" not in names and len(names) <= VERIFIED_FILES:
        return every
    _, *behind = apart(squeeze(text), " ").split(" ")
    begun = [shelf.starting(char) for char in behind if len(char) == 1]
    if not begun or len(begun) < len(list(filter(None, behind))) or sum(map(len, begun)) > EXPANSIONS:
        return together
    return set.intersection(*(_with_any(shelf, words) for words in begun))


def _with_any(shelf: Shelf, words: Iterable[str]) -> set[int]:
    return {number for word in words for numbers in shelf.standing(word).values() for number in numbers}


def _take(shelf: Shelf, asked: Asked, stands: Collection[int], together: set[int]) -> None:
    """Takes those for exact that have the pieces of a part, and notes of which of them no more than that is known."""
    part = asked.part
    quoted = part.kind is Kind.PHRASE
    asked.exact = stands
    tight = squeeze(part.text)
    if shelf.manifest.substring and not part.fields and len(tight) == 2 and len(_pairs(tight)) == 1:
        return
    few = 1 < len(stands) <= VERIFIED_PAGES
    sure = verified(shelf, stands, part, asked.sought) if quoted or part.fields or few else None
    if sure is not None:
        asked.exact = sure
        return
    if part.fields:
        asked.exact = together & set(stands)
    if quoted or (len(stands) > 1 and not part.fields):
        asked.open = set(asked.exact) - _as_word(shelf, asked, tight)
    asked.unverified = quoted and bool(asked.open)


def _as_word(shelf: Shelf, asked: Asked, tight: str) -> set[int]:
    """Those that have a part as one word, and so hold it."""
    if (word := figures(tight)) not in asked.words:
        return set()
    standing: Mapping[str, Iterable[int]] = shelf.posting(word) if asked.weighed else shelf.standing(word)
    return {number for field in fields_of(shelf, asked.part) for number in standing.get(field, ())}


def expand(shelf: Shelf, part: Part) -> list[str]:
    """The terms a beginning or a fuzzy word stands for, the most usual first."""
    near: Callable[[str], bool]
    if part.kind is Kind.PREFIX:
        near = lambda term: term.startswith(part.text)  # noqa: E731  # two meanings of one word
        maps = [shelf.beginning(part.text[:2]) if len(part.text) > 1 else shelf.starting(part.text)]
    else:
        near = lambda term: within(part.text, term)  # noqa: E731
        whole = sum(segment.vocabulary.bytes for segment in shelf.manifest.segments) <= WHOLE_VOCABULARY
        maps = [shelf.vocabulary()] if whole else [shelf.starting(char) for char in dict.fromkeys(part.text[:2])]
    found = {term: rank for terms in maps for term, rank in terms.items() if near(term)}
    return sorted(found, key=lambda term: (-ord(found[term]), term))[:EXPANSIONS]


def within(a: str, b: str) -> bool:
    """Whether one character more, less, other or exchanged with its neighbour makes one of the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    if len(a) > len(b):
        return a[start + 1 :] == b[start:]
    exchanged = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return a[start + 1 :] == b[start + 1 :] or exchanged


def _on_page(shelf: Shelf, text: str) -> set[int]:
    """The articles on a page of that number or name."""
    return {
        number
        for issue in shelf.issues
        for page in issue.pages
        if _bare(page.page) == _bare(text) or text in normalise(page.name)
        for number in range(page.first, page.first + page.many)
    }


def _bare(number: str) -> str:
    return number[:-1].lstrip("0") + number[-1:]
