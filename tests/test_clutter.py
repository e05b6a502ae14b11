"""Clutter: what goes, where it goes, what only looks like it, and what is kept of what it says."""

import tomllib
from collections.abc import Sequence
from importlib.resources import files

import clutter_lines
import pytest

from convert.cleaners import blob, characters, clutter, lines, markup
from convert.ledger import Format, Source, Text, restore

TITLE = "在全县水利工作会议上的讲话"
BODY = [
    "同志们：",
    "今天我们召开全县水利工作会议，主要任务是总结去年工作，部署今年任务。下面，我讲三点意见。",
    "一、认清形势，增强做好水利工作的责任感",
    "去年，全县新建和加固堤防四十六公里，改善灌溉面积三万亩，群众用水更加方便。",
    "谢谢大家！",
]


def clean(content: str, kind: Format = Format.TEXT) -> Text:
    text = Text.of(Source("a.txt", content.encode(), content, kind))
    for cleaner in (markup.clean, characters.clean, blob.clean, clutter.clean, lines.clean):
        text = cleaner(text)
    assert restore(text.content, text.ledger) == content
    return text


def left(*content: str) -> list[str]:
    return clean("\n".join(content)).content.split("\n")


def rules(text: Text) -> list[str]:
    return [entry.rule for entry in text.ledger]


TAIL = [
    ("qr-code", "河湾县水利局官方微信公众号"),
    ("toolbar", "【打印】 【关闭】"),
    ("share-bar", "分享到朋友圈"),
    ("source-line", "（责任编辑：小河）"),
    ("source-line", "编辑/林小满 摄影/高原"),
    ("copyright", "本文标题：在全县水利工作会议上的讲话"),
    ("copyright", "链接地址：http://www.example.cn//a/detail_id/12.html"),
    ("copyright", "作者原创，严禁二次传播，违者追究责任。"),
    ("disclaimer", "本文来自河湾文库网，由会员上传"),
    ("disclaimer", "以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。"),
    ("prev-next", "上一篇：在全县防汛工作会议上的讲话"),
    ("list-header", "相关文章"),
    ("footer", "主办：河湾县水利局  技术支持：河湾县信息中心"),
    ("footer", "Copyright © 2019 河湾网 All Rights Reserved"),
    ("footer", "您是第 0012345 位访客"),
    ("comment-box", "我要评论(0)"),
    ("counter", "阅读 1.2万 在看 41 赞"),
    ("pager", "共3页: 上一页 1 2 3 下一页"),
    ("paywall", "……（未完，全文共9856字，当前仅显示1420字）"),
    ("forum", "本帖最后由 山里人 于 2012-5-17 09:41 编辑"),
    ("list", "今年第一场雪落在山里 评论 128 赞 3"),
    ("download", "附件下载：工作安排.doc"),
    ("mail", "发自我的手机"),
]


@pytest.mark.parametrize(("kind", "line"), TAIL)
def test_below_the_text(kind: str, line: str) -> None:
    text = clean("\n".join([*BODY, "扫一扫在手机打开当前页", line]))
    assert text.content.split("\n") == BODY
    assert f"clutter.{kind}" in rules(text)


HEAD = [
    ("breadcrumb", "您现在的位置：首页 > 领导讲话 > 水利"),
    ("breadcrumb", "河湾网 > 要闻 > 县域"),
    ("navigation", "网站首页 | 机构概况 | 通知公告 | 水库风光"),
    ("source-line", "来源：河湾日报 作者：沈一舟 2019-03-04 08:30"),
    ("source-line", "时间：2022-05-11 11:04:00"),
    ("counter", "浏览量：         发布时间：2016-01-17"),
    ("lead-in", "导语：本文由网友上传，仅供参考，欢迎阅读。"),
    ("lead-in", "以下是小编为大家整理的水利工作讲话，欢迎参考"),
    ("collection", "在全县水利工作会议上的讲话（通用5篇）"),
    ("site-name", "河湾文秘网——专注写作"),
    ("follow-us", "点击上方蓝字关注我们"),
    ("toolbar", "【字体：大 中 小】"),
    ("mail", "发件人：办公室 <a@example.cn>"),
]


@pytest.mark.parametrize(("kind", "line"), HEAD)
def test_above_the_text(kind: str, line: str) -> None:
    text = clean("\n".join([line, TITLE, *BODY]))
    assert text.content.split("\n") == [TITLE, *BODY]
    assert f"clutter.{kind}" in rules(text)


