"""Bylines and credits by their grammar: who did what, from `（本报记者 甲乙 通讯员 丙丁）` to `甲 乙/文 丙/摄`.

A role word before names holds for all that follow up to the next role word; after a slash, or at the end as in `甲乙
摄`, it holds for the names before it. Rare names are names too: the grammar, not a list, says that something is one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from site_builder.newspaper.characters import HAN, KANA
from site_builder.newspaper.model import Person, Role
from site_builder.segmenting.byline_forms import described_name
from site_builder.segmenting.dictionary import is_word
from site_builder.segmenting.folding import folded
from site_builder.segmenting.surnames import is_name, parted

ROLES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    (r"文/?[图摄]|[图摄]/?文", (Role.TEXT, Role.PHOTOGRAPHER)),
    (r"摄影记者|摄影报道|摄影|供图|图片提供|图片来源|图片|拍摄|摄", (Role.PHOTOGRAPHER,)),
    (r"漫画|绘图|插图|制图|插画|绘", (Role.ILLUSTRATOR,)),
    (r"记者[团站]|记者|特派员|实习生", (Role.REPORTER,)),
    (r"通讯员|报道组|通讯站|通讯组|写作组", (Role.CORRESPONDENT,)),
    (r"责任编辑|本版编辑|美术编辑|责编|编辑|编审|主编|值班主任|值班总编|组版|统筹|策划|审核|监制", (Role.EDITOR,)),
    (r"版式设计|版式|美编|排版", (Role.LAYOUT,)),
    (r"校对", (Role.PROOFREADER,)),
    (r"文字整理|编译整理|整理", (Role.COMPILER,)),
    (r"翻译|编译|译者|译", (Role.TRANSLATOR,)),
    (r"本期主持|主持人|主持", (Role.COMPILER,)),
    (r"撰文|撰稿|执笔|文字|供稿|来稿|口述|文", (Role.TEXT,)),
    (r"特约评论员|评论员|特约撰稿人|作者|By|BY|by", (Role.AUTHOR,)),
    (r"图", (Role.PHOTOGRAPHER,)),
)
_QUALITY = (
    "见习|实习|首席|特约|资深|特派|全媒体|融媒体?|多媒体|文字|体育|财经|时政|学生|青年|公民|民间|本报|本刊|本社|本网|本台"
    "|该报|驻|全体|小|校园|自由|专职|兼职"
)
_ROLE = re.compile("|".join(f"(?P<r{index}>{words})" for index, (words, _) in enumerate(ROLES)))
_ORGANISATION = re.compile(
    rf"(?P<org>|驻[{HAN}]{{2,6}}|[{HAN}]{{1,7}}[报社网台刊局部办委团院校站处闻线道志媒视播])(?:{_QUALITY})*"
)
OUR_OWN = re.compile(
    r"(?:By |From )?(?:Our|An?|Staff)(?: \w+){0,3} (?:Correspondents?|Reporters?|Representative|Writer)", re.IGNORECASE
)
"""Who writes for an English paper without a name."""

_RUN_ON = re.compile(rf"([{HAN}]{{2,4}})(?:{_QUALITY})+")
"""A name that the end of a line was closed up with: 何苏鸣本报(记者)."""

_NAME = re.compile(
    rf"[{HAN}]{{2,8}}(?:[·•.][{HAN}A-Za-z]{{1,10}})*|[{HAN}{KANA}]{{2,12}}|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,4}}"
)
_PARTS = re.compile(r"[,;、|&()\[\]{}【】〔〕〈〉<>:。]+|和(?=\S{2,4}$)|(?<= )and(?= )")
_FILLER = re.compile(
    r"(?:本报讯|专电|综合|讯|专题|联合|读者|网友|等人?|一版|/|发自|采写|组稿|学生|报道|报导"
    r"|(?:(?!.{0,2}(?:记者|通讯员|特派员))[^报电讯]{2,4}(?:报道|报导|电|讯)))+"
)
_CLOSE = re.compile(rf"([{HAN}]{{2,4}})(记者|通讯员|特派员)")
_SENT_FROM = re.compile(
    rf"(?P<place>[{HAN}]{{2,8}}?)?(?:\d{{1,2}}月|[一二三四五六七八九十]{{1,2}}月)?(?:(?:\d{{1,2}}|[一二三四五六七八九十廿]{{1,3}})[日号])?"
    r"(?:综合|现场|连线|专题|特稿|[专特]|急)?(?:报[道导]|专?访|电|讯)"
)
"""What follows the name close up in 记者赖文彬高雄报导, 记者陈小明台北4日电."""

_HOUSE = re.compile(rf"((?:^|[^{HAN}])[{HAN}]{{2,7}}[报社网台刊])[/ ](?=[{HAN}]{{0,4}}(?:记者|特派员|通讯员))")
"""联合报／记者…: the paper that the reporter works for."""

_COLLECTIVE = re.compile("报道组|通讯站|通讯组|写作组")
"""Behind the name of a firm or a county it signs by itself: 红星机械厂报道组."""

_PLACED = re.compile(
    rf"(?P<place>[{HAN}\d()]{{2,14}}(?:[级班系院校队厂村镇乡县市区局连科室处组所站场社店矿段街路里巷弄湾港岛州营团"
    r"工员手匠农长兵生师医友者]|公司|中心|小学|中学|大学|车间|社区|街道)) +"
    rf"(?P<name>[{HAN}□]{{2,3}}|[{HAN}] [{HAN}])"
)
"""A class, a village, a workshop or a calling before a name: 中文系98级 麦子, 炉前工 桑野."""

_FROM_WHERE = re.compile(r"(?:稿件|信息|文章|新闻|本文|图片)?(?:来源|稿源|出处)[:|] ?(?:\S+?(?=记者 )|\S+)")
_BEFORE_SLASH = re.compile(rf"(?<![{HAN}])([{HAN}]) ([{HAN}])(?<![文图摄绘])(?=/)")
_BEHIND_SLASH = re.compile(rf"(?<=/)(?![文图摄绘])([{HAN}]) ([{HAN}])(?<![文图摄绘])(?![{HAN}])")
"""A name of two characters that is padded, beside the slash of its role: 计 然/图, 图/计 然."""

_WESTERN = re.compile(r"[A-Z][\w.'’-]*")
CREDIT = 60
"""Characters before and after a line's end that are looked at for a credit."""

