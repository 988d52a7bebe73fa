"""One spelling for matching: Traditional role words as Simplified, full-width signs as half-width.

Only what the rules look for is folded, and always one for one, so that a match in the folded string is a span of the
printed one.
"""

from __future__ import annotations

import functools

_TRADITIONAL = (
    "記訊員攝電報導輯編責圖譯論聞實習專綜訪稿撰執筆據轉載網絡來發佈時間點擊瀏覽關閉標籤題說為圖畫廣會議長"
    "書紀檢組織機區縣鎮鄉廳處級總經師學院協幹隊號認糾錯開當頁掃讀評響贊權聲違請閱條審華國萬單郵熱線聯對製"
    "設計擬歡錄註冊財樂視頻簡遺啟啓購領謝訃職徵轉讓緊續閒話雜談調眾隨醫"
)
_SIMPLIFIED = (
    "记讯员摄电报导辑编责图译论闻实习专综访稿撰执笔据转载网络来发布时间点击浏览关闭标签题说为图画广会议长"
    "书纪检组织机区县镇乡厅处级总经师学院协干队号认纠错开当页扫读评响赞权声违请阅条审华国万单邮热线联对制"
    "设计拟欢录注册财乐视频简遗启启购领谢讣职征转让紧续闲话杂谈调众随医"
)

_TABLE = {ord(t): s for t, s in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
_TABLE |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE |= {ord(wide): narrow for wide, narrow in zip("　\u00a0︰﹕∕╱", "  ::／／".replace("／", "/"), strict=True)}
_TABLE |= {ord("丨"): "|", ord("‧"): "·", ord("•"): "·", ord("・"): "·", ord("．"): "·"}


SHORT = 200
"""Characters of a text that is worth remembering: rule after rule looks at the same lines."""


def folded(text: str) -> str:
    """The text in the spelling the rules are written in; as long as the text itself."""
    return _line(text) if len(text) <= SHORT else text.translate(_TABLE)


@functools.lru_cache(maxsize=2**14)
def _line(text: str) -> str:
    return text.translate(_TABLE)