@pytest.mark.parametrize(
    "line",
    [
        "上一页 1 2 3 下一页",
        "第 [1] 页 共[2]页",
        "(adsbygoogle = window.adsbygoogle || []).push({});",
        "<!-- 正文结束 -->",
        "……（河湾文库省略1059字，正式会员可完整阅读）",
        ">>>点击查看更多范文",
        "【本站推荐】公文写作速成班",
        '3 K" X+ _- G7 b( y5 [# T1 N',
    ],
)
def test_between_the_paragraphs(line: str) -> None:
    assert left(*BODY[:3], line, *BODY[3:]) == BODY


FRIENDS = [
    "转载其他媒体已经发布的作品，应当注明来源和作者；未经授权，不得转载。",
    "任何单位和个人未经许可，不得复制、转载本库的资料。",
    "上一级水利部门对下一级水利部门的决定有异议的，应当要求其重新审查。",
    "关闭小水电站应当按照规定办理手续。",
    "相关文章、图片的权利归属不明的，应当先行下架。",
    "打印、复印的材料应当加盖公章。",
    "来源于网络的数据应当核对。",
    "第九条 未经水行政主管部门同意，不得转载、引用水文资料。",
    "更多信息请登录县政府门户网站查询。",
    "前一个时段的工作已经告一段落，下一条渠道即将开工。",
    "抢修所需电力由国家电网公司负责提供，所需经费由县财政分担，确保按期完工。",
    "举报电话：0000-5550123",
    "资料来源：河湾县统计局",
    "记者：今年的水价有什么变化",
    "字数：三千字以内",
    "（此件公开发布）",
    "（联系人：许志远，联系电话：0000-5550188）",
    "附件：河湾县水利工程名录",
    "主题词：水利 工作 通知",
    "抄送：县委办公室，县人大常委会办公室。",
]


@pytest.mark.parametrize("line", FRIENDS)
def test_false_friends_stay(line: str) -> None:
    for content in (
        [*BODY, line],
        [TITLE, line, *BODY[1:]],
        [*BODY[:3], line, *BODY[3:]],
        [*BODY, line, "河湾县水利局", "2026年1月5日"],
        [line],
    ):
        assert left(*content) == content
    assert left(*BODY, line, "扫一扫在手机打开当前页") == [*BODY, line]


@pytest.mark.parametrize("line", clutter_lines.ABOVE)
def test_any_wording_above_the_text(line: str) -> None:
    assert left(line, TITLE, *BODY) == [TITLE, *BODY]


@pytest.mark.parametrize("line", clutter_lines.BELOW)
def test_any_wording_below_the_text(line: str) -> None:
    assert left(TITLE, *BODY, line) == [TITLE, *BODY]


@pytest.mark.parametrize("line", clutter_lines.BESIDE)
def test_what_needs_other_clutter_above_it(line: str) -> None:
    assert left(TITLE, *BODY, line) == [TITLE, *BODY, line]
    assert left(TITLE, *BODY, "【打印】 【关闭】", line) == [TITLE, *BODY]


@pytest.mark.parametrize("line", clutter_lines.INSIDE)
def test_any_wording_inside_the_text(line: str) -> None:
    assert left(TITLE, *BODY[:3], line, *BODY[3:]) == [TITLE, *BODY]


@pytest.mark.parametrize("line", clutter_lines.NEAR)
def test_what_a_text_may_say_itself_stays(line: str) -> None:
    for content in (
        [TITLE, *BODY, line],
        [TITLE, line, *BODY[1:]],
        [TITLE, *BODY[:3], line, *BODY[3:]],
        [TITLE, *BODY, line, "河湾县水利局", "2026年1月5日"],
        [line],
    ):
        assert left(*content) == content
    assert left(TITLE, *BODY, line, "【打印】 【关闭】") == [TITLE, *BODY, line]


NOTICE = "关于做好春灌工作的通知"
SENTENCE = "今年要继续抓好春灌工作，确保粮食丰收，让群众满意。"


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE} - 领导讲话 - 河湾文秘网",
        f"{TITLE}_领导讲话_河湾文秘",
        f"{TITLE}|河湾在线",
        f"{TITLE}.docx",
        f"{TITLE}-河湾县人民政府",
        f"河湾文秘网：{TITLE}",
        f"河湾文库 - {TITLE}",
    ],
)
def test_a_title_loses_the_names_of_its_site(line: str) -> None:
    assert left(line, *BODY) == [TITLE, *BODY]
    assert left(line, TITLE, *BODY) == [TITLE, *BODY]


