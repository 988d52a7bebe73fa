"""Whatever comes in, every reader answers with values and problems: no exception, no hang, no jump of memory.

A few hundred inputs for each reader in every run; a hundred thousand with `-m slow`, see docs/testing.md.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.checks.examples import read_example
from site_builder.checks.pages import read_page
from site_builder.checks.texts import doubts
from site_builder.config import read_config
from site_builder.engine.paths import is_safe
from site_builder.errors import Place, Problem, wording
from site_builder.fixity.verify_package import verify
from site_builder.manuscript import forms, yaml_text
from site_builder.manuscript.article_file import read_article
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.issue_folder import read_issue
from site_builder.manuscript.paper_file import read_paper
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, Issue, Position
from site_builder.newspaper.sketches import is_another, sketch
from site_builder.press.address_book import read_book, write_book
from site_builder.press.aliases import Alias, settled
from site_builder.press.redirects import print_redirects
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset
from site_builder.search.normalise import folding
from site_builder.sources.reading import read as read_source

SECONDS, BYTES = 2.0, 64 * 2**20

PIECES = (
    *(
        "---\n",
        "id: 01-01\n",
        "headline: 甲\n",
        "page: 1\n",
        "position: 1\n",
        "&a ",
        "*a ",
        "!!python/object:os.system ",
    ),
    *("- ", "{", "}", "[", "]", ": ", "'", '"', "|\n", ">\n", "\t", "#", "%YAML 9\n", "<<: ", "? "),
    *(
        "<p>",
        "</div>",
        "<script>",
        "<!--",
        "-->",
        "<table><tr>",
        "<![CDATA[",
        "&#x1F600;",
        "&nbsp",
        "<a href='",
        "<html>",
    ),
    *(
        "本报讯（记者 甲乙丙）",
        "下转第三版",
        "（三）",
        "　　",
        "。",
        "，",
        "“",
        "”",
        "𠀀",
        "\ue111",
        "\ufeff",
        "\u202e",
    ),
    *("![", "](", "**", "__", "`", "> ", "# ", "1. ", "|---|", "<!", "\\", "\0", "\x0c", "\r\n", "\u2028", "\ud800"),
    *(
        "%PDF-1.7\n",
        "startxref\n0\n%%EOF",
        "PK\x03\x04",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "<alto>",
    ),
    *(
        "../",
        "/etc/passwd",
        "C:\\",
        "con.md",
        "a\n",
        "0" * 64 + "  data/a\n",
        "BagIt-Version: 1.0\n",
        ".\n",
        "=== a.md\n",
    ),
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=24).map("".join)
BYTES_OF = st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=300))
KEY = IssueKey(paper="bao", day="2019-04-19")


def spoken(problems: list[Problem]) -> None:
    for problem in problems:
        for language in wording.LANGUAGES:
            wording.sentence(problem, language)
            wording.hint(problem, language)


def article(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    spoken(read_article(text, "a.md")[1])
    spoken(decode(data, "a.md")[1])


def issue(data: bytes) -> None:
    found, problems = read_issue(KEY, {"issue.yaml": data, "01-01.md": data, "a.svg": b""}, "x")
    spoken(problems)
    assert found is None or found.date


def paper(data: bytes) -> None:
    spoken(read_paper(data.decode("utf-8", "surrogateescape"), "paper.yaml")[1])


def config(data: bytes) -> None:
    text, _ = decode(data, "site.yaml")
    if text is not None:
        spoken(read_config(text)[1])


def tree(data: bytes) -> None:
    text, _ = decode(data, "a.yaml")
    if text is not None:
        yaml_text.read(text, "a.yaml")
        yaml_text.comment_lines(text) if not yaml_text.read(text, "a.yaml")[1] else None


def source(data: bytes) -> None:
    spoken(read_source(data, "a.txt", "source/a.txt")[1])


def page(data: bytes) -> None:
    facts, problems = read_page(data.decode("utf-8", "replace"), "a.html")
    spoken(problems)
    assert len(facts.ids) == len(set(facts.ids))


def body(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    spoken(list(doubts(text, Place("a.md", 7), folding())))
    made = sketch(text[:9], text)
    assert not is_another(made, made)


def book(data: bytes) -> None:
    known, problems = read_book(data.decode("utf-8", "replace"), "addresses.txt")
    spoken(problems)
    assert read_book(write_book(known.addresses), "")[0].addresses == known.addresses


def aliases(data: bytes) -> None:
    words = [word for word in map(forms.ADDRESS.settle, data.decode("utf-8", "replace").split("\n")) if word]
    pairs = [Alias(old=old, new=new, place=Place("a")) for old, new in pairwise(words)]
    live = {"index.html", "bao/index.html"}
    redirects, problems = settled([*pairs, Alias(old="x.html", new="bao/", place=Place("a"))], live, words)
    spoken(problems)
    assert redirects.keys().isdisjoint(live)
    assert {target.partition("#")[0] for target in redirects.values()} <= live
    for path, text in print_redirects(redirects, "https://example.org/a/", "zh-Hans").items():
        assert ".." not in path.split("/")
        assert b"<script" not in text


def bag(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("manifest-sha256.txt", "bagit.txt", "fetch.txt"):
            Path(folder, name).write_bytes(data)
        findings, _, _ = verify(folder)
        assert findings


def example(data: bytes) -> None:
    with suppress(ValueError):  # says how many parts there are
        read_example(data.decode("utf-8", "replace"))


def set_in_type(data: bytes) -> None:
    text, _ = decode(data, "a.md")
    if text is None:
        return
    one = Article(id="01-01", pages=("01",), position=Position(order=1), headline=("甲",), body=text)
    galley = typeset(Issue(key=KEY, date="2019-04-19", articles=(one,)), TypesettingSettings())
    for block in galley.articles[0].blocks:
        assert not re.search(r"<(?:script|iframe|object|style|svg)\b|<[^>]*\son\w+=", block.html, re.IGNORECASE)
        assert not re.search(r'(?:href|src)="(?:javascript|vbscript|data):', block.html, re.IGNORECASE)
        json.dumps(block.text)


def path_rule(data: bytes) -> None:
    path = data.decode("utf-8", "surrogateescape")
    if is_safe(path):
        assert Path("/a", path).resolve().is_relative_to("/a")
        assert "\\" not in path
        path.encode()


READERS: dict[str, Callable[[bytes], None]] = {
    "article": article,
    "issue": issue,
    "paper": paper,
    "configuration": config,
    "yaml": tree,
    "source": source,
    "printed page": page,
    "text": body,
    "address book": book,
    "aliases": aliases,
    "bag": bag,
    "example": example,
    "typesetting": set_in_type,
    "path": path_rule,
}


def fuzzed(reader: Callable[[bytes], None], examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=BYTES_OF)
    def one(data: bytes) -> None:
        reader(data)

    one()


@pytest.mark.parametrize("name", READERS)
def test_whatever_comes_in_is_answered(name: str) -> None:
    fuzzed(READERS[name], 80)


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_a_hundred_thousand_inputs(name: str) -> None:
    """None of them raises, takes over two seconds or 64 MiB."""
    slowest = 0.0

    def watched(data: bytes) -> None:
        nonlocal slowest
        tracemalloc.reset_peak()
        began = time.monotonic()
        READERS[name](data)
        slowest = max(slowest, time.monotonic() - began)
        assert slowest < SECONDS, data
        assert tracemalloc.get_traced_memory()[1] < BYTES, data

    READERS[name](b"warm")
    tracemalloc.start()
    try:
        fuzzed(watched, 100_000)
    finally:
        tracemalloc.stop()
