"""Pages of raw text made from clean articles, with what extraction does to them, and the truth beside them.

The articles are the specimen's own. Everything that happens to them is drawn from one seed: the width of the column, lost
indents, blank lines between lines, injected spaces, headlines below their texts, Markdown levels, bylines of every kind.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from site_builder.manuscript.issue_folder import read_issue
from site_builder.newspaper.keys import issue_key
from site_builder.newspaper.model import Article, ArticleType

SPECIMEN = Path(__file__).parents[2] / "content" / "jinri-yanzhou"

NO_START = "，。、；：！？”’）》】…"
NO_END = "“‘（《【"


class Damage(msgspec.Struct, frozen=True, kw_only=True):
    """What an extraction did to a page."""

    form: str = "column"
    """column, markdown or plain."""

    width: int = 18
    indent: str = "dropped"
    """kept, or dropped: then first lines are two squares short; none: the print had no indent."""

    gaps: str = "none"
    """Blank lines: none, every (between all lines), paragraph, article."""

    missing: float = 0.0
    """Share of the blank lines of `every` that are not there."""

    spaces: float = 0.0
    """Share of lines that were stretched with spaces."""

    after: bool = False
    """Whether headlines stand below their texts."""

    folio: bool = False
    levels: str = "parts"
    """Markdown: parts (kicker ##, headline #, deck ###), flat (## for all)."""


def specimen_pages() -> list[list[Article]]:
    """The articles of each page of the specimen that are text: no tables, no verse."""
    pages = []
    for folder in sorted(SPECIMEN.glob("*/*")):
        key = issue_key("jinri-yanzhou", folder.name)
        if key is None:
            continue
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes() if path.suffix in (".md", ".yaml") else b""
            for path in folder.rglob("*")
            if path.is_file()
        }
        issue, _ = read_issue(key, files, folder.name)
        assert issue is not None
        by_page: dict[str, list[Article]] = {}
        for article in issue.articles:
            if is_text(article):
                by_page.setdefault(article.page, []).append(article)
        pages += [page for page in by_page.values() if len(page) > 1]
    return pages


def is_text(article: Article) -> bool:
    """Whether an article is running text throughout."""
    if article.genre == "诗歌" or "\n|" in article.body or article.type is ArticleType.ADVERTISEMENT:
        return False
    return len(article.body) > 60


def wrap(text: str, width: int, first: int = 0) -> list[str]:
    """A paragraph as lines of a column: no stop at a line's start, no opening mark at its end, words kept whole."""
    tokens = re.findall(r"[A-Za-z0-9.%:-]+|.", text)
    lines, line, used = [], "", float(first)
    for index, token in enumerate(tokens):
        size = sum(0.5 if ord(c) < 0x2000 or c in "“”‘’" else 1 for c in token)
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        needs = size + (0.5 if following in NO_START and following else 0)
        if line and token not in NO_START and (used + needs > width + 0.5 or (token in NO_END and used + size + 1 > width)):
            lines.append(line)
            line, used = "", 0.0
        line += token
        used += size
    return [*lines, line]