@pytest.mark.parametrize(
    "line",
    [
        f"03-04 | 移动端：{TITLE}",
        f"{TITLE}|水利会议",
        f"河湾_水利_{TITLE}",
        f"{TITLE} ｜ 讲话全文",
        f"{TITLE}（全文）",
        f"【水利讲话】{TITLE}【优秀篇】",
    ],
)
def test_a_line_that_says_the_title_and_more_goes(line: str) -> None:
    assert left(line, TITLE, *BODY) == left(TITLE, line, *BODY) == [TITLE, *BODY]
    assert left(line, NOTICE, *BODY) == [line, NOTICE, *BODY]


def test_praise_behind_a_title_goes() -> None:
    assert left(f"{TITLE}【范文精选】", *BODY) == left(f"{TITLE}[优秀范文]", *BODY) == [TITLE, *BODY]
    assert left(f"{TITLE}【水利局】", *BODY) == [f"{TITLE}【水利局】", *BODY]


def test_a_count_of_readers_in_a_line_of_its_own() -> None:
    assert left(TITLE, "浏览次数：", "4874268", *BODY) == [TITLE, *BODY]
    for line in ("000012", "2019"):
        assert left(TITLE, "浏览次数：", line, *BODY) == [TITLE, line, *BODY]
    assert left(TITLE, "4874268", *BODY) == [TITLE, "4874268", *BODY]


def test_a_text_that_a_library_broke_off() -> None:
    sold = "（未完，全文共352字，当前仅显示223字，请阅读下面提示信息。收藏《讲话》"
    assert left(*BODY[:4], f"最后强……{sold}") == [*BODY[:4], "最后强……"]
    assert (
        left(*BODY[:4], "在大学校史......此处隐藏1268字，下载文档可见......对学校的工作提出了要求。")[4]
        == "在大学校史……对学校的工作提出了要求。"
    )


@pytest.mark.parametrize(
    "line",
    [
        "这件事（未完成的除外）要抓紧。",
        "三座水库（未完，主要是资金不到位）今年要抓紧建设。",
        "三座水库（未完，请看附件）今年要抓紧建设。",
        "“此处隐藏30字”的写法，公文中不得再用。",
    ],
)
def test_what_the_text_says_is_not_done_or_not_shown_stays(line: str) -> None:
    assert left(*BODY[:4], line) == [*BODY[:4], line]


def test_what_a_library_says_in_brackets_leaves_the_sentence() -> None:
    aside = "【本文为word版，下载后可修改、打印，如有帮助，请购买，谢谢。】"
    assert (
        left(*BODY[:3], f"1.渠道清淤{aside} 2.堤防加固，确保群众用水。", *BODY[3:])[3]
        == "1.渠道清淤 2.堤防加固，确保群众用水。"
    )
    friend = "（本文件由县水利局负责解释，各单位可在县政府网站下载。）"
    assert (
        left(*BODY[:3], f"渠道清淤要抓紧{friend}，确保群众用水。", *BODY[3:])[3]
        == f"渠道清淤要抓紧{friend}，确保群众用水。"
    )


def test_a_value_loses_the_bracket_round_its_label() -> None:
    text = clean("\n".join([TITLE, "2025-01-02 23:03 [来源：河湾在线] [作者：林小满]", *BODY]))
    assert (text.harvest.source, text.harvest.author) == ("河湾在线", "林小满")


def test_whether_a_document_holds_is_no_title() -> None:
    assert left(f"【现行有效】{NOTICE}", *BODY) == [NOTICE, *BODY]
    assert left(f"【有效信息】{NOTICE}", *BODY) == [f"【有效信息】{NOTICE}", *BODY]


def test_whether_other_documents_hold_stays() -> None:
    listed = ["[有效]关于加强春灌管理工作的通知", "[已废止]关于印发水费收取办法的通知"]
    assert left(NOTICE, *listed, *BODY) == [NOTICE, *listed, *BODY]


@pytest.mark.parametrize("line", [f"附件：{TITLE}", f"会议主题：{TITLE}", f"{TITLE}提纲", f"| 1 | {TITLE}"])
def test_a_line_that_says_more_of_the_text_stays(line: str) -> None:
    assert left(NOTICE, line, TITLE, *BODY) == [NOTICE, line, TITLE, *BODY]


@pytest.mark.parametrize("button", ["[复制链接]", "[複製鏈接]"])
def test_the_title_of_a_thread(button: str) -> None:
    chrome = [
        "《水利公文一百例》主编林小满《水利笔记》主编高原",
        "浅谈节水",
        button,
        "林小满 发表于 2013-1-25 22:15:35",
    ]
    text = clean("\n".join([*chrome, *BODY]))
    assert text.content.split("\n") == ["浅谈节水", *BODY]
    assert text.title == "浅谈节水"


