"""The package described for machines: an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

METADATA = "ro-crate-metadata.json"


class CratePart(msgspec.Struct, frozen=True, kw_only=True):
    """An issue in the package."""

    folder: str
    """Below the crate, without a slash at its end: `content/chenbao/2019/2019-04-19`."""

    page: str
    """Its page in the site: `site/chenbao/2019-04-19/index.html`."""

    name: str
    date: str
    number: str
    articles: int


class Crate(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of the whole."""

    title: str
    description: str
    language: str
    published: str
    """ISO date."""

    license: str
    papers: tuple[str, ...]
    publisher: tuple[str, ...]
    version: str
    """Of the program."""

    parts: tuple[CratePart, ...]


def write_crate(crate: Crate) -> bytes:
    """The metadata file, for the folder that holds content/ and site/."""
    graph: list[dict[str, Any]] = [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        _told(
            {
                "@id": "./",
                "@type": "Dataset",
                "name": crate.title,
                "description": crate.description or "、".join(crate.papers) or crate.title,
                "datePublished": crate.published,
                "inLanguage": crate.language,
                "license": crate.license
                or "见各报 paper.yaml 的 rights 与 license (see rights and license of each paper)",
                "publisher": [{"@id": f"#{name}"} for name in crate.publisher],
                "hasPart": [{"@id": "content/"}, {"@id": "site/"}, *_ids(crate.parts)],
                "mainEntity": {"@id": "site/index.html"},
            }
        ),
        {"@id": "content/", "@type": "Dataset", "name": "稿件与原始文字 (manuscripts and sources)"},
        {"@id": "site/", "@type": "Dataset", "name": "印好的网站 (the printed site)"},
        {"@id": "site/index.html", "@type": "File", "name": crate.title, "encodingFormat": "text/html"},
        *({"@id": f"#{name}", "@type": "Organization", "name": name} for name in crate.publisher),
        *(_part(part) for part in crate.parts),
        {"@id": "#site-builder", "@type": "SoftwareApplication", "name": "site-builder", "version": crate.version},
        {
            "@id": "#printing",
            "@type": "CreateAction",
            "name": "Printing the site from the manuscripts",
            "instrument": {"@id": "#site-builder"},
            "object": {"@id": "content/"},
            "result": {"@id": "site/"},
        },
    ]
    whole = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _ids(parts: Sequence[CratePart]) -> list[dict[str, str]]:
    return [{"@id": f"{part.folder}/"} for part in parts]


def _part(part: CratePart) -> dict[str, Any]:
    return _told(
        {
            "@id": f"{part.folder}/",
            "@type": ["Dataset", "PublicationIssue"],
            "name": part.name,
            "datePublished": part.date,
            "issueNumber": part.number,
            "description": f"{part.articles} 篇 (articles)",
            "subjectOf": part.page,
        }
    )


def _told(entity: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entity.items() if value not in ("", [])}
