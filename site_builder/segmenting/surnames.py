"""Chinese surnames, as proof that a few characters are a name: the old hundred surnames and what is common now."""

from __future__ import annotations

from collections.abc import Iterator

MOST = 12
"""Characters of the longest row of names that is parted."""

_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍"
    "庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰"
    "焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车"
    "项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛"
    "仲虞敖巩明佘池查麻苑迟邝官封谈匡"
    "鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆"
    "巴丰支卿国狄平计索宣晋相初门云容敬"
    "来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅"
    "利於呼居揭干但尉冶斯元束檀衣信展阴"
    "水昌凤酆常傅萧贝贲洪钮滑荀羿汲邴糜松弓牧隗山宓蓬秋暴钭韶蓟鄂赖苍莘逄扶堵宰郦郤璩寿郏阎习宦鱼庾暨"
    "步弘广禄殳蔚夔厍融訾毋乜须巢蒯桓占肇帖翦沐"
    "昝智幸奉植衡富尧闭由潜珎慎沃洛丹朗贡佴竺侍藏濮仰浮淳郗诸"
)
_TRADITIONAL = (
    "張劉陳楊黃趙吳孫馬羅鄭許韓馮鄧蔣葉蘇魏呂盧鐘鍾譚陸範賈韋鄒龍顧龔萬錢嚴湯龐顏莊聶魯歐關蘭焦寧紀畢"
    "單塗盛駱藍遊靳華祁饒農簡車項連蘆麥婁"
    "竇黨宮費衛應閔鄔邊師叢鞏鄺談樂儲勞諶樓滿聞厲區闞權強帥蓋練豐國門雲來闕烏況鮮戰銀賓爾閻蕭賴龎凃辜鄞游卓巫曾"
)
SINGLE = frozenset(_SINGLE + _TRADITIONAL)
RARE = frozenset(_SINGLE[_SINGLE.index("来") :])
"""Surnames that are words far more often: 信, 阳, 水."""

COMPOUND = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "皇甫",
        "尉迟",
        "尉遲",
        "公孙",
        "公孫",
        "慕容",
        "令狐",
        "夏侯",
        "司徒",
        "司空",
        "宇文",
        "长孙",
        "長孫",
        "端木",
        "东方",
        "東方",
        "西门",
        "西門",
        "南宫",
        "南宮",
        "独孤",
        "獨孤",
        "轩辕",
        "軒轅",
        "呼延",
        "完颜",
        "完顏",
        "万俟",
        "赫连",
        "澹台",
        "公羊",
        "淳于",
        "单于",
        "單于",
        "太史",
        "申屠",
        "钟离",
        "鍾離",
        "濮阳",
        "濮陽",
        "拓跋",
        "百里",
        "东郭",
        "東郭",
        "闻人",
        "聞人",
        "范姜",
        "張簡",
    ]
)


_TITLES = (
    "公告 公示 公报 公约 公函 通告 通知 通报 布告 告示 启事 讣告 声明 更正 广告 招聘 招生 招租 招标 遗失 寻人 寻物"
    " 鸣谢 致谢 祝贺 贺信 贺电 喜报 捷报 宣言 计划 简介 简讯 要闻 文摘 目录 前言 后记 序言 索引 公布"
    " 通知书 公开信 文件 文选 游记 时事 时评"
    " 相关链接 相关新闻 相关报道 相关阅读 相关背景 相关知识 相关资料 名词解释 温馨提示 温馨提醒 高考 应急提示"
)
NO_NAMES = frozenset(_TITLES.split())
"""Words that a page sets as a title, spread over its line, and that begin with what can be a surname."""


_NUMERALS = frozenset("一二三四五六七八九十百千万亿零〇两萬億")


def is_name(text: str) -> bool:
    """Whether two to four characters have the shape of a Chinese name with a known surname, and are no usual title."""
    if text in NO_NAMES or (len(text) > 1 and _NUMERALS.issuperset(text[1:])):
        return False
    if text[:2] in COMPOUND:
        return 3 <= len(text) <= 4
    return (2 <= len(text) <= 3 and text[:1] in SINGLE) or (len(text) == 4 and text[0] in SINGLE and text[1] in SINGLE)


def parted(text: str) -> tuple[str, ...]:
    """Names set without a space between them, told apart by their surnames; else the text itself."""
    if len(text) < 4 or (text[:2] in COMPOUND and len(text) == 4):
        return (text,)
    if any(text[at : at + 2] in COMPOUND for at in range(len(text) - 2)):
        return max(_ways(text), key=lambda names: sum(name[:2] in COMPOUND for name in names), default=(text,))
    lengths = {
        4: ((2, 2),),
        5: ((2, 3), (3, 2)),
        6: ((3, 3), (2, 2, 2)),
        7: ((2, 2, 3), (3, 2, 2)),
        8: ((2, 3, 3), (3, 3, 2)),
    }
    for split in lengths.get(len(text), ()):
        names, at = [], 0
        for length in split:
            names.append(text[at : at + length])
            at += length
        if all(name[0] in SINGLE for name in names):
            return tuple(names)
    return (text,)


def _ways(text: str) -> Iterator[tuple[str, ...]]:
    """The ways to read a text of a few characters as names of which one has a surname of two."""
    if not text:
        yield ()
    lengths = (3, 4) if text[:2] in COMPOUND else (3, 2)
    for length in lengths:
        if len(text) >= length and (text[:2] in COMPOUND or text[0] in SINGLE) and len(text) <= MOST:
            yield from ((text[:length], *rest) for rest in _ways(text[length:]))
