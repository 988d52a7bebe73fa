"""What merging gives, and what the files of words, pairs and facets are made of."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False):
    """What a file says of a key."""

    key: str
    code: str


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of the vocabulary, and in how many fields of documents it stands."""

    term: str
    rank: int
    documents: int
