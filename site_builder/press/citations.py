"""How to cite an article: GB/T 7714 in its forms of 2025 and 2015, BibTeX, RIS, CSL-JSON and COinS.

GB/T 7714—2025 (in force since 2026-07-01) keeps point and square bracket half-width and sets all other marks
full-width: `作者，作者. 题名[N]. 报名，2019-04-19（1）.`; that of 2015 is mostly printed half-width.
With its address the article is `[N/OL]`; of one with a day of its own the form of 2025 asks for no day of access,
that of 2015 does, and what asks for a day of access cannot be printed.
Both name at most three authors. 责任编辑 is never one of them.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import quote_plus

import msgspec

from site_builder.newspaper.calendar import exact_day
from site_builder.press.views_article import CitationView

NAMED = 3
"""Authors a GB/T 7714 reference names before it says 等."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces even behind a backslash
        "}": r"\textbraceright{}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """What a citation is made of."""

    id: str
    """Unique on the site, ASCII: `jrgs-2019-04-19-01-01`."""

    title: str
    """Headline in one line."""

    paper: str
    date: str
    """EDTF."""

    pages: tuple[str, ...]
    """Printed numbers of the 版."""

    authors: tuple[str, ...] = ()
    number: str = ""
    """总第N期."""

    place: str = ""
    issn: str = ""
    language: str = "zh-Hans"
    url: str = ""
    section: str = ""
    """版名."""

    edition: str = ""
    """正刊, 号外 …, as printed."""

    publisher: str = ""
    editors: tuple[str, ...] = ()


def view(reference: Reference) -> CitationView:
    """Every form, for the page of the article."""
    return CitationView(
        gb2025=gb2025(reference),
        gb2025_online=gb2025_online(reference),
        gb2015=gb2015(reference),
        bibtex=bibtex(reference),
        ris=ris(reference),
        csl=csl_json(reference),
        coins=coins(reference),
        url=reference.url,
    )


def gb2025(reference: Reference) -> str:
    """The reference after GB/T 7714—2025, to the printed paper."""
    return _gb(reference, comma="，", left="（", right="）")


def gb2025_online(reference: Reference) -> str:
    """The reference after GB/T 7714—2025 to the article at its address; empty while it has none."""
    return _gb(reference, comma="，", left="（", right="）", online=True) if reference.url else ""


def gb2015(reference: Reference) -> str:
    """The reference after GB/T 7714—2015."""
    return _gb(reference, comma=", ", left="(", right=")")


def bibtex(reference: Reference) -> str:
    """A BibTeX entry; names go in braces of their own, so that no program takes 沈令仪 apart."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in reference.authors),
        "title": f"{{{_tex(reference.title)}}}",
        "journal": _tex(reference.paper),
        "date": _day(reference),
        "pages": ",".join(reference.pages),
        "number": _tex(reference.number),
        "issn": _tex(reference.issn),
        "address": _tex(reference.place),
        "entrysubtype": "newspaper",
        "langid": "chinese" if reference.language.startswith("zh") else "",
        "url": reference.url,
    }
    lines = [f"  {name:<12} = {{{text}}}" for name, text in fields.items() if text]
    return f"@article{{{reference.id},\n" + ",\n".join(lines) + "\n}\n"


def ris(reference: Reference) -> str:
    """A RIS record of the type NEWS."""
    day = _day(reference)
    fields = [
        ("TY", "NEWS"),
        *(("AU", name) for name in reference.authors),
        ("TI", reference.title),
        ("T2", reference.paper),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("SP", ",".join(reference.pages)),
        ("IS", reference.number),
        ("SN", reference.issn),
        ("PP", reference.place),
        ("LA", reference.language),
        ("UR", reference.url),
    ]
    return "".join(f"{tag}  - {_line(text)}\n" for tag, text in fields if text) + "ER  - \n"


def csl_json(reference: Reference) -> str:
    """A CSL-JSON item, by itself in a list, as reference managers import it."""
    day = _day(reference)
    item: dict[str, object] = {
        "id": reference.id,
        "type": "article-newspaper",
        "title": _line(reference.title),
        "author": [{"literal": _line(name)} for name in reference.authors],
        "editor": [{"literal": _line(name)} for name in reference.editors],
        "container-title": _line(reference.paper),
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
        "page": ",".join(reference.pages),
        "issue": _line(reference.number),
        "edition": _line(reference.edition),
        "section": _line(reference.section),
        "publisher": _line(reference.publisher),
        "publisher-place": _line(reference.place),
        "ISSN": _line(reference.issn),
        "language": reference.language,
        "URL": reference.url,
    }
    told = {name: value for name, value in item.items() if value}
    return msgspec.json.format(msgspec.json.encode([told]), indent=1).decode() + "\n"


def coins(reference: Reference) -> str:
    """A ContextObject in a span (Z39.88), for its `title`.

    In the form for Dublin Core, since that for journals would make reference managers see a journal's article;
    `atitle` and `jtitle` say the same to those that know journals only.
    """
    title = quote_plus(_line(reference.title))
    parts = [
        "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rft.type=newspaperArticle",
        f"rft.title={title}&rft.atitle={title}" if title else "",
        _pairs(("source", "jtitle", "date", "issue"), (*(reference.paper,) * 2, _day(reference), reference.number)),
        _pairs(("pages",), (",".join(reference.pages),)),
        _pairs(
            ("issn", "place", "publisher", "language"),
            (reference.issn, reference.place, reference.publisher, reference.language),
        ),
        _pairs(("au",) * len(reference.authors), reference.authors),
        f"rft.identifier={quote_plus(_one_line(reference.url))}" if reference.url else "",
    ]
    return "&".join(filter(None, parts))


def _gb(reference: Reference, *, comma: str, left: str, right: str, online: bool = False) -> str:
    chinese = reference.language.startswith("zh")
    more = f"{comma}{'等' if chinese else 'et al'}" if len(reference.authors) > NAMED else ""
    names = comma.join(reference.authors[:NAMED]) + more
    opening = f"{names}. " if names else ""
    pages = comma.strip().join(reference.pages)
    kind = "[N/OL]" if online else "[N]"
    where = f"{left}{pages}{right}" if pages else ""
    told = _one_line(f"{opening}{_line(reference.title)}{kind}. {reference.paper}{comma}{_day(reference)}{where}.")
    return f"{told} {reference.url}." if online else told


def _day(reference: Reference) -> str:
    """The date without marks of doubt and unknown parts: what the standards of references can carry."""
    return _known_day(reference.date)


@functools.lru_cache(maxsize=64)
def _known_day(date: str) -> str:
    if day := exact_day(date):
        return day.isoformat()
    known = re.match(r"\d{4}(?:-\d{2})?(?=$|[-~?%])", date)
    return known.group() if known else ""


@functools.lru_cache(maxsize=1024)
def _pairs(names: tuple[str, ...], texts: tuple[str, ...]) -> str:
    """Pairs of a query; of an archive's articles most have many in common."""
    told = zip(names, map(_one_line, texts), strict=True)
    return "&".join(f"rft.{name}={quote_plus(text)}" for name, text in told if text)


def _one_line(text: str) -> str:
    """On one line, without control characters and half surrogates: a title cannot begin a field of its own."""
    return " ".join(_CONTROL.sub(" ", text).split())


_line = functools.lru_cache(maxsize=1024)(_one_line)
"""The same of what an archive's articles have in common, and of what one reference says several times."""


@functools.lru_cache(maxsize=1024)
def _tex(text: str) -> str:
    return _line(text).translate(_BIBTEX)
