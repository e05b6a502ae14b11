"""The model: what a speech or an official document is, not how it looks; immutable, standard library only."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TypeAlias


class Role(StrEnum):
    """The part a paragraph plays in a document; the value names its CSS class, DOCX style and TOML key."""

    BODY = "body"
    DATELINE = "dateline"
    """（2026年1月10日） under a speech's title."""
    BYLINE = "byline"
    """Speaker and post under a speech's title."""
    SALUTATION = "salutation"
    """称谓, as 同志们："""
    ADDRESSEES = "addressees"
    """主送机关 (7.3.2)."""
    ATTACHMENT_LIST = "attachment_list"
    """附件说明 (7.3.4), one paragraph an attachment."""
    ISSUERS = "issuers"
    """发文机关署名 (7.3.5), one paragraph an organ."""
    ISSUED_ON = "issued_on"
    """成文日期 (7.3.5.4)."""
    NOTE = "note"
    """附注 (7.3.6), in brackets."""
    ATTACHMENT = "attachment"
    """附件 and its number, which begins a new page (7.3.7)."""
    ATTACHMENT_TITLE = "attachment_title"
    """The title of an attachment, on its third line (7.3.7)."""
    QUOTE = "quote"
    """A quotation or verse set apart from the text around it."""
    ATTENDANCE = "attendance"
    """出席, 请假 or 列席 and the names of a 纪要 (10.3)."""
    CAPTION = "caption"
    """The caption of a figure or a table."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the source that a part came from: first and last, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one kind of emphasis."""

    text: str
    strong: bool = False
    emphasis: bool = False
    note: str = ""
    """The footnote that is called for at its end."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number, as 一、指导思想; level 1 to 4 by the kind of numeral (7.3.3)."""

    level: int
    text: str
    run_in: bool = False
    """Whether the paragraph that follows stands on the same line, as in （一）加强领导。要……"""
    lines: Lines | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the part it plays."""

    content: tuple[Run, ...]
    role: Role = Role.BODY
    lines: Lines | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """The paragraph without its emphasis and its footnotes."""
        runs = self.content
        return runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, all rows of the same length; the first *heads* rows are its head."""

    rows: tuple[tuple[str, ...], ...]
    heads: int = 1
    landscape: bool | None = None
    """Whether it is set on landscape pages; None where its width decides."""
    lines: Lines | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that stands by itself."""

    path: str
    """From the document's folder, with / between its parts."""
    text: str = ""
    """What it shows, for those who do not see it."""
    lines: Lines | None = field(default=None, compare=False)


Block: TypeAlias = Heading | Paragraph | Table | Image


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document beside its text; each field carries its front-matter key."""

    kind: str = field(default="", metadata={"key": "文种"})
    subtitle: str = field(default="", metadata={"key": "副标题"})
    speaker: str = field(default="", metadata={"key": "讲话人"})
    post: str = field(default="", metadata={"key": "职务"})
    dated: str = field(default="", metadata={"key": "日期"})
    """Of the speech, or of a page; ISO 8601."""
    masthead: tuple[str, ...] = field(default=(), metadata={"key": "发文机关标志"})
    document_number: str = field(default="", metadata={"key": "发文字号"})
    copy_number: str = field(default="", metadata={"key": "份号"})
    classification: str = field(default="", metadata={"key": "密级"})
    classified_for: str = field(default="", metadata={"key": "保密期限"})
    urgency: str = field(default="", metadata={"key": "紧急程度"})
    signatories: tuple[str, ...] = field(default=(), metadata={"key": "签发人"})
    addressees: tuple[str, ...] = field(default=(), metadata={"key": "主送"})
    """Only where 主送 is moved into the 版记 (7.4.2)."""
    copies_to: tuple[str, ...] = field(default=(), metadata={"key": "抄送机关"})
    printed_by: str = field(default="", metadata={"key": "印发机关"})
    printed_on: str = field(default="", metadata={"key": "印发日期"})
    """ISO 8601."""
    source: str = field(default="", metadata={"key": "来源"})
    author: str = field(default="", metadata={"key": "作者"})
    link: str = field(default="", metadata={"key": "链接"})
    """Byte for byte as it was found."""
    index_number: str = field(default="", metadata={"key": "索引号"})
    issuers: tuple[str, ...] = field(default=(), metadata={"key": "发文机关"})
    """As harvested, where the text itself has none."""
    issued_on: str = field(default="", metadata={"key": "成文日期"})
    """As harvested, where the text itself has none; ISO 8601."""
    seal: str = field(default="", metadata={"key": "用印"})
    """印章, 签名章 or 无: how it is signed, where its style does not say so (7.3.5)."""
    style: str = field(default="", metadata={"key": "样式"})
    extra: tuple[tuple[str, str], ...] = ()
    """Keys that doconv does not know, kept as they are."""


KEYS: dict[str, str] = {f.metadata["key"]: f.name for f in fields(Metadata) if f.metadata}
"""Front-matter key → field of Metadata, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: its title, what is known of it, and its blocks in printed order."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = Metadata()
    title_lines: Lines | None = field(default=None, compare=False)
