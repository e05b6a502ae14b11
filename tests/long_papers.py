"""Long documents put together from sentences written for the tests: the same ones at every run."""

import random

from papers import part

from convert.document import Block, Document, Heading, Metadata, Role, Table

PROSE = (
    "要把群众的呼声作为第一信号，把群众的满意作为第一标准，做到民有所呼、我有所应。",
    "今年以来，全市上下紧盯目标、咬定任务，各项工作取得了新的进展。",
    "路灯亮了，巷子宽了，居民脸上的笑容也多了。",
    "成绩来之不易，经验弥足珍贵，必须倍加珍惜、长期坚持！",
    "有的同志遇到矛盾绕着走，碰到难题往上交；有的部门各吹各的号，各唱各的调。",
    "什么是好的作风？说到底，就是言必信、行必果。",
    "坚持“一张蓝图绘到底”，一茬接着一茬干，久久为功、善作善成。",
    "要建立健全“发现、交办、整改、反馈”的闭环机制，件件有着落，事事有回音。",
    "《城市绿化条例》和《市容环境卫生管理办法》已经修订，各级要带头学习、带头遵守。",
    "老城区管网老化、道路破损、停车困难——这些都是必须啃下的硬骨头。",
    "干部下沉一线、服务下沉社区、资源下沉网格……基层治理的底座越筑越牢。",
    "面对困难，大家没有退缩，更没有抱怨，而是一个问题一个问题地解决，一道难关一道难关地闯过。",
    "一是加强组织领导，二是压实工作责任，三是严格督导检查，四是强化宣传引导。",
    "环卫工人起早贪黑，园丁师傅栉风沐雨，执法队员坚守岗位，他们是城市真正的美容师。",
    "既要算眼前账，也要算长远账；既要算经济账，更要算民生账。",
    "“不积跬步，无以至千里。”小事不小，细节见真章。",
)
FIGURES = (
    "截至{a}月底，全市累计改造老旧小区{b}个，惠及居民{c}户，完成年度计划的{d}%。",
    "2025年，地区生产总值达到{c}亿元，同比增长{e}%，增速比上年提高0.{a}个百分点。",
    "推行“1+3+N”工作模式，建成5G基站{b}座，光纤宽带用户占比超过{d}%。",
    "按照《关于推进城市更新的意见》（临政发〔2025〕{b}号）要求，于12月{a}日前报送总结。",
    "空气质量优良天数比率为{d}.{a}%，PM2.5平均浓度下降到{b}微克/立方米。",
    "投入专项资金{c}万元，其中市级{b}0万元、区级{a}00万元，缺口由社会资本补足。",
    "“12345”热线全年受理诉求{c}件，办结率{d}.{e}%，平均办理时长{a}.5天。",
    "GDP、CPI等指标好于预期，R&D投入强度达到{e}%——这是一个了不起的成绩！",
    "会议定于3月{a}日上午9:30在市政府3号楼{b}会议室召开，会期半天。",
    "新增停车泊位{c}个，其中地下{b}0个；更换LED路灯{c}盏，节电约{d}万千瓦时。",
)
CONTACTS = (
    "项目编号为LJ-2025-0{b}A，公示网址：https://www.example.gov.cn/cgj/notice/2025/{c}.html，公示期7天。",
    "（联系人：市城管局综合科，电话：010-555{c}，邮箱：csgl{b}@example.cn）",
)
"""One paragraph of these at the end of a document, as documents have them."""


def paper(seed: int, paragraphs: int, *, figures: float, headings: bool = True, tables: bool = False) -> Document:
    """A document of so many paragraphs; *figures* is the share of sentences with digits and Latin letters."""
    dice = random.Random(seed)
    blocks: list[Block] = [part("各区人民政府，市政府各部门：", Role.ADDRESSEES)]
    for number in range(paragraphs):
        if headings and number % 6 == 0:
            blocks.append(Heading(1, f"{'一二三四五六七八九十'[number // 6 % 10]}、扎实做好有关工作"))
        elif headings and number % 3 == 0:
            blocks.append(Heading(2, "（一）持续用力抓落实。", run_in=True))
        elif tables and number % 5 == 0:
            blocks.append(_table(dice))
        blocks.append(part("".join(_sentence(dice, figures) for _ in range(dice.randint(2, 6)))))
    if figures:
        blocks.append(part("".join(_filled(dice, sentence) for sentence in CONTACTS)))
    return Document("关于加强城市精细化管理工作的意见", tuple(blocks), Metadata(kind="意见"))


def _sentence(dice: random.Random, figures: float) -> str:
    if dice.random() >= figures:
        return dice.choice(PROSE)
    return _filled(dice, dice.choice(FIGURES))


def _filled(dice: random.Random, sentence: str) -> str:
    a, b, c, d, e = (dice.randint(*ends) for ends in ((2, 9), (11, 99), (1000, 9999), (80, 99), (2, 9)))
    return sentence.format(a=a, b=b, c=c, d=d, e=e)


def _table(dice: random.Random) -> Table:
    rows = tuple((str(n), "城区道路养护", f"{dice.randint(10, 99)}公里", "每季度检查一次") for n in range(1, 5))
    return Table((("序号", "项目", "规模", "要求"), *rows))
