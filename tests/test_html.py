"""Saved pages: the text without what stands around it, its title, date and source, its tables."""

import subprocess
import sys
from contextlib import suppress

import pytest

from convert.diagnostic import ReadError
from convert.document import Metadata
from convert.ledger import Format, Source
from convert.readers import read
from convert.readers.html.shapes import CLOSING, RELATED, is_about

PARAGRAPHS = (
    "春耕时节，全县各乡镇抓紧修整渠道，备足种子化肥，组织农机手下田作业。",
    "县农业农村局派出三十名技术员，分片包干到村，手把手教农户选种、育秧、施肥。",
    "截至目前，全县已整田十二万亩，占计划面积的八成，比去年同期快了五天。",
)
MENU = "".join(
    f'<li><a href="/c{n}">{name}</a></li>' for n, name in enumerate(["首页", "要闻", "公开", "服务", "互动"])
)
FOOT = "<div class='footer'><p>版权所有：某县人民政府</p><p>备案号：某ICP备00000000号，技术支持：某某公司</p></div>"


def page(body: str, title: str = "春耕备耕进度加快-某县人民政府网", head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<ul class='nav'>{MENU}</ul>{body}{FOOT}</body></html>"
    ).encode()


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>　　{text}</p>\n" for text in texts or PARAGRAPHS)


def lines(source: Source) -> list[str]:
    return source.text.removesuffix("\n").split("\n")


ARTICLE = ["春耕备耕进度加快", *PARAGRAPHS]