_ROLE_WORD = re.compile(rf"[{HAN}]{{0,4}}(?:记者|通讯员|特派员|实习生|评论员|摄影|作者)")
_OPENING = re.compile(r"[(（\[［【〔]")
_SPACED_ROLE = re.compile(rf"(?:记者|通讯员|特派员|实习生|评论员|摄影|作者) |[^ ] [{HAN}]{{0,4}}(?:记者|通讯员|特派员)")
"""A role with a space behind it, or before it."""

_CLOSE_ROLE = re.compile(rf"(?:记者|通讯员|特派员|实习生)(?!记者)[{HAN}]{{2,4}}[ 、,)）]")

_MARKS = "□■◎●◆○▲△★☆☉◇▶►▼◘*·•-—"
_BODIES = re.compile("[部局委办社组院校会团队站处科厅镇乡村所台网宣]$|中心$|公司$|街道$")
_WRITTEN = re.compile("(?:戏作|投稿|寄稿|来稿|代覆|代复|稿|著|撰|作|述|录|识|投)$")
"""Behind a name and close to it, as the old papers sign: 某某著."""

_POSTFIX = {Role.PHOTOGRAPHER, Role.TEXT, Role.COMPILER, Role.TRANSLATOR, Role.ILLUSTRATOR, Role.AUTHOR}


_ANY_ROLE = re.compile("|".join(words for words, _ in ROLES) + "|" + _WRITTEN.pattern.replace("$", ""))
"""Any word that `read_credits` could take for a role, wherever it stands."""


class Credits(msgspec.Struct, frozen=True, kw_only=True):
    """What a credit names."""

    people: tuple[Person, ...] = ()
    clean: bool = False
    """Whether the grammar explains all of it."""

    roles: int = 0
    """How many role words it has."""


class _Part(msgspec.Struct, kw_only=True):
    """Names, or the role that holds for names beside it."""

    names: list[str] = []
    roles: tuple[Role, ...] = ()
    organisation: str = ""
    slash: bool = False
    """Whether a slash stands before it."""


@functools.lru_cache(maxsize=2**12)
def read_credits(text: str, default: Role = Role.AUTHOR) -> Credits:
    """The people of a byline or credit line; `default` is the role of a name that no role word governs."""
    if placed := placed_name(text):
        name = text.strip()[slice(*placed.span("name"))].replace(" ", "")
        place = text.strip()[slice(*placed.span("place"))]
        return Credits(people=(Person(name=name, role=default, affiliation=place),), clean=True)
    if described := described_name(text):
        name, what = (text.strip()[slice(*described.span(part))] for part in ("name", "what"))
        return Credits(people=(Person(name=name, role=default, affiliation=what),), clean=True)
    if OUR_OWN.fullmatch(folded(text).strip("()[].。 ")):
        return Credits(clean=True)
    parts, clean = _parts(text)
    people: list[Person] = []
    open_names: list[tuple[str, str]] = []
    roles: tuple[Role, ...] = (default,)
    organisation = ""
    given: list[Person] = []
    for index, part in enumerate(parts):
        if part.names:
            open_names += [(name, organisation) for name in part.names]
            given += [Person(name=name, role=role, affiliation=organisation) for role in roles for name in part.names]
        elif open_names and _looks_back(part, parts[index + 1 :], governed=roles != (default,)):
            people += [Person(name=name, role=role, affiliation=org) for role in part.roles for name, org in open_names]
            open_names, given, roles, organisation = [], [], (default,), ""
        else:
            roles, organisation = part.roles, part.organisation
    people += given
    named = sum(bool(part.roles) for part in parts)
    if not named and not all(is_name(person.name) for person in people):
        clean = False
    people = [
        Person(name=_as_printed(one.name, text), role=one.role, affiliation=_as_printed(one.affiliation, text))
        for one in people
    ]
    return Credits(people=tuple(dict.fromkeys(people)), clean=clean and bool(people), roles=named)