@pytest.mark.parametrize("button", ["复制链接", "[复制链接]"])
def test_the_letterhead_over_a_title_with_a_button_stays(button: str) -> None:
    head = ["河湾县水利局文件", "河水〔2026〕3号", NOTICE]
    assert left(*head, button, *BODY[1:]) == [*head, *BODY[1:]]
    assert left("高远", TITLE, "复制链接", *BODY) == ["高远", TITLE, *BODY]


@pytest.mark.parametrize(
    "head",
    [
        ["凝心聚力 再创辉煌", TITLE],
        ["政府工作报告", "——在河湾县第十届人民代表大会第一次会议上"],
        ["河湾县人民政府", NOTICE],
        ["在首届中国-东盟论坛", "上的致辞"],
        ["河湾县水利局", "河湾县财政局", NOTICE],
        ["深化改革", TITLE, "县长 许志远"],
    ],
)
def test_a_title_keeps_its_lines(head: list[str]) -> None:
    assert left(*head, *BODY) == [*head, *BODY]


@pytest.mark.parametrize(
    "line",
    [
        f"{SENTENCE}本文来自河湾文秘网，更多范文请访问www.example.cn",
        f"（河湾文秘网 www.example.cn）{SENTENCE}",
        f"河湾文秘网www.example.cn{SENTENCE}",
        f"{SENTENCE}来源：河湾文秘网",
        f"{SENTENCE}（本文由河湾文秘网整理）",
        f"{SENTENCE}河湾文秘网",
        f"{SENTENCE}更多文章尽在河湾文库www.example.cn",
        f"河湾公文网 {SENTENCE}",
        "今年要继续抓好春灌工作，【河湾文秘网】确保粮食丰收，让群众满意。",
    ],
)
def test_a_paragraph_loses_what_was_stuck_to_it(line: str) -> None:
    assert left(*BODY[:3], line, *BODY[3:]) == [*BODY[:3], SENTENCE, *BODY[3:]]


@pytest.mark.parametrize(
    "line",
    [
        "请登录县政府网站（www.example.cn）查询，也可以拨打热线电话咨询。",
        "本次论坛由县水利局主办，参加论坛的有十个单位。论坛取得圆满成功。",
        "文件在河湾政务网www.example.cn上公布。群众可以下载。",
        "用户应当从网站下载客户端，登录后上传资料。会员免费。",
        "写作资料库应当公开，范文要注明出处。",
    ],
)
def test_a_paragraph_may_speak_of_the_web(line: str) -> None:
    assert left(*BODY[:3], line, *BODY[3:]) == [*BODY[:3], line, *BODY[3:]]


@pytest.mark.parametrize(
    "head",
    [
        [
            "-----原始邮件-----",
            "发件人: 小河 <a@example.cn>",
            "发送时间: 2019年3月2日",
            "收件人: 大山",
            "主题: 转发：稿",
        ],
        ["From: a@example.cn", "Date: Mon, 2 Mar 2019", "To: b@example.cn", "Subject: Fwd: 稿"],
        ["Title: 稿", "Link: http://www.example.cn/1", "pubDate: 2019-03-02", "Description: 稿"],
        ["【法规名称】春灌办法", "【颁布部门】河湾县水利局", "【颁布时间】2019-03-02", "【效力属性】有效"],
    ],
)
def test_heads_of_mails_feeds_and_law_bases(head: list[str]) -> None:
    assert left(*head, TITLE, *BODY) == [TITLE, *BODY]


@pytest.mark.parametrize("mark", ["临江市人民政府文件", "临 江 市 人 民 政 府 文 件"])
def test_a_letterhead_stays_above_a_star(mark: str) -> None:
    assert left(mark, "临政发〔2026〕22号", "★", "关于加强水利工作的意见", *BODY)[:2] == [mark, "临政发〔2026〕22号"]


def test_headlines_between_texts_strung_together() -> None:
    assert left("水利工作讲话稿 篇1", TITLE, *BODY, "水利工作讲话稿 篇2", NOTICE, *BODY[1:]) == [
        TITLE,
        *BODY,
        NOTICE,
        *BODY[1:],
    ]


@pytest.mark.parametrize("name", clutter_lines.DOCUMENTS)
def test_a_whole_document_stays(name: str) -> None:
    document = clutter_lines.DOCUMENTS[name].strip().replace("{SENTENCE}", clutter_lines.SENTENCE)
    assert clean(document).content == document


