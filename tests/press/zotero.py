"""What Zotero makes of a page: the rules of its translators «Embedded Metadata» and «COinS», written down anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from tests.press.printed import Reader

PREFIXES = frozenset(
    {
        *("bib", "bibo", "dc", "dcterms", "prism", "foaf", "vcard", "link", "z", "eprint", "eprints"),
        *("og", "article", "book", "music", "video", "so", "codemeta", "rdf"),
    }
)
"""Prefixes of `<meta>` names that it knows without being told."""

_HIGHWIRE = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
_GUESSES = {"citation_title": "journalArticle", "citation_series_title": "journalArticle", "citation_isbn": "book"}
_BIB = {"Article": "journalArticle", "Book": "book", "BookSection": "bookSection", "Document": "document"}
_OG = {"website": "webpage", "book": "book", "video.movie": "videoRecording", "music.song": "audioRecording"}
_AGGREGATION = {"book": "bookSection", "journal": "journalArticle", "magazine": "magazineArticle"}
_TYPES = {
    *("newspaperArticle", "magazineArticle", "journalArticle", "bookSection", "conferencePaper"),
    *("book", "webpage", "document", "report", "thesis"),
}

_CONTAINERS = {
    "info:ofi/fmt:kev:mtx:journal": "journalArticle",
    "info:ofi/fmt:kev:mtx:book": "book",
    "info:ofi/fmt:kev:mtx:dissertation": "thesis",
    "info:ofi/fmt:kev:mtx:patent": "patent",
    "info:ofi/fmt:kev:mtx:dc": "webpage",
}


def detected(page: Reader) -> str:
    """The type Zotero gives a page: Highwire's, unless its prefix is declared; then z, bib, PRISM, og, dc, a guess."""
    known = PREFIXES | declared(page)
    said: dict[str, str] = {}
    highwire = guess = ""
    for _, meta in (element for element in page.elements if element[0] == "meta"):
        name, content = meta.get("name") or meta.get("property") or "", meta.get("content", "")
        if not name or not content:
            continue
        parts = re.split(r"[.:_]", name)
        prefix = parts[1].lower() if len(parts) > 2 and parts[1].lower() in known else parts[0].lower()
        if prefix in known:
            said.setdefault(f"{prefix}:{name[len(prefix) + 1 :]}".lower(), content)
        else:
            highwire = _HIGHWIRE.get(name, highwire)
            guess = guess or _GUESSES.get(name, "")
    if highwire:
        return highwire
    zotero = said.get("z:itemtype", said.get("z:type", ""))
    in_order = (
        zotero if zotero in _TYPES else "",
        _BIB.get(said.get("bib:type", ""), ""),
        _AGGREGATION.get(said.get("prism:aggregationtype", ""), ""),
        _OG.get(said.get("og:type", ""), ""),
        said["dc:type"] if said.get("dc:type") in _TYPES else "",
        guess,
        "webpage",
    )
    return next(kind for kind in in_order if kind)


def declared(page: Reader) -> frozenset[str]:
    """The prefixes a page declares itself, on `html` or `head`."""
    told = (found.get("prefix", "") for name, found in page.elements if name in ("html", "head"))
    return frozenset(prefix.lower() for text in told for prefix in re.findall(r"(\w+):\s+\S+", text))


def fields(page: Reader) -> Mapping[str, Sequence[str]]:
    """The fields it fills from Highwire names, whatever the type: the values of every name, in their order."""
    named: dict[str, list[str]] = {}
    for meta in page.having("meta"):
        if meta.get("name", "").startswith("citation_"):
            named.setdefault(meta["name"], []).append(meta["content"])
    return named


def context_object(title: str) -> dict[str, object]:
    """The item it reads from a span of the class Z3988."""
    pairs = parse_qsl(title)
    kind = next((_CONTAINERS[value] for key, value in pairs if key == "rft_val_fmt"), "")
    item: dict[str, object] = {"itemType": kind, "creators": []}
    for key, value in pairs:
        journal = item["itemType"] == "journalArticle"
        if key == "rft.atitle" and journal:
            item["title"] = value
        elif key == "rft.jtitle" and journal:
            item["publicationTitle"] = value
        elif key == "rft.title":
            item["publicationTitle" if journal else "title"] = value
        elif key == "rft.source":
            item["publicationTitle"] = value
        elif key == "rft.type" and value in _TYPES:
            item["itemType"] = value
        elif key == "rft.au":
            item["creators"] = [*item["creators"], value]  # type: ignore[misc]  # a list, above
        elif key in ("rft.date", "rft.issue", "rft.pages", "rft.issn", "rft.language", "rft.identifier"):
            item[key.removeprefix("rft.")] = value
    return item
