"""The steps of the search: an issue's words, and the index of all of them."""

from __future__ import annotations

import msgspec

from site_builder.engine.steps import Files, Step, Value
from site_builder.newspaper.galley import Galley
from site_builder.search.settings import SearchSettings
from site_builder.workflows.desk import Desk


class PostJob(msgspec.Struct, frozen=True, kw_only=True):
    """Take the words of an issue."""

    galley: str
    settings: SearchSettings


class BindJob(msgspec.Struct, frozen=True, kw_only=True):
    """Bind the words of all issues."""

    postings: tuple[str, ...]
    """Digests, in the order of the issues."""

    settings: SearchSettings


def post_issue(job: PostJob, desk: Desk) -> Value:
    """The postings of an issue as the body."""
    from site_builder.search.postings import post

    galley = msgspec.msgpack.decode(desk.store.value(job.galley), type=Galley)
    return Value(body=post(galley, job.settings))


def bind_index(job: BindJob, desk: Desk) -> Files:
    """The files of the index; the one that names the others waits for them."""
    from site_builder.search.index import bind
    from site_builder.search.scripts import MANIFEST

    files = bind([desk.store.value(digest) for digest in job.postings], job.settings)
    return Files(
        files={path: data for path, data in files.items() if path != MANIFEST},
        last={MANIFEST: files[MANIFEST]},
    )


POST = Step("post", 1, post_issue)
BIND = Step("bind", 1, bind_index)
