"""Lines: what is joined and split, on which evidence, and what never is."""

import pytest

from convert.cleaners import blob, lines
from convert.ledger import Format, Source, Text, restore


def clean(content: str, kind: Format = Format.TEXT) -> Text:
    text = lines.clean(blob.clean(Text.of(Source("a.txt", content.encode(), content, kind))))
    assert restore(text.content, text.ledger) == content
    return text


def test_indents_and_blank_lines_go() -> None:
    text = clean("　　同志们：  \n\n \u3000\n  现在开会。\t\n\n")
    assert text.content == "同志们：\n现在开会。\n"
    assert {entry.rule for entry in text.ledger} <= {"line.indent", "line.blank"}


def test_a_final_newline_is_neither_added_nor_taken() -> None:
    assert clean("现在开会。").content == "现在开会。"
    assert clean("现在开会。\n").content == "现在开会。\n"


def test_a_clean_text_stays() -> None:
    text = clean("同志们：\n现在开会。\n一、要求\n请大家发言。\n")
    assert text.ledger == ()


def test_an_empty_first_cell_keeps_its_tab() -> None:
    assert clean("序号\t名称\n\t合计\t3\n").content == "序号\t名称\n\t合计\t3\n"


def test_the_mark_of_a_heading_goes_and_a_number_stays() -> None:
    assert clean("# 在会上的讲话\n#1 机组\n## 一、要求\n").content == "在会上的讲话\n#1 机组\n一、要求\n"


def test_markdown_keeps_its_lines() -> None:
    content = "# 标题\n\n第一段的上半\n第一段的下半。\n\n    代码\n"
    assert clean(content, Format.MARKDOWN).content == content


INDENTED = """在全县水利工作会议上的讲话
（2024年6月3日）
同志们：
　　这次全县水利工作会议，是县委、县政府决定召开的一次重要会议，主
要任务是总结去年工作、分析当前形势，对今年的防汛备汛和农田水利工作
进行部署。下面，我讲三点意见。
　　一、提高站位
　　水利事关人民群众生命财产安全，事关粮食安全，事关改革发展大局。
　　去年全县共整修渠道一百二十六公里，改善灌溉面积三万亩，清淤山塘
一百零五口，群众比较满意。
　　二、压实责任
　　各镇各部门要落实责任，主要负责同志要亲自研究，对责任不落实的严
肃处理。
"""


def test_indented_wrapping_is_undone() -> None:
    assert clean(INDENTED).content.split("\n") == [
        "在全县水利工作会议上的讲话",
        "（2024年6月3日）",
        "同志们：",
        "这次全县水利工作会议，是县委、县政府决定召开的一次重要会议，主要任务是总结去年工作、分析当前形势，对今年的防汛备汛和农田水利工作进行部署。下面，我讲三点意见。",
        "一、提高站位",
        "水利事关人民群众生命财产安全，事关粮食安全，事关改革发展大局。",
        "去年全县共整修渠道一百二十六公里，改善灌溉面积三万亩，清淤山塘一百零五口，群众比较满意。",
        "二、压实责任",
        "各镇各部门要落实责任，主要负责同志要亲自研究，对责任不落实的严肃处理。",
        "",
    ]


FLUSH = """关于进一步加强公务用车管理的意见
各科室：
为进一步规范公务用车管理，有效降低运行成本，根据有关规定，结合
我局实际，现提出如下意见，请认真遵照执行。
一、严格编制管理
公务用车实行编制管理，由办公室统一核定。各科室不得超编制、超标
准配备公务用车，不得以任何方式占用下属单位或者其他单位的车辆。
二、规范使用管理
（一）统一平台派车。各科室用车须提前一天申请，紧急情况可先派车
后补手续，但应当在二十四小时内补办手续。
（二）统一标识喷涂。公务用车应当统一喷涂标识，接受社会监督，监
督电话由办公室公布。
某某县水利局
2024年9月12日
"""


def test_flush_wrapping_is_undone_where_a_sentence_goes_on() -> None:
    content = clean(FLUSH).content.split("\n")
    assert (
        content[2]
        == "为进一步规范公务用车管理，有效降低运行成本，根据有关规定，结合我局实际，现提出如下意见，请认真遵照执行。"
    )
    assert [line[:6] for line in content[3:]] == [
        "一、严格编制",
        "公务用车实行",
        "二、规范使用",
        "（一）统一平",
        "（二）统一标",
        "某某县水利局",
        "2024年9",
        "",
    ]


