"""Which language a text is in, by its script: enough to set `lang` right, no more."""

from __future__ import annotations

import re

_TRADITIONAL = frozenset(
    "這個們來為國說時會對過發後經學現當沒動還進開從實軍無與長機將兩間問應戰頭體見產東聲論義條氣題變總電數報結務場計資區隊決馬書則聽難權設記類據邊張該領師觀讓識帶導運廣縣訊聯華業黨團議員廳號歲萬億選舉鄉鎮"
)
_SIMPLIFIED = frozenset(
    "这个们来为国说时会对过发后经学现当没动还进开从实军无与长机将两间问应战头体见产东声论义条气题变总电数报结务场计资区队决马书则听难权设记类据边张该领师观让识带导运广县讯联华业党团议员厅号岁万亿选举乡镇"
)
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]+")
_HAN = re.compile("[\u4e00-\u9fff]+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_LATIN = re.compile("[A-Za-z]+")


def language_of(text: str) -> str:
    """zh-Hans, zh-Hant, ja, ko or en."""
    han, kana = _count(_HAN, text), _count(_KANA, text)
    if kana > 0.1 * (han + 1) and kana > 5:
        return "ja"
    if _count(_HANGUL, text) > han:
        return "ko"
    if _count(_LATIN, text) > 4 * han:
        return "en"
    traditional = sum(character in _TRADITIONAL for character in text)
    simplified = sum(character in _SIMPLIFIED for character in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _count(script: re.Pattern[str], text: str) -> int:
    return sum(found.end() - found.start() for found in script.finditer(text))