LAYOUTS = {
    "paragraphs": f"<h1>春耕备耕进度加快</h1><div class='info'>2026-03-18 09:20 来源：县融媒体中心 字号：大 中 小</div>"
    f"<div id='zoom'>{paragraphs()}</div>",
    "line breaks": "<div class='bt'>春耕备耕进度加快</div>"
    "<div>发布时间：2026年3月18日　来源：县融媒体中心　浏览次数：88</div>"
    "<div>" + "<br><br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + text for text in PARAGRAPHS) + "</div>",
    "tools below the date": "<h1>春耕备耕进度加快</h1><div class='zw'><p>来源：县融媒体中心</p><p>阅读次数：640</p>"
    f"<p>2026年3月18日</p><p>字体：大 中 小</p>{paragraphs()}</div>",
    "single line breaks": "<h2>春耕备耕进度加快</h2><p>时间：2026-03-18 来源：县融媒体中心 作者：李明</p>"
    "<div>" + "<br/>\n".join("　　" + text for text in PARAGRAPHS) + "</div>",
    "a layout table": f"<table><tr><td><ul>{MENU}</ul></td><td><table><tr><td align=center>春耕备耕进度加快</td></tr>"
    f"<tr><td>2026-03-18 来源：县融媒体中心</td></tr><tr><td>{paragraphs()}</td></tr></table></td></tr></table>",
    "nested sections": "<section><h1>春耕备耕进度加快</h1>"
    "<section><span>来源：县融媒体中心</span> <span>2026-03-18 10:11</span></section>"
    f"{''.join(f'<section><section><p><b>{t[:9]}</b>{t[9:]}</p></section></section>' for t in PARAGRAPHS)}</section>",
    "tools and links around": "<div class='crumbs'><a href='/'>首页</a> &gt; <a href='/y'>要闻</a> &gt; 正文</div>"
    "<h1>春耕备耕进度加快</h1><p>发布日期：2026-03-18　来源：县融媒体中心　【字体：大 中 小】　打印本页</p>"
    f"<div class='share'>分享到：<a href='#'>微信</a><a href='#'>微博</a></div><div class='TRS_Editor'>{paragraphs()}"
    "<p>（责任编辑：王小东）</p><p>扫一扫在手机打开当前页</p></div>"
    "<div>上一篇：<a href='/1'>关于做好防汛工作的通知</a></div>"
    "<div>下一篇：<a href='/2'>我县召开春季造林现场会</a></div>"
    "<h3>相关阅读</h3><ul><li><a href='/3'>春分过半，麦苗返青</a></li><li><a href='/4'>好种子，好收成</a></li></ul>",
    "comments below": "<h1>春耕备耕进度加快</h1><div>2026-03-18 08:00:00 来源：县融媒体中心</div>"
    f"<div class='content'>{paragraphs()}</div><div class='comment-list'>"
    "<p>网友甲：这个进度很不错，希望再快一点，大家一起努力。</p>"
    "<p>网友乙：我们村的渠道还没有修好，请领导来看一看，谢谢。</p></div>",
    "an anchor never closed": "<h1>春耕备耕进度加快</h1><p>2026-03-18 08:00 来源：县融媒体中心</p>"
    f"<a href='/top'><div>{paragraphs()}{paragraphs('干部群众说，抢住了农时，就抢住了一年的收成。' * 12)}</div>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_title_date_and_source_are_found(layout: str) -> None:
    source = read("a.html", page(LAYOUTS[layout]))
    assert source.format is Format.HTML
    assert lines(source)[: len(ARTICLE)] == ARTICLE
    assert len(lines(source)) == len(ARTICLE) + ("closed" in layout)
    assert source.title == ARTICLE[0]
    assert (source.harvest.dated, source.harvest.source) == ("2026-03-18", "县融媒体中心")


NOTICE = (
    "各乡镇人民政府，县直各单位：",
    "为做好今年的防汛工作，保障人民群众生命财产安全，现就有关事项通知如下：",
    "一、落实责任",
    "各乡镇、各单位主要负责同志要亲自抓，把责任落实到人、到岗、到堤段。",
    "附件：防汛物资储备表",
    "某县人民政府办公室",
    "2026年3月9日",
    "（此件公开发布）",
)
STOCK = (
    "<table border=1><tr><th>序号</th><th>物资</th><th colspan=2>数量</th></tr>"
    "<tr><td rowspan=2>1</td><td>编织袋|麻袋</td><td>5000</td><td>条</td></tr>"
    "<tr><td>救生衣</td><td>300</td><td>件</td></tr></table>"
)
INDEX = (
    "<table class='xxgk'><tr><td>索 引 号：</td><td>00123/2026-00009</td><td>主题分类：</td><td>农业、水利</td></tr>"
    "<tr><td>发文机关：</td><td>某县人民政府办公室</td><td>成文日期：</td><td>2026年02月09日</td></tr>"
    "<tr><td>标　　题：</td><td>关于做好防汛工作的通知</td><td>发文字号：</td><td>某政办发〔2026〕9号</td></tr>"
    "<tr><td>发布日期：</td><td>2026-03-20</td><td>有效性：</td><td>有效</td></tr></table>"
)


def test_government_page_gives_its_table_and_keeps_the_documents_own() -> None:
    head = "<p>关于做好防汛工作的</p><p>通知</p><p>某政办发〔2026〕9号</p>"
    body = f"{INDEX}<div class='zw'>{head}{paragraphs(*NOTICE)}{STOCK}</div>"
    source = read("a.html", page(body, "关于做好防汛工作的通知_某县人民政府"))
    assert lines(source) == [
        "关于做好防汛工作的通知",
        "某政办发〔2026〕9号",
        *NOTICE,
        "| 序号 | 物资 | 数量 |  |",
        "| 1 | 编织袋\\|麻袋 | 5000 | 条 |",
        "|  | 救生衣 | 300 | 件 |",
    ]
    assert source.harvest == Metadata(
        dated="2026-03-09",  # as the text has it; the table is wrong by a month
        document_number="某政办发〔2026〕9号",
        index_number="00123/2026-00009",
        issuers=("某县人民政府办公室",),
        issued_on="2026-03-09",
    )


def test_list_with_the_index_number_is_read_as_the_table_is() -> None:
    items = ("索引号：", "00123/2026-00009", "发文机关：某县人民政府", "成文日期：2026年3月9日")
    listed = "".join(f"<li>{item}</li>" for item in items)
    body = f"<ul>{listed}</ul><h1>春耕备耕进度加快</h1><div>{paragraphs(*PARAGRAPHS * 8, '名称：某县农机服务站')}</div>"
    source = read("a.html", page(body))
    assert lines(source) == [ARTICLE[0], *PARAGRAPHS * 8, "名称：某县农机服务站"]
    assert (source.harvest.index_number, source.harvest.issuers) == ("00123/2026-00009", ("某县人民政府",))
    assert source.harvest.issued_on == "2026-03-09"


def test_parts_in_boxes_of_their_own_are_kept() -> None:
    body = (
        "<h1>春耕备耕进度加快</h1><div>——在全县农业工作会议上的讲话</div><div>发布时间：2026-03-20</div>"
        "<div>县长　张华</div><div>（2026年3月18日）</div>"
        f"<div class='tools'>字号：大 中 小</div><div>同志们、朋友们：</div><div class='nr'>{paragraphs()}</div>"
        "<p>特此通知。</p><div>附件：<a href='/1.doc'>1.春耕物资表</a></div>"
        "<div class='lk'>某县人民政府</div><div>2026年3月19日</div><div>打印 关闭</div>"
    )
    source = read("a.html", page(body))
    above = ["——在全县农业工作会议上的讲话", "县长　张华", "（2026年3月18日）", "同志们、朋友们："]
    assert lines(source) == [
        ARTICLE[0],
        *above,
        *PARAGRAPHS,
        "特此通知。",
        "附件：1.春耕物资表",
        "某县人民政府",
        "2026年3月19日",
    ]
    assert source.harvest.dated == "2026-03-18"  # of the speech, not of the page


def test_head_of_the_page_is_read() -> None:
    head = (
        "<meta name='ArticleTitle' content='春耕备耕进度加快'><meta name='PubDate' content='2026-03-18 09:00:00'>"
        "<meta name='ContentSource' content='县融媒体中心'><link rel='canonical' href='https://example.com/a?b=1&amp;c=2'>"
    )
    source = read("a.html", page(f"<div>{paragraphs()}</div>", "某县人民政府", head))
    assert source.title == "春耕备耕进度加快"
    assert lines(source) == ARTICLE
    assert source.harvest == Metadata(dated="2026-03-18", source="县融媒体中心", link="https://example.com/a?b=1&c=2")


def test_json_ld_gives_the_date() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-03-18T08:00:00"}</script>'
    source = read("a.html", page(f"<h1>春耕备耕进度加快</h1><div>{paragraphs()}</div>", head=head))
    assert source.harvest.dated == "2026-03-18"


KEPT = {
    "links in a sentence": "依照<a href='/law'>《中华人民共和国水法》</a>和<a href='/r'>《防汛条例》</a>，制定本办法。",
    "a file of the document": "<a href='/f.doc'>附件1.防汛物资储备表.doc</a>",
    "a sentence that begins like a link list": "相关信息应当由主管部门统一发布，其他单位不得擅自发布。",
    "a sentence that begins like a tool": "收藏单位应当建立本单位收藏的文物档案，并如实描述。",
    "a sentence on copyright": "转载未注明作者和最初登载的报刊出处的，应当承担民事责任。",
    "closing mines": "关闭煤矿应当达到下列要求：",
}


@pytest.mark.parametrize("case", KEPT)
@pytest.mark.parametrize("place", [1, 3])
def test_what_only_looks_like_clutter_stays(case: str, place: int) -> None:
    texts = [f"<p>{text}</p>" for text in PARAGRAPHS]
    texts.insert(place, f"<p>{KEPT[case]}</p>")
    source = read("a.html", page(f"<h1>春耕备耕进度加快</h1><div>{''.join(texts)}</div>"))
    assert len(lines(source)) == 5
    assert lines(source)[place + 1].startswith(KEPT[case].partition("<")[0][:6])


def test_foot_of_the_page_ends_a_text_without_a_box_of_its_own() -> None:
    source = read(
        "a.html", page(f"<h1>春耕备耕进度加快</h1>{paragraphs(*PARAGRAPHS[:1])}").replace(b"class='footer'", b"")
    )
    assert lines(source) == ARTICLE[:2]


def test_styling_classes_are_no_names_of_boxes() -> None:
    texts = "".join(f"<p class='relative'>{text}</p>" for text in PARAGRAPHS)
    assert lines(read("a.html", page(f"<h1>春耕备耕进度加快</h1><div>{texts}</div>"))) == ARTICLE


def test_meeting_time_and_place_at_the_head_stay() -> None:
    facts = ("时间：2026年3月18日上午", "地点：县政府三楼会议室", "主持人：张华")
    source = read("a.html", page(f"<h1>春耕备耕进度加快</h1><div>{paragraphs(*facts, *PARAGRAPHS)}</div>"))
    assert lines(source) == [ARTICLE[0], *facts, *PARAGRAPHS]


def test_line_breaks_of_the_source_are_no_text_but_spaces_are() -> None:
    text = "春耕时节，\n      全县抓紧<b>修整</b>渠道，\n备足化肥，召集人：王 强、李小明。"
    source = read("a.html", page(f"<h1>春耕备耕进度加快</h1><div><p>{text}</p></div>"))
    assert lines(source)[1] == "春耕时节，全县抓紧修整渠道，备足化肥，召集人：王 强、李小明。"


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        ("<ol>", ("1.", "2.", "3.")),
        ("<ol class='list-paddingleft-2' style='list-style-type: decimal' start=4>", ("4.", "5.", "6.")),
        ("<ol style='list-style: none'>", ("", "", "")),
        ("<ul>", ("", "", "")),
    ],
)
def test_numbers_that_a_browser_shows_are_text(opening: str, numbers: tuple[str, ...]) -> None:
    items = "".join(f"<li><p>{text}</p><p>县农业农村局负责此项工作。</p></li>" for text in PARAGRAPHS)
    source = read(
        "a.html", page(f"<h1>春耕备耕进度加快</h1><div>{opening}{items}<li></li></ol><p>特此通知。</p></div>")
    )
    numbered = [number + text for number, text in zip(numbers, PARAGRAPHS, strict=True)]
    assert lines(source)[1::2] == [*numbered, "特此通知。"]


