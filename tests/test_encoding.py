"""Reading text: encodings, byte-order marks, line ends, and what is no text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.diagnostic import ReadError
from convert.ledger import Format, Source, Text, restore
from convert.readers import read
from convert.readers.encoding import encode

SPEECH = (
    "同志们：\n今天我们召开全市经济工作会议，主要任务是总结去年工作，部署今年任务。下面，我讲三点意见。\n"
    "一、肯定成绩，坚定信心\n去年，全市上下认真贯彻上级决策部署，地区生产总值增长7.5%左右，城乡居民收入稳步提高。\n"
)
TRADITIONAL = "各位同仁：\n本會於今日召開年度會議，請各單位依照規定辦理，並將執行情形報告總會。\n"


def rebuilt(source: Source) -> bytes:
    return encode(source.text, source.encoding, source.bom, source.newline)


def code(name: str, data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read(name, data, encoding)
    return caught.value.diagnostic.code


@pytest.mark.parametrize("length", [6, 12, 30, 80, None])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_encoding_is_recognised(encoding: str, length: int | None) -> None:
    text = SPEECH.replace("\n", "")[:length] if length else SPEECH
    source = read("speech.txt", text.encode(encoding))
    assert (source.text, source.encoding, source.bom) == (text, encoding, False)
    assert source.diagnostics == ()


@pytest.mark.parametrize("length", [12, 30, None])
def test_big5_is_recognised(length: int | None) -> None:
    source = read("speech.txt", TRADITIONAL[:length].encode("big5"))
    assert (source.text, source.encoding) == (TRADITIONAL[:length], "big5")


def test_what_windows_added_to_big5_is_read() -> None:
    text = TRADITIONAL + "恒產與粧飾，裏面的說明。\n"
    source = read("speech.txt", text.encode("cp950"))
    assert (source.text, source.encoding) == (text, "cp950")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030"])
def test_byte_order_mark_is_taken_off_and_remembered(encoding: str) -> None:
    data = ("\ufeff" + SPEECH).encode(encoding)
    source = read("speech.txt", data)
    assert (source.text, source.encoding, source.bom) == (SPEECH, encoding, True)
    assert rebuilt(source) == data


@pytest.mark.parametrize(
    ("named", "used"),
    [("gbk", "gb18030"), ("GB2312", "gb18030"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-be"), ("big5", "big5")],
)
def test_named_encoding_is_used(named: str, used: str) -> None:
    text = SPEECH if used != "big5" else TRADITIONAL
    source = read("speech.txt", text.encode(used), named)
    assert (source.text, source.encoding) == (text, used)


def test_named_encoding_wins_over_the_likely_one() -> None:
    assert read("speech.txt", SPEECH.encode("gb18030"), "latin-1").encoding == "iso8859-1"


@pytest.mark.parametrize("name", ["no-such-codec", "hex", "rot13", "undefined", "a\0b", ""])
def test_unknown_encoding_is_refused(name: str) -> None:
    assert code("speech.txt", SPEECH.encode(), name) == "DC508"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_are_unified_and_remembered(newline: str) -> None:
    data = SPEECH.replace("\n", newline).encode()
    source = read("speech.txt", data)
    assert (source.text, source.newline) == (SPEECH, newline)
    assert rebuilt(source) == data


def test_mixed_line_ends_are_remembered_each() -> None:
    source = read("speech.txt", "一\r\n二\r三\n四".encode())
    assert (source.text, source.newline) == ("一\n二\n三\n四", ("\r\n", "\r", "\n"))


@given(
    st.lists(st.sampled_from(["\r", "\n", "\r\n", "同志们", "，", "a", "\u2028", "\x85", "𠮷", "\ufeff", " "])),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]),
    st.booleans(),
)
def test_text_gives_back_the_bytes(pieces: list[str], encoding: str, bom: bool) -> None:
    data = encode("同志们" + "".join(pieces), encoding, bom, "\n")
    assert rebuilt(read("speech.txt", data, encoding)) == data


@given(st.binary(min_size=1, max_size=200), st.sampled_from(["utf-8", "gb18030", "utf-16-le", None]))
def test_any_bytes_are_read_back_exactly_or_refused(data: bytes, encoding: str | None) -> None:
    try:
        source = read("bytes.txt", data, encoding)
    except ReadError:
        return
    if source.format is not Format.HTML and not source.diagnostics:
        assert rebuilt(source) == data


def test_a_few_undecodable_bytes_are_marked_and_reported() -> None:
    data = (SPEECH * 20).encode("gb18030")
    at = data.index("肯定".encode("gb18030"), 1000)
    line = data.count(b"\n", 0, at) + 1
    source = read("speech.txt", data[:at] + b"\xff" + data[at:])
    assert source.encoding == "gb18030"
    assert source.text.replace("\ufffd", "") == SPEECH * 20
    assert "\n一、\ufffd肯定" in source.text
    (found,) = source.diagnostics
    assert (found.code, found.line, dict(found.values)["offset"]) == ("DC507", line, str(at))


def test_utf8_with_a_broken_character_stays_utf8() -> None:
    data = (SPEECH * 20).encode()[:-2]
    source = read("speech.txt", data)
    assert source.encoding == "utf-8"
    assert [(d.code, d.line) for d in source.diagnostics] == [("DC507", 80), ("DC507", 80)]
    assert source.text.endswith("提高\ufffd\ufffd")


def test_too_many_undecodable_bytes_are_refused() -> None:
    broken = SPEECH.encode().replace("，".encode(), b"\xff\xfe")
    assert code("speech.txt", broken, "utf-8") == "DC506"


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    assert code("speech.txt", data) == "DC503"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        b"PK\x03\x04\x14\0" + b"\0" * 20 + b"word/document.xml",
        b"{\\rtf1\\ansi text}",
    ],
)
def test_office_files_are_refused_by_name(data: bytes) -> None:
    assert code("speech.txt", data) == "DC505"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        b"\0" * 1000,
        random.Random(9704).randbytes(5000),
        bytes(b for b in random.Random(2012).randbytes(5000) if b),
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    assert code("speech.txt", data) == "DC504"


def test_an_unlikely_encoding_is_reported() -> None:
    source = read("speech.txt", "ガス料金のお知らせ、料金表をご覧ください".encode("shift_jis"), None)
    assert "DC510" in {d.code for d in source.diagnostics}


@pytest.mark.parametrize(
    ("read_as", "written"),
    [("latin-1", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "gb18030"), ("gb18030", "utf-8")],
)
def test_mojibake_is_mended_where_that_is_exact(read_as: str, written: str) -> None:
    sentence = "中国人民代表大会常务委员会" if read_as != "gb18030" else "经济社会发展情况"
    garbled = sentence.encode(written).decode(read_as)
    source = read("speech.txt", f"关于召开会议的通知\n{garbled}\n".encode())
    text = Text.of(source)
    assert text.content == f"关于召开会议的通知\n{sentence}\n"
    assert restore(text.content, text.ledger) == source.text
    assert source.diagnostics == ()


@pytest.mark.parametrize(
    "garbled", ["鍚勪綅棰嗗\ue1bb，鍚勪綅鏉ュ", "认真贯彻落实".encode().decode("gb18030"), "各位代表锟斤拷锟斤拷请审议"]
)
def test_mojibake_that_lost_bytes_is_reported(garbled: str) -> None:
    source = read("speech.txt", f"通知\n{garbled}\n".encode())
    assert Text.of(source).content == source.text
    assert [(d.code, d.line) for d in source.diagnostics] == [("DC511", 2)]


@pytest.mark.parametrize(
    "text", ["涓滴之水成海，浜海新区。", "Übergröße und “Façade” – naïve…", "北纬30°15′20″，±0.5℃"]
)
def test_rare_but_right_characters_are_no_mojibake(text: str) -> None:
    source = read("speech.txt", text.encode())
    assert (source.repairs, source.diagnostics) == ((), ())


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.txt", SPEECH, Format.TEXT),
        ("a.md", SPEECH, Format.MARKDOWN),
        ("A.MARKDOWN", SPEECH, Format.MARKDOWN),
        ("-", "---\ndoconv: 1\n---\n\n正文\n", Format.MARKDOWN),
        ("a.txt", "---\n标题: 无\n---\n", Format.TEXT),
        ("a.html", SPEECH, Format.TEXT),
        ("a.txt", SPEECH + "换行用<br>，段落用<p>，表格用<table>。\n", Format.TEXT),
        ("a.md", "<div align=center>\n<p>标题</p>\n</div>\n\n<br><br><p>正文</p>\n", Format.MARKDOWN),
    ],
)
def test_format_goes_by_content_and_name(name: str, text: str, format: Format) -> None:  # noqa: A002
    assert read(name, text.encode()).format is format
