"""The memory of an import: `source/import/base.json`, every article as the import wrote it.

A digest in the front matter says whether a file was edited since; only the text itself says what was edited. The file
is for `import --rebuild` and for Git: one line of an article is one line of it. Nobody edits it; a text in it that is
not the one its article's digest stands for is not believed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from site_builder.engine.reading import read_plain
from site_builder.manuscript.article_file import read_article, write_article
from site_builder.newspaper.model import Article, Furniture
from site_builder.workflows.ingest_sources import KEPT

FOLDER = f"{KEPT}/import"
"""Below the issue's folder; no kept source can have this name, for it is a folder's."""

BASE_FILE = f"{FOLDER}/base.json"


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """What an import left in an issue's folder."""

    articles: Mapping[str, tuple[str, ...]] = {}
    """Id → the lines of the article's file, without its digest."""

    furniture: tuple[Furniture, ...] = ()

    def article(self, article_id: str, stamp: str = "") -> Article | None:
        """An article as it was imported; None when it is not known, or is not the one `stamp` stands for."""
        lines = self.articles.get(article_id)
        if lines is None:
            return None
        text = "\n".join(lines) + "\n"
        if stamp and stamp != _digest(text):
            return None
        return read_article(text, article_id)[0]


def read_base(folder: Path) -> Base:
    """What the import of an issue's folder left; nothing where there is no such file, or no sound one."""
    try:
        return msgspec.json.decode(read_plain(folder / BASE_FILE), type=Base)
    except (OSError, msgspec.DecodeError, UnicodeError, RecursionError):
        return Base()


def write_base(base: Base) -> bytes:
    """The file of a base."""
    builtins = {
        "articles": {name: list(lines) for name, lines in sorted(base.articles.items())},
        "furniture": [msgspec.to_builtins(piece) for piece in base.furniture],
    }
    return (json.dumps(builtins, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def with_articles(base: Base, texts: Mapping[str, str], furniture: Sequence[Furniture]) -> Base:
    """The base with the bare texts of some articles as the import makes them, and with all the furniture there is."""
    lines = {article_id: tuple(text.rstrip("\n").split("\n")) for article_id, text in texts.items()}
    return Base(articles={**base.articles, **lines}, furniture=tuple(furniture))


def bare_text(article: Article) -> str:
    """The canonical text of an article without its digest."""
    return write_article(msgspec.structs.replace(article, imported=""))


def stamp(article: Article) -> str:
    """The digest an article as the import makes it is known by."""
    return _digest(bare_text(article))


def stamped(article: Article) -> tuple[Article, str]:
    """The article with its digest, so that a later import can tell what people changed since, and its bare text."""
    text = bare_text(article)
    return msgspec.structs.replace(article, imported=_digest(text)), text


def _digest(text: str) -> str:
    """What stands in front matter that people keep for decades: its making is never to be changed."""
    return hashlib.blake2b(msgspec.msgpack.encode((text,)), digest_size=16).hexdigest()
