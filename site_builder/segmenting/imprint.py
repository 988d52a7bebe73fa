"""Lines that belong to the page and to no article, by what they say: dates, addresses, editors, copyright."""

from __future__ import annotations

import functools
import re

from site_builder.newspaper.characters import HAN
from site_builder.segmenting.folding import folded
from site_builder.segmenting.folios import DAY, FULL_DATE, LUNAR, PAGE, WEEKDAY, YEAR, is_folio

DATE = re.compile(rf"{YEAR} ?(?:年|[-./]) ?(?:{DAY}|\d{{1,2}}[-./]\d{{1,2}})")
_ISSUE = (
    r"(?:总?第? ?\d{1,6} ?期|今日\d{1,2}版|责任?编辑?[: ].{2,10}|版式[: ].{2,10}|(?:19|20)\d\d|www\S+"
    r"|https?\S+|\S+@\S+)"
)
_REST = rf"(?:[ ,:|/·丨()-]*(?:{WEEKDAY}|{LUNAR}|{PAGE}|{_ISSUE}|(?<=[ :|/·丨])[\u4e00-\u9fff·]{{2,8}}))*"
_JAPANESE = (
    r"(?:(?:(?:19|20)\d\d年|[一二][〇○零一二三四五六七八九]{3}年)?"
    r"\(?(?:明治|大正|昭和|平成|令和)(?:\d{1,2}|元|[一二三四五六七八九十]{1,3})年\)?"
    r" ?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月 ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)"
)
_WORDS = (
    ("folio", rf"{PAGE}(?:[ :·|/丨-]*[\u4e00-\u9fff·\d]{{2,8}})?(?:[ |·/丨-]*{FULL_DATE}{_REST}|{_REST})"),
    ("folio", rf"(?:[\u4e00-\u9fff·]{{2,8}}[ |/·丨]+)?{FULL_DATE}{_REST}"),
    ("folio", r"[\u4e00-\u9fff·]{2,8}[ |/·丨]+[A-D]\d{1,2}"),
    (
        "folio",
        rf"(?:[\u4e00-\u9fff\u3041-\u30ff]{{2,10}}[ |/·]+)?{_JAPANESE}"
        r"(?:[ ,:|/·()]*(?:\(?[月火水木金土日](?:曜日?)?\)?|[(]?第? ?\d{1,5} ?[号面][)版]?|\(\d{1,3}\)"
        rf"|{PAGE}|(?:朝|夕)刊|\S{{1,8}}面))*",
    ),
    ("folio", rf"{WEEKDAY}{_REST}"),
    ("folio", rf"{LUNAR}{_REST}"),
    ("rule", r"([-–—─━═_=*※~☆★◇◆])(?: ?\1){2,}"),
    (
        "contents",
        r".{4,40}(?:详?见(?:今日)?(?:本报)?|[.…·]{2,} ?|→ ?|\()第? ?[A-D]?\d{1,2} ?版\)?"
        r"|(?:今日|本期|本报|要闻|版面)?导读|(?:本期|版面)目录",
    ),
    ("number", r"(?:总|第)? ?第? ?\d{1,6} ?期[^,。]{0,40}"),
    ("number", r"(?:国内统一)?(?:连续出版物号|刊号|准印证号?|邮发代号|CN|ISSN|国内统一).{0,60}"),
    ("number", r"今日\d{1,2}版.{0,20}|本期\d{1,2}版.{0,20}|(?:试刊|创刊)第?.{0,10}[号期]"),
    (
        "publisher",
        r"(?!.*(?:由|将|会议|活动|举行|开展|比赛|大赛|论坛))[^,。]{4,60}(?:主办|主管|承办|协办"
        r"|出版)(?:[ :].{0,80})?|(?:主办|主管|承办|协办|出版|编辑出版|印刷|发行|承印)(?:单位"
        r"|者)?:.{2,60}",
    ),
    (
        "link",
        r"(?:网址|官网|地址|邮箱|E-?mail|投稿邮箱|电子邮箱)?[: ]*(?:https?://|www\.)\S+"
        r"|[\w.-]+@[\w.-]+|(?:E-?mail|邮箱|电子信箱):.{3,60}",
    ),
    (
        "hotline",
        r"(?:新闻|读者|本报|晚报|报料|广告|发行|投诉|联系|服务|订阅|编辑部|值班)(?:热线"
        r"|电话)?[: ]{1,2}[\d\-—、 /()]{7,40}.{0,20}|电话: ?[\d\-—、 /()]{7,40}.{0,20}",
    ),
    (
        "hotline",
        r"[^,。]{0,14}(?:热线|电话|QQ)[: ]{0,2}(?:\(?0\d{2,3}\)?[- —])?\d{7,8}(?:[ 、,/]+\d{7,11}){0,3}[^,。]{0,16}",
    ),
    ("hotline", r"(?:本报|社|报社)?(?:地址|社址):.{4,60}|邮(?:政)?编(?:码)?:? ?\d{6}.{0,30}"),
    (
        "editor",
        r"[(\[【]?(?:(?:本版)?(?:责任)?编辑|责编|值班编辑|版面编辑|本版责编|值班主任|值班总编|组版"
        r"|版式|美编|校对|审核|编审|监制|终审|初审|一审|二审|三审)(?:/[\u4e00-\u9fff]{2,4})*[: ].{1,60"
        r"}",
    ),
    (
        "copyright",
        r".{0,20}(?:版权所有|All Rights? Reserved|Copyright|©|ICP备|公网安备|备案号|未经授权|不得转载"
        r"|违者必究|技术支持).{0,120}",
    ),
    (
        "navigation",
        r"(?=(?:.*(?:首页|新闻|社论|评论|专题|简介|登录|注册|论坛|视频|图片|体育|财经|娱乐|搜索|广场|服务|导航)){3})"
        r"\S{2,6}(?:[ |·>]+\S{2,6}){2,}",
    ),
    (
        "navigation",
        r"(?:[<>《》|·\[\] ]*(?:[上下]一[版期篇页]|往期(?:回顾)?|返回(?:目录|首页|版面|本版)?"
        r"|版面(?:导航|目录|概览)|标题导航|本版导航"
        r"|版次[: ]{0,2}(?:第? ?[A-Z]?\d{1,3}版?)?|PDF(?:版|下载)?|放大|缩小|默认|朗读|目录|首页)){2,}[<>|·\] ]*",
    ),
    (
        "qr",
        r".{0,16}(?:扫一扫|扫码|二维码|微信公众(?:平台|号)|官方微信|官方微博|手机报|客户端下载|关注我们|数字报).{0,16}",
    ),
)
_FOLIOS = (
    (
        "folio",
        r"(?:[A-Z][A-Za-z .']{2,40},? )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )(?:\d{1,2}(?:st|nd|rd|th)? )?"
        r"[A-Z][a-z]{2,8}\.?,?(?: \d{1,2},?)? \d{4}"
        r"(?:[ .,|/-]*(?:(?:Page|Vol|No)\.? ?\w+|Price:? ?\S{1,10}(?: (?:cents?|pence|copper|coppers|dollars?))?))*\.?",
    ),
    ("folio", r"(?:Vol(?:ume)?\.? ?[IVXLC\d]+[ .,|-]*)(?:No\.? ?\d+)?[ .,|-]*(?:Price.{2,16})?|Page \d{1,3}"),
    (
        "folio",
        rf"[\u4e00-\u9fff·]{{2,8}}[ |/·]+{FULL_DATE}(?:[ |/·]+{WEEKDAY})?"
        r"(?:[ |/·,:]*(?:责任编辑|责编|编辑|版式|校对|美编|电话|热线)[ :]*[\u4e00-\u9fff\d-]{2,14}){1,5}",
    ),
)
LINES = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in (*_WORDS, *_FOLIOS))
_COPYRIGHT = next(words for kind, words in LINES if kind == "copyright")

