"""An issue of which some articles are broken: what of it can be shown meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from site_builder.errors import Problem, Severity
from site_builder.workflows.issue_steps import TypesetJob


class Sound(msgspec.Struct, frozen=True, kw_only=True):
    """What an issue can be set of, files with errors being as they were before."""

    texts: Mapping[str, str]
    """File name → digest."""

    standing: frozenset[str]
    """Those of them that have errors now."""


def what_is_sound(job: TypesetJob, problems: Sequence[Problem], before: Mapping[str, str]) -> Sound | None:
    """What can be shown of an issue with these problems; `before` is it as it was last set, file name → digest.

    None where nothing would be otherwise than before, and where a file is gone while a new one has errors: it may be
    the same under another name, and its page is not to go meanwhile.
    """
    wrong = {problem.place.path for problem in problems if problem.severity is Severity.ERROR}
    broken = {name for name in job.texts if f"{job.folder}/{name}" in wrong}
    if broken - before.keys() and before.keys() - job.texts.keys():
        return None
    standing = {name: before[name] for name in broken & before.keys()}
    texts = {name: digest for name, digest in job.texts.items() if name not in broken} | standing
    return None if texts == before else Sound(texts=texts, standing=frozenset(standing))
