"""Structure: golden documents of every kind, and the lines that fool a detector of headings."""

import json
from pathlib import Path

import pytest
from conftest import Golden
from hypothesis import given, settings
from hypothesis import strategies as st

from convert import markdown, pipeline, read
from convert.diagnostic import Language
from convert.document import Document, Heading, Paragraph, Role, Table
from convert.hanzi import iso_date
from convert.ledger import Source, Text
from convert.recognizers import imprint, is_numbered, letterhead, quotations, recognize
from convert.report import cleaning

DOCUMENTS = Path(__file__).parent.parent / "fixtures" / "documents"
SOURCES = sorted(DOCUMENTS.glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("（2026年3月5日，临江）", "2026-03-05"),
        ("二○二六年三月十五日", "2026-03-15"),
        ("二Ｏ二六年三月五日", "2026-03-05"),
        ("2026年三月5日", "2026-03-05"),
        ("发布时间：2026 - 3 - 15 09:30", "2026-03-15"),
        ("2026.13.05，2026/12/05", "2026-12-05"),
        ("1965.12.14", "1965-12-14"),
        ("XX年3月5日", ""),
        ("2026年3月", ""),
        ("12026-3-5", ""),
        ("二〇二六年三月", ""),
    ],
)
def test_the_first_date_that_can_be_one_is_read(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_golden_document(path: Path, golden: Golden) -> None:
    text = pipeline.clean(pipeline.read(path))
    structured = pipeline.structure(text)
    outline = json.loads(cleaning.outline(structured.document, text, structured.diagnostics, Language.ZH))
    golden(path.with_suffix(".md"), pipeline.as_markdown(structured, text))
    golden(path.with_suffix(".json"), json.dumps(outline, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_markdown_of_a_golden_document_says_the_same(path: Path) -> None:
    document = pipeline.structure(pipeline.clean(pipeline.read(path))).document
    assert markdown.parse(markdown.dump(document))[0] == document


def test_every_kind_of_document_is_among_them() -> None:
    kinds = {pipeline.structure(pipeline.clean(pipeline.read(path))).document.metadata.kind for path in SOURCES}
    assert kinds >= {"通知", "请示", "批复", "函", "命令", "纪要", "报告", "意见", "决定", "讲话"}


def understood(*lines: str, title: str = "") -> Document:
    content = "\n".join(lines)
    return recognize(Text(Source("-", b"", content), content, title=title))[0]


def headings(*lines: str) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in understood(*lines).blocks if isinstance(block, Heading)]


def roles(document: Document) -> list[Role]:
    return [block.role for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("line", "level", "heading"),
    [
        ("一、总体要求", 1, "一、总体要求"),
        ("第一章　总则", 1, "第一章　总则"),
        ("第二节 组织领导", 2, "第二节 组织领导"),
        ("第一部分 形势", 1, "第一部分 形势"),
        ("第一个问题，认清形势，坚定信心", 1, "第一个问题，认清形势，坚定信心"),
        ("（一）加强领导。要层层落实责任。", 2, "（一）加强领导。"),
        ("㈠加强领导。要层层落实责任。", 2, "㈠加强领导。"),
        ("1.摸清底数。要逐户登记。", 3, "1.摸清底数。"),
        ("1、摸清底数。要逐户登记。", 3, "1、摸清底数。"),
        ("⒈摸清底数。要逐户登记。", 3, "⒈摸清底数。"),
        ("1.2026年重点任务", 3, "1.2026年重点任务"),
        ("（1）建立台账。每月更新。", 4, "（1）建立台账。"),
        ("⑴建立台账。每月更新。", 4, "⑴建立台账。"),
        ("①入户登记。要逐户核对信息。", 4, "①入户登记。"),
        ("三　工作任务", 1, "三　工作任务"),
        ("1.建设地点：城北。", 3, "1.建设地点："),
        ("（一）指导思想：坚持稳中求进。", 2, "（一）指导思想："),
        ("一、为什么要抓项目？", 1, "一、为什么要抓项目？"),
        ("一、" + "提高认识，" * 12 + "切实增强紧迫感", 1, "一、" + "提高认识，" * 12 + "切实增强紧迫感"),
        ("（一）实行“放管服”改革。要简政放权。", 2, "（一）实行“放管服”改革。"),
    ],
)
def test_a_heading(line: str, level: int, heading: str) -> None:
    assert headings("关于开展检查的通知", line, "要认真抓好落实。") == [(level, heading)]


@pytest.mark.parametrize(
    "lines",
    [
        ["一、二、三产业要融合发展，三、四线城市有机会。"],
        ["三、四线城市的机会"],
        ["1、2、3号楼已经封顶"],
        ["1.5亿元资金已经到位"],
        ["十 五 规 划"],
        ["①身份证", "②户口本"],
        ["2025.1.3的会议"],
        ["3、4月份的工作"],
        ["一是抓谋划。要谋划一批好项目。"],
        ["第一，抓谋划。要谋划一批好项目。"],
        ["第一条 为了加强管理，制定本办法。"],
        ["第一条", "为了加强管理，制定本办法。"],
        ["2025年，全年完成投资1.5亿元。"],
        ["第三章我们讨论过这个问题，这里不再重复。"],
        ["一、根据有关法律、法规的规定，参照上级政府的工作规则，结合本市实际情况，制定本规则。"],
        ["1.制定方案。 2.召开座谈会。 3.形成提纲。"],
        ["1.身份证", "2.户口本", "3.照片"],
        ["1.讲政治。", "2.守纪律。", "3.有担当。"],
        ["（一）公共汽电车；", "（二）轨道交通；", "（三）其他方式。"],
        ["一、同意设立园区。面积6.8平方公里。", "二、你县要科学编制规划，严格控制能耗，集约节约用地。"],
        ["一、会议审议了《办法》。会议要求，加强宣传。"],
        ["一、请过往车辆提前选择路线，自觉服从指挥。"],
        ["（一）知识产权保护方面5项：审理机制；保险机制；快速审查机制。"],
        ["第一条 职责如下：", "（一）制定规划。要报批。", "（二）组织实施。要检查。"],
    ],
    ids=lambda lines: lines[0][:12],
)
def test_no_heading(lines: list[str]) -> None:
    assert headings("关于开展检查的通知", *lines, "以上要求，请认真落实。") == []


UNDER = "为了做好防汛抗旱工作，制定本预案。"
DECIMAL = ["1 总则", "1.1 编制目的", UNDER, "1.2 适用范围", UNDER]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (DECIMAL, [1, 2, 2]),
        (["1总则", "1.1编制目的", UNDER, "2组织体系", UNDER], [1, 2, 1]),
        (["1　总则", "1．1　编制目的", UNDER, "1．2　编制依据", UNDER], [1, 2, 2]),
        ([*DECIMAL, "1.3 原则", "1.3.1 Ⅰ级响应", UNDER, "1.3.1.1 分级负责", UNDER], [1, 2, 2, 2, 3, 4]),
        ([*DECIMAL, "1.3 原则", "1.3.1 " + UNDER, "1.3.2 " + UNDER, "2 附则", UNDER], [1, 2, 2, 2, 1]),
        (
            [*DECIMAL, "1.4 分类分级", UNDER, "2 日常管理", UNDER, "3 台风预警", "1.帐篷。", "2.棉被。"],
            [1, 2, 2, 2, 1, 1],
        ),
        (["1 总则", "1.1 编制目的：" + UNDER, "1.2 适用范围。" + UNDER], [1, 2, 2]),
        ([*DECIMAL, "1 帐篷", "2 棉被", "2 组织体系", "2.1 指挥机构", UNDER], [1, 2, 2, 1, 2]),
        ([*DECIMAL, "1.5亿元", "2 月份以来的汛情", UNDER, "12月25日", "2 附则", UNDER], [1, 2, 2, 1]),
        ([*DECIMAL, "附件1", "专项预案", *DECIMAL], [1, 2, 2, 1, 2, 2]),
        (["1. 总则", "1.1 编制目的", UNDER, "2. 体系", "2.1 机构", UNDER, "3. 附则", UNDER], [1, 2, 1, 2, 1]),
        (["1、总则", "1.1 编制目的", UNDER, "2、附则", "2.1 解释", UNDER], [1, 2, 1, 2]),
        (
            [
                "1.总则",
                "1.1 原则",
                UNDER,
                "1.值守",
                UNDER,
                "2.汇总",
                UNDER,
                "1.2 目的",
                UNDER,
                "2.体系",
                "2.1 机构",
                UNDER,
            ],
            [1, 2, 3, 3, 2, 1, 2],
        ),
        (["1 定义", "1.1 " + UNDER, "1.2 " + UNDER, "2 期限", UNDER], [1, 1]),
    ],
    ids=[
        "spaces",
        "none",
        "full width",
        "four levels",
        "clauses",
        "words",
        "run-in",
        "list",
        "dates",
        "annex",
        "points",
        "commas",
        "items",
        "rules",
    ],
)
def test_headings_of_several_numbers(lines: list[str], found: list[int]) -> None:
    title = "临江市防汛抗旱应急预案"
    assert [level for level, _ in headings(title, *lines)] == found
    assert headings("关于印发预案的通知", "现将预案印发给你们。", "附件", title, *lines) == headings(title, *lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["1 桌子 20张", "2 椅子 30把", "3 帐篷 15顶"],
        ["1 组织领导", UNDER, "2 工作措施", UNDER],
        ["1.1 编制目的", UNDER, "1.2 适用范围", UNDER],
        ["1 总则", "1.1 编制目的", "1.2 适用范围", "2 组织体系", "2.1 机构", UNDER],
        ["1 总则", "1.1 编制目的", UNDER],
        ["2. 总则。", "1.1 编制目的", UNDER, "1.2 适用范围", UNDER],
        ["1 总则", "1.2 适用范围", UNDER, "2 附则", UNDER],
        ["1", "1.1", "1.2", UNDER],
        ["1 投资", "1.1亿元", "1.2亿元", UNDER],
        ["1.0版", "1.1版", "1.2版", UNDER],
        ["1 月份", "1.1万户", UNDER, "2 月份", "2.1万户", UNDER],
        ["1 得分", "1.1 水库", "5分", "1.2 堤防", "3分", "1.3 水闸", "2分"],
        ["2026.3.1", UNDER, "0571-1234567", "9:30 开会", "3.2%"],
    ],
    ids=lambda lines: "、".join(lines[:2]),
)
def test_no_headings_of_several_numbers(lines: list[str]) -> None:
    assert headings("关于防汛工作的通知", "现将有关事项通知如下。", *lines) == []