def test_numbers_that_stand_in_the_text_are_not_doubled() -> None:
    items = "".join(f"<li>（{n}）{text}</li>" for n, text in zip("一二三", PARAGRAPHS, strict=True))
    source = read("a.html", page(f"<h1>春耕备耕进度加快</h1><div><ol>{items}</ol></div>"))
    assert [line[:3] for line in lines(source)[1:]] == ["（一）", "（二）", "（三）"]


@pytest.mark.parametrize("box", ["<pre>{}</pre>", "<div style='white-space: pre-wrap'>{}</div>"])
def test_text_set_as_typed_keeps_its_lines_and_indents(box: str) -> None:
    typed = "    第一条 为加强渠道管理，保障春耕用水，根据国家\n有关规定，制定本办法。\n"
    typed += "    第二条 本办法自发布之日起施行，有效期五年，由县水利局负责解释。\n\n"
    typed += "            某县人民政府\n            2026年3月9日\n"
    source = read("a.html", page(f"<h1>春耕备耕进度加快</h1>{box.format(typed)}<p>打印 关闭</p>"))
    assert lines(source) == [ARTICLE[0], *filter(None, typed.split("\n"))]
    assert source.harvest.dated == "2026-03-09"


def test_hidden_parts_are_left_out() -> None:
    jam = "<p style='color:red; display: none'>本文由某站采集，仅供测试，请勿传播。</p>"
    jam += (
        "<div><span style='display:none'>% ~4 w0</span>" + PARAGRAPHS[0] + "<font class='jammer'>! E6 m#</font></div>"
    )
    body = f"<h1>春耕备耕进度加快</h1><div>{paragraphs()}{jam}</div>"
    assert lines(read("a.html", page(body))) == [*ARTICLE, PARAGRAPHS[0]]


