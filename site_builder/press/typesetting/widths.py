"""Which characters are set full-width among Han: Unicode's East Asian Width, with the quotation marks Chinese shares.

The table is EastAsianWidth.txt (W, F and H) without the characters shown as emoji, plus Hangul: the "CJK character"
of the CommonMark CJK-friendly amendments. It is written out, so that the same manuscript gives the same bytes
whatever Unicode version Python carries; code points not yet assigned inside a block count with their block.
"""

from __future__ import annotations

import functools
import unicodedata

from site_builder.newspaper.patterns import late

_HANGUL = "\u1100-\u11ff\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
_CJK = (
    "\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f"  # signs of trade, angle brackets, trigrams
    "\u2e80-\u303e"  # radicals, ideographic description, 、。〈〉《》「」 and the ideographic space
    "\u3041-\u3130\u318f-\u3247\u3250-\ua4cf"  # kana, bopomofo, enclosed 一 ㊀ ㏠, Han and extension A, Yi
    "\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f"  # compatibility Han, vertical and small forms
    "\uff01-\uff9f\uffe0-\uffee"  # full-width and half-width forms
    "\U00016fe0-\U00018df2\U0001aff0-\U0001b2fb"  # Tangut, Khitan, old kana, Nushu
    "\U0001d300-\U0001d376"  # Tai Xuan Jing, counting rods
    "\U0001f200\U0001f202\U0001f210-\U0001f219\U0001f21b-\U0001f22e\U0001f230\U0001f231\U0001f237\U0001f23b"
    "\U0001f240-\U0001f248\U0001f260-\U0001f265"  # squared ideographs that are no emoji
    "\U00020000-\U0003fffd"  # Han, extensions B onwards
)
_ANY_CJK = late(f"[{_CJK}{_HANGUL}]")
_ANY_HANGUL = late(f"[{_HANGUL}]")


def has_cjk(text: str) -> bool:
    """Whether a text holds a CJK character, Hangul included."""
    return _ANY_CJK.search(text) is not None


def is_hangul(char: str) -> bool:
    """Whether a character is Hangul, which sets spaces between its words."""
    return _ANY_HANGUL.match(char) is not None


@functools.lru_cache(maxsize=4096)
def is_ambiguous_punctuation(char: str) -> bool:
    """Whether a punctuation mark is wide among Han and narrow among Latin: “ ” ‘ ’ … — · (East Asian Width A)."""
    return unicodedata.east_asian_width(char) == "A" and unicodedata.category(char)[0] == "P"


def is_wide(char: str, paragraph: str) -> bool:
    """Whether a character is set as CJK in its paragraph.

    UAX #11 leaves ambiguous characters to the context: here they are CJK in a paragraph that holds any CJK.
    """
    return has_cjk(char) or (is_ambiguous_punctuation(char) and has_cjk(paragraph))