_CLUE = re.compile(r"[\da-z年月期版编审扫@©|·>*=_※~☆★◇◆–—─━═ -]", re.IGNORECASE)
_CLUES = re.compile(
    "星期|周[一二三四五六日天]|礼拜|导读|目录|导航|首页|往期|返回|放大|缩小|默认|朗读|[上下]一[篇页]|国内统一|刊号|准印|邮发|创刊|试刊"
    "|主办|主管|承办|协办|出版|印刷|发行|承印|主任|校对|监制|邮箱|信箱|地址|社址|[、/()]{7}|备案|公网安备|未经授权|不得转载|违者必究"
    "|技术支持|二维码|微信|微博|手机报|客户端|关注我们|数字报"
)


def may_be_imprint(string: str) -> bool:
    """Whether a folded line has a sign or a word without which it is none of `LINES`: most have none."""
    return _CLUE.search(string) is not None or _CLUES.search(string) is not None


_SPREAD = re.compile(rf"(?<![{HAN}])[{HAN}](?: +[{HAN}]){{2,7}}(?![{HAN}])")
"""A word that is spread over its line: 公 告 专 版."""


@functools.lru_cache(maxsize=2**13)
def imprint_of(line: str) -> str:
    """Which line of the page's furniture a line is: folio, number, publisher, link, hotline, editor, copyright, qr.

    Empty for a line of an article. Whole lines only: a sentence that mentions a date is none.
    """
    string = _SPREAD.sub(lambda word: word[0].replace(" ", ""), folded(line).strip())
    if not may_be_imprint(string):
        return ""
    if not string or len(string) > 160 or re.search(r"[。!?;]$", string):
        return "copyright" if string and _COPYRIGHT.fullmatch(string.rstrip("。")) and len(string) < 160 else ""
    return next((kind for kind, words in LINES if words.fullmatch(string)), "") or ("folio" if is_folio(string) else "")