def test_a_text_of_one_paragraph_keeps_what_stands_beside_it() -> None:
    parts = ("县府办〔2026〕9号", PARAGRAPHS[0], "某县人民政府", "2026年3月9日")
    body = "".join(f"<div>{part}</div>" for part in parts)
    assert lines(read("a.html", page(f"<h1>春耕备耕进度加快</h1><div class='zw'>{body}</div>"))) == [ARTICLE[0], *parts]


def test_a_page_of_names_has_no_prose_and_is_read_after_its_title() -> None:
    names = [*(f"张{name}　某某乡人民政府" for name in "一二三四五六七八"), "某县人民政府", "2026年3月9日"]
    source = read("a.html", page(f"<h1>拟表彰人员名单公示</h1><div>{paragraphs(*names)}</div>", "拟表彰人员名单公示"))
    assert lines(source) == ["拟表彰人员名单公示", *names]


def test_utf8_page_that_declares_gb2312_is_read_right() -> None:
    data = page(f"<h1>春耕备耕进度加快</h1><div>{paragraphs()}</div>").replace(b"charset='utf-8'", b"charset='gb2312'")
    source = read("a.html", data)
    assert (source.encoding, lines(source)) == ("utf-8", ARTICLE)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le"])
def test_page_in_another_encoding_is_read_right(encoding: str) -> None:
    text = page(f"<h1>春耕备耕进度加快</h1><div>{paragraphs()}</div>").decode()
    source = read("a.txt", text.encode(encoding))
    assert (source.encoding, lines(source)) == (encoding, ARTICLE)


def test_fragment_without_head_is_a_page() -> None:
    source = read("a.txt", f"<div class='TRS_Editor'>{paragraphs()}{paragraphs()}</div>".encode())
    assert source.format is Format.HTML
    assert lines(source) == [*PARAGRAPHS, *PARAGRAPHS]