def test_blank_lines_between_all_lines_part_nothing() -> None:
    spaced = FLUSH.replace("\n", "\n\n")
    assert clean(spaced).content == clean(FLUSH).content


def test_a_blank_line_among_others_parts_paragraphs() -> None:
    content = FLUSH.replace("结合\n我局", "结合\n\n我局")
    assert "结合\n我局" in clean(content).content


@pytest.mark.parametrize(
    "content",
    [
        "\n".join(f"{name}某某县第{name}中学教师发展中心主任" for name in "甲乙丙丁戊己庚辛壬癸"),
        "同志们：\n现在开会\n请县长讲话\n大家欢迎\n散会\n",
        "".join(f"第{n}项工程建设内容和地点的说明文字，共十二个字\n" for n in "一二三四五六七八"),
        "会议时间\n2026年1月5日\n会议地点\n三楼会议室\n参加人员\n各股室负责人\n",
    ],
)
def test_lines_without_a_stop_are_no_evidence(content: str) -> None:
    assert clean(content).content == content


def test_numbers_of_printed_pages_go_and_their_sentence_is_one() -> None:
    cut = "一、考勤\n因公外出须报告，请假一天以上三天以内的，由股室\n-1-\n负责人批准。\n"
    text = clean(f"{cut}— 2 —\n二、公文\n请认真办理。\n－3－\n")
    assert text.content.split("\n")[1] == "因公外出须报告，请假一天以上三天以内的，由股室负责人批准。"
    assert text.content.endswith("\n二、公文\n请认真办理。\n")
    assert [entry.rule for entry in text.ledger] == ["clutter.page-number"] * 3


def test_a_heading_before_a_page_number_is_not_joined() -> None:
    assert clean("一、考勤制度\n- 12 -\n请认真遵守。\n").content == "一、考勤制度\n请认真遵守。\n"


LEAD = "今天召开动员会，主要任务是统一思想、明确任务，迅速掀起整治热潮。下面，我讲两点意见。"
LONG = "人居环境好不好，群众最有发言权。去年我镇排名第九位，离群众期待还有差距。必须下大力气，彻底改变面貌。" * 3


def test_a_text_in_one_line_is_split_at_its_gaps() -> None:
    head = f"在动员会上的讲话 同志们： {LEAD} 一、统一思想 {LONG} 二、突出重点 "
    content = f"{head}（一）清垃圾。做到日产日清。 （二）治污水。抓好管护。 谢谢大家！"
    assert clean(content).content.split("\n") == [
        "在动员会上的讲话",
        "同志们：",
        LEAD,
        "一、统一思想",
        LONG,
        "二、突出重点",
        "（一）清垃圾。做到日产日清。",
        "（二）治污水。抓好管护。",
        "谢谢大家！",
    ]


def test_a_text_in_one_line_is_split_at_its_numbers_and_head() -> None:
    head = "共抗疫情——在论坛上的致辞（2020年11月12日，北京）某某研究院院长 高远尊敬的各位同事，朋友们："
    assert clean(f"{head}{LEAD}一、同心{LONG}二、同行{LONG}").content.split("\n") == [
        "共抗疫情——在论坛上的致辞",
        "（2020年11月12日，北京）",
        "某某研究院院长 高远",
        "尊敬的各位同事，朋友们：",
        LEAD,
        f"一、同心{LONG}",
        f"二、同行{LONG}",
    ]


def test_a_number_before_a_title_gets_a_line_of_its_own() -> None:
    number, title = "河政发〔2023〕7号", "河湾县人民政府关于做好春灌工作的通知"
    assert clean(f"{number}{title}\n各村：\n{LEAD}").content == f"{number}\n{title}\n各村：\n{LEAD}"
    for content in (
        f"{number}{title}\n{number}{title}\n{LEAD}",
        f"根据{number}{title}\n{LEAD}",
        f"关于转发{number}{title}的通知\n{LEAD}",
        f"印发{number}{title}\n{LEAD}",
        f"关于学习{number}文件关于春灌工作的意见\n{LEAD}",
        f"附件：{number}{title}",
    ):
        assert clean(content).content == content


