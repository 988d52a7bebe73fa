"""The step that writes an issue in another format: each format of each issue is a job of its own."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from site_builder.engine.steps import Files, Step
from site_builder.newspaper.galley import Galley
from site_builder.newspaper.model import Paper
from site_builder.press.settings import SiteSettings
from site_builder.workflows.desk import Desk
from site_builder.workflows.in_type import galley_of


class FormatJob(msgspec.Struct, frozen=True, kw_only=True):
    """Write an issue in a format."""

    format: str
    """One of `press.settings.FORMATS`."""

    galley: str
    folder: str
    pictures: Mapping[str, str]
    """Path below the folder → digest, of those the format holds or measures."""

    paper_id: str
    paper: Paper
    site: SiteSettings
    """Only what a format can see is set: see `seen`."""


def seen(site: SiteSettings, format_: str) -> SiteSettings:
    """The settings a format can see; a change of any other costs it nothing."""
    match format_:
        case "text":
            return SiteSettings()
        case "iiif":
            return SiteSettings(base_url=site.base_url, timezone=site.timezone, formats=site.formats)
        case _:
            return SiteSettings(base_url=site.base_url)


def write_format(job: FormatJob, desk: Desk) -> Files:
    """The file of the format; none where the issue has nothing for it."""
    from site_builder.press import routes

    galley = galley_of(desk.store.value(job.galley))
    pictures = {path: desk.read(f"{job.folder}/{path}", digest) for path, digest in job.pictures.items()}
    key = galley.issue.key
    match job.format:
        case "epub":
            return Files(files={routes.epub(key): _epub(galley, pictures, job)})
        case "text":
            return Files(files={routes.texts(key): _texts(galley, job)})
        case "data":
            return Files(files={routes.data(key): _data(galley, pictures, job)})
        case _:
            told = _manifest(galley, pictures, job)
            return Files(files={} if told is None else {routes.manifest(key): told})


FORMAT = Step("formats", 1, write_format, many=4)


def _epub(galley: Galley, pictures: Mapping[str, bytes], job: FormatJob) -> bytes:
    from site_builder.exports.epub import book
    from site_builder.workflows.copies import copy_of

    return book(copy_of(galley, job.paper, pictures, job.site.base_url))


def _texts(galley: Galley, job: FormatJob) -> bytes:
    """The whole issue as plain text and as Markdown, and every article as a file that could be edited."""
    from site_builder.exports import markdown, plain_text
    from site_builder.exports.packing import packed
    from site_builder.workflows.copies import copy_of, manuscripts

    copy = copy_of(galley, job.paper, {}, "")
    folder = galley.issue.key.folder
    whole = {f"{folder}.txt": plain_text.text(copy), f"{folder}.md": markdown.text(copy)}
    return packed(whole | {f"articles/{name}": data for name, data in manuscripts(galley).items()})


def _data(galley: Galley, pictures: Mapping[str, bytes], job: FormatJob) -> bytes:
    from site_builder.press.frame import ShelfFacts
    from site_builder.press.issue_data import issue_data

    return issue_data(galley, pictures, ShelfFacts(id=job.paper_id, paper=job.paper), job.site.base_url)


def _manifest(galley: Galley, scans: Mapping[str, bytes], job: FormatJob) -> bytes | None:
    from site_builder.press.iiif import manifest

    return manifest(galley, scans, job.paper, job.site)
