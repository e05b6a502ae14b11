"""Looks as data: styles/*.toml become a frozen Style, its lengths in points, every key checked."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from convert.diagnostic import StyleError
from convert.document import Role
from convert.forms import AttachmentLook, ImprintLook, LetterheadLook, Points, SignatureLook

SIZES = MappingProxyType(
    {
        "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
        "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0,
    }
)  # fmt: skip
"""字号 in points."""

_UNITS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "pt": 1.0, "twip": 0.05}
_LENGTH = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(mm|cm|pt|twip)")

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

    width: Points
    height: Points
    head: Points
    binding: Points
    type_area_width: Points
    type_area_height: Points
    lines: int
    characters: int
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

    size: Points
    colour: str
    tracking: Points
    autospace: float
    """Gap between a hanzi and a Latin letter or digit, in em."""
    hanging: bool
    strong: str
    """The face of what is marked as strong: a Chinese face has no bold of its own."""
    emphasis: str
    """The face of what is marked as emphasis: hanzi have no italics."""


@dataclass(frozen=True, slots=True)
class PdfLook:
    """The line grid of a PDF."""

    pitch: Points
    head: Points
    foot: Points
    rule: Points
    """How thick the rules of a table are."""
    variant: str


@dataclass(frozen=True, slots=True)
class DocxLook:
    """The line grid of a DOCX."""

    grid: Literal["lines", "word", "flush"]
    pitch: Points
    word_character_space: int
    hanging: bool
    """Whether an office program may put ，。、 outside the 版心 at a line's end."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The page number (7.5)."""

    face: str
    size: Points
    dash: Points
    inset: float
    position: Literal["outer", "centre"]
    form: str
    on_first: bool
    """Whether page 1 bears one (10.1)."""


@dataclass(frozen=True, slots=True)
class RoleLook:
    """How one role looks; before, after and pitch count lines, indent, left and right characters of the 版心."""

    name: str
    face: str
    size: Points
    align: Align = "left"
    indent: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    pitch: float = 1
    bold: bool = False
    colour: str = ""
    page_break: bool = False
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


@dataclass(frozen=True, slots=True)
class OfficeFont:
    """The name by which an office program knows a face, and the same font's name in an English one."""

    name: str
    alternative: str


def folder() -> Traversable:
    """Where styles/ lies: inside an installed package, or beside it in a checkout."""
    installed = files("convert").joinpath("_styles")
    return installed if installed.is_dir() else files("convert").joinpath("../styles")


@cache
def names() -> tuple[str, ...]:
    """The styles that come with doconv."""
    found = (entry.name.removesuffix(".toml") for entry in folder().iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name for name in found if name != "fonts"))


@cache
def office_fonts() -> Mapping[str, OfficeFont]:
    """Face → the font a DOCX asks for, whatever is installed here."""
    faces = tomllib.loads(folder().joinpath("fonts.toml").read_text(encoding="utf-8"))["face"]
    return MappingProxyType({face: OfficeFont(table["office"], table["alt"]) for face, table in faces.items()})


@cache
def for_kind(kind: str, masthead: str = "", title: str = "") -> str:
    """The name of the style for a document of that 文种, whose mark is its *masthead* or, without one, its *title*."""
    for name in names():
        table = _read(name)
        if kind and kind in table.get("kinds", ()) and _is_mark(table, masthead, title):
            return name
    return "gbt9704"


def _is_mark(table: Mapping[str, Any], masthead: str, title: str) -> bool:
    """Whether a document with that 发文机关标志 is of the form that a style is for."""
    if ends := table.get("mark_ends"):
        return (masthead or title).endswith(tuple(ends))
    never = tuple(table.get("mark_never_ends", ()))
    return not never or (bool(masthead) and not masthead.endswith(never))


def load(name: str = "speech", settings: Mapping[str, str] = MappingProxyType({})) -> Style:
    """The style called *name*, or in the file of that path, with *settings* (dotted key → value) laid over it."""
    tree = _tree(name, ())
    for key, value in settings.items():
        _set(tree, key, value)
    tree.pop("extends", None)
    return _build_style(tree, name)


def _tree(name: str, children: tuple[str, ...]) -> dict[str, Any]:
    """The style's table with what it extends under it."""
    if name in children:
        raise StyleError("DC702", style=name, key="extends", reason="→".join((*children, name)))
    table = _read(name)
    if (base := table.get("extends")) is None:
        return table
    return _overlay(_tree(str(base), (*children, name)), table)


def _read(name: str) -> dict[str, Any]:
    if name in names():
        text = folder().joinpath(f"{name}.toml").read_text(encoding="utf-8")
    elif name.endswith(".toml"):
        try:
            text = Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise StyleError("DC703", style=name, reason=error) from error
    else:
        raise StyleError("DC701", style=name, known="、".join(names()))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StyleError("DC703", style=name, reason=error) from error


