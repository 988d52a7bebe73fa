"""How far each hot path lies above what a bare library takes for the same articles.

    python -m tests.benchmarks.floor --articles 1000 [--rounds 5] [--lunr] [--only "front matter; glance"]

One process; in each round every path is taken by the bare library and by us in turn, and a row tells the medians of
CPU in µs an article and the median of the rounds' ratios. What a path needs that costs but once in a process, as
dictionaries, themes and compiled templates, is made ready before. Files are written below the temporary folder.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from site_builder.engine.circles import seldom_looked_for
from site_builder.engine.stillness import see
from site_builder.engine.survey import survey
from site_builder.engine.writer import Writer
from site_builder.manuscript import front_matter, yaml_text
from site_builder.manuscript.article_file import read_article
from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.press import templates
from site_builder.press.printing import page
from site_builder.press.typesetting import SET_LATELY, typeset
from site_builder.press.views import ArticlePage
from site_builder.search.binding import bind
from site_builder.search.taking import take
from site_builder.search.terms import cut
from tests.benchmarks.floor_archive import SETTINGS, SHELF, SITE, TYPE, Archive, taken_apart
from tests.benchmarks.index_cost import lunr_seconds

PLAIN = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{{ headline }} {{ paper }}</title></head><body>
<header><a href="../../index.html">{{ paper }}</a> {{ date }} {{ page }}</header>
<main><article>{% if kicker %}<p>{{ kicker }}</p>{% endif %}<h1>{{ headline }}</h1>
{% if deck %}<p>{{ deck }}</p>{% endif %}{% if byline %}<p>{{ byline }}</p>{% endif %}
<ul>{% for person in people %}<li>{{ person }}</li>{% endfor %}</ul>
{% for block in blocks %}{{ block|safe }}
{% endfor %}</article></main>
<nav>{% for href, text in links %}<a href="{{ href }}">{{ text }}</a>{% endfor %}</nav></body></html>
"""
"""An article's page that shows no more than the article, who wrote it, and its neighbours."""

Work = Callable[[], object]


class Hot(msgspec.Struct, frozen=True, kw_only=True):
    """A hot path: the bare library's way and ours, each for all articles."""

    name: str
    bare: Work
    ours: Work
    peer: str


def _typesetting(archive: Archive) -> Iterator[Hot]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("js-default")
    yield Hot(
        name="typesetting: issue → galley",
        peer="markdown-it-py, parse and render the body",
        bare=lambda: [parser.render(body) for body in archive.bodies],
        ours=lambda: [typeset(issue, TYPE) for issue in archive.issues],
    )


def _printing(archive: Archive) -> Iterator[Hot]:
    import jinja2

    template = jinja2.Environment(autoescape=True).from_string(PLAIN)
    shown = [_plain_fields(galley, piece) for galley in archive.galleys for piece in galley.articles]
    theirs = templates.Sheets(archive.theme.sheets)
    words = archive.theme.words[SITE.language]
    templates.environment(theirs)

    def by_jinja() -> None:
        for each in archive.printed:
            assert isinstance(each.view, ArticlePage)
            templates.render(theirs, words, SITE.language, "article.html", each.view, str)

    def by_plates() -> None:
        for each in archive.printed:
            page(each.theme, each.frame, each.view)

    def plain() -> None:
        for fields in shown:
            template.render(fields).encode()

    def whole() -> None:
        for galley in archive.galleys:
            for print_one in archive.on_the_press(galley).printers().values():
                print_one()

    yield Hot(name="page: view → bytes", peer="Jinja2, a plain template", bare=plain, ours=by_plates)
    yield Hot(name="page: view → bytes", peer="Jinja2, the theme's own template", bare=by_jinja, ours=by_plates)
    yield Hot(
        name="page: galley → bytes",
        peer="Jinja2, a plain template",
        bare=plain,
        ours=lambda: [archive.pages_of(galley) for galley in archive.galleys],
    )
    yield Hot(name="issue: every page of it, the whole issue as one text too", peer="as above", bare=plain, ours=whole)


def _plain_fields(galley: Galley, piece: SetArticle) -> dict[str, object]:
    article = piece.article
    return {
        "paper": SHELF.paper.name,
        "date": galley.issue.date,
        "page": article.page,
        "kicker": " ".join(article.kicker),
        "headline": " ".join(article.headline),
        "deck": " ".join(article.deck),
        "byline": article.byline,
        "people": [person.name for person in article.contributors],
        "blocks": [block.html for block in piece.blocks],
        "links": [(f"{other.article.id}.html", " ".join(other.article.headline)) for other in galley.articles[:2]],
    }


def _manuscripts(archive: Archive) -> Iterator[Hot]:
    import yaml

    loader = yaml.CSafeLoader

    def whole() -> None:
        for text in archive.texts:
            yaml.load(taken_apart(text)[0], loader)

    def file() -> None:
        for text in archive.texts:
            article, _ = read_article(text, "a.md")
            assert article is not None

    yield Hot(
        name="front matter: YAML → tree with lines",
        peer="yaml.CSafeLoader",
        bare=lambda: [yaml.load(header, loader) for header in archive.headers],
        ours=lambda: [yaml_text.read(header, "a.md", 2) for header in archive.headers],
    )
    yield Hot(
        name="front matter: file → tree with lines",
        peer="the same, and the file taken apart",
        bare=whole,
        ours=lambda: [yaml_text.read(_sheet(text).header, "a.md", 2) for text in archive.texts],
    )
    yield Hot(name="manuscript: file → article, checked", peer="the same", bare=whole, ours=file)


def _sheet(text: str) -> front_matter.Sheet:
    sheet, _ = front_matter.take_apart(text, "a.md")
    assert sheet is not None
    return sheet