@pytest.mark.parametrize("name", [name for name in clutter_lines.DOCUMENTS if name not in ("short", "en")])
def test_a_whole_document_stays_below_buttons_and_above_them(name: str) -> None:
    document = clutter_lines.DOCUMENTS[name].strip().replace("{SENTENCE}", clutter_lines.SENTENCE)
    assert clean(f"网站首页 | 通知公告\n{document}\n【打印】【关闭】").content == document


def test_a_meeting_keeps_its_time_and_place() -> None:
    notice = ["关于召开水利工作座谈会的通知", "时间：2026-01-05 9:00", "地点：三楼会议室", "参加人员：各股室负责人"]
    assert left(*notice) == notice
    assert (
        left(notice[0], "时间：2026年1月5日  地点：三楼会议室", *BODY[1:])[1] == "时间：2026年1月5日  地点：三楼会议室"
    )
    named = [notice[0], "主题：节水", *notice[1:3], "备注：请提前到会"]
    assert left(*named, *BODY[1:]) == [*named, *BODY[1:]]


def test_signature_date_and_contacts_stay_at_the_end() -> None:
    end = ["联系人：吕工  电话：0000-5550136", "河湾县水利局", "2026年1月5日"]
    assert left(*BODY, *end, "打印本页 关闭窗口", "主办：河湾县水利局") == [*BODY, *end]


def test_a_passing_advertisement_does_not_end_the_text() -> None:
    verse = ["（点击看清晰大图）", "山路弯弯", "溪水长长"]
    assert left(*BODY, *verse) == [*BODY, *verse[1:]]


def test_titles_of_other_texts_go_with_their_list() -> None:
    listed = ["相关新闻", "· 老渠道焕发新生机", "2018年，水价会有哪些变化？", "24小时热榜", "1 山城今日有雨"]
    assert left(*BODY, *listed) == BODY


def test_what_stands_above_the_last_menu_is_the_site() -> None:
    chrome = ["河湾县人民政府", "  * 首页", "  * 政务公开", "  * 办事服务", "当前位置：首页 > 政务公开"]
    assert left(*chrome, TITLE, *BODY) == [TITLE, *BODY]
    assert left(TITLE, "打印 收藏 分享 推荐", *BODY) == [TITLE, *BODY]


def test_letterhead_is_no_site_name() -> None:
    head = ["秘密★1年", "河湾县水利局文件", "河水〔2026〕3号", "关于做好春灌工作的通知"]
    assert left(*head, *BODY[1:]) == [*head, *BODY[1:]]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("在机关，主持词是常写的文种。% ^3 t: Z5 h8 O9 r", "在机关，主持词是常写的文种。"),
        ('2 O; C) B# m) l8 m3 Y" \\9 N: o在机关，主持词是常写的文种。', "在机关，主持词是常写的文种。"),
        ("首次接待来电-1-和来办事人员的是责任人。", "首次接待来电和来办事人员的是责任人。"),
        ("y = a x + b; z > 3, f ( x ) = 2", "y = a x + b; z > 3, f ( x ) = 2"),
        ("型号为 A 1 B 2 C 3 D 4 的水泵。", "型号为 A 1 B 2 C 3 D 4 的水泵。"),
        ("I am a fan of T S Eliot & co.", "I am a fan of T S Eliot & co."),
    ],
)
def test_jam_inside_a_line(line: str, wanted: str) -> None:
    assert left(*BODY[:2], line, *BODY[2:]) == [*BODY[:2], wanted, *BODY[2:]]


def test_a_site_name_after_every_paragraph() -> None:
    body = [*BODY[1:4], "让我们一起努力，把这件好事办好！"]
    assert left(*(f"{line}SCI河湾论坛网" for line in body)) == body


READ = [
    "同志們:今天我們召開全縣水利工作會(huì)議,主要任務(wù)是總(zǒng)結(jié)去年工作。",
    "要抓住發(fā)展機(jī)(jī)遇,做好中(zhong)(zhong)心工作。",
]


def test_readings_of_characters_that_everybody_can_read() -> None:
    assert left(*READ) == [
        "同志們:今天我們召開全縣水利工作會議,主要任務是總結去年工作。",
        "要抓住發展機遇,做好中心工作。",
    ]
    few = ["渠边有鳜(guì)鱼和鳊(biān)鱼。", "见图(an)和表(b)。", "全长3公里(km)，投资5亿元(yuan)。", "（fā）（huì）"]
    assert left(*few) == few
    assert left(READ[0], *BODY[1:4] * 8)[0] == READ[0]


