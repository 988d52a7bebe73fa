"""Words of articles → rows: what is done for every word of every article is done in steps of C, for all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, repeat
from operator import add

from site_builder.search.fields import FIELDS
from site_builder.search.numbers import CODES, ONE_SYMBOL, encode
from site_builder.search.rows import CLASSES_OF_TF, FIELD_MARKS, SHEET, Columns, by_bucket

_OFTEN = 192
"""The first of the characters that say how often a word of the last class stands in a document."""

_VERY_OFTEN = 256
"""The same for what one symbol cannot say."""

_MOST = 1 << 20
"""More often than this no word is counted in a document."""

_POSTINGS = SHEET * CLASSES_OF_TF


class Occurrences:
    """Words of a sheet's articles, gathered field by field, with how often each stands in which document.

    Of each word and field that is a text: a character for a document and its class, and behind the last class one more
    that says how often.
    """

    def __init__(self) -> None:
        self._found: list[dict[str, str]] = [{} for _ in FIELDS]

    def add(self, number: int, article: Sequence[Mapping[str, int]]) -> None:
        """The words of the next document, field by field, and how often each stands there."""
        times = _Times(number)
        for of, counts in zip(self._found, article, strict=True):
            held = map(add, map(of.get, counts, repeat("")), map(times.__getitem__, counts.values()))
            of.update(zip(counts, held, strict=True))

    def rows(self, rank: Callable[[Sequence[str]], bytes]) -> dict[int, Columns]:
        """Rows by bucket; the key is the word and the field's mark. `rank` says how common words are."""
        fields = zip(FIELD_MARKS, self._found, strict=True)
        rows = {word + mark: held for mark, of in fields for word, held in of.items()}
        keys = sorted(rows)
        leads, ends, counts, tails = _coded(list(map(rows.__getitem__, keys)))
        made = {}
        for number, low, high in by_bucket(keys):
            here = keys[low:high]
            columns = (leads[low:high], ends[low:high], counts[low:high], "\n".join(tails[low:high]))
            made[number] = Columns("\n".join(here), *columns, rank([key[:-1] for key in here]))
        return made


class _Times(dict[int, str]):
    """What is held of a document, by how often a word stands there."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._document = number * CLASSES_OF_TF

    def __missing__(self, times: int) -> str:
        more = min(times, _MOST) - CLASSES_OF_TF
        held = chr(self._document + min(times, CLASSES_OF_TF) - 1)
        if more >= 0:
            held += chr(_OFTEN + more if more < ONE_SYMBOL else _VERY_OFTEN + more)
        self[times] = held
        return held


def _coded(rows: Sequence[str]) -> tuple[bytes, bytes, bytes, list[str]]:
    """Leads, ends, counts and tails of rows as `Occurrences` holds them."""
    very = {at: row for at, row in enumerate(rows) if not row.isascii() and max(row) >= chr(_VERY_OFTEN)}
    if very:
        rows = [row[0] if at in very else row for at, row in enumerate(rows)]
    held = "".join(rows).encode("latin-1")
    if not held:
        return b"", b"", b"", []
    many = len(held)
    starts = b"".join(map(_STARTS.__getitem__, map(len, rows)))
    often = held.translate(_IS_OFTEN)
    # Where the document ends that a byte belongs to, and the step from the end of the one before.
    ends = _number(held.translate(_END))
    ends |= (ends << 8) & _number(often)
    wide = bytearray(2 * many)
    wide[0::2], wide[1::2] = held, b"\1" * many
    before = bytearray(2 * many)
    before[2::2] = ends.to_bytes(many + 1, "little")[: many - 1]
    steps = _number((_number(wide) - _number(before)).to_bytes(2 * many, "little")[0::2])
    kept = steps & ~_number(often) | _number(held.translate(_MORE)) | _number(starts)
    tails = "".join(map(_STEPS.__getitem__, kept.to_bytes(many, "little"))).split("\n")[1:]
    documents = (_number(often.translate(_GONE)) | _number(starts)).to_bytes(many, "little").translate(None, b"\1")
    counts = bytes([len(found) + 1 for found in documents.split(b"\xff")[1:]])
    places = [0, *accumulate(map(len, rows))]
    closed = ends.to_bytes(many + 1, "little")
    leads = bytes(map(held.__getitem__, places[:-1]))
    last = bytes([closed[place - 1] for place in places[1:]])
    return _mended(very, leads, last, counts, tails) if very else (leads, last, counts, tails)


def _mended(
    very: Mapping[int, str], leads: bytes, ends: bytes, counts: bytes, tails: list[str]
) -> tuple[bytes, bytes, bytes, list[str]]:
    """The same with rows put right in which a word stands very often somewhere."""
    closed, many = bytearray(ends), bytearray(counts)
    for at, row in very.items():
        end, codes = 0, []
        for number in map(ord, row):
            if number < _POSTINGS:
                codes.append(encode(number - end))
                end = number - number % CLASSES_OF_TF + CLASSES_OF_TF
            else:
                codes.append(encode(number - (_VERY_OFTEN if number >= _VERY_OFTEN else _OFTEN)))
        closed[at], many[at] = end, sum(number < chr(_POSTINGS) for number in row)
        tails[at] = "".join(codes[1:])
    return leads, bytes(closed), bytes(many), tails


def _number(data: bytes | bytearray) -> int:
    return int.from_bytes(data, "little")


def _by_byte(value: Callable[[int], int]) -> bytes:
    return bytes(map(value, range(256)))


_END = _by_byte(lambda held: held - held % CLASSES_OF_TF + CLASSES_OF_TF if held < _POSTINGS else 0)
_IS_OFTEN = _by_byte(lambda held: 255 if held >= _OFTEN else 0)
_GONE = _by_byte(lambda often: 1 if often else 0)
_MORE = _by_byte(lambda held: held - _OFTEN if held >= _OFTEN else 0)
_STEPS = [*CODES[:255], "\n"]
_STARTS = [b"", *(b"\xff" + bytes(size - 1) for size in range(1, 2 * SHEET + 1))]
