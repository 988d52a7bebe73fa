"""The postings of every issue → the files of the index: one lunr index, what its hits show, and the texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from site_builder.newspaper.galley import Galley
from site_builder.search.lunr_index import lunr_index
from site_builder.search.normalise import fold_lines, is_han, normalise
from site_builder.search.postings import FIELDS, Entry, Postings, read
from site_builder.search.scripts import MANIFEST, manifest, name_of, script
from site_builder.search.segment import CLASSES, UNKNOWN
from site_builder.search.settings import SearchSettings

OPENING = 90
"""Characters of a body that a list of hits shows."""

TEXT_FILE = 48_000
"""Characters of text after which a new file is begun; an issue is never divided."""


def bind(postings: Sequence[bytes], settings: SearchSettings) -> dict[str, bytes]:
    """The files under `search/`: path below the site's root → bytes, the manifest last.

    Takes the postings of all issues in any order; articles are numbered by day, paper and id. The same files for the
    same postings, in whatever order they come.
    """
    issues = sorted(map(read, postings), key=lambda issue: (issue.day, issue.paper, issue.folder))
    articles = [entry for issue in issues for entry in issue.entries]
    whole = len(articles) <= settings.full_text_up_to
    fields = [field for field in FIELDS if whole or field != "body"]
    known = {word: times for issue in issues for word, times in issue.counts.items()}
    names = {name for issue in issues for name in issue.names}
    words = list(_words(articles, fields, names, known))

    texts = _texts(issues) if whole else []
    parts = {
        "index": script("index", {"lunr": lunr_index(words, fields), "classes": _classes(words, known)}),
        "heads": script("heads", [_head(issue, entry) for issue in issues for entry in issue.entries]),
        "folding": script("folding", "\n".join(fold_lines())),
    }
    contents = {
        "articles": len(articles),
        "fields": fields,
        **{part: name_of(path) for part, (path, _) in parts.items()},
        "texts": [{"name": name_of(path), "first": first} for first, (path, _) in texts],
    }
    files = dict([*(made for _, made in texts), *parts.values()])
    return files | {MANIFEST: manifest(contents)}


def _words(
    articles: Sequence[Entry], fields: Sequence[str], names: set[str], known: Mapping[str, int]
) -> Iterator[dict[str, dict[str, int]]]:
    """The counted words of each article by field; words no dictionary has are found wherever their characters stand.

    jieba guesses at a name from what stands around it, and cuts it one way here and another there. A question has no
    such surroundings, so a word guessed once, and the name of anyone who signed, counts everywhere.
    """
    found = {word for entry in articles for field in fields for word in entry.words.get(field, ())}
    own = _by_beginning(names | {word for word in found if len(word) > 1 and is_han(word) and word not in known})
    for entry in articles:
        yield {field: _and_own(entry, field, own) for field in fields}


def _by_beginning(words: set[str]) -> dict[str, list[str]]:
    begun: dict[str, list[str]] = {}
    for word in sorted(words):
        begun.setdefault(word[:2], []).append(word)
    return begun


def _and_own(entry: Entry, field: str, own: Mapping[str, list[str]]) -> dict[str, int]:
    words = dict(entry.words.get(field, {}))
    text = normalise(entry.texts.get(field, ""))
    standing = Counter(
        word for at in range(len(text) - 1) for word in own.get(text[at : at + 2], ()) if text.startswith(word, at)
    )
    for word, times in standing.items():
        words[word] = max(words.get(word, 0), times)
    return words


def _classes(words: Sequence[Mapping[str, Mapping[str, int]]], known: Mapping[str, int]) -> str:
    """One character for each Han term of the index in its order: how common the word is (segment.py reads it)."""
    times: Counter[str] = Counter()
    for article in words:
        for counted in article.values():
            times.update(counted)
    return "".join(CLASSES[_class(term, times[term], known)] for term in sorted(times) if is_han(term))


def _class(term: str, times: int, known: Mapping[str, int]) -> int:
    if term in known:
        return min(int(math.log(known[term]) * 2.8), UNKNOWN - 1)
    return min(UNKNOWN + int(math.log(times) * 3), len(CLASSES) - 1)


def _head(issue: Postings, entry: Entry) -> list[str]:
    """What a hit shows of an article, and its searched fields but the body; `query.HEAD` names them."""
    address = f"{issue.paper}/{issue.folder}/{entry.id}.html"
    shown = [address, issue.day, entry.page, entry.page_name, entry.kicker, entry.byline]
    opening = " ".join(entry.texts["body"].split())[:OPENING]
    return [*shown, opening, *(entry.texts[field] for field in FIELDS if field != "body")]


def _texts(issues: Sequence[Postings]) -> list[tuple[int, tuple[str, bytes]]]:
    """The bodies in files of whole issues, each with the number of its first article."""
    files: list[tuple[int, tuple[str, bytes]]] = []
    waiting: list[str] = []
    first = 0
    for issue in issues:
        waiting += (entry.texts["body"] for entry in issue.entries)
        if sum(map(len, waiting)) >= TEXT_FILE:
            files.append((first, script("text", waiting)))
            first, waiting = first + len(waiting), []
    return [*files, (first, script("text", waiting))] if waiting else files


def bind_all(galleys: Sequence[Galley], settings: SearchSettings) -> dict[str, bytes]:
    """The files of the sharded index, until it takes the place of this one."""
    from site_builder.search import binding

    return binding.bind_all(galleys, settings)