def _overlay(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """*base* with the values of *over*, table by table."""
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _overlay(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _set(tree: dict[str, Any], key: str, value: str) -> None:
    """Lay one --set KEY=VALUE over the table; the value is read as TOML where it is TOML."""
    *path, last = key.split(".")
    for part in path:
        below = tree.get(part)
        if not isinstance(below, dict):
            raise StyleError("DC704", style="--set", key=key, hint=_suggest(part, tree))
        tree[part] = tree = dict(below)
    try:
        tree[last] = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        tree[last] = value


def _build_style(tree: dict[str, Any], name: str) -> Style:
    """The table as a Style, every key known and of its kind."""
    parts: dict[str, Any] = {}
    hints = get_type_hints(Style)
    roles = tree.pop("role", {})
    for key, value in tree.items():
        if key not in hints or key == "roles":
            raise StyleError("DC704", style=name, key=key, hint=_suggest(key, [*hints, "role"]))
        kind = hints[key]
        parts[key] = (
            _build(kind, value, key, name)
            if isinstance(kind, type) and is_dataclass(kind)
            else _value(kind, value, key, name)
        )
    base = {"size": parts["text"].size} if "text" in parts else {}
    _check_roles(roles, name)
    looks = {role: _build(RoleLook, look, f"role.{role}", name, base) for role, look in roles.items()}
    for role, look in looks.items():
        for above in look.joins:
            _check_role(above, name, f"role.{role}.joins")
    parts["roles"] = MappingProxyType(looks)
    style: Style = _make(Style, parts, "", name)
    return style


def _check_roles(roles: Iterable[str], style: str) -> None:
    """Every role known, and none left out."""
    for role in roles:
        _check_role(role, style, f"role.{role}")
    for role in ROLES:
        if role not in roles:
            raise StyleError("DC705", style=style, key=f"role.{role}")


def _check_role(role: str, style: str, key: str) -> None:
    if role not in ROLES:
        raise StyleError("DC704", style=style, key=key, hint=_suggest(role, ROLES))


def _build(kind: type[Any], table: object, place: str, style: str, base: Mapping[str, Any] | None = None) -> Any:
    """One table as the dataclass *kind*, over the ready values of *base*."""
    if not isinstance(table, dict):
        raise StyleError("DC702", style=style, key=place, reason=f"{table!r}")
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}
    values = dict(base or {})
    for key, value in table.items():
        if key not in hints:
            raise StyleError("DC704", style=style, key=f"{place}.{key}", hint=_suggest(key, hints))
        # Only the key's name tells a length from a count: both are numbers once read.
        values[key] = _value(hints[key], value, f"{place}.{key}", style)
        _check_range(known[key], values[key], value, f"{place}.{key}", style)
    return _make(kind, values, place, style)


def _check_range(field: Field[Any], value: Any, given: object, place: str, style: str) -> None:
    """The figure, or each of the figures, within the limits that its field names."""
    least, most = field.metadata.get("within", (None, None))
    figures = value if isinstance(value, tuple) else (value,)
    if least is not None and not all(least <= figure <= most for figure in figures):
        match = _LENGTH.fullmatch(str(given))
        unit = match[2] if match else "pt" if isinstance(given, str) else ""
        scale = _UNITS.get(unit, 1.0)
        limits = f"{round(least / scale, 1):g}–{round(most / scale, 1):g} {unit}".strip()
        raise StyleError("DC709", style=style, key=place, value=given, limits=limits)


def _make(kind: type[Any], values: dict[str, Any], place: str, style: str) -> Any:
    missing = [f.name for f in fields(kind) if f.name not in values and _required(f)]
    if missing:
        raise StyleError("DC705", style=style, key=".".join(filter(None, (place, missing[0]))))
    return kind(**values)


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(kind: object, value: object, place: str, style: str) -> object:
    """One value of the type its key asks for; lengths and 字号 become points."""
    if get_origin(kind) is Literal:
        if value in get_args(kind):
            return value
        raise StyleError("DC702", style=style, key=place, reason=f"{value!r}: {' | '.join(get_args(kind))}")
    if kind is float and isinstance(value, str):
        if value in SIZES:
            return SIZES[value]
        if match := _LENGTH.fullmatch(value):
            return float(match[1]) * _UNITS[match[2]]
    elif kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    elif get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_value(get_args(kind)[0], item, place, style) for item in value)
    elif type(value) is kind:
        return value
    raise StyleError("DC702", style=style, key=place, reason=f"{value!r}")


def _suggest(word: str, known: Iterable[str]) -> str:
    """The known word that *word* was perhaps meant to be, or all of them."""
    known = list(known)
    near = difflib.get_close_matches(word, known, 1)
    return near[0] if near else "、".join(known)


_ENTRY = re.compile(r"([a-z_0-9]{1,40}) = (.{1,200}?) *(?:# (.*))?")


def show(name: str) -> str:
    """The resolved values of a style as TOML, each with the clause that its file gives for it."""
    load(name)  # what is wrong is said before anything is shown
    tables: dict[str, dict[str, str]] = {}
    for text in _texts(name):
        table = tables.setdefault("", {})
        for line in text.split("\n"):
            if line.startswith("["):
                table = tables.setdefault(line.split("]")[0][1:], {})
            elif (match := _ENTRY.fullmatch(line)) and match[1] != "extends":
                entry = f"{match[1]} = {match[2]}"
                table[match[1]] = f"{entry:30}# {match[3]}" if match[3] else entry
    return "\n\n".join("\n".join([f"[{title}]"] * bool(title) + [*lines.values()]) for title, lines in tables.items())


def _texts(name: str) -> list[str]:
    """The TOML of a style and of all it extends, the base first."""
    source = folder().joinpath(f"{name}.toml") if name in names() else Path(name)
    text = source.read_text(encoding="utf-8")
    base = tomllib.loads(text).get("extends")
    return [*(_texts(base) if base else []), text]