def may_name_roles(text: str) -> bool:
    """Whether `read_credits` could find a role: a sieve, most lines of a page have none.

    Parts of a role word may stand apart, and what stands between colons may be taken out.
    """
    string = folded(text)
    return ":" in string or "|" in string or _ANY_ROLE.search("".join(string.split())) is not None


def placed_name(text: str) -> re.Match[str] | None:
    """A place or a calling (`place`) and a `name` that a line consists of, white space around it aside."""
    found = _PLACED.fullmatch(folded(text).strip())
    if found is None or any(len(role[0]) > 1 for role in _ROLE.finditer(found["place"])):
        return None
    return found if is_name(found["name"].replace(" ", "")) else None


def _as_printed(name: str, text: str) -> str:
    """A name in the characters it is printed with: matching folds some Traditional ones."""
    if name in text:
        return name
    found = re.search(r"\s*".join(map(re.escape, name)), folded(text))
    return re.sub(r"\s", "", text[found.start() : found.end()]) if found else name


def _looks_back(role: _Part, following: list[_Part], *, governed: bool) -> bool:
    """Whether a role word stands after its names: behind a slash, or at the end of what it governs."""
    if role.slash:
        return True
    if not _POSTFIX.issuperset(role.roles) or (following and following[0].slash):
        return False
    return not (following and following[0].names) or not (governed or role.organisation)


def _parts(text: str) -> tuple[list[_Part], bool]:
    """Names and role words in order, names side by side in one part; and whether nothing was left over."""
    parts: list[_Part] = []
    clean = True
    for word in _words(text):
        slash = False
        if OUR_OWN.fullmatch(word):
            continue
        for piece in [word] if _ROLE.fullmatch(word) else re.split("(/)", word):
            if piece == "/":
                slash = True
                continue
            if not piece:
                continue
            found = _closing(piece) if parts and parts[-1].roles else None
            found = found or _read(piece)
            if found is None:
                clean = clean and _FILLER.fullmatch(piece) is not None
                slash = False
                continue
            for one in found:
                one.slash = slash
                slash = False
                if one.names and parts and parts[-1].names and not one.slash:
                    parts[-1].names += one.names
                else:
                    parts.append(one)
    return parts, clean


def _closing(word: str) -> list[_Part] | None:
    """A name that the role of the next ones was printed close to: 温小满记者, after a role word."""
    match = _CLOSE.fullmatch(word)
    if match is None or not is_name(match[1]):
        return None
    role = _ROLE.fullmatch(match[2])
    return [_Part(names=[match[1]]), _Part(roles=_roles_of(role))] if role else None


def _words(text: str) -> Iterator[str]:
    """Words of a credit; single characters side by side are a name padded to the width of three."""
    whole = _HOUSE.sub(r"\1", re.sub(" ?/ ?", "/", folded(text)).lstrip(_MARKS))
    whole = _BEHIND_SLASH.sub(r"\1\2", _BEFORE_SLASH.sub(r"\1\2", _FROM_WHERE.sub(" ", whole)))
    for chunk in _PARTS.split(whole):
        words = chunk.split()
        held = ""
        for word, following, third in zip(words, [*words[1:], ""], [*words[2:], "", ""], strict=False):
            if not held and (_are_single(word, following) or _is_spread(word, following, third)):
                held = word
            elif held and (_are_single(held, word) or _is_spread(held, word)):
                yield held + word
                held = ""
            elif _WESTERN.fullmatch(word) and not _ROLE.fullmatch(word):
                held = f"{held} {word}".strip()
                if not _WESTERN.fullmatch(following):
                    yield held
                    held = ""
            else:
                yield word
        if held:
            yield held


def _are_single(first: str, second: str) -> bool:
    return len(first) == len(second) == 1 and not _ROLE.fullmatch(second)