class Press:
    """Prints one page of raw text."""

    def __init__(self, damage: Damage, seed: int) -> None:
        self.damage = damage
        self.random = random.Random(seed)
        self.lines: list[tuple[str, str]] = []
        self.truth: dict[str, Any] = {"articles": [], "furniture": [], "packages": []}

    def page(self, articles: Sequence[Article]) -> tuple[str, dict[str, Any]]:
        """The raw text of a page and its truth, in the shape of the scorer's gold."""
        if self.damage.folio:
            self._furniture("2022年6月17日 星期五 第02版：综合")
        for article in articles:
            head, body = self._head(article), self._body(article)
            self.lines += [*body, *head] if self.damage.after else [*head, *body]
            self.lines.append(("", "article"))
        if self.damage.folio:
            self._furniture("责任编辑：钱望舒 版式设计：冯小年")
        return self._text(), self.truth

    def _furniture(self, line: str) -> None:
        self.lines += [(line, "line"), ("", "article")]
        self.truth["furniture"].append({"type": "folio", "text": line})

    def _head(self, article: Article) -> list[tuple[str, str]]:
        parts = {"kicker": article.kicker, "deck": article.deck}
        headline = list(article.headline)
        lines = []
        marks = {"kicker": "", "headline": "", "deck": ""}
        if self.damage.form == "markdown":
            marks = {"kicker": "## ", "headline": "# ", "deck": "### "}
            if self.damage.levels == "flat":
                marks = dict.fromkeys(marks, "## ")
        if parts["kicker"]:
            lines.append((marks["kicker"] + parts["kicker"], "line"))
        if self.damage.form == "markdown":
            lines.append((marks["headline"] + " ".join(headline), "line"))
        else:
            lines += [(line, "line") for line in headline]
        if parts["deck"]:
            lines.append((marks["deck"] + parts["deck"], "line"))
        return lines

    def _body(self, article: Article) -> list[tuple[str, str]]:
        lines: list[tuple[str, str]] = []
        text = article.body.removeprefix(article.byline).strip() if article.byline else article.body
        paragraphs = [part for part in text.split("\n\n") if part.strip()]
        gold: dict[str, Any] = {
            "id": f"a{len(self.truth['articles']) + 1:02d}",
            "headline": " ".join(article.headline),
            "body": [],
            "meta_raw": [],
            "byline": {},
        }
        if article.kicker:
            gold["kicker"] = article.kicker
        if article.deck:
            gold["deck"] = article.deck
        for person in article.contributors:
            role = {"text": "author", "compiler": "author"}.get(person.role.value, person.role.value)
            gold["byline"].setdefault(role, []).append(person.name)
        lead = article.dateline + article.byline if article.byline.startswith("本报讯") or article.dateline else ""
        if article.byline and not lead:
            lines.append((article.byline, "line"))
            gold["meta_raw"].append({"role": "byline", "text": article.byline, "position": "head"})
        for number, paragraph in enumerate(paragraphs):
            lines += self._paragraph(paragraph, gold, lead if number == 0 else "")
        if article.signature:
            lines.append((article.signature.text, "line"))
            gold["meta_raw"].append({"role": "signature", "text": article.signature.text, "position": "tail"})
            gold["byline"].setdefault("author", [])
            if article.signature.name and article.signature.name not in gold["byline"]["author"]:
                gold["byline"]["author"].append(article.signature.name)
        self.truth["articles"].append(gold)
        return lines

    def _paragraph(self, paragraph: str, gold: dict[str, Any], lead: str) -> list[tuple[str, str]]:
        bare = paragraph.replace("**", "").replace("\n", "")
        if bare.startswith("## "):
            gold["body"].append({"type": "subheading", "text": bare[3:]})
            return [(("### " if self.damage.form == "markdown" else "") + bare[3:], "line")]
        bare = bare.removeprefix("> ")
        block: dict[str, Any] = {"type": "paragraph", "text": bare}
        if lead:
            block["lead"] = lead
            gold["meta_raw"].append({"role": "lead", "text": lead, "position": "lead"})
        gold["body"].append(block)
        whole = lead + bare
        if self.damage.form != "column":
            return [(whole, "line")]
        first = 0 if self.damage.indent == "none" else 2
        wrapped = wrap(whole, self.damage.width, first)
        if self.damage.indent == "kept":
            wrapped[0] = "　　" + wrapped[0]
        lines = [(self._stretched(line, last=line is wrapped[-1]), "inside") for line in wrapped]
        lines[-1] = (lines[-1][0], "line")
        return lines

    def _stretched(self, line: str, *, last: bool) -> str:
        if last or self.random.random() >= self.damage.spaces:
            return line
        gaps = self.random.sample(range(1, len(line)), min(len(line) - 1, self.random.choice((1, 2, 5))))
        out = ""
        for index, character in enumerate(line):
            beside = re.fullmatch("[\u4e00-\u9fff]{2}", line[index - 1 : index + 1])
            out += (" " if index in gaps and beside else "") + character
        return out

    def _text(self) -> str:
        out: list[str] = []
        for line, end in self.lines:
            if not line:
                if self.damage.gaps in ("article", "paragraph") or self.damage.form != "column":
                    out.append("")
                continue
            out.append(line)
            if self.damage.form == "markdown" or (self.damage.form == "plain" and self.damage.gaps != "none"):
                out.append("")
            elif self.damage.gaps == "every" and self.random.random() >= self.damage.missing:
                out.append("")
            elif self.damage.gaps == "paragraph" and end == "line":
                out.append("")
        return "\n".join(out) + "\n"


def draw(seed: int) -> Damage:
    """Some damage, drawn from a seed."""
    rnd = random.Random(seed)
    form = rnd.choice(("column", "column", "column", "column", "markdown", "plain"))
    gaps = rnd.choice(("none", "every", "every", "paragraph", "article"))
    return Damage(
        form=form,
        width=rnd.randint(12, 34),
        indent=rnd.choice(("dropped", "dropped", "kept", "none")),
        gaps=gaps,
        missing=rnd.choice((0.0, 0.0, 0.03)),
        spaces=rnd.choice((0.0, 0.0, 0.02, 0.05)),
        after=rnd.random() < 0.25,
        folio=rnd.random() < 0.5,
        levels=rnd.choice(("parts", "parts", "flat")),
    )
