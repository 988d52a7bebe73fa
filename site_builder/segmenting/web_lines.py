"""Lines that only a web page has: its breadcrumb, the line of its source, and what stands below its article."""

from __future__ import annotations

import re

from site_builder.segmenting.folding import folded
from site_builder.segmenting.imprint import DATE, imprint_of

CRUMB = re.compile(
    r"(?:您?现?在?的?当?前?所?在?的?位置|当前位置|您的位置|所在位置|首页|主页|Home)\s*[:>»›/→\-].*"
    r"|.{0,20}[>»›→].{1,30}[>»›→].{0,40}|.{1,12}(?:首页|网)\s*[>»›].*"
)
_ARROW = re.compile(r"[:>»›/→\-]")
_PRINTED = re.compile(
    r"(?:星期|周|礼拜)[一二三四五六日天]|第 ?[A-Z]?\d+ ?[期版号]|[A-D]\d{1,2}版|热线|电话|版式|刊号|农历"
)
"""What a folio of a printed page says beside its date, and no page of the web."""

ORIGINAL = re.compile(r"原创[: |]+(?P<name>\S{1,12})(?: +\S{1,20}){0,2}")
"""The line below the title of a page of WeChat: who wrote it, and for which account."""

_SOURCE_NAME = re.compile(
    r"[(\[【]?(?:稿件|信息|文章|新闻|本文|内容)?(?:来源|稿源|出处)[:| ]+[^\s。，,;；]{2,24}[)\]】]?"
)
TIME = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
_SOURCE_WORDS = re.compile(
    r"来源|稿源|信息来源|作者|发布|发表|编辑|浏览|点击|阅读|字[体号]|记者|通讯员|时间|更新|出处|责编|打印|收藏|分享"
)
CLOSERS = re.compile(
    r"(?:[【\[(][^】\])]{2,8}[】\])] *)*(?:【|\[|\()?(?:(?:责任|本文|本页|网络)?编辑|责编|审核|初审"
    r"|终审|校对|监制|编审|值班)[: ].{0,40}"
    r"|(?:上|下)一[篇条页][: ]?.*|(?:相关|更多|延伸|推荐|精彩|热门|猜你|最新|图片|往期|为您|大家都在"
    r"|今日|本网|频道)(?:阅读|新闻|报道|链接|推荐|文章|内容|热点|资讯|喜欢|看|排行|精选|头条"
    r"|稿件).{0,12}"
    r"|(?:返回顶部|回到顶部|返回首页|返回列表|友情链接|网站地图|关于我们|联系我们|网站声明|免责声明"
    r"|版权声明|法律声明|隐私).{0,60}|(?:标签|关键词|关键字|Tags?|TAG)[: ].{0,60}"
    r"|(?:声明|特别声明|凡本网).{4,}|点击加载更多|查看更多|展开全文|阅读原文|热点(?:新闻|推荐|关注)?"
    r"|排行榜?|点击排行|网友评论|发表评论|(?:全部|最新|热门|精选)?评论(?: ?\d+条?| ?\(\d+\))"
    r"|(?:查看)?全部评论|举报/反馈|登录.{0,10}注册.{0,10}|主办单位?:.*|技术支持:.*"
    r"|承办(?:单位)?:.*|网站标识码.*|.{0,6}点个.{0,3}(?:在看|赞).{0,20}|(?:喜欢此内容|喜欢作者|收录于|人划线).*"
    r"|(?:【?(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏本页|返回(?:顶部|首页)?)】?[ |]*){2,}"
)


def is_crumb(string: str) -> bool:
    """Whether a folded line is a breadcrumb."""
    if _ARROW.search(string) is None:
        return False
    return CRUMB.fullmatch(string) is not None and not string.startswith("首页:")


def closes_page(text: str) -> bool:
    """Whether a line closes the article of a web page: an editor, a related story, a copyright."""
    string = folded(text).strip()
    return len(string) <= 140 and (CLOSERS.fullmatch(string) is not None or imprint_of(text) in ("copyright", "editor"))


def is_source_line(string: str) -> bool:
    """Whether a folded line says where and when a page was published: a date with a source, a time or an author."""
    if len(string) > 140 or re.search("[。!?]", string):
        return False
    if DATE.search(string) is None:
        return False
    if _PRINTED.search(string) and not TIME.search(string) and "来源" not in string:
        return False
    rest = DATE.sub("", string)
    return _SOURCE_WORDS.search(rest) is not None or (TIME.search(rest) is not None and len(rest) <= 40)


def is_source_name(string: str) -> bool:
    """Whether a folded line says where a text was first printed, and nothing else: 来源：某某日报, 原创 某某 某某报."""
    return ORIGINAL.fullmatch(string.strip()) is not None or _SOURCE_NAME.fullmatch(string.strip()) is not None
