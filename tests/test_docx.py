"""The DOCX: what Word, WPS and LibreOffice are given, read back with nothing but zipfile and lxml."""

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import opened
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opened import W, write
from openxml_audit import OpenXmlValidator
from papers import AFTER, BEFORE, NOTICE, PLAN, SPEECH, hanzi, of, part, text_of, wide

from convert.compose.head import head
from convert.document import Document, Heading, Metadata, Paragraph, Role, Run, Table

PAPERS = {"notice": NOTICE, "speech": SPEECH, "hanzi": hanzi(2), "landscape": PLAN, "empty": Document()}
papers = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())


@papers
def test_children_stand_in_the_order_of_the_schema(paper: Document) -> None:
    assert opened.misplaced(write(paper).data) == []


@papers
def test_every_style_that_is_used_is_defined_once(paper: Document) -> None:
    assert opened.styles_amiss(write(paper).data) == []


@papers
def test_every_field_is_closed(paper: Document) -> None:
    found = opened.parts(write(paper).data)
    for root in (root for name, root in found.items() if name.startswith("word/footer_")):
        marks = [e.get(f"{W}fldCharType") for e in root.iter(f"{W}fldChar")]
        assert marks == ["begin", "separate", "end"]


@papers
def test_cells_end_in_a_paragraph_and_the_body_in_its_section(paper: Document) -> None:
    root = opened.parts(write(paper).data)["word/document.xml"]
    assert all(cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))
    assert [child.tag for child in root[0]].index(f"{W}sectPr") == len(root[0]) - 1
    tables = [place for place, child in enumerate(root[0]) if child.tag == f"{W}tbl"]
    assert all(root[0][place + 1].tag == f"{W}p" for place in tables), "Word joins tables that touch"