def test_a_text_in_one_line_with_lines_of_its_page_is_split() -> None:
    page = ["索引号 | HW-2019-0007", "文号 | 河水〔2019〕3号", "分类 | 水利", "日期 | 2019-01-09"]
    body = f"各村： {LEAD} 一、统一思想 {LONG} 二、突出重点 抓好管护。"
    assert clean("\n".join([*page, body])).content.split("\n")[4:] == [
        "各村：",
        LEAD,
        "一、统一思想",
        LONG,
        "二、突出重点",
        "抓好管护。",
    ]
    speech = [LONG, f"一、统一思想 {LONG}", "要抓好落实。 确保完成任务。 不留遗憾。 同志们要努力。", LONG]
    assert clean("\n".join(speech)).content.split("\n") == speech


def test_a_title_twice_before_a_text_in_one_line() -> None:
    title = "在经贸工作会议上的讲话"
    assert clean(f"{title} {title}{LEAD}{LONG}").content.split("\n") == [title, title, f"{LEAD}{LONG}"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (f"在动员会上的讲话同志们：{LEAD}", ["在动员会上的讲话", "同志们：", LEAD]),
        (f"在动员会上的致辞（全文） 尊敬的各位来宾：{LEAD}", ["在动员会上的致辞（全文）", "尊敬的各位来宾：", LEAD]),
        (
            f"下面是小编整理的动员会讲话，供大家参考。同志们：{LEAD}",
            ["下面是小编整理的动员会讲话，供大家参考。", "同志们：", LEAD],
        ),
    ],
)
def test_a_title_and_a_salutation_leave_the_line_of_the_first_paragraph(line: str, wanted: list[str]) -> None:
    rest = ["一、统一思想", LONG, "二、突出重点", LONG]
    assert clean("\n".join(["水利会议", line, *rest])).content.split("\n") == ["水利会议", *wanted, *rest]


@pytest.mark.parametrize(
    "line",
    [
        f"刚才，县长作了很好的讲话，同志们：{LEAD}",
        f"他在会上说：“同志们：{LEAD}”",
        "在动员会上的讲话 同志们：",
        f"县委书记的讲话同志们听了深受鼓舞！{LEAD}",
        f"高县长主持并作重要讲话各位代表认真听取并热烈讨论：{LEAD}",
        f"下发的意见稿供大家讨论参考。同志们要畅所欲言：{LEAD}",
        f"在动员会上的讲话同志们：{LEAD}下面是小编整理的动员会讲话，供大家参考。",
    ],
)
def test_a_salutation_inside_a_paragraph_stays(line: str) -> None:
    content = "\n".join(["水利会议", line, "一、统一思想", LONG, "二、突出重点", LONG])
    assert clean(content).content == content


def test_a_long_paragraph_is_no_text_in_one_line() -> None:
    numbered = f"{LONG}（一）原告诉称，{LONG}（二）被告辩称，{LONG}"
    for content in (
        LONG * 2,
        f"{LONG}一、二、三产业和三、四线城市都要发展。{LONG}",
        f"判决书\n{numbered}\n审判长 高远\n2026年3月5日",
    ):
        assert clean(content).content == content


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("一要抓好道路交通，以“两客一危一货”车辆为重点，坚持严管严查，", "严查超速、超员、超载等违法行为。", True),
        ("参加会议的有县委办公室、县政府办公室、发改局、财政局、教育局、", "住建局、交通局等部门的负责同志。", True),
        ("春眠不觉晓，处处闻啼鸟，夜来风雨声，", "花落知多少，人间四月天。", False),
        ("尊敬的李书记、王县长，各位领导、各位来宾，女士们、先生们，", "同志们、朋友们：", False),
        ("要抓好道路交通，以“两客一危一货”车辆为重点，坚持严管严查，", "（一）严查超速、超员、超载等违法行为。", False),
        ("在全县安全生产工作会议暨第一季度防范重特大事故工作会议上的讲话，", "2026年3月11日", False),
    ],
    ids=["sentence", "list", "verse", "salutation", "heading", "date"],
)
def test_a_sentence_broken_off_once_is_joined(first: str, second: str, joined: bool) -> None:
    assert (clean(f"{first}\n{second}\n").content == f"{first}{second}\n") is joined
