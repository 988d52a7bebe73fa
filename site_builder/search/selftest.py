"""The files just made must find what is in them: a sample of headlines and passages, looked up as a reader would."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from site_builder.errors import Place, Problem
from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.search.normalise import normalise, runs
from site_builder.search.query import Index, answer, open_index
from site_builder.search.scripts import MANIFEST

PASSAGE = 12
"""Characters of a passage that is looked up in quotation marks."""


_SIGNS = re.compile("[-+−*:＋－＊：]")
"""What a headline may hold and a question gives a meaning to."""


def check(files: Mapping[str, bytes], galleys: Sequence[Galley], n: int) -> list[Problem]:
    """What a sample of at most `n` articles is not found by, in the files of `index.bind` over these galleys.

    S011 for a headline, S012 for a passage of the body. The sample is drawn by the articles' names: the same articles
    give the same answer. ContentError (S001, S002) when the files cannot be read.
    """
    index = open_index(files)
    articles = [(f"{galley.issue.key}/{piece.article.id}", piece) for galley in galleys for piece in galley.articles]
    sample = sorted(articles, key=lambda named: _draw(named[0]))[:n]
    return [
        problem for name, piece in sorted(sample, key=lambda named: named[0]) for problem in _miss(index, name, piece)
    ]


def _miss(index: Index, name: str, piece: SetArticle) -> Iterator[Problem]:
    questions = {"S011": _SIGNS.sub(" ", " ".join(piece.article.headline))}
    if "body" in index.fields:
        questions["S012"] = _passage(name, piece)
    for code, question in questions.items():
        quoted = f"「{question}」" if code == "S012" else question
        found = {hit.url for hit in answer(index, quoted).hits}
        if runs(normalise(question)) and f"{name}.html" not in found:
            yield Problem(code=code, place=Place(MANIFEST), facts={"question": question, "article": name})


def _passage(name: str, piece: SetArticle) -> str:
    """A stretch of a paragraph without a corner bracket, which would end the quotation."""
    paragraphs = [part for block in piece.blocks for part in block.text.replace("」", "「").split("「") if part.strip()]
    if not paragraphs:
        return ""
    paragraph = paragraphs[_draw(name) % len(paragraphs)]
    start = _draw(paragraph) % max(1, len(paragraph) - PASSAGE)
    return paragraph[start : start + PASSAGE]


def _draw(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
