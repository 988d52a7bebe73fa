"""IIIF Presentation 3: a manifest of every issue whose 版 are held as scans, and the collection of a paper's.

After the cookbook's recipe for newspapers (0068): a canvas is a 版, a range a 版 with its articles, whose places on the
scan are told where somebody measured them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from site_builder.newspaper.archive import PaperShelf
from site_builder.newspaper.calendar import printed
from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Issue, Page, Paper
from site_builder.press import routes
from site_builder.press.frame import ShelfFacts, page_number
from site_builder.press.moments import moment
from site_builder.press.pictures import size
from site_builder.press.settings import SiteSettings
from site_builder.press.stories import headline
from site_builder.press.widths import joined

CONTEXT = "http://iiif.io/api/presentation/3/context.json"

UNMEASURED = (1000, 1400)
"""The canvas of a scan whose size cannot be made out."""

_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}


class CollectionFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The collection of a paper's issues that have scans."""

    shelf: ShelfFacts
    issues: tuple[tuple[IssueKey, str], ...]
    """Key and date of each, oldest first."""


def plan_collection(shelf: PaperShelf, facts: ShelfFacts, site: SiteSettings) -> list[CollectionFront]:
    """The collection of a paper, when there are manifests."""
    if not site.base_url or "iiif" not in site.formats:
        return []
    scanned = tuple(
        (card.key, card.date) for card in shelf.issues if any(page.scan and _type(page.scan) for page in card.pages)
    )
    return [CollectionFront(shelf=facts, issues=scanned)] if scanned else []


def manifest(galley: Galley, scans: Mapping[str, bytes], paper: Paper, site: SiteSettings) -> bytes | None:
    """The manifest of an issue; None without a base address, or when no 版 is held as a scan."""
    issue, key = galley.issue, galley.issue.key
    pages = [page for page in issue.pages if page.scan in scans and _type(page.scan)]
    sizes = {page.scan: size(scans[page.scan]) for page in pages}
    if not site.base_url or not pages:
        return None
    base = routes.absolute(site.base_url, routes.manifest(key)).removesuffix("/manifest.json")
    address = routes.absolute(site.base_url, routes.issue(key))
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "id": routes.absolute(site.base_url, routes.manifest(key)),
        "type": "Manifest",
        "label": _said(f"{paper.name} {printed(issue.date)}", paper),
        "metadata": [_fact(name, text, paper) for name, text in _facts(issue, paper) if text],
        "navDate": moment(key.day, site.timezone),
        "homepage": [{"id": address, "type": "Text", "label": _said(paper.name, paper), "format": "text/html"}],
        "viewingDirection": "right-to-left" if paper.language.startswith("zh-Hant") else "left-to-right",
        "behavior": ["paged"],
        "partOf": [{"id": routes.absolute(site.base_url, routes.collection(key.paper)), "type": "Collection"}],
        "items": [_canvas(base, page, key, sizes[page.scan], paper, site) for page in pages],
        "structures": list(_ranges(base, pages, galley.articles, sizes, paper)),
    }
    if paper.rights:
        told["requiredStatement"] = _fact("rights", paper.rights, paper)
    if "data" in site.formats:
        see = routes.absolute(site.base_url, routes.data(key))
        told["seeAlso"] = [{"id": see, "type": "Dataset", "format": "application/json"}]
    if "epub" in site.formats and galley.articles:
        book = routes.absolute(site.base_url, routes.epub(key))
        label = _said("EPUB", paper)
        told["rendering"] = [{"id": book, "type": "Text", "label": label, "format": "application/epub+zip"}]
    return _json(told)


def collection(front: CollectionFront, site: SiteSettings) -> bytes:
    """The collection of a paper: its manifests, oldest first."""
    paper = front.shelf.paper
    return _json(
        {
            "@context": CONTEXT,
            "id": routes.absolute(site.base_url, routes.collection(front.shelf.id)),
            "type": "Collection",
            "label": _said(paper.name, paper),
            "items": [
                {
                    "id": routes.absolute(site.base_url, routes.manifest(key)),
                    "type": "Manifest",
                    "label": _said(f"{paper.name} {printed(date)}", paper),
                    "navDate": moment(key.day, site.timezone),
                }
                for key, date in front.issues
            ],
        }
    )


def _canvas(
    base: str, page: Page, key: IssueKey, sides: tuple[int, int], paper: Paper, site: SiteSettings
) -> dict[str, Any]:
    width, height = sides
    id_ = f"{base}/canvas/{page.number}"
    image = routes.absolute(site.base_url, routes.picture(key, page.scan))
    body: dict[str, Any] = {"id": image, "type": "Image", "format": _type(page.scan)}
    if width:
        body |= {"width": width, "height": height}
    painting = {"id": f"{base}/painting/{page.number}", "type": "Annotation", "motivation": "painting", "body": body}
    return {
        "id": id_,
        "type": "Canvas",
        "label": _said(_page(page), paper),
        "width": width or UNMEASURED[0],
        "height": height or UNMEASURED[1],
        "items": [
            {
                "id": f"{base}/annotations/{page.number}",
                "type": "AnnotationPage",
                "items": [{**painting, "target": id_}],
            }
        ],
    }


def _ranges(
    base: str,
    pages: Sequence[Page],
    articles: Sequence[SetArticle],
    sizes: Mapping[str, tuple[int, int]],
    paper: Paper,
) -> Iterator[dict[str, Any]]:
    for page in pages:
        canvas = {"id": f"{base}/canvas/{page.number}", "type": "Canvas"}
        yield {
            "id": f"{base}/range/{page.number}",
            "type": "Range",
            "label": _said(_page(page), paper),
            "items": [
                canvas,
                *(
                    {
                        "id": f"{base}/range/{piece.article.id}",
                        "type": "Range",
                        "label": _said(joined(headline(piece)), paper),
                        "items": [_place(canvas, piece, sizes[page.scan])],
                    }
                    for piece in articles
                    if piece.article.page == page.number
                ),
            ],
        }


def _place(canvas: dict[str, str], piece: SetArticle, sides: tuple[int, int]) -> dict[str, Any]:
    """The part of the scan an article stands on; the whole where nobody measured it."""
    area = piece.article.position.area
    if area is None:
        return canvas
    width, height = sides if sides[0] else UNMEASURED
    left, top = int(max(0, area[0]) / 100 * width), int(max(0, area[1]) / 100 * height)
    across, down = min(width - left, round(area[2] / 100 * width)), min(height - top, round(area[3] / 100 * height))
    if across < 1 or down < 1:
        return canvas
    part = {"type": "FragmentSelector", "value": f"xywh={left},{top},{across},{down}"}
    return {"type": "SpecificResource", "source": canvas, "selector": part}


def _facts(issue: Issue, paper: Paper) -> Iterator[tuple[str, str]]:
    yield "date", issue.date
    yield "number", issue.number
    yield "edition", issue.edition
    yield "publisher", "、".join(paper.publisher or paper.sponsor)
    yield "identifier", paper.cn or paper.issn or paper.permit


def _fact(name: str, text: str, paper: Paper) -> dict[str, Any]:
    return {"label": {"en": [name]}, "value": _said(text, paper)}


def _said(text: str, paper: Paper) -> dict[str, list[str]]:
    return {paper.language: [text]}


def _page(page: Page) -> str:
    return f"{page_number(page.number)} {page.name}".strip()


def _type(file: str) -> str:
    return _TYPES.get(file.rpartition(".")[2].lower(), "")


def _json(told: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"
