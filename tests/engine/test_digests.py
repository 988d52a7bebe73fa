"""A digest stands for values, whatever order a mapping or set was filled in."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from site_builder.engine.digests import checksum, digest, digest_bytes, digest_file, of_checksum

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES))
def test_the_order_of_a_mapping_does_not_count(mapping: dict[str, object]) -> None:
    assert digest(mapping) == digest(dict(reversed(mapping.items())))


@given(st.lists(st.text(), min_size=2))
def test_parts_do_not_run_together(parts: list[str]) -> None:
    assert digest(*parts) != digest("".join(parts))
    assert digest(*parts) != digest(parts)


def test_digests_are_the_same_everywhere() -> None:
    encoded = b"\x93\xa5print\x01\x82\xa1a\x92\x01\x02\xa1b\x01"  # MessagePack, keys in order

    assert digest("print", 1, {"b": 1, "a": (1, 2)}) == hashlib.sha256(encoded).hexdigest()[:32]


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes("惰性\n".encode() * 100_000)

    assert digest_file(path) == digest_bytes(path.read_bytes())


@given(st.binary())
def test_a_checksum_says_the_digest(data: bytes) -> None:
    assert checksum(data) == hashlib.sha256(data).hexdigest()
    assert of_checksum(checksum(data)) == digest_bytes(data)