@pytest.mark.parametrize(
    "line",
    [
        "读错的地名有亳(bó)州、歙(shè)县、黟(yī)县、濉(suī)溪、枞(zōng)阳、涡(guō)阳。",
        "获奖的是王翀(chōng)、李赟(yūn)、张彧(yù)、刘旻(mín)、陈玥(yuè)、赵犇(bēn)。",
        "容易读错的有角(jué)色、载(zài)体、处(chǔ)理、供(gōng)给、六(lù)安、粳(jīng)米。",
        "四声是妈(mā)、麻(má)、马(mǎ)、骂(mà)，还有轻声的吗(ma)。",
    ],
)
def test_readings_that_a_person_wrote_stay(line: str) -> None:
    assert left(NOTICE, line, BODY[1]) == [NOTICE, line, BODY[1]]


@pytest.mark.parametrize(
    "line",
    ["今年要继续抓好春灌工作，确保粮食丰收，让群众满意。 |", "| 今年要继续抓好春灌工作，确保粮食丰收，让群众满意。"],
)
def test_the_bar_of_a_page_in_one_cell(line: str) -> None:
    assert left(*BODY, line) == [*BODY, SENTENCE]
    assert left(*BODY, f"{line} 甲 |") == [*BODY, f"{line} 甲 |"]


def test_a_shared_last_word_is_no_site_name() -> None:
    body = [f"{line}责任单位：县水利局" for line in (*BODY[1:4], BODY[1])]
    assert left(*body) == body


def test_pinyin_of_a_site_and_its_address() -> None:
    body = ["总结去年工作,hewanwenmi安排今年任务。", "有以下议程:hewanwenmi一是通报情况(www.hewanwenmi.example.cn)。"]
    tail = "本文来自 河湾文秘 http://www.hewanwenmi.example.cn/1.html"
    assert left(*body, tail) == ["总结去年工作,安排今年任务。", "有以下议程:一是通报情况。"]
    assert left("我们用 github 协作,在github上发布,再到github讨论，这样做最省时间。")[0].count("github") == 3


def test_harvest_of_the_clutter() -> None:
    text = clean(
        "\n".join(
            [
                "索 引 号：  HW-2019-0007        主题分类：  水利",
                "发文机关：  河湾县水利局        成文日期：  2019年1月9日",
                "标　　题：  关于做好春灌工作的通知",
                "发布时间：2019-01-22 10:30  来源：河湾日报  浏览次数：615",
                *BODY,
                "责任编辑：小河",
                "本文链接：https://www.example.cn//a?id=1&b=2",
            ]
        )
    )
    harvest = text.harvest
    assert (harvest.index_number, harvest.issuers, harvest.issued_on) == (
        "HW-2019-0007",
        ("河湾县水利局",),
        "2019-01-09",
    )
    assert (harvest.dated, harvest.source) == ("2019-01-22", "河湾日报")
    assert harvest.link == "https://www.example.cn//a?id=1&b=2"
    assert text.title == "关于做好春灌工作的通知"
    assert text.content.split("\n") == BODY