def _files(archive: Archive) -> Iterator[Hot]:
    bare, ours, memo = archive.root / "bare", archive.root / "ours", archive.root / "cache" / "memo"
    paths = list(map(str, archive.files))

    def emptied(folder: Path) -> Path:
        with untimed():
            shutil.rmtree(folder, ignore_errors=True)
            for files in archive.pages:
                for path in files:
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
        return folder

    def bare_writing() -> None:
        folder = emptied(bare)
        for files in archive.pages:
            for path, data in files.items():
                with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123 - the floor
                    file.write(data)

    def bare_comparing() -> None:
        for files in archive.pages:
            for path, data in files.items():
                with open(f"{bare}/{path}", "rb") as file:  # noqa: PTH123 - the floor
                    assert file.read() == data

    def placing() -> None:
        _put(Writer(folder=str(emptied(ours))), archive.pages)

    bare_writing()
    placing()
    yield Hot(
        name="placing a new file (journal, twice looked at, SHA-256)",
        peer="open, write, close",
        bare=bare_writing,
        ours=placing,
    )
    yield Hot(
        name="placing a file that is there already",
        peer="open, read, compare",
        bare=bare_comparing,
        ours=lambda: _put(Writer(folder=str(ours)), archive.pages),
    )
    yield Hot(
        name="glance at a file",
        peer="os.stat",
        bare=lambda: list(map(os.stat, paths)),
        ours=lambda: see(str(archive.folder)),
    )
    yield Hot(
        name="survey of a file that is remembered",
        peer="os.stat",
        bare=lambda: list(map(os.stat, paths)),
        ours=lambda: survey(archive.folder, memo, shown="content"),
    )


def _put(writer: Writer, pages: Sequence[Mapping[str, bytes]]) -> None:
    for files in pages:
        writer.put(files)


def _searching(archive: Archive) -> Iterator[Hot]:
    import json
    from collections import Counter, defaultdict

    import rjieba

    def plain_cut() -> list[list[str]]:
        return [rjieba.cut_for_search(text) for text in archive.plain]

    def plain_postings(words: Sequence[Sequence[str]]) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, article in enumerate(words):
            for word, times in Counter(article).items():
                found[word].append((number, times))
        return found

    yield Hot(
        name="words of a text",
        peer="rjieba, cut for search",
        bare=plain_cut,
        ours=lambda: [cut(text, SETTINGS) for text in archive.plain],
    )
    yield Hot(
        name="taking words: galley → partial, pairs and facets too",
        peer="rjieba and a Counter an article",
        bare=lambda: plain_postings(plain_cut()),
        ours=lambda: [take(galley, SETTINGS) for galley in archive.galleys],
    )
    yield Hot(
        name="index: partials → its files",
        peer="plain postings as one JSON",
        bare=lambda: json.dumps(plain_postings(archive.words), ensure_ascii=False).encode(),
        ours=lambda: bind(archive.partials, SETTINGS),
    )


_away = 0.0
"""CPU seconds that do not count."""


@contextmanager
def untimed() -> Iterator[None]:
    """What happens meanwhile does not count."""
    global _away
    began = time.process_time()
    yield
    _away += time.process_time() - began


def timed(work: Work) -> float:
    """CPU seconds of some work."""
    gc.collect()
    away, began = _away, time.process_time()
    work()
    return time.process_time() - began - (_away - away)


def row(path: Hot, rounds: int, articles: int) -> str:
    """A line of the table, after as many rounds; the first turns change places."""
    bare, ours = list[float](), list[float]()
    for number in range(rounds):
        for turn in (0, 1) if number % 2 else (1, 0):
            (ours if turn else bare).append(timed(path.ours if turn else path.bare))
    ratio = statistics.median(ours_ / bare_ for ours_, bare_ in zip(ours, bare, strict=True))
    cells = [f"{statistics.median(seconds) / articles * 1e6:.1f}" for seconds in (bare, ours)]
    return f"| {path.name} | {path.peer} | {' | '.join(cells)} | {ratio:.2f} |"


def _beside_lunr(archive: Archive, articles: int) -> str:
    """A line of the table: words that are cut already become an index."""
    taken = timed(lambda: [take(galley, SETTINGS) for galley in archive.galleys])
    cutting = timed(lambda: [cut(text, SETTINGS) for text in archive.plain])
    ours = (taken - cutting + timed(lambda: bind(archive.partials, SETTINGS))) / articles
    lunr = lunr_seconds(archive.partials, articles)
    return f"| index: words → its files | lunr.py's builder | {lunr * 1e6:.0f} | {ours * 1e6:.0f} | {ours / lunr:.2f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lunr", action="store_true", help="lunr.py's own builder too, which takes some 10 s")
    parser.add_argument("--only", default="", help="beginnings of the names of paths, separated by semicolons")
    asked = parser.parse_args(arguments)
    if asked.articles <= SET_LATELY:
        parser.error(f"{SET_LATELY} articles are left standing once they are set: more are needed")
    wanted = tuple(name.strip() for name in asked.only.split(";"))
    with tempfile.TemporaryDirectory() as folder, seldom_looked_for():
        archive = Archive(Path(folder), asked.articles)
        print("| | bare | bare, µs an article | ours | ours ÷ bare |")
        print("|---|---|---|---|---|")
        for room in (_typesetting, _printing, _manuscripts, _files, _searching):
            for path in room(archive):
                if path.name.startswith(wanted):
                    print(row(path, asked.rounds, asked.articles), flush=True)
        if asked.lunr:
            print(_beside_lunr(archive, asked.articles))
    print(f"\n{asked.articles} articles, {asked.rounds} rounds, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
