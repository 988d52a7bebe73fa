"""Everything that reads what people or other programs wrote, each as a function of bytes.

A reader answers with the problems it found, and asserts what must hold whatever came in. No exception may leave it.
"""

from __future__ import annotations

import atexit
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path

from site_builder.checks.examples import read_example
from site_builder.checks.pages import read_page
from site_builder.checks.texts import doubts
from site_builder.config import read_config
from site_builder.engine.ledger import read_ledger
from site_builder.engine.memo import read_memo
from site_builder.engine.paths import is_safe
from site_builder.engine.store import Lost, Store
from site_builder.errors import Place, Problem, wording
from site_builder.fixity.verify_package import verify
from site_builder.manuscript import forms, yaml_text
from site_builder.manuscript.article_file import read_article
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.issue_folder import read_issue
from site_builder.manuscript.paper_file import read_paper
from site_builder.manuscript.people_file import read_people
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, Issue, Position
from site_builder.newspaper.sketches import is_another, sketch
from site_builder.press.address_book import read_book, write_book
from site_builder.press.aliases import Alias, settled
from site_builder.press.redirects import NGINX, RULES, print_redirects
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset
from site_builder.search.normalise import folding
from site_builder.sources.reading import read as read_source
from site_builder.workflows.addresses import read_aliases
from site_builder.workflows.decisions import DECISIONS_FILE, read_decisions

Problems = Sequence[Problem]
Reader = Callable[[bytes], Problems]

KEY = IssueKey(paper="bao", day="2019-04-19")
ARTICLE = '---\nid: 01-01\nheadline: 老桥不拆\npage: "01"\nposition: 1\n---\n桥还在。\n'.encode()


def spoken(problems: Problems) -> Problems:
    """The problems, each of which has words in every language."""
    for problem in problems:
        for language in wording.LANGUAGES:
            wording.sentence(problem, language)
            wording.hint(problem, language)
    return problems


def article(data: bytes) -> Problems:
    text = data.decode("utf-8", "surrogateescape")
    return spoken([*read_article(text, "a.md")[1], *decode(data, "a.md")[1]])


def issue(data: bytes) -> Problems:
    found, problems = read_issue(KEY, {"issue.yaml": data, "01-01.md": ARTICLE, "a.svg": b""}, "x")
    assert found is None or found.date
    return spoken(problems)


def paper(data: bytes) -> Problems:
    return spoken(read_paper(data.decode("utf-8", "surrogateescape"), "paper.yaml")[1])


def people(data: bytes) -> Problems:
    return spoken(read_people(data.decode("utf-8", "surrogateescape"), "people.yaml")[1])


def config(data: bytes) -> Problems:
    text, problems = decode(data, "site.yaml")
    return spoken(problems if text is None else read_config(text)[1])


def tree(data: bytes) -> Problems:
    text, problems = decode(data, "a.yaml")
    if text is None:
        return problems
    _, problems = yaml_text.read(text, "a.yaml")
    if not problems:
        yaml_text.comment_lines(text)
    return spoken(problems)


def source(data: bytes) -> Problems:
    return spoken(read_source(data, "a.txt", "source/a.txt")[1])


def page(data: bytes) -> Problems:
    facts, problems = read_page(data.decode("utf-8", "replace"), "a.html")
    assert len(facts.ids) == len(set(facts.ids))
    return spoken(problems)


def body(data: bytes) -> Problems:
    text = data.decode("utf-8", "replace")
    made = sketch(text[:9], text)
    assert not is_another(made, made)
    return spoken(list(doubts(text, Place("a.md", 7), folding())))


def book(data: bytes) -> Problems:
    known, problems = read_book(data.decode("utf-8", "replace"), "addresses.txt")
    assert read_book(write_book(known.addresses), "")[0].addresses == known.addresses
    return spoken(problems)


def aliases(data: bytes) -> Problems:
    words = [word for word in map(forms.ADDRESS.settle, data.decode("utf-8", "replace").split("\n")) if word]
    pairs = [Alias(old=old, new=new, place=Place("a")) for old, new in pairwise(words)]
    live = {"index.html", "bao/index.html"}
    redirects, problems = settled([*pairs, Alias(old="x.html", new="bao/", place=Place("a"))], live, words)
    assert redirects.keys().isdisjoint(live)
    assert {target.partition("#")[0] for target in redirects.values()} <= live
    for path, text in print_redirects(redirects, "https://example.org/a/", "zh-Hans").items():
        assert ".." not in path.split("/")
        assert path in (NGINX, RULES) or b"<script" not in text
    return spoken(problems)


@cache
def own_folder() -> Path:
    """Where a reader that wants files finds what came in; written over each time, gone with the process."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def lying_at(name: str, data: bytes) -> Path:
    """The folder, with these bytes in a file of this name."""
    root = own_folder()
    at = root / name
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_bytes(data)
    return root


def alias_file(data: bytes) -> Problems:
    _, problems = read_aliases(lying_at("content/aliases.yaml", data))
    return spoken(problems)


def decided(data: bytes) -> Problems:
    _, problems = read_decisions(lying_at(DECISIONS_FILE, data), "x")
    return spoken(problems)


def cached(data: bytes) -> Problems:
    """The memo, the ledger and the store: what is damaged in them is as good as never written."""
    root = lying_at("a.memo", data)
    read_memo(root / "a.memo")
    with suppress(ValueError):  # says what is wrong with it
        read_ledger(lying_at(".ledger.json", data))
    lying_at("store-1/records/aa/aa", data)
    lying_at("store-1/values/bb/bb", data)
    store = Store(folder=str(root))
    assert store.record("aa") is None
    with suppress(Lost):
        raise AssertionError(store.value("bb"))
    return ()


def bag(data: bytes) -> Problems:
    root = lying_at("bag/manifest-sha256.txt", data) / "bag"
    for name in ("bagit.txt", "fetch.txt"):
        lying_at(f"bag/{name}", data)
    findings, _, _ = verify(str(root))
    assert findings
    return ()


def example(data: bytes) -> Problems:
    with suppress(ValueError):  # says how many parts there are
        read_example(data.decode("utf-8", "replace"))
    return ()


def set_in_type(data: bytes) -> Problems:
    text, problems = decode(data, "a.md")
    if text is None:
        return problems
    one = Article(id="01-01", pages=("01",), position=Position(order=1), headline=("甲",), body=text)
    galley = typeset(Issue(key=KEY, date="2019-04-19", articles=(one,)), TypesettingSettings())
    for block in galley.articles[0].blocks:
        assert not re.search(r"<(?:script|iframe|object|style|svg)\b|<[^>]*\son\w+=", block.html, re.IGNORECASE)
        assert not re.search(r'(?:href|src)="(?:javascript|vbscript|data):', block.html, re.IGNORECASE)
        json.dumps(block.text)
    return problems


def path_rule(data: bytes) -> Problems:
    path = data.decode("utf-8", "surrogateescape")
    if is_safe(path):
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        assert "\\" not in path
        path.encode()
    return ()


READERS: dict[str, Reader] = {
    "article": article,
    "issue": issue,
    "paper": paper,
    "people": people,
    "configuration": config,
    "yaml": tree,
    "source": source,
    "web page": source,
    "web archive": source,
    "document": source,
    "pdf": source,
    "printed page": page,
    "text": body,
    "address book": book,
    "aliases": aliases,
    "alias file": alias_file,
    "decisions": decided,
    "cache": cached,
    "bag": bag,
    "example": example,
    "typesetting": set_in_type,
    "path": path_rule,
}
"""Name → reader; the sources have one for every kind of file, because what they are begun with differs."""