@papers
def test_no_theme_decides_a_font(paper: Document) -> None:
    for root in opened.parts(write(paper).data).values():
        for element in root.iter(f"{W}rFonts"):
            assert not [name for name in element.attrib if name.endswith("Theme")]
            named = {element.get(W + script) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
            assert len(named) == 1
            assert element.get(f"{W}hint") == "eastAsia"


@papers
def test_the_open_xml_rules_find_nothing(paper: Document, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(write(paper).data)
    assert OpenXmlValidator().validate(path).errors == []


@papers
def test_the_text_is_the_documents(paper: Document) -> None:
    lines = [opened.text(p) for p in opened.paragraphs(write(paper).data)]
    known = [line.text for line in head(paper)]
    expected = text_of(paper)
    expected[1:1] = known
    assert [line.replace("\n", "") for line in lines if line] == expected


@papers
def test_the_same_bytes_at_any_time(paper: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(paper).data
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert write(paper).data == first
    assert {entry.date_time for entry in zipfile.ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


# The page


@pytest.mark.parametrize("grid", ["lines", "word", "flush"])
def test_5_2_3_the_page_holds_22_lines_of_28_characters(grid: str) -> None:
    found = opened.parts(write(hanzi(1), docx__grid=grid).data)
    section = found["word/document.xml"][0][-1]
    page = {key.removeprefix(W): int(value) for key, value in section.find(f"{W}pgSz").items()}
    margin = {key.removeprefix(W): int(value) for key, value in section.find(f"{W}pgMar").items()}
    defaults = found["word/styles.xml"].find(f"{W}docDefaults")
    pitch = int(opened.value(defaults, "pPrDefault/pPr/spacing", "line") or 0)
    height = page["h"] - margin["top"] - margin["bottom"]
    assert 22 * pitch <= height < 23 * pitch
    size = 10 * int(opened.value(defaults, "rPrDefault/rPr/sz") or 0)
    tracking = int(opened.value(defaults, "rPrDefault/rPr/spacing") or 0)
    space = int(opened.value(section, "docGrid", "charSpace") or 0)  # 1/4096 pt
    cell = size + tracking + space * 20 / 4096
    width = page["w"] - margin["left"] - margin["right"]
    assert 28 * cell <= width < 29 * cell


def test_5_2_1_margins_as_the_page_setup_dialog_shows_them() -> None:
    section = opened.parts(write(NOTICE).data)["word/document.xml"][0][-1]
    margins = section.find(f"{W}pgMar")
    shown = {side: round(int(margins.get(W + side)) / 1440 * 25.4, 1) for side in ("top", "bottom", "left", "right")}
    assert shown == {"top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0}


@pytest.mark.parametrize(
    ("look", "mirrored", "sided", "odd", "even"),
    [
        ({}, "1", "1", "right", "left"),
        ({"page_number__position": "centre"}, "1", "0", "center", "center"),
        ({"page__duplex": "false"}, "0", "0", "right", "left"),
    ],
    ids=["both sides", "centred", "one side"],
)
def test_7_5_where_the_page_number_stands(look: dict[str, str], mirrored: str, sided: str, odd: str, even: str) -> None:
    found = opened.parts(write(NOTICE, **look).data)
    assert opened.value(found["word/settings.xml"], "mirrorMargins") == mirrored
    assert opened.value(found["word/settings.xml"], "evenAndOddHeaders") == sided
    for side, place in (("odd", odd), ("even", even)):
        footer = found[f"word/footer_{side}.xml"]
        assert opened.value(footer, "p/pPr/jc") == place
        assert opened.text(footer) == "— 1 —"


def test_7_5_the_dash_is_seven_millimetres_under_the_type_area() -> None:
    margins = opened.parts(write(NOTICE).data)["word/document.xml"][0][-1].find(f"{W}pgMar")
    line = 14 * 20
    assert (int(margins.get(f"{W}footer")) + line / 2) / 1440 * 25.4 == pytest.approx(297 - 37 - 225 - 7, abs=0.05)


# The roles


@pytest.mark.parametrize(
    ("role", "name", "font", "half_points", "level"),
    [
        ("title", "Title", "方正小标宋简体", "44", None),
        ("body", "Body Text", "仿宋_GB2312", "32", None),
        ("heading1", "heading 1", "黑体", "32", "0"),
        ("heading2", "heading 2", "楷体_GB2312", "32", "1"),
        ("heading3", "heading 3", "仿宋_GB2312", "32", "2"),
        ("heading4", "heading 4", "仿宋_GB2312", "32", "3"),
        ("addressees", "主送机关", "仿宋_GB2312", "32", None),
        ("attachment", "附件序号", "黑体", "32", None),
    ],
)
def test_7_3_faces_and_sizes_of_the_roles(role: str, name: str, font: str, half_points: str, level: str | None) -> None:
    style = opened.styles(write(NOTICE).data)[role]
    assert opened.value(style, "name") == name
    assert opened.value(style, "rPr/rFonts", "eastAsia") == font
    assert opened.value(style, "rPr/sz") == half_points
    assert opened.value(style, "pPr/outlineLvl") == level
    assert opened.value(style, "pPr/spacing", "lineRule") == "exact"


def test_an_indent_is_given_in_characters_and_in_twips() -> None:
    style = opened.styles(write(NOTICE).data)["body"]
    assert opened.value(style, "pPr/ind", "firstLineChars") == "200"
    assert opened.value(style, "pPr/ind", "firstLine") == "630"


def test_fonts_are_known_by_their_english_names_too() -> None:
    table = opened.parts(write(NOTICE).data)["word/fontTable.xml"]
    names = {font.get(f"{W}name"): opened.value(font, "altName") for font in table}
    assert names["仿宋_GB2312"] == "FangSong_GB2312"
    assert names["黑体"] == "SimHei"


def test_a_run_in_heading_shares_its_line_with_the_text() -> None:
    found = next(p for p in opened.paragraphs(write(NOTICE).data) if "压实责任" in opened.text(p))
    assert opened.style(found) == "body"
    runs = [(opened.value(run, "rPr/rStyle"), opened.text(run)) for run in found.iter(f"{W}r")]
    assert runs[0] == ("heading2_character", "（一）压实责任。")
    assert runs[1][0] is None
    styles = opened.styles(write(NOTICE).data)
    assert opened.value(styles["heading2_character"], "link") == "heading2"
    assert opened.value(styles["heading2_character"], "rPr/rFonts", "eastAsia") == "楷体_GB2312"


def test_a_run_in_heading_without_a_text_is_a_heading() -> None:
    found = opened.paragraphs(write(of(Heading(2, "（一）压实责任。", run_in=True))).data)
    assert [opened.style(p) for p in found] == ["heading2"]


def test_emphasis_becomes_character_styles() -> None:
    found = next(p for p in opened.paragraphs(write(NOTICE).data) if "台账每月" in opened.text(p))
    assert [opened.value(run, "rPr/rStyle") for run in found.iter(f"{W}r")] == [
        None,
        "strong",
        None,
        "emphasis",
        "strong",
    ]


def test_7_3_4_names_of_attachments_stand_in_a_column() -> None:
    indents = [
        p.find(f"{W}pPr/{W}ind") for p in opened.paragraphs(write(NOTICE).data) if opened.style(p) == "attachment_list"
    ]
    left = {int(indent.get(f"{W}left")) for indent in indents}
    assert left == {6 * 315}  # 左空二字, 附件：, 1.
    assert [int(indent.get(f"{W}hanging")) for indent in indents] == [4 * 315, 315]


def test_7_3_5_2_the_date_begins_two_characters_right_of_the_name() -> None:
    blanks = {
        opened.style(p): int(opened.value(p, "pPr/ind", "right") or 0) / 315
        for p in opened.paragraphs(write(NOTICE, text__autospace="0").data)
        if opened.style(p) in {"issuers", "issued_on"}
    }
    assert blanks["issuers"] == pytest.approx(2, abs=0.01)
    assert blanks["issued_on"] == pytest.approx(2 + 10 - 2 - 6, abs=0.01)


def test_7_3_7_an_attachment_begins_a_page() -> None:
    styles = opened.styles(write(NOTICE).data)
    assert styles["attachment"].find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert opened.value(styles["attachment"], "pPr/jc") == "left"
    assert opened.value(styles["attachment_title"], "pPr/spacing", "before") == "579"  # its third line


def test_the_head_of_a_speech_is_printed_from_what_is_known() -> None:
    lines = [(opened.style(p), opened.text(p)) for p in opened.paragraphs(write(SPEECH, "speech").data)][:5]
    assert lines == [
        ("title", "在全市城市管理工作会议上的讲话"),
        ("subtitle", "——以绣花功夫治理城市"),
        ("dateline", "（2026年1月8日）"),
        ("byline", "市长\u3000林\u3000越"),
        ("salutation", "同志们："),
    ]


def test_lines_of_the_head_that_belong_together_have_no_blank_line_between() -> None:
    printed = opened.paragraphs(write(SPEECH, "speech").data)
    after = {opened.style(p): opened.value(p, "pPr/spacing", "after") for p in printed}
    assert after["title"] == after["dateline"] == "0"  # the subtitle and the speaker stand right under them
    assert after["subtitle"] is after["byline"] is None  # as their styles say: one line


@pytest.mark.parametrize(("hanging", "overflow"), [("false", "0"), ("true", "1")])
def test_whether_marks_hang_is_written_out(hanging: str, overflow: str) -> None:
    defaults = opened.parts(write(NOTICE, docx__hanging=hanging).data)["word/styles.xml"].find(f"{W}docDefaults")
    assert opened.value(defaults, "pPrDefault/pPr/overflowPunct") == overflow
    assert opened.value(defaults, "pPrDefault/pPr/autoSpaceDE") is None


# Tables


def test_a_table_is_as_wide_as_the_type_area_and_repeats_its_head() -> None:
    table = next(opened.parts(write(NOTICE).data)["word/document.xml"].iter(f"{W}tbl"))
    widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert sum(widths) == 8844
    assert widths[1] == max(widths)
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
    assert repeated == [True, False, False]
    assert {opened.style(p) for p in table.iter(f"{W}p")} == {"table"}


@pytest.mark.parametrize(
    "rows",
    [((),), (("",),), (("甲",) * 60,), (("长" * 5000, "乙"),), (("行一\n行二", "乙"),)],
    ids=["no cells", "an empty cell", "60 columns", "a long cell", "lines in a cell"],
)
def test_any_table_can_be_written(rows: tuple[tuple[str, ...], ...], tmp_path: Path) -> None:
    path = tmp_path / "table.docx"
    path.write_bytes(write(of(Table(rows))).data)
    assert OpenXmlValidator().validate(path).errors == []
    written = [opened.text(p) for p in opened.paragraphs(path.read_bytes())]
    assert [line for line in written if line] == [cell for row in rows for cell in row if cell]


def test_what_belongs_together_stays_on_one_page() -> None:
    kept = {opened.style(p) for p in opened.paragraphs(write(PLAN).data) if p.find(f"{W}pPr/{W}keepNext") is not None}
    assert kept == {"caption"}
    signed = (Heading(1, "一、要求"), part("特此通知。"), part("临江市人民政府", Role.ISSUERS))
    paragraphs = opened.paragraphs(write(of(Heading(1, "一、总则"), part("正文。"), *signed)).data)
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in paragraphs] == [False, False, True, True, False]
    styles = opened.styles(write(NOTICE).data)
    assert styles["issuers"].find(f"{W}pPr/{W}keepNext") is not None
    assert styles["issued_on"].find(f"{W}pPr/{W}keepNext") is None


# Landscape pages


def sections(document: Document, **settings: str) -> list[opened.Element]:
    return list(opened.parts(write(document, **settings).data)["word/document.xml"].iter(f"{W}sectPr"))


def test_8_a_table_too_wide_has_a_landscape_section_of_its_own() -> None:
    body = opened.parts(write(PLAN).data)["word/document.xml"][0]
    texts: list[list[str]] = [[]]
    orients = []
    for child in body:
        texts[-1] += [opened.text(p) for p in child.iter(f"{W}p") if opened.text(p)]
        if (section := child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")) is not None:
            orients.append(opened.value(section, "pgSz", "orient"))
            texts.append([])
    assert orients == [None, "landscape", None, "landscape"]
    assert [part[0] for part in texts[:-1]] == [PLAN.title, "表1 任务分解表", AFTER.text, "附件"]
    assert texts[2] == [AFTER.text]


@pytest.mark.parametrize("grid", ["lines", "word", "flush"])
def test_8_a_landscape_page_is_the_same_sheet_turned(grid: str) -> None:
    upright, turned, *_ = sections(PLAN, docx__grid=grid)
    size = [int(opened.value(turned, "pgSz", name) or 0) for name in ("w", "h")]
    assert size == [int(opened.value(upright, "pgSz", name) or 0) for name in ("h", "w")]
    margin = {name: int(opened.value(turned, "pgMar", name) or 0) for name in ("top", "bottom", "left", "right")}
    assert size[0] - margin["left"] - margin["right"] == pytest.approx(225 / 25.4 * 1440, abs=2)
    millimetres = {name: value / 1440 * 25.4 for name, value in margin.items()}
    # Word mirrors left and right, not head and foot, so each is in the middle of what 5.2.1 asks of the two sides.
    assert millimetres == pytest.approx({"top": 27, "bottom": 27, "left": 36, "right": 36}, abs=0.5)
    pitch = int(opened.value(turned, "docGrid", "linePitch") or 0)
    assert size[1] - margin["top"] - margin["bottom"] >= 15 * pitch + 20  # and the paragraph after the table
    assert int(opened.value(turned, "pgMar", "footer") or 0) + 14 * 20 < margin["bottom"]


def test_8_the_number_of_a_landscape_page_lies_on_its_side_where_the_sheet_has_it() -> None:
    found = opened.parts(write(PLAN).data)
    links = {link.get("Id"): f"word/{link.get('Target')}" for link in found["word/_rels/document.xml.rels"]}
    turned = [section for section in sections(PLAN) if opened.value(section, "pgSz", "orient")]
    names = {e.get(f"{W}type"): links[e.get(f"{opened.R}id")] for e in turned[0].iter(f"{W}footerReference")}
    assert names.keys() == {"default", "even"}
    for kind, top, place in (("default", 28, "right"), ("even", 26, "left")):
        footer = found[names[kind]]
        x, y = (int(e.text) / 36000 for e in footer.iter("{*}posOffset"))
        width, height = (int(footer.find(".//{*}extent").get(name)) / 36000 for name in ("cx", "cy"))
        assert x + width / 2 == pytest.approx(28, abs=0.01)  # the dash, from the edge that is the sheet's foot
        assert (y, height) == pytest.approx((top, 156), abs=0.01)
        assert footer.find(".//{*}bodyPr").get("vert") == "vert"
        assert [jc.get(f"{W}val") for jc in footer.iter(f"{W}jc")] == [place]
        assert "".join(t.text for t in footer.iter(f"{W}t")) == "— 1 —"
    assert {e.get(f"{opened.R}id") for e in turned[1].iter(f"{W}footerReference")} == {
        e.get(f"{opened.R}id") for e in turned[0].iter(f"{W}footerReference")
    }


@pytest.mark.parametrize(
    ("document", "orients"),
    [
        (of(wide(1)), ["landscape"]),
        (of(wide(1), BEFORE), ["landscape", None]),
        (of(BEFORE, wide(1)), [None, "landscape"]),
        (of(wide(1), wide(1, landscape=False), wide(1)), ["landscape", None, "landscape"]),
        (Document("仅有一表", (wide(1),)), ["landscape"]),
    ],
    ids=["alone", "first", "last", "between", "titled"],
)
def test_8_where_sections_begin_and_end(document: Document, orients: list[str | None], tmp_path: Path) -> None:
    assert [opened.value(section, "pgSz", "orient") for section in sections(document)] == orients
    path = tmp_path / "paper.docx"
    path.write_bytes(write(document).data)
    assert OpenXmlValidator().validate(path).errors == []


def test_a_document_without_wide_tables_has_no_landscape_footers() -> None:
    assert not [name for name in opened.parts(write(NOTICE).data) if "landscape" in name]


# The package


@pytest.mark.parametrize(
    ("document", "author", "created"),
    [
        (NOTICE, "临江市人民政府办公室", "2026-03-05T00:00:00Z"),
        (SPEECH, "林越", "2026-01-08T00:00:00Z"),
        (of(part("某局", Role.ISSUERS), part("2025年12月31日", Role.ISSUED_ON)), "某局", "2025-12-31T00:00:00Z"),
        (of(part("正文。")), None, None),
        (Document(metadata=Metadata(issued_on="昨天")), None, None),
        (Document(metadata=Metadata(issued_on="0960-02-04")), None, None),
    ],
    ids=["notice", "speech", "in the text", "nothing known", "no date", "long ago"],
)
def test_properties_come_from_the_document(
    document: Document, author: str | None, created: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    core = opened.parts(write(document).data)["docProps/core.xml"]
    assert (core.findtext("{*}title") or "") == document.title
    assert (core.findtext("{*}creator") or None) == author
    assert core.findtext("{*}created") == created


@pytest.mark.parametrize("epoch", ["", "soon", "9" * 30, "-" + "9" * 30])
def test_a_source_date_epoch_that_is_none_dates_nothing(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert opened.parts(write(of(part("正文。"))).data)["docProps/core.xml"].findtext("{*}created") is None


def test_source_date_epoch_dates_what_has_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    core = opened.parts(write(of(part("正文。"))).data)["docProps/core.xml"]
    assert core.findtext("{*}created") == "1970-01-02T00:00:00Z"


@given(st.text(max_size=30), st.text(st.characters(), max_size=30))
@settings(max_examples=200)
def test_no_character_breaks_the_file(title: str, text: str) -> None:
    document = Document(title, (Heading(1, text), part(text), Table(((text,),))), Metadata(speaker=text, kind=title))
    found = opened.paragraphs(write(document).data)
    written = next(opened.text(p) for p in found if opened.style(p) == "heading1")
    allowed = re.compile("[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    legal = "".join(c if allowed.match(c) else "\ufffd" for c in text)
    assert written == legal.replace("\r", "\n")


def test_a_long_text_is_written_before_the_time_limit() -> None:
    write(of(part("甲\t乙\n" * 200_000), Table((("甲",) * 4,) * 20_000)))  # square time would take minutes


def test_a_forbidden_character_is_reported() -> None:
    (found,) = write(of(Paragraph((Run("甲\x07乙"),), Role.BODY))).diagnostics
    assert found.code == "DC903"
    assert dict(found.values) == {"character": "U+0007"}


def test_a_docx_needs_neither_weasyprint_nor_a_look_into_fonts() -> None:
    program = "import sys; sys.modules.update({'weasyprint': None, 'fontTools': None}); import convert.writers.docx"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
