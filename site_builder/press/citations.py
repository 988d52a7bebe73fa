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
from collections.abc import Sequence

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


_TEX = re.compile(r"[\\{}%&#_$~^]")

_UNSAFE = re.compile(r"[^\w.~ -]+", re.ASCII)


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


class _Common(msgspec.Struct, frozen=True, kw_only=True):
    """What the articles of a 版 have in common in each form, set once: only their own is put before it or around it."""

    gb2025: str
    gb2015: str
    bibtex: str
    ris: str
    csl: str
    """Lines within the item; empty when it says nothing."""

    coins: str


def view(reference: Reference) -> CitationView:
    """Every form, for the page of the article: GB/T 7714 to the printed paper and, where it has an address, to the
    article there; a BibTeX entry; a RIS record of the type NEWS; a CSL-JSON item, by itself in a list, as reference
    managers import it; and COinS for the `title` of a span."""
    common = _common(msgspec.structs.replace(reference, id="", title="", authors=(), url=""))
    chinese = reference.language.startswith("zh")
    title = _one_line(reference.title)
    authors = list(map(_line, reference.authors))
    gb2025 = gb2015 = _opening(reference.authors, title, "，", chinese=chinese)
    if len(reference.authors) > 1:
        gb2015 = _opening(reference.authors, title, ", ", chinese=chinese)
    return CitationView(
        gb2025=f"{gb2025}[N]{common.gb2025}",
        gb2025_online=f"{gb2025}[N/OL]{common.gb2025} {reference.url}." if reference.url else "",
        gb2015=f"{gb2015}[N]{common.gb2015}",
        bibtex=_bibtex(reference, authors, title, common.bibtex),
        ris=_ris(reference, authors, title, common.ris),
        csl=_csl(reference, authors, title, common.csl),
        coins=_coins(reference, authors, title, common.coins),
        url=reference.url,
    )


def _opening(authors: Sequence[str], title: str, comma: str, *, chinese: bool) -> str:
    """A reference after GB/T 7714 as far as its title."""
    more = f"{comma}{'等' if chinese else 'et al'}" if len(authors) > NAMED else ""
    names = comma.join(authors[:NAMED]) + more
    return _one_line(f"{names}. {title}|")[:-1] if names else title


def _bibtex(reference: Reference, authors: Sequence[str], title: str, common: str) -> str:
    """Names go in braces of their own, so that no program takes 沈令仪 apart."""
    names = " and ".join(f"{{{_tex(name)}}}" for name in authors)
    opening = f"  author       = {{{names}}},\n" if names else ""
    url = f",\n  url          = {{{reference.url}}}" if reference.url else ""
    title = _tex(title)
    return f"@article{{{reference.id},\n{opening}  title        = {{{{{title}}}}},\n{common}{url}\n}}\n"


def _ris(reference: Reference, authors: Sequence[str], title: str, common: str) -> str:
    names = "".join(f"AU  - {name}\n" for name, told in zip(authors, reference.authors, strict=True) if told)
    named = f"TI  - {title}\n" if reference.title else ""
    url = f"UR  - {_one_line(reference.url)}\n" if reference.url else ""
    return f"TY  - NEWS\n{names}{named}{common}{url}ER  - \n"


def _csl(reference: Reference, authors: Sequence[str], title: str, common: str) -> str:
    lines = [f'  "id": {_json(reference.id)}'] if reference.id else []
    lines.append('  "type": "article-newspaper"')
    if title:
        lines.append(f'  "title": {_json(title)}')
    if authors:
        names = ",\n".join(f'   {{\n    "literal": {_json(name)}\n   }}' for name in authors)
        lines.append(f'  "author": [\n{names}\n  ]')
    if common:
        lines.append(common)
    if reference.url:
        lines.append(f'  "URL": {_json(reference.url)}')
    return "[\n {\n" + ",\n".join(lines) + "\n }\n]\n"


