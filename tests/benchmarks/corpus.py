"""A synthetic archive for benchmarks, the same articles in the layout of each program that is compared.

    python -m tests.benchmarks.corpus --articles 10000 --out FOLDER [--flavour edition|hugo|pelican] [--seed 1]

Sentences of the specimen newspaper are put together anew; in each some words are exchanged for others of the dictionary
by Zipf's law, and names and figures are drawn afresh, so that the words grow with the archive as Heaps' law has it.
Some 1 500 characters an article, 40 articles an issue, a weekly. The same arguments always give the same files.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

SPECIMEN = Path(__file__).parents[2] / "content" / "jinri-yanzhou"
FIRST_DAY = datetime.date(1990, 1, 5)
AN_ISSUE = 40
CHARACTERS = 1500
PAGES = ("要闻", "综合", "民生", "副刊")
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华文建国志海燕玲红梅丹萍鹏辉宇婷浩凯健俊帆"
EXCHANGED = 0.22
"""Share of the words of a sentence that are exchanged."""

_SENTENCE = re.compile("[^。！？\\n]{8,}[。！？]")
_HAN = re.compile("[一-鿿]+")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One article."""

    day: datetime.date
    page: int
    order: int
    headline: str
    author: str
    body: tuple[str, ...]

    @property
    def id(self) -> str:
        """`01-03`."""
        return f"{self.page:02}-{self.order:02}"


