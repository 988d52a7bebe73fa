"""Made-up issues for the press: one of every odd kind of article, and as many of them as a test wants."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.newspaper.archive import Archive, IssueCard, PaperShelf
from site_builder.newspaper.galley import Galley
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import (
    Article,
    ArticleType,
    Continuation,
    Correction,
    Emendation,
    Frequency,
    Issue,
    Page,
    Paper,
    Person,
    Picture,
    Position,
    Provenance,
    Reprint,
    Role,
    SeriesPart,
    Status,
    Suspicion,
)
from site_builder.press.cards import card
from site_builder.press.frame import ShelfFacts
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset

PAPER = Paper(
    name="雁洲试报",
    cn="CN 00-0001",
    sponsor=("雁洲试报社",),
    place="雁洲",
    frequency=Frequency(pattern="weekly", days=("fri",), valid="2020/.."),
    rights="雁洲试报社",
)

SENTENCE = "河水在清早退了两指，桥墩上留下一道干净的线。"

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\x90\x08\x06\x00\x00\x00"
    b"\x00\x00\x00\x00\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""The beginning of a picture 640 by 400."""

HOSTILE = "</script><script>alert(1)</script>\"'&<img src=x onerror=alert(2)>\u202e"
"""A title as no newspaper prints it: it must come out as text everywhere."""


def text(characters: int, paragraph: int = 180) -> str:
    """A body of about so many characters, in paragraphs of about so many."""
    whole = SENTENCE * (characters // len(SENTENCE) + 1)
    return "\n\n".join(whole[at : at + paragraph] for at in range(0, characters, paragraph))


def article(number: int, *, page: str = "01", characters: int = 300, **facts: object) -> Article:
    """An article, the so-manieth of its page."""
    told: dict[str, object] = {
        "id": f"{page}-{number:02}",
        "pages": (page,),
        "position": Position(order=number),
        "headline": (f"第{number}条消息说的是退水",),
        "body": text(characters),
        "status": Status.CHECKED,
    }
    return msgspec.structs.replace(Article(**(told | facts)))  # type: ignore[arg-type]  # tests know the fields


def issue(day: str, articles: Sequence[Article], *, edition: str = "a", **facts: object) -> Issue:
    """An issue of the trial paper with the pages its articles stand on."""
    numbers = sorted({number for piece in articles for number in piece.pages})
    told: dict[str, object] = {
        "key": IssueKey(paper="shibao", day=day, edition=edition),
        "date": day,
        "number": "7",
        "pages": tuple(Page(number=number, name="要闻", editors=("石墨林",)) for number in numbers),
        "articles": tuple(articles),
    }
    return Issue(**(told | facts))  # type: ignore[arg-type]  # tests know the fields


def odd_issue(day: str = "2023-05-05") -> Issue:
    """One issue with a page for every odd case."""
    signed = tuple(
        Person(name=f"{first}{second}", role=Role.REPORTER if first < "沈" else Role.CORRESPONDENT)
        for first in "顾沈葛许骆"
        for second in "长令春问知秋"
    )
    long_headline = "四十个字的标题也要排得下因为县里的文件就是这样写的一个字都不能少少了就要登更正启事说明原委"
    articles = [
        article(1, headline=(long_headline,), contributors=signed, characters=700, column="本报专稿"),
        *(article(number, page="02", characters=60 + number * 9) for number in range(1, 41)),
        article(1, page="03", characters=12_000, kicker="万字长文", deck="——一口气读完要一个小时"),
        *(
            article(number, page="04", type=ArticleType.PHOTO, characters=40, image="", credit_printed="（老周 摄）")
            for number in range(1, 4)
        ),
        article(1, page="07", type=ArticleType.NOTICE, headline=("停水通知",), characters=90),
        article(2, page="07", type=ArticleType.ADVERTISEMENT, headline=("老酒新酿",), characters=50),
        article(3, page="07", type=ArticleType.TOC, headline=("今日导读",), body="- 退水以后 2版\n- 河堤上的灯 4版"),
        article(
            4, page="07", headline=("退水",), column="河边诗页", body="水退了  \n石头还湿着  \n\n像一句  \n没有说完的话"
        ),
        article(5, page="07", headline=("水位表",), body="|站|水位|\n|-|-|\n|望鹅桥|3.12|\n|三汊港|2.71|"),
        article(6, page="07", headline=(), body="没有标题的一条短讯，从第一句话里取名。"),
        full_article(),
        article(2, page="08", headline=(HOSTILE,), kicker=HOSTILE, deck=HOSTILE, body=HOSTILE, column=HOSTILE),
    ]
    return issue(
        day,
        articles,
        pages=tuple(Page(number=f"{number:02}", name="综合") for number in (1, 2, 3, 4, 6, 7, 8)),
        missing=("05",),
        edition="a",
    )


def full_article(number: int = 1, page: str = "08") -> Article:
    """An article that has everything an article can have."""
    return article(
        number,
        page=page,
        pages=(page, "07"),
        kicker="雁浦河清淤系列报道",
        headline=("一条河的三本账", "泥账先算"),
        deck="八万方泥去了哪里",
        summary="清淤的泥分两路走。",
        column="雁洲时评",
        genre="通讯",
        series=SeriesPart(id="yanpu", part=2, label="（二）", name="一条河的三本账"),
        continuation=(Continuation(page="07", at="p2", mark="下转第七版"),),
        byline="本报讯（记者 沈令仪 通讯员 葛春生）",
        contributors=(
            Person(name="沈令仪", role=Role.REPORTER),
            Person(name="葛春生", role=Role.CORRESPONDENT, affiliation="区水务局"),
            Person(name="石墨林", role=Role.EDITOR),
        ),
        source=Reprint(name="泽川日报", date="2023-05-01", page="02", url="https://example.org/paper"),
        pictures=(
            Picture(
                image="images/river.png", caption="抽干的河", alt="干涸的河床", credit_printed="（老周 摄）", at="p1"
            ),
            Picture(image="images/lost.png", caption="没有留下来的照片", alt="不详", at="p2"),
        ),
        provenance=(Provenance(file="source/p1.txt", lines="20-48", method="ocr-markdown"),),
        emendations=(Emendation(at="p1", was="情性", now="惰性", kind="ocr"),),
        suspected=(Suspicion(at="p3", printed="千在实处", suggestion="干在实处", evidence="上下文"),),
        corrections=(Correction(by="2023-05-12/02-09", at="p1", note="八万方应为八万二千方。"),),
        places=("雁浦河", "望鹅桥"),
        tags=("雁浦河", "清淤"),
        body="\n\n".join(
            [
                f"本报讯（记者 沈令仪 通讯员 葛春生）{text(150)}",
                text(150),
                f"千在实处的人说：{text(150)}",
                "## 泥的去处",
                "> 账要算清",
                text(200),
            ]
        ),
    )


def set_in_type(*issues: Issue) -> list[Galley]:
    """The issues as galleys, in the order given."""
    return [typeset(each, TypesettingSettings()) for each in issues]


def cards(galleys: Sequence[Galley]) -> list[IssueCard]:
    """Their cards."""
    return [card(galley, f"digest-{at}") for at, galley in enumerate(galleys)]


def archive(*issues: Issue, paper: Paper = PAPER) -> Archive:
    """An archive of one paper with these issues."""
    shelf = PaperShelf(id="shibao", paper=paper, issues=tuple(cards(set_in_type(*issues))))
    return Archive(shelves=(shelf,))


SHELF = ShelfFacts(id="shibao", paper=PAPER)