VALUES = ["HW-2019-0007/3", "河水〔2019〕3号", "农业、水利", "河湾县水利局", "2019年01月09日"]
TABLES = {
    "lines": "索引号：\n{0}\n发文字号：\n{1}\n主题分类：\n{2}\n发文机关：\n{3}\n成文日期：\n{4}\n内容概述：",
    "bare lines": "索 引 号\n{0}\n发文字号\n{1}\n主题分类\n{2}\n发文机关\n{3}\n成文日期\n{4}",
    "list": "• 索引号:\n\n  {0}\n• 发文字号:\n\n  {1}\n• 主题分类:\n\n• 发文机构:\n\n  {3}\n• 成文日期:\n\n  {4}",
    "tabs": "索引号\t{0}\t发文字号\t{1}\n主题分类\t{2}\t发文机关\t{3}\n成文日期\t{4}\t有效性\t有效",
    "bars": "索引号 | {0} | 发文字号 | {1} |\n关键词 | 发布机构 | {3} | |\n生成日期 | {4} | 是否有效 | 是 |",
    "spaces": "索引号 {0} 发文字号 {1}\n主题分类 {2} 发文机关 {3}\n成文日期 {4} 是否有效 是",
    "numbers": "1. [索引号]{0}\n2. [有效性] 有效\n3. [发文字号] {1}\n4. [发文机关] {3}\n5. [成文日期] {4}",
    "brackets": "[ 索引号 ] {0} [ 发文字号 ] {1}\n[ 体裁分类 ] 通知 [ 有效性 ]\n[ 发布机构 ] {3}\n[ 成文日期 ] {4}",
    "bars and colons": "索引号:{0} | |\n发文字号:{1} | 主题词:水利 |\n发文机关:{3} | |\n成文日期:{4} | 体裁:通知 |",
    "mixed": "【索引号】\n{0}\n【发文字号】\n{1}\n【来源】河湾日报\n【发文机关】\n{3}\n【成文日期】\n{4}",
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("head", [["河湾县水利局", NOTICE], [NOTICE]])
def test_the_table_of_a_government_page(table: str, head: list[str]) -> None:
    text = clean("\n".join([TABLES[table].format(*VALUES), *head, *BODY]))
    harvest = text.harvest
    assert [line for line in text.content.split("\n") if line] == [*head, *BODY]
    assert (harvest.index_number, harvest.document_number) == ("HW-2019-0007/3", "河水〔2019〕3号")
    assert (harvest.issuers, harvest.issued_on) == (("河湾县水利局",), "2019-01-09")


@pytest.mark.parametrize(
    "table",
    [
        ["索引号\t名称\t发文日期", "1\t春灌办法\t2019年1月9日"],
        ["名称\t分类\t备注", "东渠\t干渠\t2019年整修"],
        ["发文机关", "河湾县水利局", NOTICE],
        ["主题", "节水", "对象", "全体职工"],
        ["会议主题：节水", "时间：2019年1月9日", "地点：县水利局"],
        ["名称\t内容", "主题\t节水", "时间\t2019年1月9日", "地点\t县水利局", "备注\t无"],
        ["时间：2019年1月9日", "地点：县水利局", "主持：高远"],
    ],
)
def test_a_table_of_the_text_stays(table: list[str]) -> None:
    assert left(*table, *BODY) == [*table, *BODY]
    assert left(*BODY, TABLES["tabs"].format(*VALUES), *BODY[3:])[5:-2] == TABLES["tabs"].format(*VALUES).split("\n")


def test_nobody_is_no_author() -> None:
    text = clean("\n".join([TITLE, "来源：本站原创 作者：佚名 时间：2019-01-22", *BODY]))
    assert (text.harvest.source, text.harvest.author, text.harvest.dated) == ("", "", "2019-01-22")


def test_a_name_between_a_title_and_itself_is_the_author() -> None:
    text = clean("\n".join([TITLE, "沈一舟", TITLE, *BODY]))
    assert text.harvest.author == "沈一舟"
    assert "沈一舟" not in text.content


def test_a_rights_notice_is_reported() -> None:
    text = clean("\n".join([*BODY, "版权声明", "作者原创，不允许二次传播，一经发现追究法律责任。"]))
    (found,) = text.diagnostics
    assert (found.code, found.line) == ("DC602", len(BODY) + 2)


RECORD = ["- title: 关于做好春灌工作的通知", "- source_url: http://www.example.cn/1.htm", "- http_status: 200"]


@pytest.mark.parametrize("kind", [Format.TEXT, Format.MARKDOWN])
def test_a_scrapers_record_goes(kind: Format) -> None:
    text = clean("\n".join(["# 采集记录", *RECORD, "---", TITLE, *BODY]), kind)
    assert text.content.split("\n") == [TITLE, *BODY]
    assert (text.title, text.harvest.link) == ("关于做好春灌工作的通知", "http://www.example.cn/1.htm")


def test_front_matter_is_left_to_markdown() -> None:
    content = "\n".join(["---", "title: 通知", "date: 2026-01-05", "author: 高远", "---", "", "# 通知", "", *BODY[1:4]])
    assert clean(content, Format.MARKDOWN).content == content
    assert clean(content).content.startswith("通知\n")


def test_a_button_glued_to_a_title() -> None:
    assert left(f"{TITLE} [复制链接]", *BODY) == [TITLE, *BODY]
    assert left(f"{TITLE}【试行】", *BODY) == [f"{TITLE}【试行】", *BODY]


def test_facts_of_a_law_closed_by_a_comment() -> None:
    content = [
        "# 河湾县水库管理办法",
        "",
        "2020年8月26日 县人民政府第29次常务会议通过",
        "",
        "<!-- INFO END -->",
        "",
        "第一条 为了管好水库，制定本办法。",
    ]
    text = clean("\n".join(content), Format.MARKDOWN)
    assert "常务会议" not in text.content
    assert text.content.startswith("# 河湾县水库管理办法\n")


def test_left_over_markup() -> None:
    content = [
        "&nbsp;&nbsp;今天召开全县水利工作会议，安排部署今年任务。<br>",
        "A&amp;B 两类水库和<b>重点</b>水库都要检查一遍。<br/>",
    ]
    assert left(*content)[0] == "今天召开全县水利工作会议，安排部署今年任务。"
    assert "A&B 两类水库和重点水库" in clean("\n".join(content)).content


def test_tags_in_markdown_are_taken_out_and_told() -> None:
    content = [
        '<div align="center">居中<br>两行</div>',
        "<p>第一段</p><p>第二段</p>",
        "",
        "行内的`甲<b>乙`是代码，<XX>区不是标记。",
        "",
        "| 一<br>二 | <b>粗</b> |",
    ]
    text = clean("\n".join(content), Format.MARKDOWN)
    kept = ["居中  ", "两行", "第一段", "第二段", "行内的`甲<b>乙`是代码，<XX>区不是标记。", "| 一<br>二 | 粗 |"]
    assert [line for line in text.content.split("\n") if line] == kept
    assert text.content.split("\n")[2] == ""
    assert [(finding.code, finding.line) for finding in text.diagnostics] == [("DC415", 1)]


@pytest.mark.parametrize(
    "piece",
    [
        "首页 | ",
        "来源：",
        "! ",
        "a1 ",
        "# ^8 T. R",
        "<p ",
        "&nbsp",
        "尊敬的某，",
        "一、",
        "。 ",
        "《",
        "[网]",
        "扫一扫\n",
        "-1-",
        "\n",
        "今天。某某网\n",
        "本站会员下载，",
        "www.a ",
        "（文秘网",
        "- 河湾网 ",
        "相关",
        "发件人：小河\n",
        "篇一\n",
        "索引号\n1\n",
        "索引号 | ",
        "【本文下载后可修改",
        "发(fā)",
        "目录\n1 甲 1\n",
        "目录\n甲\n",
    ],
)
def test_time_is_linear(piece: str) -> None:
    """Square time would not end within the limit that pytest sets for one test."""
    assert clean(piece * 60_000).source.text == piece * 60_000


PLAN = [
    "1 总则",
    "1.1 编制目的",
    "为了做好防汛抗旱工作，保证抢险救灾高效有序进行，制定本预案。",
    "2 组织体系",
    "市政府设立防汛抗旱指挥部，负责全市防汛抗旱工作。",
]
PARTS = [
    "一、总体要求",
    "今后五年，全市水利工作要坚持节水优先、空间均衡、系统治理。",
    "二、重点任务",
    "要抓好水库除险加固，当年任务当年完成。",
]


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (["目  录", "1 总则………………1", "1.1 编制目的…………1", "2 组织体系………12"], PLAN),
        (["目录", "1 总则- 1 -", "1.1 编制目的- 1 -", "2 组织体系- 6 -"], PLAN),
        (["目? 录", "1总则", "1.1编制目的", "2组织体系", "2.3 专家组"], PLAN),
        (["目 次", "1 总则\t1", "1.1 编制目的\t1", "2 组织体系\t3"], PLAN),
        (["目录", "一、总体要求..............3", "二、重点任务..............8"], PARTS),
        (["目录", "一、总体要求", "二、重点任务", "附件"], PARTS),
        (["目录", "一、总体要求 1", "二、加快完善与高质量发展相适应的", "现代水网体系 5", "三、保障措施 9"], PARTS),
    ],
    ids=["dots", "dashes", "bare and short", "tabs", "parts", "bare parts", "broken"],
)
def test_a_table_of_contents(table: Sequence[str], text: Sequence[str]) -> None:
    title = "临江市水利工作方案"
    cleaned = clean("\n".join([title, *table, *text]))
    assert cleaned.content.split("\n") == [title, *text]
    assert rules(cleaned).count("clutter.contents") == len(table)


@pytest.mark.parametrize(
    "lines",
    [
        ["目录", "附件1", "附件2", "附件3"],
        ["目录", "1.水利工程清单", "2.水库名单", "3.河长名单"],
        ["目录", "水库除险加固", "灌区改造", "水库除险加固", "由市水利局牵头。"],
        ["一、总体要求……1", "二、重点任务……3"],
        ["目录管理是一项基础工作。", "1 总则 1", "2 附则 3"],
        ["目录", "总投资 2023", "总户数 1999"],
        ["目录", "水库 30", "水闸 20"],
    ],
    ids=lambda lines: lines[1],
)
def test_no_table_of_contents(lines: list[str]) -> None:
    text = clean("\n".join(["临江市水利工作方案", *lines, BODY[3]]))
    assert "clutter.contents" not in rules(text)


def entries() -> Sequence[dict[str, object]]:
    table = tomllib.loads(files("convert.cleaners").joinpath("clutter.toml").read_text(encoding="utf-8"))
    return [*table["words"].values(), *table["label"], *table["sentence"]]


def test_every_entry_of_the_list_has_a_reason() -> None:
    assert all(str(entry["reason"]).strip() for entry in entries())