@pytest.mark.parametrize("above", ["一、主要任务", "（一）主要任务", "第一章 主要任务"])
def test_a_number_with_a_point_keeps_its_level_under_others(above: str) -> None:
    lines = [above, "1.建设内容", "1.1 水库", UNDER, "1.2 堤防", UNDER, "2.建设地点", "2.1 城北", UNDER]
    assert [place for place in headings("关于工程的通知", *lines) if place[1][1] == "."] == [
        (3, "1.建设内容"),
        (3, "2.建设地点"),
    ]


@pytest.mark.parametrize("hashes", ["## ", ""])
def test_somebodys_sections_of_several_numbers(hashes: str) -> None:
    lines = ["1 总则", "1.1 编制目的", "为了做好工作，制定本预案。", "2 附则", "本预案自印发之日起施行。"]
    text = "\n\n".join(["# 应急预案", *(hashes + line if line[0] in "12" else line for line in lines)])
    document = pipeline.structure(pipeline.clean(read(text.encode(), name="a.md"))).document
    found = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    assert found == [(1, "1 总则"), (2, "1.1 编制目的"), (1, "2 附则")]


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        ("一、", "一、提高认识"),
        ("（一）", "（一）提高认识"),
        ("第一部分", "第一部分　提高认识"),
        ("第二章", "第二章　提高认识"),
    ],
)
def test_a_number_that_a_page_left_alone_on_its_line(number: str, whole: str) -> None:
    assert [text for _, text in headings("关于工作的通知", "正文。", number, "提高认识", "认识是行动的先导。")] == [
        whole
    ]
    lines = ["关于工作的通知", "正文。", number, "认识是行动的先导。"]
    assert [block.text for block in understood(*lines).blocks if isinstance(block, Paragraph)] == lines[1:]