def test_first_heading_of_a_page_without_title_is_no_title() -> None:
    texts = (PARAGRAPHS[0], "（一）抓好春耕生产", PARAGRAPHS[1], "抓紧备足物资", PARAGRAPHS[2])
    marked = "".join(f"<h3>{text}</h3>" if len(text) < 12 else f"<p>{text}</p>" for text in texts)
    source = read("a.txt", f"<div class='TRS_Editor'>{marked}</div>".encode())
    assert (source.title, lines(source)) == ("", [*texts])


def test_text_about_pages_is_none() -> None:
    text = (
        "网页以<html>开头，以</html>结尾，段落写在<p>与</p>之间。\n表格用<table>，换行用<br>。\n"
        + "\n".join(PARAGRAPHS) * 9
    )
    assert read("a.txt", text.encode()).format is Format.TEXT


@pytest.mark.parametrize("data", [b"<html></html>", page(""), b"<!DOCTYPE html>", b"<html><body><script>1</script>"])
def test_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read("a.html", data)
    assert caught.value.diagnostic.code == "DC503"


def test_entities_of_a_dtd_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "很多很多">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    source = read(
        "a.html", (bomb + "]>").encode() + page(f"<h1>春耕备耕进度加快</h1><div>{paragraphs()}&j;</div>")[15:]
    )
    assert len(source.text) < 10_000


NASTY = {
    "deep nesting": lambda n: "<div>" * n + paragraphs(),
    "open links": lambda n: "<a href='/x'>春耕，备耕。" * n,
    "nested tables": lambda n: "<table><tr><td>春耕，</td><td>" * n,
    "a wide table": lambda n: (
        "<table>" + "<tr>" + "<td rowspan=99 colspan=99>一</td>" * n + "</tr></table>" + paragraphs()
    ),
    "one line": lambda n: f"<div>{PARAGRAPHS[0] * n}</div>",
    "short lines": lambda n: "<p>来源：</p><p>春耕</p>" * n + paragraphs(),
    "spaces": lambda n: "<p>春" + " \n" * n + "x耕</p>" + paragraphs(),
    "brackets": lambda n: "<" * n + paragraphs(),
    "comment": lambda n: "<!--" * n + paragraphs(),
    "attributes": lambda n: f"<div {'class=share ' * n}>{paragraphs()}</div>",
    "a long title": lambda n: f"<title>{'春耕' * n}</title>{paragraphs()}" + "<p>春耕春耕春耕</p>" * n,
    "labels": lambda n: f"<p>{'索引号：' * n}</p>{paragraphs()}",
}


@pytest.mark.parametrize("case", NASTY)
def test_a_nasty_page_is_read_before_the_time_limit(case: str) -> None:
    with suppress(ReadError):  # one without text; square time would take minutes
        read("a.html", page(NASTY[case](60_000)))


def test_reading_text_does_not_load_lxml() -> None:
    code = "import sys; from convert.readers import read; read('a.txt', b'abc'); sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    ["相关阅读", "【相关链接】", "上一篇：关于春耕的通知", "分享到：", "评论(3)", "精彩推荐", "扫一扫在手机打开"],
)
def test_heads_of_link_lists(text: str) -> None:
    assert RELATED.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "（责任编辑：王东）",
        "[编辑: 李]",
        "来源：新华社",
        "初审：张三 复审：李四",
        "未经授权，不得转载。",
        "【纠错】",
        "打印 关闭",
    ],
)
def test_lines_that_close_an_article(text: str) -> None:
    assert CLOSING.match(text)


@pytest.mark.parametrize(
    "text", ["收藏单位应当建档。", "编辑部全体同志", "来源于基层，服务于基层。", "打印设备管理办法", "二十一世纪"]
)
def test_lines_that_only_begin_so(text: str) -> None:
    assert not CLOSING.match(text)


@pytest.mark.parametrize(
    "text", ["2026-03-18 09:20 县融媒体中心", "来源：新华社", "字号：大 中 小", "打印 | 关闭", "2026年3月18日"]
)
def test_lines_about_the_page(text: str) -> None:
    assert is_about(text)


@pytest.mark.parametrize(
    "text", ["各位评论员、同志们：", "（2026年3月18日）", "县长　张华", "分享改革红利", "时间：2026年3月18日上午"]
)
def test_lines_of_the_text_at_its_head(text: str) -> None:
    assert not is_about(text)
