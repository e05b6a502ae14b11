"""What a style says: frozen dataclasses whose fields name the limits of their figures, lengths in points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from convert.document import Role
from convert.style.fields import Points, coloured, faced, within
from convert.style.forms import AttachmentLook, ImprintLook, LetterheadLook, SignatureLook

PIXEL: Points = 0.75
"""A pixel of CSS, and of a picture."""

SIZES = MappingProxyType(
    {
        "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
        "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0,
    }
)  # fmt: skip
"""字号 in points."""

LETTERHEAD_ROLES = (
    "masthead",
    "copy_number",
    "classification",
    "urgency",
    "document_number",
    "signatories",
    "signatory",
)
"""The parts of the 版头 (7.2); "signatories" is 签发人： and "signatory" each of the names."""

ROLES = (
    "title", "subtitle", *Role, "heading1", "heading2", "heading3", "heading4", "table", "image", "footnote",
    *LETTERHEAD_ROLES, "signer", "imprint",
)  # fmt: skip
"""What a style says the look of: the roles of paragraphs, what has a kind of its own in the model, 版头 and 版记."""

Align = Literal["left", "centre", "right", "justify", "signature"]


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its 版心 (5.1, 5.2.1)."""

    width: Points = field(metadata=within(200, 2400))
    height: Points = field(metadata=within(200, 2400))
    head: Points = field(metadata=within(0, 600))
    binding: Points = field(metadata=within(0, 600))
    type_area_width: Points = field(metadata=within(100, 2400))
    type_area_height: Points = field(metadata=within(100, 2400))
    lines: int = field(metadata=within(1, 200))
    characters: int = field(metadata=within(1, 200))
    duplex: bool

    @property
    def outer(self) -> Points:
        """The margin opposite the binding."""
        return self.width - self.binding - self.type_area_width

    @property
    def foot(self) -> Points:
        """The margin under the 版心."""
        return self.height - self.head - self.type_area_height


@dataclass(frozen=True, slots=True)
class TextLook:
    """What holds of all text (5.2.2 to 5.2.4)."""

    size: Points = field(metadata=within(5, 100))
    colour: str = field(metadata=coloured())
    tracking: Points = field(metadata=within(-5, 20))
    autospace: float = field(metadata=within(0, 2))
    """Gap between a hanzi and a Latin letter or digit, in em."""
    hanging: bool
    strong: str = field(metadata=faced())
    """The face of what is marked as strong: a Chinese face has no bold of its own."""
    emphasis: str = field(metadata=faced())
    """The face of what is marked as emphasis: hanzi have no italics."""


@dataclass(frozen=True, slots=True)
class PdfLook:
    """The line grid of a PDF."""

    pitch: Points = field(metadata=within(5, 200))
    head: Points = field(metadata=within(0, 600))
    foot: Points = field(metadata=within(0, 600))
    rule: Points = field(metadata=within(0, 10))
    """How thick the rules of a table are."""
    variant: str


@dataclass(frozen=True, slots=True)
class DocxLook:
    """The line grid of a DOCX."""

    grid: Literal["lines", "word", "flush"]
    pitch: Points = field(metadata=within(5, 200))
    word_character_space: int
    hanging: bool
    """Whether an office program may put ，。、 outside the 版心 at a line's end."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The page number (7.5)."""

    face: str = field(metadata=faced())
    size: Points = field(metadata=within(5, 100))
    dash: Points = field(metadata=within(0, 200))
    inset: float = field(metadata=within(0, 20))
    position: Literal["outer", "centre"]
    form: str = field(metadata={"like": ('[^"\\\\\n{}]{0,40}\\{\\}[^"\\\\\n{}]{0,40}', "— {} —")})
    """{} stands for the number."""
    on_first: bool
    """Whether page 1 bears one (10.1)."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """When a table is set on landscape pages (8)."""

    landscape: Literal["auto", "never", "always"]
    column: float
    """Characters of a table's type that every column is to have room for; less where its cells need less."""


@dataclass(frozen=True, slots=True)
class RoleLook:
    """How one role looks; before, after and pitch count lines, indent, left and right characters of the 版心."""

    name: str
    face: str = field(metadata=faced())
    size: Points = field(metadata=within(4, 120))
    align: Align = "left"
    indent: float = field(default=0, metadata=within(0, 20))
    left: float = field(default=0, metadata=within(0, 20))
    right: float = field(default=0, metadata=within(0, 20))
    before: float = field(default=0, metadata=within(0, 20))
    after: float = field(default=0, metadata=within(0, 20))
    pitch: float = field(default=1, metadata=within(0.3, 10))
    bold: bool = False
    colour: str = field(default="", metadata=coloured(none=True))
    page_break: bool = False
    keeps: bool = False
    """Whether it stays on the page of what follows."""
    joins: tuple[str, ...] = ()
    """The roles under which it stands without a blank line."""


@dataclass(frozen=True, slots=True)
class Style:
    """A whole look; *roles* by the name that is also the CSS class and the DOCX style's id."""

    name: str
    title: str
    description: str
    kinds: tuple[str, ...]
    """The 文种 that take this style unless told otherwise."""
    mark_ends: tuple[str, ...]
    """The endings of a 发文机关标志 with which they do; empty for any."""
    mark_never_ends: tuple[str, ...]
    """The endings with which they do not."""
    page: Page
    text: TextLook
    pdf: PdfLook
    docx: DocxLook
    page_number: PageNumber
    table: TableLook
    letterhead: LetterheadLook
    signature: SignatureLook
    attachment: AttachmentLook
    imprint: ImprintLook
    roles: Mapping[str, RoleLook]

    @property
    def cell(self) -> Points:
        """The width of one character of body text, its tracking included (字, 3.1)."""
        return self.text.size + self.text.tracking

    @property
    def faces(self) -> tuple[str, ...]:
        """The faces in use, each once."""
        roles = (look.face for look in self.roles.values())
        return tuple(dict.fromkeys([*roles, self.text.strong, self.text.emphasis, self.page_number.face]))
