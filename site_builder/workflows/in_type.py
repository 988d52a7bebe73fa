"""What is kept of an issue that is set in type: its galley, and behind it the card, which can be read without it."""

from __future__ import annotations

import functools

import msgspec

from site_builder.engine.digests import digest_bytes
from site_builder.engine.store import Lost, Store
from site_builder.newspaper.archive import IssueCard
from site_builder.newspaper.galley import Galley


class _InType(msgspec.Struct, frozen=True, array_like=True):
    galley: Galley
    card: msgspec.Raw


class CardMark(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a card that lies in the store: who has nothing to plan never reads it."""

    size: int
    """Bytes."""

    whole: str
    """Digest."""

    listed: str
    """Digest of what lists show of it (`IssueCard.listed`): most edits of a text leave it as it is."""

    fed: str
    """Digest of what feeds show of it."""


class CardPlace(msgspec.Struct, frozen=True, array_like=True):
    """Where a card lies."""

    value: str
    """Digest of the kept value it is part of."""

    mark: CardMark


def kept_form(galley: Galley, card: IssueCard) -> bytes:
    """The value that is kept."""
    return msgspec.msgpack.encode((galley, card))


def mark_of(card: IssueCard) -> CardMark:
    """The mark of a card."""
    whole = msgspec.msgpack.encode(card)
    return CardMark(
        size=len(whole),
        whole=digest_bytes(whole),
        listed=digest_bytes(msgspec.msgpack.encode(card.listed())),
        fed=digest_bytes(msgspec.msgpack.encode(card.listed(openings=True))),
    )


def galley_of(value: bytes) -> Galley:
    """The galley of a kept value."""
    return _reader().decode(value).galley


def card_at(store: Store, place: CardPlace) -> IssueCard:
    """The card in a kept value; raises `Lost` when it cannot be had whole."""
    data = store.part(place.value, -place.mark.size, place.mark.size)
    if digest_bytes(data) != place.mark.whole:
        raise Lost(place.value)
    return _CARD.decode(data)


@functools.lru_cache(maxsize=1)
def _reader() -> msgspec.msgpack.Decoder[_InType]:
    return msgspec.msgpack.Decoder(_InType)


_CARD = msgspec.msgpack.Decoder(IssueCard)