def _coins(reference: Reference, authors: Sequence[str], title: str, common: str) -> str:
    """A ContextObject (Z39.88) in the form for Dublin Core, since that for journals would make reference managers see
    a journal's article; `atitle` and `jtitle` say the same to those that know journals only."""
    told = _quoted(title)
    parts = [
        "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rft.type=newspaperArticle",
        f"rft.title={told}&rft.atitle={told}" if told else "",
        common,
        *(f"rft.au={_quoted(name)}" for name in authors if name),
        f"rft.identifier={_quoted(_one_line(reference.url))}" if reference.url else "",
    ]
    return "&".join(filter(None, parts))


@functools.lru_cache(maxsize=64)
def _common(reference: Reference) -> _Common:
    """What a reference without title, authors and address says."""
    day = _known_day(reference.date)
    return _Common(
        gb2025=_imprint(reference, day, "，", "（", "）"),
        gb2015=_imprint(reference, day, ", ", "(", ")"),
        bibtex=_bibtex_common(reference, day),
        ris=_ris_common(reference, day),
        csl=_csl_common(reference, day),
        coins=_coins_common(reference, day),
    )


def _imprint(reference: Reference, day: str, comma: str, left: str, right: str) -> str:
    """A reference after GB/T 7714 from the mark of its kind on."""
    pages = comma.strip().join(reference.pages)
    where = f"{left}{pages}{right}" if pages else ""
    return _one_line(f". {reference.paper}{comma}{day}{where}.")


def _bibtex_common(reference: Reference, day: str) -> str:
    fields = {
        "journal": _tex(_line(reference.paper)),
        "date": day,
        "pages": ",".join(reference.pages),
        "number": _tex(_line(reference.number)),
        "issn": _tex(_line(reference.issn)),
        "address": _tex(_line(reference.place)),
        "entrysubtype": "newspaper",
        "langid": "chinese" if reference.language.startswith("zh") else "",
    }
    return ",\n".join(f"  {name:<12} = {{{text}}}" for name, text in fields.items() if text)


def _ris_common(reference: Reference, day: str) -> str:
    fields = {
        "T2": reference.paper,
        "PY": day[:4],
        "DA": day.replace("-", "/"),
        "SP": ",".join(reference.pages),
        "IS": reference.number,
        "SN": reference.issn,
        "PP": reference.place,
        "LA": reference.language,
    }
    return "".join(f"{tag}  - {_line(text)}\n" for tag, text in fields.items() if text)


def _csl_common(reference: Reference, day: str) -> str:
    item: dict[str, object] = {
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
    }
    told = {name: value for name, value in item.items() if value}
    if not told:
        return ""
    return (
        msgspec.json.format(msgspec.json.encode([told]), indent=1).decode().removeprefix("[\n {\n")[: -len("\n }\n]")]
    )


def _coins_common(reference: Reference, day: str) -> str:
    fields = {
        "source": reference.paper,
        "jtitle": reference.paper,
        "date": day,
        "issue": reference.number,
        "pages": ",".join(reference.pages),
        "issn": reference.issn,
        "place": reference.place,
        "publisher": reference.publisher,
        "language": reference.language,
    }
    return "&".join(f"rft.{name}={_quoted(told)}" for name, text in fields.items() if (told := _line(text)))


def _known_day(date: str) -> str:
    """The date without marks of doubt and unknown parts: what the standards of references can carry."""
    if day := exact_day(date):
        return day.isoformat()
    known = re.match(r"\d{4}(?:-\d{2})?(?=$|[-~?%])", date)
    return known.group() if known else ""


def _one_line(text: str) -> str:
    """On one line, without control characters and half surrogates: a title cannot begin a field of its own."""
    return " ".join(_CONTROL.sub(" ", text).split())


_line = functools.lru_cache(maxsize=1024)(_one_line)
"""The same of what several articles of an archive say: names, the paper's above all."""


def _quoted(text: str) -> str:
    """As `urllib.parse.quote_plus` writes it, which goes from byte to byte."""
    return _UNSAFE.sub(_percent, text).replace(" ", "+")


def _percent(found: re.Match[str]) -> str:
    return "%" + found[0].encode().hex("%").upper()


def _tex(text: str) -> str:
    return text.translate(_BIBTEX) if _TEX.search(text) else text


def _json(text: str) -> str:
    return msgspec.json.encode(text).decode()
