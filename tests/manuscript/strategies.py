"""Papers, issues and articles with the nastiest texts a file can hold."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from site_builder.manuscript.control_characters import CONTROL
from site_builder.manuscript.front_matter import normal
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import (
    Article,
    ArticleType,
    Completeness,
    Continuation,
    Correction,
    DateBasis,
    Emendation,
    Frequency,
    Furniture,
    Issue,
    PackagePart,
    Page,
    Paper,
    Person,
    Picture,
    Position,
    Provenance,
    Reprint,
    Role,
    SeriesPart,
    Signature,
    SourceFile,
    Status,
    Suspicion,
)
from site_builder.newspaper.people import KnownPerson, People

NASTY = (
    *(
        "no",
        "yes",
        "null",
        "~",
        "01",
        "1_000",
        "0x1F",
        "1e3",
        ".5",
        "12:30:00",
        "2019-04-19",
        "true",
        ".inf",
        "-",
        "---",
    ),
    *("- a", "a: b", "a:", ": a", "a #b", "#a", "'a'", '"a"', 'a"b', "a'b", "\\", "[a", "a]", "{a}", "a,b", "*a", "&a"),
    *(
        "!a",
        "!!str a",
        "| a",
        "> a",
        "%a",
        "@a",
        "`a`",
        "?",
        "? a",
        "<<",
        "=",
        " a",
        "a ",
        "\u3000a",
        "a\nb",
        "a\tb",
        "\n",
    ),
    *(
        "a\u2028b",
        "\u2029",
        "a\u2028---\u2028b",
        "\ufeffa",
        "\u202eabc",
        "\u200b",
        "👨‍👩‍👧",
        "𠀀𪚥",
        "\ue111",
        "é",
        "标题：甲",
        "…",
    ),
    *(
        "“甲”",
        "（三）",
        "甲" * 2000,
        "a " * 700,
        "</script>",
        "{{ x }}",
        "...",
        "\n---\n",
        "a\n\n",
        "\x20",
        "$",
        "。",
        "ﬁ",
    ),
)

_CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(lambda character: not CONTROL.match(character))
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(_CHARACTERS, min_size=1, max_size=30))
"""Never empty: what is empty is not written."""

OPTIONAL = st.one_of(st.just(""), TEXTS)
LISTS = st.lists(OPTIONAL, max_size=3).map(tuple)
ANCHORS = st.sampled_from(["", "p1", "p12"])
IMAGES = st.sampled_from(["images/a.svg", "images/有 空格#1.png", "b.JPEG"])
DATES = st.sampled_from(["", "2019-04-19", "1937~", "2019-04-XX", "2019", "1937-07?"])
LINES = st.sampled_from(["", "20", "3-14,20"])
WEB = st.sampled_from(["", "https://example.org/a?b=c#d", "http://例子.中国/"])

PEOPLE = st.lists(st.builds(Person, name=TEXTS, role=st.sampled_from(Role), affiliation=OPTIONAL), max_size=3).map(
    tuple
)
PICTURES = st.lists(
    st.one_of(
        st.builds(Picture, caption=OPTIONAL, credit_printed=OPTIONAL, at=ANCHORS),
        st.builds(Picture, caption=OPTIONAL, image=IMAGES, alt=st.just("图"), credit_printed=OPTIONAL, at=ANCHORS),
    ),
    max_size=3,
).map(tuple)
AREAS = st.one_of(
    st.none(),
    st.tuples(*[st.floats(0, 50, allow_subnormal=False)] * 2, *[st.floats(0.001, 50, allow_subnormal=False)] * 2).map(
        lambda area: tuple(round(number, 6) for number in area)
    ),
)
BODIES = (
    st.lists(
        st.one_of(TEXTS, st.sampled_from(["---", "# 一", "> 引", "", "  ", "\tcode", "甲\\"])), min_size=1, max_size=6
    )
    .map("\n".join)
    .map(normal)
    .filter(bool)
)


def _few(items: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.lists(items, max_size=2).map(tuple)


def articles(page: str = "01", number: int = 1, pages: tuple[str, ...] = ("01",)) -> SearchStrategy[Article]:
    """Articles of a page without faults (with doubts, surely)."""
    return st.builds(
        Article,
        id=st.just(f"{page}-{number:02}"),
        pages=st.lists(st.sampled_from(pages), max_size=1).map(lambda more: (page, *more)),
        position=st.builds(Position, order=st.just(number), area=AREAS, columns=st.integers(0, 9), lead=st.booleans()),
        type=st.sampled_from(ArticleType),
        genre=OPTIONAL,
        kicker=OPTIONAL,
        headline=st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
        deck=OPTIONAL,
        summary=OPTIONAL,
        column=OPTIONAL,
        series=st.one_of(
            st.none(), st.builds(SeriesPart, id=TEXTS, part=st.integers(0, 99), label=OPTIONAL, name=OPTIONAL)
        ),
        package=st.one_of(
            st.none(),
            st.builds(PackagePart, id=TEXTS, headline=LISTS, kicker=OPTIONAL, deck=OPTIONAL, part=st.integers(0, 99)),
        ),
        title_supplied=st.booleans(),
        continuation=_few(st.builds(Continuation, page=st.sampled_from(pages), at=ANCHORS, mark=OPTIONAL)),
        byline=OPTIONAL,
        contributors=PEOPLE,
        editors=LISTS,
        signature=st.one_of(st.none(), st.builds(Signature, text=TEXTS, office=OPTIONAL, name=OPTIONAL)),
        dateline=OPTIONAL,
        source=st.one_of(st.none(), st.builds(Reprint, name=TEXTS, date=DATES, page=OPTIONAL, url=WEB)),
        image=st.one_of(st.just(""), IMAGES),
        alt=st.just("图"),
        credit_printed=OPTIONAL,
        pictures=PICTURES,
        status=st.sampled_from(Status),
        provenance=_few(st.builds(Provenance, file=st.just("source/p1.txt"), lines=LINES, method=OPTIONAL)),
        imported=OPTIONAL,
        emendations=_few(
            st.builds(Emendation, at=st.just("p1"), was=OPTIONAL, now=OPTIONAL, kind=OPTIONAL, by=OPTIONAL, date=DATES)
        ),
        suspected=_few(
            st.builds(
                Suspicion,
                at=st.just("p1"),
                printed=TEXTS,
                suggestion=OPTIONAL,
                evidence=OPTIONAL,
                kind=st.sampled_from(["", "printed", "ocr"]),
            )
        ),
        settled=st.sampled_from([(), ("M011",), ("M028 老 ▏狗", "M024 “")]),
        corrections=_few(st.builds(Correction, by=st.just("2019-04-26b/02-09"), at=ANCHORS, note=OPTIONAL)),
        rights=OPTIONAL,
        license=OPTIONAL,
        places=LISTS,
        tags=LISTS,
        aliases=st.sampled_from([(), ("bao/old.html",), ("bao/2018-01-01/", "旧 址.html")]),
        draft=st.booleans(),
        body=BODIES,
    )


PAPERS = st.builds(
    Paper,
    name=TEXTS,
    language=st.sampled_from(["zh-Hans", "zh-Hant", "en", "ja"]),
    kind=st.sampled_from(["newspaper", "internal"]),
    **dict.fromkeys(["cn", "issn", "permit", "place", "preceded_by", "succeeded_by", "rights", "license"], OPTIONAL),
    **dict.fromkeys(["supervisor", "sponsor", "organizer", "publisher"], LISTS),
    websites=_few(st.sampled_from(["https://example.org/a?b=c#d", "www.example.org:8080/a", "例子.中国"])),
    frequency=st.one_of(
        st.none(),
        st.builds(
            Frequency,
            pattern=TEXTS,
            days=_few(st.sampled_from(["mon", "sun"])),
            valid=st.sampled_from(["", "2019/..", "2019-04/2023"]),
        ),
    ),
)


KNOWN_PEOPLE = st.builds(People, people=_few(st.builds(KnownPerson, name=TEXTS, also=LISTS, note=OPTIONAL)))


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """Issues without faults."""
    numbers = draw(st.sampled_from([(), ("01",), ("01", "02"), ("01", "02", "10")]))
    many = {number: draw(st.integers(0, 2)) for number in numbers}
    sheet = st.builds(Page, number=st.just(""), name=OPTIONAL, editors=LISTS, scan=st.one_of(st.just(""), IMAGES))
    return Issue(
        key=IssueKey(paper="bao", day="2019-04-19"),
        date=draw(st.sampled_from(["2019-04-19", "2019-04-19~"])),
        date_basis=draw(st.sampled_from(DateBasis)),
        number=draw(OPTIONAL),
        edition=draw(OPTIONAL),
        weekday_printed=draw(OPTIONAL),
        pages=tuple(msgspec.structs.replace(draw(sheet), number=number) for number in numbers),
        completeness=draw(st.sampled_from(Completeness)),
        missing=draw(st.sampled_from([(), ("11",), ("11", "12")])),
        note=draw(OPTIONAL),
        sources=draw(
            _few(st.builds(SourceFile, file=st.just("source/p 1.txt"), sha256=st.just("0f" * 32), encoding=OPTIONAL))
        ),
        furniture=draw(
            _few(
                st.builds(
                    Furniture,
                    page=st.sampled_from(numbers or ("01",)),
                    text=TEXTS,
                    kind=OPTIONAL,
                    file=st.sampled_from(["", "source/p1.txt"]),
                    lines=LINES,
                )
            )
        ),
        aliases=draw(st.sampled_from([(), ("bao/2019-04-18/",)])),
        articles=tuple(draw(articles(number, n, numbers)) for number in numbers for n in range(1, many[number] + 1)),
    )
