"""How to cite an article: GB/T 7714 in its forms of 2025 and 2015, BibTeX and RIS.

GB/T 7714—2025 (in force since 2026-07-01) keeps point and square bracket half-width and sets all other marks
full-width: `作者，作者. 题名[N]. 报名，2019-04-19（1）.`; that of 2015 is mostly printed half-width.
Both name at most three authors. 责任编辑 is never one of them.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from site_builder.newspaper.calendar import exact_day

NAMED = 3
"""Authors a GB/T 7714 reference names before it says 等."""

_BIBTEX = {
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


def gb2025(reference: Reference) -> str:
    """The reference after GB/T 7714—2025."""
    return _gb(reference, comma="，", left="（", right="）")


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


def _gb(reference: Reference, *, comma: str, left: str, right: str) -> str:
    names = comma.join(reference.authors[:NAMED]) + (f"{comma}等" if len(reference.authors) > NAMED else "")
    opening = f"{names}. " if names else ""
    pages = comma.strip().join(reference.pages)
    title = _line(reference.title)
    stop = "" if title.endswith((".", "．")) else "."
    where = f"{left}{pages}{right}" if pages else ""
    return _line(f"{opening}{title}[N]{stop} {reference.paper}{comma}{_day(reference)}{where}.")


def _day(reference: Reference) -> str:
    """The date without marks of doubt and unknown parts: what the standards of references can carry."""
    if day := exact_day(reference.date):
        return day.isoformat()
    known = re.match(r"\d{4}(?:-\d{2})?(?=$|[-~?%])", reference.date)
    return known.group() if known else ""


def _line(text: str) -> str:
    """On one line, without control characters: a title cannot begin a field of its own."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in _line(text))
