"""The line at the end of a signed piece: an office and a name, or where its author comes from."""

from __future__ import annotations

import re

import msgspec

from site_builder.newspaper.characters import HAN
from site_builder.segmenting.dictionary import frequency
from site_builder.segmenting.folding import folded
from site_builder.segmenting.surnames import is_name

OFFICES = (
    "书记|主任|主席|局长|部长|院长|会长|校长|园长|区长|县长|市长|省长|镇长|乡长|村长|里长|州长|处长|科长"
    "|股长|厅长|司长|所长|站长|社长|馆长|行长|台长|厂长|店长|"
    "队长|组长|班长|团长|营长|连长|政委|参谋长|检察长|秘书长|秘书|总编辑|总编|主编|编委|经理|董事长"
    "|董事|总裁|总监|理事长|理事|委员|常委|代表|干事|"
    "教授|讲师|教师|老师|研究员|院士|博士|硕士|工程师|农艺师|医师|医生|律师|法官|检察官|会计师"
    "|评论员|观察员|专员|顾问|调研员|巡视员|党组成员|"
    "负责人|发言人|创始人|传承人|志愿者|学生|读者|村民|居民|网友|同志|先生|女士|一级警长|警官|民警"
    "|战士|作家|诗人|学者|市民|社员|农民|工人|职工|渔民|牧民|民兵|学员|教员|护士|司机|船员|街坊|主妇"
)
_NO_OFFICE = "(?!专访|对话|访|记(?!者)|追记|采访|走[近进]|致|悼|忆|怀念|缅怀|学习|祝贺|热烈)"
"""How a deck opens that ends in an office and a name."""

_SIGNATURE = re.compile(
    rf"{_NO_OFFICE}(?P<office>[^。!?;：:]{{0,70}}?(?:{OFFICES})(?:\([^()]*\))?) +(?P<name>[{HAN}]{{2,4}}"
    rf"|[{HAN}] +[{HAN}]|[{HAN}]+·[{HAN}]+)"
)
_CLOSE = re.compile(
    rf"{_NO_OFFICE}(?P<office>[^。!?;：: ]{{2,70}}(?:{OFFICES})(?:\([^()]*\))?)(?P<name>[{HAN}]{{2,4}})"
)
_ENDS_OFFICE = {word[-1] for word in OFFICES.split("|")} | {")"}

_GIVEN_OUT = re.compile(rf"(?P<name>[{HAN}□]{{2,3}}) ?(?:[谨敬同特叩](?:启|具|白)|(?<=...)(?:启|具|叩))")
"""How who gives out a notice signs it: 周茂生谨启."""

_GIVES_OUT = frozenset("启具白叩")

_LOOSE = re.compile(rf"{_NO_OFFICE}(?P<office>[{HAN}]{{2,14}}) +(?P<name>[{HAN}]{{2,3}})")
_ORIGIN = re.compile(
    r"[(\[【〔](?:作者|笔者|本文作者)(?:系|为|是|单位|简介|:)[^()]*[)\]】〕]"
    r"|(?:本文)?(?:作者|译者|编者)(?:简介|单位|介绍)[: ].+"
    r"|(?:[孝哀不]*[子女孙妻夫弟妹兄姐媳婿侄甥]|家属|亲属|遗属|全家|治丧)[^。!?]{2,60}[泣哀叩敬谨同率](?:告|启|具|白|谢|泣|挽)"
)


_BODIES = re.compile(
    rf"(?:[{HAN}]{{2,12}}[省市县区乡镇村] )?"
    rf"[{HAN}（）()、]{{2,28}}(?:政府|委员会|办公室|管理局|中心|大队|支队|总队|分局"
    r"|[局馆院所处校厅部委会社站署厂队组办]|公司|集团|街道|社区|医院|大学|学院|中学|小学|幼儿园|银行"
    r"|编辑部|基金会|合作社|联合会|协会|指挥部)"
    rf"(?: [{HAN}]{{2,20}}(?:[局馆院所处校厅部委会社站署厂队组]|中心|编辑部|公司))*"
)
_VERBS = re.compile(
    "[的我你]|召开|举行|开展|启动|走进|赴|成立|推出|举办|部署|要求|打造|迎来|获|将|今|昨|为|让"
    "|(?:建设|推进|开放|发布)(?!(?:管理|领导|投资|工程|项目|工作|服务|开发|监督|与|和|发展){0,2}(?:委员会|办公室|指挥部|(?:领导)?小组"
    "|集团|中心|大学|银行|(?:有限)?公司|总?站|[局厅部委办处组])(?:$|[ 、(（]))"
    "|[格布大全开新结战棋]局$|[进日全过历课工行旅前路流议章]程$|[全社机大都聚智体]会$|[大内外]部$"
)
"""What a line says that is no name of an office, though it may end like one: 大格局, 新征程."""


_VALEDICTION = re.compile(
    r"(?:I am|I remain|I have the honou?r|We are|Believe me|Yours|Your (?:obedient|humble|faithful)|Faithfully"
    r"|Sincerely)\b[^.!?:;]{0,80},"
)


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Office and name of a signature line, as spans of it."""

    office: tuple[int, int]
    name: tuple[int, int]
    parted: bool = True
    """Whether a space parts them; without one the split is a guess from the surname."""


NAMED = 20
"""How often the dictionary's corpus may have a name: it has many people's, but each hardly ever."""


def read_signature(text: str) -> Signed | None:
    """The office and the name a line ends with; None when it is no signature."""
    string = folded(text)
    if not seems_signed(string):
        return None
    match = _SIGNATURE.fullmatch(string)
    if match is not None:
        return Signed(office=match.span("office"), name=match.span("name"))
    match = _GIVEN_OUT.fullmatch(string)
    if match is not None and is_name(match["name"]):
        return Signed(office=(0, 0), name=match.span("name"))
    match = _CLOSE.fullmatch(string)
    if match is not None and is_name(match["name"].replace(" ", "")):
        return Signed(office=match.span("office"), name=match.span("name"), parted=False)
    return None


def seems_signed(string: str) -> bool:
    """Whether a folded line has a space, or the last character of an office before its last few, or ends as who gives
    out a notice signs: most lines do not.
    """
    return " " in string or not _ENDS_OFFICE.isdisjoint(string[-5:-2]) or string[-1:] in _GIVES_OUT


def loosely_signed(text: str) -> Signed | None:
    """A place or a calling and a name, as letters are signed: 北角街坊 陈永昌. Only below a text is it a signature."""
    match = _LOOSE.fullmatch(folded(text).strip())
    if match is None or not is_name(match["name"]) or frequency(match["name"]) > NAMED:
        return None
    return Signed(office=match.span("office"), name=match.span("name"))


def is_body(text: str) -> bool:
    """Whether a line is nothing but the name of an office, a school, a firm: who signs a notice."""
    string = folded(text).strip()
    return len(string) >= 4 and _BODIES.fullmatch(string) is not None and not is_doing(string)


def is_valediction(text: str) -> bool:
    """Whether a line takes leave at the end of a letter to an English paper; below it stands who wrote it."""
    return _VALEDICTION.fullmatch(text.strip()) is not None


def is_doing(string: str) -> bool:
    """Whether a folded line says that something is done, and so is no office's name."""
    return _VERBS.search(string) is not None


def is_origin(text: str) -> bool:
    """Whether a line says where its author works: （作者系…）."""
    return _ORIGIN.fullmatch(folded(text).strip()) is not None