def _is_spread(first: str, second: str, third: str = "") -> bool:
    """Whether two words are parts of one name of three characters that a justified line spread: 温小 满, 温 小满."""
    if {len(first), len(second)} != {1, 2} or _ROLE.fullmatch(first) or _ROLE.fullmatch(second):
        return False
    if (len(second) == 2 and is_name(second)) or (len(second) == 1 and _are_single(second, third)):
        return False  # the other name stands whole beside it, or is spread itself
    return is_name(first + second)


def _read(word: str) -> list[_Part] | None:
    """The names and roles in one word; None when it is neither."""
    whole = _ROLE.fullmatch(word)
    if whole:
        return [_Part(roles=_roles_of(whole))]
    if _FILLER.fullmatch(word):
        return None
    for match in _ROLE.finditer(word):
        roles = _roles_of(match)
        before, after = word[: match.start()], _without_place(word[match.end() :])
        if after and not (len(match[0]) > 1 and _NAME.fullmatch(after) and all(map(is_name, parted(after)))):
            continue
        if not before:
            return [_Part(roles=roles), _Part(names=list(parted(after)))]
        if is_name(before) and not after and _POSTFIX.issuperset(roles) and match[0] not in ("文", "图"):
            return [_Part(names=[before]), _Part(roles=roles)]
        if (run_on := _RUN_ON.fullmatch(before)) and is_name(run_on[1]):
            part = _Part(roles=roles)
            return [_Part(names=[run_on[1]]), part, *([_Part(names=list(parted(after)))] if after else [])]
        if _COLLECTIVE.fullmatch(match[0]) and before and not after:
            return [_Part(roles=roles), _Part(names=[word])]
        prefix = _ORGANISATION.fullmatch(before)
        if prefix is None or len(match[0]) == 1:
            continue
        part = _Part(roles=roles, organisation=prefix["org"])
        return [part, _Part(names=list(parted(after)))] if after else [part]
    if (written := _WRITTEN.search(word)) and is_name(word[: written.start()]):
        return [_Part(names=[word[: written.start()]]), _Part(roles=(Role.AUTHOR,))]
    if _NAME.fullmatch(word) is None:
        return None
    if _BODIES.search(word) or "·" in word or word.isascii():
        return [_Part(names=[word])]
    names = parted(word)
    return [_Part(names=list(names))] if all(len(name) <= 4 for name in names) else None


def _without_place(text: str) -> str:
    """The name of 赖文彬高雄报导 without where it was sent from; any other text as it is."""
    ways = [
        (sent["place"] is None or is_word(sent["place"]), length == 3, text[:length])
        for length in (2, 3, 4)
        if is_name(text[:length]) and (sent := _SENT_FROM.fullmatch(text, length))
    ]
    return max(ways)[2] if ways else text


def _roles_of(match: re.Match[str]) -> tuple[Role, ...]:
    return next(roles for index, (_, roles) in enumerate(ROLES) if match[f"r{index}"])


def credit_gaps(lines: Iterable[str]) -> Callable[[str, str], bool]:
    """A test for two lines of a page: whether the line's end took the space between a role and a name of a credit."""
    text = "\n".join(map(folded, lines))
    spaced = len(_SPACED_ROLE.findall(text)) > len(_CLOSE_ROLE.findall(text))
    return lambda before, after: lost_gap(before, after, spaced=spaced)


def lost_gap(before: str, after: str, *, spaced: bool) -> bool:
    """Whether the end of a line took the space between a role and a name, or two names, of a credit in brackets.

    `before` and `after` are the texts on both sides; `spaced` says whether the page sets credits with spaces, where the
    credit itself does not show it. A name broken in two is no gap: 陈小|明, 欧阳|小明.
    """
    if _OPENING.search(before, len(before) - CREDIT) is None:
        return False
    left, right = folded(before[-CREDIT:]), folded(after[:CREDIT])
    opened = max(left.rfind(mark) for mark in "([【〔")
    if opened < 0 or any(mark in left[opened:] for mark in ")]】〕"):
        return False
    inside, rest = left[opened + 1 :], re.split(r"[)\]】〕]", right, maxsplit=1)[0]
    shown = f"{inside}\n{rest}"
    if not _ROLE_WORD.search(inside) or not (_SPACED_ROLE.search(shown) or (spaced and not _CLOSE_ROLE.search(shown))):
        return False
    last, first = (re.split(r"[ 、,:/]", inside)[-1], re.split(r"[ 、,:/]", rest)[0])
    if _ROLE_WORD.search(first):
        return is_name(last) and _ROLE_WORD.match(first) is not None
    if not is_name(first):
        return False
    return _ROLE_WORD.fullmatch(last) is not None or is_name(last)
