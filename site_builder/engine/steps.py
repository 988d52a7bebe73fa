"""A step is a pure function with a name; its job is its cache key.

The work of a step sees its job and a desk. The job says what is to be done, in plain values and digests, and is what
the key is taken from. The desk says where things lie (folders, the store), may differ from machine to machine, and
may have no say in the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from site_builder.engine.digests import digest
from site_builder.engine.store import Store
from site_builder.engine.writer import Writer
from site_builder.errors import Problem

A = TypeVar("A")


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of a step whose answers are kept."""

    body: bytes = b""
    """What later steps read from the store, by its digest."""

    note: bytes = b""
    """Small facts that are known without reading the body."""

    problems: tuple[Problem, ...] = ()


class Files(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of a step that prints: path below the output folder → content."""

    files: Mapping[str, bytes]
    last: Mapping[str, bytes] = {}
    """Files that name others, and so may only be written when those are there."""

    problems: tuple[Problem, ...] = ()


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Where a worker finds and leaves things; a workflow adds its own folders."""

    store: Store
    writer: Writer


class Step(msgspec.Struct, Generic[A], frozen=True):
    """A pure function with a name. Raise `version` when its answer changes meaning."""

    name: str
    version: int
    work: Callable[[Any, Any], A]
    """A function of a module, so that a worker can be told its name; takes a job and a desk."""

    many: int = 1
    """How many of its jobs are about as much work as one of an ordinary step; says when processes are worth it."""

    def key(self, job: object, toolchain: str) -> str:
        """What the job's answer is known by: no other job of no other step, made with no other tools, has it."""
        return digest(self.name, self.version, toolchain, job)


class Changed(Exception):  # noqa: N818 - the world moved on; nobody made a mistake
    """A file is no longer what the job says it is; `args[0]` is its path as the user would type it."""