def stories(articles: int, seed: int = 1) -> Iterator[Story]:
    """So many articles, by day and page."""
    chance = random.Random(seed)
    sentences, words = _sentences(), _Words(chance)
    for number in range(articles):
        issue, at = divmod(number, AN_ISSUE)
        page, order = divmod(at, AN_ISSUE // len(PAGES))
        body: list[str] = []
        while sum(map(len, body)) < CHARACTERS:
            body.append("".join(words.exchange(chance.choice(sentences)) for _ in range(chance.randint(2, 5))))
        headline = _HAN.findall(words.exchange(chance.choice(sentences)))
        yield Story(
            day=FIRST_DAY + datetime.timedelta(weeks=issue),
            page=page + 1,
            order=order + 1,
            headline="".join(headline)[: chance.randint(9, 22)] or "无题",
            author=words.name(),
            body=tuple(body),
        )


class _Words:
    """Words to put in the place of others: common ones often, and the more are drawn, the more rare ones."""

    def __init__(self, chance: random.Random) -> None:
        import jieba

        self._chance = chance
        self._cut = jieba.lcut
        counted = (line.split() for line in _dictionary(jieba).splitlines())
        self._words = [word for _, word in sorted(((-int(times), word) for word, times, _ in counted if len(word) > 1))]

    def exchange(self, sentence: str) -> str:
        """The sentence with some of its words exchanged."""
        return "".join(
            self._drawn() if len(word) > 1 and _HAN.fullmatch(word) and self._chance.random() < EXCHANGED else word
            for word in self._cut(sentence)
        )

    def name(self) -> str:
        """Somebody's name."""
        return self._chance.choice(SURNAMES) + "".join(self._chance.choices(GIVEN, k=self._chance.randint(1, 2)))

    def _drawn(self) -> str:
        if self._chance.random() < 0.1:
            return self.name()
        rank = int(len(self._words) ** self._chance.random())
        return self._words[min(rank, len(self._words) - 1)]


def _dictionary(jieba: object) -> str:
    return (Path(str(getattr(jieba, "__file__", ""))).parent / "dict.txt").read_text(encoding="utf-8")


def _sentences() -> list[str]:
    found: dict[str, None] = {}
    for file in sorted(SPECIMEN.glob("*/*/*.md")):
        text = _FRONT.sub("", file.read_text(encoding="utf-8"))
        found.update(dict.fromkeys(_SENTENCE.findall(re.sub(r"[*_#>|`\[\]()!-]", "", text))))
    return list(found)


def write_edition(told: Iterator[Story], out: Path) -> None:
    """The layout of content/, with a paper named bench."""
    folder = out / "content" / "bench"
    folder.mkdir(parents=True)
    (out / "content" / "site.yaml").write_text("title: 基准报\n", encoding="utf-8")
    (folder / "paper.yaml").write_text("name: 基准报\nlanguage: zh-Hans\n", encoding="utf-8")
    pages = "".join(f'  - {{number: "{number:02}", name: {name}}}\n' for number, name in enumerate(PAGES, 1))
    for story in told:
        at = folder / str(story.day.year) / str(story.day)
        if not at.exists():
            at.mkdir(parents=True)
            (at / "issue.yaml").write_text(f"date: {story.day}\npages:\n{pages}", encoding="utf-8")
        head = f'id: {story.id}\nheadline: {story.headline}\npage: "{story.page:02}"\n'
        head += f"position: {{order: {story.order}}}\nbyline: 本报讯（记者 {story.author}）\n"
        head += f"contributors:\n  - {{name: {story.author}, role: reporter}}\n"
        text = f"---\n{head}---\n\n" + "\n\n".join(story.body) + "\n"
        (at / f"{story.id}.md").write_text(text, encoding="utf-8")


def write_hugo(told: Iterator[Story], out: Path) -> None:
    """Hugo's layout: an article page, lists by issue, 版 and author, a feed; what an edition has beside its search."""
    (out / "layouts" / "_default").mkdir(parents=True)
    (out / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "基准报"\nlanguageCode = "zh-Hans"\nhasCJKLanguage = true\n'
        '[taxonomies]\nauthor = "authors"\npage = "pages"\n',
        encoding="utf-8",
    )
    base = (
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
        '<header><a href="/">{{ .Site.Title }}</a></header><main data-pagefind-body>{{ block "main" . }}{{ end }}'
        "</main></body></html>"
    )
    article = (
        '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }} 第{{ .Params.number }}版 '
        '{{ delimit .Params.authors "、" }}</p>{{ .Content }}<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink '
        '}}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
        "</nav>{{ end }}"
    )
    lists = (
        '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}'
        "</a> {{ .Summary | plainify | truncate 60 }}</li>{{ end }}</ul>{{ end }}"
    )
    for name, text in {"baseof": base, "single": article, "list": lists}.items():
        (out / "layouts" / "_default" / f"{name}.html").write_text(text, encoding="utf-8")
    for story in told:
        folder = out / "content" / str(story.day)
        folder.mkdir(parents=True, exist_ok=True)
        head = f'title: {story.headline}\ndate: {story.day}\nnumber: {story.page}\nauthors: ["{story.author}"]\n'
        head += f'pages: ["{PAGES[story.page - 1]}"]\n'
        (folder / f"{story.id}.md").write_text(f"---\n{head}---\n\n" + "\n\n".join(story.body) + "\n", encoding="utf-8")


def write_pelican(told: Iterator[Story], out: Path) -> None:
    """Pelican's layout, with its own simple theme."""
    (out / "content").mkdir(parents=True)
    (out / "pelicanconf.py").write_text(
        'AUTHOR = "x"\nSITENAME = "基准报"\nSITEURL = ""\nPATH = "content"\nTIMEZONE = "Asia/Shanghai"\n'
        'DEFAULT_LANG = "zh"\nTHEME = "simple"\nDEFAULT_PAGINATION = 50\nFEED_ALL_ATOM = "feed.xml"\n'
        'ARTICLE_URL = "{date:%Y-%m-%d}/{slug}.html"\nARTICLE_SAVE_AS = "{date:%Y-%m-%d}/{slug}.html"\n',
        encoding="utf-8",
    )
    for story in told:
        folder = out / "content" / str(story.day)
        folder.mkdir(exist_ok=True)
        head = f"Title: {story.headline}\nDate: {story.day}\nCategory: {PAGES[story.page - 1]}\n"
        head += f"Author: {story.author}\nSlug: {story.day}-{story.id}\n"
        (folder / f"{story.id}.md").write_text(head + "\n" + "\n\n".join(story.body) + "\n", encoding="utf-8")


FLAVOURS = {"edition": write_edition, "hugo": write_hugo, "pelican": write_pelican}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--flavour", choices=sorted(FLAVOURS), default="edition")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    FLAVOURS[chosen.flavour](stories(chosen.articles, chosen.seed), chosen.out)


if __name__ == "__main__":
    main()
