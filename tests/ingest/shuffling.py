"""Pages of raw text made from clean articles, with what extraction does to them, and the truth beside them.

The articles are the specimen's own. Everything that happens to them is drawn from one seed: the width of the column,
lost indents, blank lines between lines, injected spaces, headlines below their texts, Markdown levels, bylines of
every kind.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from site_builder.manuscript.issue_folder import read_issue
from site_builder.newspaper.characters import is_western
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


def specimen_pages() -> list[list[Story]]:
    """The stories of each page of the specimen that are text: no tables, no verse."""
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
        by_page: dict[str, list[Story]] = {}
        for article in issue.articles:
            if is_text(article):
                by_page.setdefault(article.page, []).append(story(article))
        pages += [page for page in by_page.values() if len(page) > 1]
    return pages


def is_text(article: Article) -> bool:
    """Whether an article is running text throughout, with its writer's name in one place only."""
    if article.byline and article.body.endswith(article.byline):
        return False
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
        if (
            line
            and token not in NO_START
            and (used + needs > width + 0.5 or (token in NO_END and used + size + 1 > width))
        ):
            lines.append(line)
            line, used = "", 0.0
        line += token
        used += size
    return [*lines, line]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A clean article, as it is to be printed and as it is to come back."""

    headline: tuple[str, ...]
    kicker: str = ""
    deck: str = ""
    lead_text: str = ""
    """Printed at the start of the first paragraph."""

    byline: str = ""
    """Printed on a line of its own below the headline; with `lead` at the start of the first paragraph."""

    lead: bool = False
    names: Mapping[str, tuple[str, ...]] = {}
    paragraphs: tuple[str, ...] = ()
    signature: str = ""


def story(article: Article) -> Story:
    """An article of the specimen, to be printed."""
    text = article.body.removeprefix(article.byline).strip() if article.byline else article.body
    lead = article.dateline + article.byline if article.byline.startswith("本报讯") or article.dateline else ""
    names: dict[str, list[str]] = {}
    for person in article.contributors:
        role = {"text": "author", "compiler": "author"}.get(person.role.value, person.role.value)
        names.setdefault(role, []).append(person.name)
    if article.signature and 1 < len(article.signature.name) <= 4:
        signed = names.setdefault("author", [])
        signed += [article.signature.name] if article.signature.name not in signed else []
    return Story(
        headline=article.headline,
        kicker=article.kicker,
        deck=article.deck,
        lead_text=lead,
        byline="" if lead else article.byline,
        names={role: tuple(people) for role, people in names.items()},
        paragraphs=tuple(part.replace("**", "") for part in text.split("\n\n") if part.strip()),
        signature=article.signature.text if article.signature else "",
    )


def paper(name: str) -> list[Story]:
    """The stories of one of the made-up papers beside this file."""
    text = (Path(__file__).parent / "papers" / f"{name}.yaml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text)
    for entry in entries:
        entry["headline"] = [entry["headline"]] if isinstance(entry["headline"], str) else entry["headline"]
    return msgspec.convert(entries, list[Story])


class Press:
    """Prints one page of raw text."""

    def __init__(self, damage: Damage, seed: int) -> None:
        self.damage = damage
        self.random = random.Random(seed)
        self.lines: list[tuple[str, str]] = []
        self.truth: dict[str, Any] = {"articles": [], "furniture": [], "packages": []}

    def page(self, stories: Sequence[Story]) -> tuple[str, dict[str, Any]]:
        """The raw text of a page and its truth, in the shape of the scorer's gold."""
        if self.damage.folio:
            self._furniture("2022年6月17日 星期五 第02版：综合")
        for one in stories:
            head, body = self._head(one), self._body(one)
            self.lines += [*body, *head] if self.damage.after else [*head, *body]
            self.lines.append(("", "article"))
        if self.damage.folio:
            self._furniture("责任编辑：钱望舒 版式设计：冯小年")
        return self._text(), self.truth

    def _furniture(self, line: str) -> None:
        self.lines += [(line, "line"), ("", "article")]
        self.truth["furniture"].append({"type": "folio", "text": line})

    def _head(self, one: Story) -> list[tuple[str, str]]:
        marks = {"kicker": "", "headline": "", "deck": ""}
        if self.damage.form == "markdown":
            marks = {"kicker": "## ", "headline": "# ", "deck": "### "}
            if self.damage.levels == "flat":
                marks = dict.fromkeys(marks, "## ")
        lines = [(marks["kicker"] + one.kicker, "line")] if one.kicker else []
        if self.damage.form == "markdown":
            lines.append((marks["headline"] + " ".join(one.headline), "line"))
        else:
            lines += [(line, "line") for line in one.headline]
        return lines + ([(marks["deck"] + one.deck, "line")] if one.deck else [])

    def _body(self, one: Story) -> list[tuple[str, str]]:
        lines: list[tuple[str, str]] = []
        gold: dict[str, Any] = {
            "id": f"a{len(self.truth['articles']) + 1:02d}",
            "headline": " ".join(one.headline),
            "body": [],
            "meta_raw": [],
            "byline": {role: list(names) for role, names in one.names.items()},
        }
        gold |= {field: getattr(one, field) for field in ("kicker", "deck") if getattr(one, field)}
        lead = one.lead_text or (one.byline if one.lead else "")
        if one.byline and not lead:
            lines.append((one.byline, "line"))
            gold["meta_raw"].append({"role": "byline", "text": one.byline, "position": "head"})
        for number, paragraph in enumerate(one.paragraphs):
            lines += self._paragraph(paragraph, gold, lead if number == 0 else "")
        if one.signature:
            lines.append((one.signature, "line"))
            gold["meta_raw"].append({"role": "signature", "text": one.signature, "position": "tail"})
        self.truth["articles"].append(gold)
        return lines

    def _paragraph(self, paragraph: str, gold: dict[str, Any], lead: str) -> list[tuple[str, str]]:
        if paragraph.startswith("## "):
            gold["body"].append({"type": "subheading", "text": paragraph[3:]})
            if self.damage.form == "markdown":
                return [("### " + paragraph[3:].replace("\n", " "), "line")]
            return [(line, "line") for line in paragraph[3:].split("\n")]
        bare = paragraph.removeprefix("> ").replace("\n", "")
        block: dict[str, Any] = {"type": "paragraph", "text": bare}
        if lead:
            block["lead"] = lead
            gold["meta_raw"].append({"role": "lead", "text": lead, "position": "lead"})
        gold["body"].append(block)
        if self.damage.form != "column":
            return [(lead + bare, "line")]
        first = 0 if self.damage.indent == "none" else 2
        western = is_western(bare)
        wrapped = (
            set_western(lead + bare, self.damage.width * 2, first)
            if western
            else wrap(lead + bare, self.damage.width, first)
        )
        if self.damage.indent == "kept":
            wrapped[0] = ("  " if western else "　　") + wrapped[0]
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
            each = self.damage.form == "markdown" or (self.damage.form == "plain" and self.damage.gaps != "none")
            every = self.damage.gaps == "every" and self.random.random() >= self.damage.missing
            if each or every or (self.damage.gaps == "paragraph" and end == "line"):
                out.append("")
        return "\n".join(out) + "\n"


def set_western(text: str, width: int, first: int) -> list[str]:
    """A paragraph in a Western language as lines; long words are parted with a hyphen."""
    lines: list[str] = []
    line, room = "", width - first
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > room:
            left = room - len(line) - 2
            letters = re.fullmatch(r"[a-z]{8,}[.,]?", word)
            if letters and 3 <= left <= len(word) - 4:
                lines.append(f"{line} {word[:left]}-")
                line, room = word[left:], width
                continue
            lines.append(line)
            line, room = word, width
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


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