def quoted(paragraphs: int) -> list[str]:
    """A sentence that leads to a quotation of so many paragraphs: each opens it anew, the last closes it."""
    return [
        "他在回信中写道：",
        *["“山里的路修通了，日子一年比一年好。"] * (paragraphs - 1),
        "“盼你们常来看看。”",
        "大家深受鼓舞。",
    ]


@pytest.mark.parametrize("paragraphs", [1, 2, quotations.MOST_QUOTED])
def test_a_quotation_of_several_paragraphs(paragraphs: int) -> None:
    found = roles(understood("在座谈会上的讲话", "上个月我们收到一封信。", *quoted(paragraphs)))
    assert found == [Role.BODY, Role.BODY, *[Role.QUOTE] * paragraphs, Role.BODY]


def test_a_quotation_that_does_not_end_in_time_is_none() -> None:
    found = roles(understood("在座谈会上的讲话", "上个月我们收到一封信。", *quoted(quotations.MOST_QUOTED + 1)))
    assert Role.QUOTE not in found
    assert len(found) == quotations.MOST_QUOTED + 4


def test_quotations_that_never_end_are_walked_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line leads to the next one with a colon, so the walk begins anew at each."""
    looked: list[str] = []
    whole = quotations._is_closed
    monkeypatch.setattr(quotations, "_is_closed", lambda text: looked.append(text) or whole(text))
    lines = 4 * quotations.MOST_QUOTED
    assert Role.QUOTE not in roles(understood("在座谈会上的讲话", "大家都说：", *["“他接着又这样说道："] * lines))
    assert lines < len(looked) <= lines * quotations.MOST_QUOTED


def test_numbering_that_runs_on_or_restarts_is_kept() -> None:
    lines = [
        "一、甲",
        "（一）子。正文。",
        "二、乙",
        "（二）丑。正文。",
        "（三）寅。正文。",
        "附件",
        "方案",
        "一、丙",
        "正文。",
    ]
    assert [text for _, text in headings("关于工作的通知", *lines)] == [
        "一、甲",
        "（一）子。",
        "二、乙",
        "（二）丑。",
        "（三）寅。",
        "一、丙",
    ]


LONG = "关于农业和工业的关系，农业是基础，没有农业，工业就搞不起来。"


@pytest.mark.parametrize(
    ("lines", "count"),
    [(["一", LONG, "二", LONG, LONG], 2), (["一", LONG, LONG], 0), (["一", "农业", "120", "二", "工业", "300"], 0)],
    ids=["a series", "a single one", "cells of a table"],
)
def test_numerals_without_a_text(lines: list[str], count: int) -> None:
    assert len(headings("关于几个关系的讲话", "同志们：", "今天讲几个问题。", *lines)) == count


def test_what_is_usual_in_a_text_holds_in_its_odd_series() -> None:
    lines = ["一、甲", *(f"（{n}）加强领导。要落实。" for n in "一二三四五六"), "二、乙"]
    odd = "（二）凡是应当落实而没有落实的工作，各级各部门都要对照检查，找准原因，限期整改，不得拖延。"
    found = headings("关于工作的通知", *lines, "（一）抓好整改。要落实。", odd, "以上请落实。")
    assert found[-1] == (2, "（一）抓好整改。")


@pytest.mark.parametrize(
    "line",
    ["各区委员会，市政府各委员会：", "全国人大常务委员会办公厅：", "国家能源局综合司：", "临江海关：", "市政协："],
)
def test_an_organ_with_people_in_its_name_is_addressed(line: str) -> None:
    assert roles(understood("关于放假的通知", line, "现通知如下。"))[0] is Role.ADDRESSEES


def test_most_of_a_series_decides() -> None:
    clauses = [
        "（一）保护财产。各界人民安心生活。",
        "（二）凡属公共的工厂、商店、仓库、码头、农场、牧场等，均由政府接管经营，继续生产，不得中断，听候移交。",
        "（三）除首要分子外，凡愿意继续工作的人员，只要不持枪抵抗、不阴谋破坏，一律照常供职，量才录用，妥善安置。",
    ]
    content = "\n".join(["公告", *clauses])
    document, found = recognize(Text(Source("-", b"", content), content))
    assert not any(isinstance(block, Heading) for block in document.blocks)
    assert [finding.code for finding in found] == []
    content = "\n".join(["公告", *clauses[:2]])
    assert [finding.code for finding in recognize(Text(Source("-", b"", content), content))[1]] == ["DC211"]


@pytest.mark.parametrize(
    ("lines", "title", "subtitle"),
    [
        (
            ["临江区人民政府办公室", "关于开展改造行动的通知", "各镇人民政府："],
            "临江区人民政府办公室关于开展改造行动的通知",
            "",
        ),
        (
            ["临江市人民政府", "关于印发《临江市公园", "管理办法》的通知", "各区人民政府："],
            "临江市人民政府关于印发《临江市公园管理办法》的通知",
            "",
        ),
        (["在大会上的讲话", "在大会上的讲话", "同志们："], "在大会上的讲话", ""),
        (["几 个 问 题", "同志们："], "几个问题", ""),
        (["乘势而上 开创新局", "——在全市大会上的讲话", "同志们："], "乘势而上 开创新局", "——在全市大会上的讲话"),
        (["简约而不简单", "——怎样写好主持词", "主持词是会议的一部分。"], "简约而不简单", "——怎样写好主持词"),
        (["2024——2026年工作规划", "各单位："], "2024——2026年工作规划", ""),
        (["A类", "关于办理建议的答复", "李明代表："], "关于办理建议的答复", ""),
        (["唁　电", "清源县委、县政府："], "唁电", ""),
        (["通  知", "各单位："], "通知", ""),
        (["公园管理办法", "（试行）", "第一条 为了加强管理，制定本办法。"], "公园管理办法（试行）", ""),
        (
            ["党建简报", "第8期", "市水利局推动党建与业务融合", "今年以来，市水利局坚持党建引领。"],
            "市水利局推动党建与业务融合",
            "",
        ),
        (
            ["临政发〔2026〕1号《临江市人民政府关于加强管理的意见》", "各区人民政府："],
            "临江市人民政府关于加强管理的意见",
            "",
        ),
        (
            ["新华社北京11月12日电同心协力，共创未来——在论坛上的致辞", "各位来宾："],
            "同心协力，共创未来",
            "——在论坛上的致辞",
        ),
        (
            ["临江市公园管理细则", "临江市人民政府", "关于印发细则的通知", "各区人民政府："],
            "临江市人民政府关于印发细则的通知",
            "",
        ),
        (
            ["《关于印发〈公园管理办法〉的通知》", "临政发〔2026〕1号", "各区人民政府："],
            "关于印发《公园管理办法》的通知",
            "",
        ),
        (["临江市教育督导委员会办公室", "临江市教育督导报告", "2025年，全市开展了督导。"], "临江市教育督导报告", ""),
        (["文件由会员分享，可在线阅读。", "1、", "在大会上的讲话", "同志们："], "在大会上的讲话", ""),
        (["主题：转发", "会议室使用管理规定", "为了规范使用，制定本规定。"], "会议室使用管理规定", ""),
        (
            ["新华社记者 林小满", "“我们一定要把这件事办好，请全县群众监督。”", "这是庄严的承诺！", "会议开始了。"],
            "",
            "",
        ),
        (["記者", "會議今天開始，全縣的水利站站長都參加了。"], "", ""),
        (["水利应急预案", "目 录", "1.1编制目的", "1.2适用范围", "1.1编制目的", "制定本预案。"], "水利应急预案", ""),
        (
            [
                "临江市人民政府办公室关于印发临江市公园建设和管理方案的通知",
                "临江市人民政府办公室",
                "关于印发临江市公园",
                "建设和管理",
                "方案的通知",
                "各区人民政府：",
            ],
            "临江市人民政府办公室关于印发临江市公园建设和管理方案的通知",
            "",
        ),
        (["记者节慰问信", "全体记者："], "记者节慰问信", ""),
        (
            ["臨政發〔2017〕92號", "臨江市人民政府關于加強水利建設的意見", "各區人民政府："],
            "臨江市人民政府關于加強水利建設的意見",
            "",
        ),
        (["同志们：", "今天的会议很重要。"], "", ""),
        (["各位来宾，大家好！", "今天的会议很重要。"], "", ""),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_title(lines: list[str], title: str, subtitle: str) -> None:
    document = understood(*lines)
    assert (document.title, document.metadata.subtitle) == (title, subtitle)


def test_a_title_is_taken_from_what_was_harvested_only_where_the_text_has_none() -> None:
    assert understood("同志们：", "今天的会议很重要。", title="在大会上的讲话").title == "在大会上的讲话"
    assert understood("关于放假的通知", "各单位：", title="临江市政府网站").title == "关于放假的通知"


@pytest.mark.parametrize("line", ["开学典礼校长发言稿（一）", "主持会议的开场白篇1", "2019", "县长在大会上的讲话全文"])
def test_another_title_is_no_speaker(line: str) -> None:
    assert not understood("在开学典礼上的讲话", line, "老师们、同学们：", "新学期开始了，请大家努力。").metadata.speaker


def test_a_text_without_a_title_is_told() -> None:
    content = "同志们：\n今天的会议很重要。"
    assert [finding.code for finding in recognize(Text(Source("-", b"", content), content))[1]] == ["DC210"]


def test_a_heading_without_text_is_told_with_its_line() -> None:
    content = "在会上的讲话\n同志们：\n\n一、甲\n正文。\n二、乙"
    (finding,) = recognize(Text(Source("-", b"", content), content))[1]
    assert (finding.code, finding.line) == ("DC204", 6)


def test_the_head_of_a_speech() -> None:
    document = understood("在会上的讲话", "（2026年1月10日，临江）", "市委书记　张　三", "同志们：", "会议很重要。")
    assert roles(document) == [Role.DATELINE, Role.BYLINE, Role.SALUTATION, Role.BODY]
    known = document.metadata
    assert (known.kind, known.dated, known.speaker, known.post) == ("讲话", "2026-01-10", "张三", "市委书记")


def test_organ_and_date_above_a_report_do_not_sign_it() -> None:
    document = understood(
        "2025年工作总结", "临江区人民政府", "2026年1月5日", "2025年，全区上下攻坚克难，成效明显。", "特此报告。"
    )
    assert roles(document)[:2] == [Role.BYLINE, Role.DATELINE]


@pytest.mark.parametrize(
    "line", ["江北市行政审批局　曹　颖", "市水利局党组书记、局长　汤克勤", "市工商联课题组", "市　长　李明"]
)
def test_the_author_under_the_title_of_a_report(line: str) -> None:
    document = understood(
        "关于民营经济发展的调研报告", line, "为了解情况，市工商联开展了调研，形成如下报告。", "一、现状", "总体向好。"
    )
    assert roles(document)[0] is Role.BYLINE


@pytest.mark.parametrize(
    "again", [("同志们：", Role.SALUTATION), ("同志们要做到：", Role.BODY), ("我们要做到：", Role.BODY)]
)
def test_a_speech_may_call_on_its_hearers_again(again: tuple[str, Role]) -> None:
    document = understood("在会上的讲话", "同志们：", "现在开会。", again[0], "我强调三点。")
    assert roles(document) == [Role.SALUTATION, Role.BODY, again[1], Role.BODY]


@pytest.mark.parametrize(
    "rows",
    [
        ("临政〔2026〕15号　签发人：林越　周致远", "买买提·艾合买提江"),
        ("签发人：林越　周致远", "临政〔2026〕15号　　买买提·艾合买提江"),
        ("签发人：林越　周致远", "买买提·艾合买提江", "临政〔2026〕15号"),
    ],
)
def test_7_2_6_signatories_on_several_rows(rows: tuple[str, ...]) -> None:
    document = understood(
        "临江市人民政府文件", *rows, "临江市人民政府关于设立口岸的请示", "省人民政府：", "妥否，请批示。"
    )
    assert document.title == "临江市人民政府关于设立口岸的请示"
    assert document.metadata.document_number == "临政〔2026〕15号"
    assert document.metadata.signatories == ("林越", "周致远", "买买提·艾合买提江")


def test_7_2_2_to_7_2_6_what_is_set_apart_is_read() -> None:
    head = ("机　密★1年", "特　急", "临江市人民政府文件", "临政〔2026〕15号　签发人：林　越　周致远", "陈　岚")
    known = understood(*head, "关于设立口岸的请示", "省人民政府：", "妥否，请批示。").metadata
    assert (known.classification, known.classified_for, known.urgency) == ("机密", "1年", "特急")
    assert known.signatories == ("林越", "周致远", "陈岚")


@pytest.mark.parametrize(
    ("lines", "organs"),
    [
        (
            ("临江市教育局", "临江市公安局　文件", "临江市民政局"),
            ("临江市教育局", "临江市公安局　文件", "临江市民政局"),
        ),
        (("临 江 市 教 育 局", "临 江 市 公 安 局 文 件"), ("临江市教育局", "临江市公安局文件")),
    ],
)
def test_7_2_4_organs_in_their_order_and_closed_up(lines: tuple[str, ...], organs: tuple[str, ...]) -> None:
    known = understood(*lines, "临教发〔2026〕22号", "关于加强协作的意见", "各区教育局：", "意见如下。").metadata
    assert known.masthead == organs


def test_7_2_6_a_title_under_signatories_is_no_row_of_theirs() -> None:
    document = understood("临江市人民政府文件", "签发人：林越　周致远", "工作报告", "省人民政府：", "现报告如下。")
    assert (document.title, document.metadata.signatories) == ("工作报告", ("林越", "周致远"))


@pytest.mark.parametrize("number", ["〔2026〕7号", "〔2026〕第7期", "第7期"])
@pytest.mark.parametrize("edited", [(), ("临江市人民政府办公室　　2026年4月3日",)])
def test_10_3_minutes_have_a_mark_and_a_title(number: str, edited: tuple[str, ...]) -> None:
    lines = ("临江市人民政府常务会议纪要", number, *edited, "市政府第53次常务会议纪要", "会议原则通过预案。")
    document = understood(*lines)
    known = document.metadata
    assert document.title == "市政府第53次常务会议纪要"
    assert (known.masthead, known.document_number) == (("临江市人民政府常务会议纪要",), number)
    assert known.printed_by == "临江市人民政府办公室" * len(edited)
    alone = understood("临江市人民政府常务会议纪要", number, "2026年3月30日，市长主持召开会议。")
    assert alone.title == "临江市人民政府常务会议纪要"


def test_10_3_nobody_may_be_absent() -> None:
    lines = ("会议原则通过预案。", "出席：张三、李四", "请假：无", "列席：王五")
    assert roles(understood("临江市人民政府常务会议纪要", "〔2026〕7号", *lines))[-3:] == [Role.ATTENDANCE] * 3


def test_7_2_1_to_7_2_3_labels_of_a_form_are_not_printed() -> None:
    known = understood("份号：000123", "密级：秘密★6个月", "紧急程度：加急", "关于放假的通知", "各单位：").metadata
    assert (known.copy_number, known.classification, known.classified_for) == ("000123", "秘密", "6个月")
    assert known.urgency == "加急"


def test_wrapped_organs_are_one_paragraph_again() -> None:
    document = understood("关于表彰的决定", "各区人民政府，市政府各部门，", "市直各单位：", "现决定如下。")
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == "各区人民政府，市政府各部门，市直各单位："
    assert roles(document) == [Role.ADDRESSEES, Role.BODY]


@pytest.mark.parametrize(
    "date", ["2026年3月5日", "二〇二六年三月五日", "二○二六年三月五日", "二零二六年三月五日", "20XX年3月5日"]
)
def test_signature(date: str) -> None:
    document = understood(
        "关于放假的通知", "各单位：", "现通知如下。", "临江市人民政府", "临江军分区", date, "（此件公开发布）"
    )
    assert roles(document)[-4:] == [Role.ISSUERS, Role.ISSUERS, Role.ISSUED_ON, Role.NOTE]


@pytest.mark.parametrize("date", ["2026.3.2", "2026-03-02", "2026年3月", "二〇二六年三月", "2026年6月12日18时"])
def test_a_looser_date_is_one_under_an_organ(date: str) -> None:
    document = understood("关于放假的通知", "各单位：", "现通知如下。", "临江市人民政府", date)
    assert roles(document)[-2:] == [Role.ISSUERS, Role.ISSUED_ON]
    assert roles(understood("大事记", "会议召开。", date, "会议闭幕。"))[1] is Role.BODY


def test_7_3_4_names_under_their_label_go_on_with_it() -> None:
    lines = ("照办。", "附件：", "1.名单", "2.申报表", "临江市人民政府", "2026年5月10日")
    document = understood("关于放假的通知", "各单位：", *lines)
    listed = [block.text for block in document.blocks if isinstance(block, Paragraph) and "." in block.text]
    assert listed == ["附件：1.名单", "2.申报表"]
    assert roles(document)[2:] == [Role.ATTACHMENT_LIST, Role.ATTACHMENT_LIST, Role.ISSUERS, Role.ISSUED_ON]


def test_7_3_7_a_label_may_name_its_attachment() -> None:
    lines = (
        "附件：1.名单",
        "2.申报表",
        "临江市人民政府",
        "2026年5月10日",
        "附件1",
        "名单",
        "张三。",
        "附件2：申报表",
        "内容。",
    )
    assert roles(understood("关于放假的通知", "照办。", *lines))[-2:] == [Role.ATTACHMENT, Role.BODY]


def test_what_a_notice_issues_may_be_addressed() -> None:
    lines = ("现予转发。", "临江市人民政府", "2026年5月10日", "关于加强工作的意见", "市人民政府：", "提出意见如下。")
    assert roles(understood("关于转发意见的通知", "各单位：", *lines))[-3:] == [
        Role.ATTACHMENT_TITLE,
        Role.ADDRESSEES,
        Role.BODY,
    ]


@pytest.mark.parametrize("last", ["市教育局局长　李明", "市财政局副局长　阿卜杜热合曼·阿卜杜克里木"])
def test_several_posts_and_names_sign(last: str) -> None:
    lines = ["请照办。", "市公安局局长　张三", "市民政局局长　欧阳修文", last, "2026年3月5日"]
    document = understood("关于放假的通知", "各单位：", *lines)
    assert roles(document)[-5:] == [Role.BODY, *[Role.ISSUERS] * 3, Role.ISSUED_ON]


def test_a_sentence_after_a_post_does_not_sign() -> None:
    lines = ["市公安局局长　张三在会上作了通报", "市民政局局长　李四光", "2026年3月5日"]
    assert roles(understood("关于放假的通知", "各单位：", *lines))[-3:] == [Role.BODY, Role.ISSUERS, Role.ISSUED_ON]


@pytest.mark.parametrize(
    ("lines", "signed"),
    [
        (["现通知如下。", "临江市人民政府", "临江军分区"], 2),
        (["特此通报", "临江市人民政府办公室"], 1),
        (["附件：名单", "临江市人民政府"], 1),
        (["现予公布。", "市　长　韩立新"], 1),
        (["请予支持。", "临江市水务局", "（联系人：周文清）"], 1),
        (["现通知如下。", "临江市人民政府", "附件", "名单", "临江区委", "柳溪镇政府"], 1),
        (["现通知如下。", "各单位要高度重视这次大会"], 0),
        (["名单如下：", "临江区人民武装部", "柳溪镇人民政府"], 0),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_signature_without_a_date(lines: list[str], signed: int) -> None:
    assert roles(understood("关于放假的通知", "各单位：", *lines)).count(Role.ISSUERS) == signed


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        (["他吟诵的是杜甫的诗：", "好雨知时节，当春乃发生。", "随风潜入夜，润物细无声。", "老师正是这样。"], 2),
        (["正如诗中所写：", "故人西辞黄鹤楼，烟花三月下扬州。孤帆远影碧空尽，唯见长江天际流。", "这是友情。"], 1),
        (["她写下这样几句诗：", "我把背包放在田埂上，", "像放下一座城市的喧嚷。", "风走过稻子的肩头"], 3),
        (["灯节到了。", "有灯无月不娱人，有月无灯不算春。", "春到人间人似玉，灯烧月下月如怠。", "如何消得此良辰。"], 2),
        (["老支书说：", "“路子对了，日子就有奔头。”", "这话不假。"], 1),
        (["他说：", "“第一段。", "“第二段。”", "他没有说完。"], 2),
        (["要做到：", "统一思想，提高认识。", "加强领导，落实责任。"], 0),
        (["任务有：", "摸清了底数。逐户登记了。", "建立了台账。每月更新了。"], 0),
        (["任务有。", "1摸清底数。要逐户登记。", "2建立台账。要每月更新。"], 0),
        (["下周一，", "高速公路将进入第二阶段，", "也是影响最大的一段。", "请绕行。"], 0),
        (["会议强调：", "“两个确立”是最大成果，“两个维护”是最高原则。", "请贯彻。"], 0),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_verse_and_quotations(lines: list[str], quoted: int) -> None:
    document = understood("在会上的讲话", "同志们：", *lines)
    assert roles(document).count(Role.QUOTE) == quoted
    assert markdown.parse(markdown.dump(document))[0] == document


PROSE = "全年开放三百三十天，接待群众四十二万人次，比上年增长百分之十八。"


def test_headings_without_a_numeral() -> None:
    lines = ["公共服务提质增效", PROSE, "文艺创作硕果累累", PROSE, PROSE, "存在的问题和打算", PROSE]
    assert headings("市文化馆工作总结", PROSE, *lines) == [
        (1, "公共服务提质增效"),
        (1, "文艺创作硕果累累"),
        (1, "存在的问题和打算"),
    ]


def test_lines_between_the_paragraphs_of_a_report_in_a_newspaper_stay_text_and_are_told() -> None:
    lines = ["公共服务提质增效", PROSE, "文艺创作硕果累累", PROSE, PROSE, "存在的问题和打算", PROSE]
    content = "\n".join(["市文化馆全年接待群众四十二万人次！馆长：创作硕果累累", PROSE, *lines])
    document, found = recognize(Text(Source("-", b"", content), content))
    assert not any(isinstance(block, Heading) for block in document.blocks)
    assert "DC212" in [finding.code for finding in found]


@pytest.mark.parametrize(
    "lines",
    [
        ["公共服务", PROSE, "文艺创作", PROSE],
        ["一、总体情况", PROSE, "公共服务", PROSE, "文艺创作", PROSE, "非遗保护", PROSE],
    ],
    ids=["only two", "beside numbered ones"],
)
def test_lines_like_headings_that_stay_text_are_told(lines: list[str]) -> None:
    content = "\n".join(["市文化馆工作总结", PROSE, *lines])
    document, found = recognize(Text(Source("-", b"", content), content))
    assert all(is_numbered(block.text) for block in document.blocks if isinstance(block, Heading))
    assert [finding.code for finding in found] == ["DC212"]


@pytest.mark.parametrize("line", ["开幕式现场", "图为会议场景", "本报记者李明华 摄", "2026年1月5日", "组织部长讲话"])
def test_a_caption_between_paragraphs_is_no_heading(line: str) -> None:
    assert headings("市文化馆工作总结", PROSE, *[line, PROSE] * 4) == []


def test_what_ends_a_text_does_not_sign_it() -> None:
    document = understood("关于放假的通知", "各单位：", "现通知如下。", "特此通知", "学院办公室", "2026年3月5日")
    assert roles(document)[-3:] == [Role.BODY, Role.ISSUERS, Role.ISSUED_ON]


@pytest.mark.parametrize(
    ("lines", "masthead"),
    [
        (["青石市审计局", "青审函〔2026〕12号", "青石市审计局关于征求意见的函"], ("青石市审计局",)),
        (
            ["市委宣传部", "市文化局", "文件", "江宣发〔2026〕6号", "关于举办活动的通知"],
            ("市委宣传部", "市文化局", "文件"),
        ),
        (["镇党委会议纪要", "〔2026〕第5期", "镇党委第5次会议纪要"], ("镇党委会议纪要",)),
        (["临江市人民政府", "关于放假的通知", "临政发〔2026〕1号"], ()),
    ],
    ids=lambda value: value[0] if value else "",
)
def test_the_masthead_above_a_number(lines: list[str], masthead: tuple[str, ...]) -> None:
    document = understood(*lines, "各区人民政府：", "现通知如下。")
    assert document.metadata.masthead == masthead
    assert document.title == "".join(lines[-1:] if masthead else lines[:-1])


def test_a_title_found_below_headings_has_no_masthead_above() -> None:
    document = understood("〔2026〕第5期", "一、总体要求", "一、总体要求", "临江市会议纪要", "同志们：", "现通知如下。")
    assert document.metadata.masthead == ()
    assert document.metadata.document_number == "〔2026〕第5期"


def test_who_edited_an_issue() -> None:
    document = understood(
        "镇党委会议纪要", "〔2026〕第5期", "镇党政办公室　　2026年4月9日", "镇党委第5次会议纪要", "会议听取了汇报。"
    )
    assert (document.metadata.printed_by, document.metadata.printed_on) == ("镇党政办公室", "2026-04-09")
    assert document.title == "镇党委第5次会议纪要"


def test_copies_of_an_issue() -> None:
    document = understood("党建简报", "第8期", "推动党建的报告", "工作扎实。", "报：市委常委。", "送：各区委，各局。")
    assert document.metadata.copies_to == ("市委常委", "各区委", "各局")


def test_copies_on_two_lines() -> None:
    document = understood(
        "关于放假的通知", "各单位：", "通知如下。", "抄送：市人大办公室、市政协办公室，", "市法院，市检察院。"
    )
    assert document.metadata.copies_to == ("市人大办公室、市政协办公室", "市法院", "市检察院")


def test_a_document_number_said_twice_is_one() -> None:
    document = understood(
        "临江市文件", "关于放假的通知", "临政发〔2026〕8号", "（临政发〔2026〕8号）", "各单位：", "通知如下。"
    )
    assert document.metadata.document_number == "临政发〔2026〕8号"
    assert roles(document) == [Role.ADDRESSEES, Role.BODY]


def test_a_date_in_the_text_signs_nothing() -> None:
    document = understood(
        "大事记", "2026年3月5日", "市政府召开会议，研究部署一季度工作，听取情况汇报。", "2026年3月8日", "会议闭幕。"
    )
    assert set(roles(document)) == {Role.BODY}


def test_the_harvested_value_gives_way_to_the_text() -> None:
    document = understood("关于放假的通知", "临政发〔2026〕8号", "各单位：", "现通知如下。")
    assert document.metadata.document_number == "临政发〔2026〕8号"


def test_a_table_of_rows() -> None:
    document = understood("关于放假的通知", "各单位：", "| 甲 | 乙 |", "| 1 | a\\|b |", "| 2 |")
    assert document.blocks[-1].rows == (("甲", "乙"), ("1", "a|b"), ("2", ""))  # type: ignore[union-attr]


def test_a_table_of_tabs() -> None:
    document = understood("关于放假的通知", "各单位：", "序号\t任务\t单位", "1\t宣讲", "2\t\t教育局")
    assert document.blocks[-1].rows == (("序号", "任务", "单位"), ("1", "宣讲", ""), ("2", "", "教育局"))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "lines", [["1.\t甲", "2.\t乙", "3.\t丙"], ["一、\t甲", "二、\t乙", "三、\t丙"], ["姓名\t职务", "李明\t主任"]]
)
def test_a_tab_alone_makes_no_table(lines: list[str]) -> None:
    assert not any(isinstance(block, Table) for block in understood("关于放假的通知", "各单位：", *lines).blocks)


def test_an_article_whose_number_stands_alone() -> None:
    document = understood("公园管理办法", "第一条", "为了加强管理，制定本办法。", "第二条", "本办法自发布之日起施行。")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "第一条　为了加强管理，制定本办法。",
        "第二条　本办法自发布之日起施行。",
    ]


def test_the_title_of_an_attachment_on_two_lines() -> None:
    document = understood(
        "关于分工的通知", "各单位：", "现通知如下。", "附件1", "临江市公园管理", "联席会议成员名单", "李明"
    )
    assert roles(document)[-3:] == [Role.ATTACHMENT, Role.ATTACHMENT_TITLE, Role.BODY]


def test_a_line_of_dashes_is_no_row() -> None:
    document = understood("关于放假的通知", "各单位：", "| 甲 | 乙 |", "| --- | :-: |", "| 1 | 2 |")
    assert document.blocks[-1].rows == (("甲", "乙"), ("1", "2"))  # type: ignore[union-attr]


@pytest.mark.parametrize("line", ["表1 任务分工", "表1任务分工", "图2-1 流程", "图三"])
def test_caption(line: str) -> None:
    assert roles(understood("关于分工的通知", "正文见下。", line))[-1] is Role.CAPTION


@pytest.mark.parametrize("line", ["图1所示为流程。", "表2012年的数据", "表一下决心，马上行动"])
def test_no_caption(line: str) -> None:
    assert roles(understood("关于分工的通知", "正文见下。", line))[-1] is Role.BODY


def test_somebody_elses_markdown() -> None:
    head = "# 关于加强管理的意见\n\n临政发〔2026〕1号\n\n各区人民政府：\n\n"
    source = head + "一、总体要求\n坚持稳中求进。\n\n（一）**指导思想。**要贯彻**新**理念。\n"
    document = pipeline.structure(Text.of(pipeline.read(source.encode(), name="a.md"))).document
    assert document.title == "关于加强管理的意见"
    assert document.metadata.document_number == "临政发〔2026〕1号"
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Heading",
        "Paragraph",
        "Heading",
        "Paragraph",
    ]
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert [(run.text, run.strong) for run in last.content] == [("要贯彻", False), ("新", True), ("理念。", False)]


def test_lines_of_markdown_are_those_of_the_source() -> None:
    source = "# 关于加强管理的意见\n\n\n\n各区人民政府:\n\n\n一、甲\n\n二、乙\n"
    structured = pipeline.structure(pipeline.clean(pipeline.read(source.encode(), name="a.md")))
    assert [block.lines.first for block in structured.document.blocks if block.lines] == [5, 8, 10]


def test_hashes_without_numerals_nest_where_one_has_no_text() -> None:
    source = "# 典型案例\n\n## 张某案\n\n## 案情\n\n正文。\n\n## 意义\n\n正文。\n\n## 李某案\n\n## 案情\n\n正文。\n"
    document = pipeline.structure(Text.of(pipeline.read(source.encode(), name="a.md"))).document
    levels = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    assert levels == [(1, "张某案"), (2, "案情"), (2, "意义"), (1, "李某案"), (2, "案情")]


NASTY = (
    *(
        "一、总体要求",
        "二、",
        "（一）加强领导。要落实。",
        "1.摸清底数",
        "1.5亿元",
        "第一章　总则",
        "第一条 为了管理",
        "①甲",
    ),
    *("同志们：", "各区人民政府：", "各县，", "关于放假的通知", "在会上的讲话", "——在会上的讲话", "（2026年1月10日）"),
    *("临政发〔2026〕8号", "机密★1年", "000001", "特急", "签发人：李明", "临江市人民政府文件", "临江市人民政府"),
    *("2026年3月5日", "（此件公开发布）", "附件：1.名单", "2.表（含", "说明）", "附件", "附件2", "表1 分工", "图2流程"),
    *(
        "| a | b |",
        "| --- | --- |",
        "|",
        "抄送：省委办公厅。",
        "办公室 2026年1月6日印发",
        "正文很长，写了许多。",
        "——",
        "。",
        "甲",
    ),
    *(
        "新华社北京11月12日电共创未来",
        "市长　李明",
        "市　长　李明",
        "我把背包放下，",
        "好雨知时节，当春乃发生。",
        "他写道：",
        "“路子对了。”",
        "甲\t乙\t丙",
        "公共服务提质增效",
        "临江市会议纪要",
        "〔2026〕第5期",
        "临江市办公室　2026年3月5日",
        "2026年3月",
        "市法院。",
        "时间：2026年",
        "几 个 问 题",
        "《》",
        "（",
        "\u3000",
        "谢谢大家！",
    ),
)
"""Lines of every part of a document, and some of none."""
MARKS = (
    "\n",
    "\n\n",
    "# ",
    "## ",
    "##\n",
    "> ",
    "- ",
    "1. ",
    "**",
    "*",
    "  \n",
    "---\n",
    "```\n",
    "[甲](b)",
    "![甲](b)",
    "<!-- 正文 -->\n",
)


def letters(text: str) -> list[str]:
    return sorted(filter(str.isalnum, text))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(NASTY), max_size=12))
def test_no_line_is_lost(lines: list[str]) -> None:
    """Every letter of a text is in its title, its blocks or its metadata, or says the title once more."""
    document = understood(*lines)
    facts = document.metadata
    printed = [facts.source, document.title, facts.subtitle, facts.printed_by]
    for block in document.blocks:
        printed += [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]
    whole = "".join(filter(str.isalnum, "".join(printed)))
    for line in lines:
        rest = "".join(filter(str.isalnum, line))
        known = letterhead.read(line) or letterhead.editor(line) or imprint.read(line)
        elsewhere = known or line in document.metadata.masthead or letters(line) == letters(document.title)
        assert elsewhere or rest in whole, line


@settings(max_examples=300)
@given(st.lists(st.sampled_from((*NASTY, *MARKS)), max_size=16))
def test_structure_cannot_fail_on_anybodys_markdown(pieces: list[str]) -> None:
    source = Text.of(pipeline.read("".join(pieces).encode() + "\n甲".encode(), name="a.md"))
    document = pipeline.structure(source).document
    assert markdown.parse(markdown.dump(document))[0] == document


@settings(max_examples=300)
@given(st.lists(st.sampled_from(NASTY), max_size=12))
def test_what_is_understood_survives_markdown(lines: list[str]) -> None:
    document = understood(*lines)
    assert markdown.parse(markdown.dump(document))[0] == document


@pytest.mark.parametrize("second", ["2026年度先进单位名单", "2024-2026年规划"])
def test_an_attachment_whose_name_opens_with_a_year_is_listed(second: str) -> None:
    lines = ["各科室：", PROSE, "附件：1.名单", f"2.{second}", "市民政局", "2026年2月1日"]
    document = understood("关于表扬先进单位的通报", *lines)
    assert roles(document)[2:] == [Role.ATTACHMENT_LIST, Role.ATTACHMENT_LIST, Role.ISSUERS, Role.ISSUED_ON]
