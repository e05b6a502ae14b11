"""A style's table becomes a frozen Style: every key known, every value of its kind and within its limits."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from convert.diagnostic import StyleError
from convert.patterns import pattern
from convert.style.fields import Points
from convert.style.look import ROLES, SIZES, RoleLook, Style
from convert.style.tables import faces, suggest

_UNITS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "pt": 1.0, "twip": 0.05}
_LENGTH = pattern(r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(mm|cm|pt|twip)")


def build(tree: dict[str, Any], name: str) -> Style:
    """The table as a Style, every key known and of its kind."""
    parts: dict[str, Any] = {}
    hints = get_type_hints(Style, include_extras=True)
    roles = tree.pop("role", {})
    for key, value in tree.items():
        if key not in hints or key == "roles":
            raise StyleError("DC704", style=name, key=key, hint=suggest(key, [*hints, "role"]))
        kind = hints[key]
        parts[key] = (
            _table(kind, value, key, name)
            if isinstance(kind, type) and is_dataclass(kind)
            else _value(kind, value, key, name)
        )
    base = {"size": parts["text"].size} if "text" in parts else {}
    _check_roles(roles, name)
    looks = {role: _table(RoleLook, look, f"role.{role}", name, base) for role, look in roles.items()}
    for role, look in looks.items():
        for above in look.joins:
            _check_role(above, name, f"role.{role}.joins")
    parts["roles"] = MappingProxyType(looks)
    style: Style = _make(Style, parts, "", name)
    _check_room(style, name)
    return style


def _check_room(style: Style, name: str) -> None:
    """The 版心 fits the paper, and its lines and characters fit the 版心."""
    page, pdf, docx = style.page, style.pdf, style.docx
    for key, other, needed, room in (
        ("page.binding", "page.type_area_width", page.binding + page.type_area_width, page.width),
        ("page.head", "page.type_area_height", page.head + page.type_area_height, page.height),
        ("page.characters", "text.tracking", page.characters * style.cell, page.type_area_width + style.text.tracking),
        ("pdf.pitch", "page.lines", page.lines * pdf.pitch, page.height - pdf.head - pdf.foot),
        ("docx.pitch", "page.lines", page.lines * docx.pitch, page.type_area_height),
    ):
        if needed > room + _ROUNDING:
            raise StyleError("DC732", style=name, key=key, other=other, needed=f"{needed:.1f}", room=f"{room:.1f}")


_ROUNDING = 0.05
"""Points by which what fills its room may seem too large."""


def _check_roles(roles: Iterable[str], style: str) -> None:
    """Every role known, and none left out."""
    for role in roles:
        _check_role(role, style, f"role.{role}")
    for role in ROLES:
        if role not in roles:
            raise StyleError("DC705", style=style, key=f"role.{role}")


def _check_role(role: str, style: str, key: str) -> None:
    if role not in ROLES:
        raise StyleError("DC704", style=style, key=key, hint=suggest(role, ROLES))


def _table(kind: type[Any], table: object, place: str, style: str, base: Mapping[str, Any] | None = None) -> Any:
    """One table as the dataclass *kind*, over the ready values of *base*."""
    if not isinstance(table, dict):
        raise StyleError("DC702", style=style, key=place, value=repr(table), like=f"[{place}]")
    hints = get_type_hints(kind, include_extras=True)
    known = {field.name: field for field in fields(kind)}
    values = dict(base or {})
    for key, value in table.items():
        if key not in hints:
            raise StyleError("DC704", style=style, key=f"{place}.{key}", hint=suggest(key, hints))
        values[key] = _value(hints[key], value, f"{place}.{key}", style)
        _check(known[key], values[key], value, f"{place}.{key}", style)
    return _make(kind, values, place, style)


def _check(field: Field[Any], value: Any, given: object, place: str, style: str) -> None:
    """The figure, or each of the figures, within the limits that its field names; a text of the form it asks for."""
    if like := field.metadata.get("like"):
        pattern, example = like
        if not re.fullmatch(pattern, value):
            raise StyleError("DC709", style=style, key=place, value=repr(given), limits=example)
    if field.metadata.get("face") and value not in faces():
        raise StyleError("DC709", style=style, key=place, value=repr(given), limits=" | ".join(faces()))
    least, most = field.metadata.get("within", (None, None))
    figures = value if isinstance(value, tuple) else (value,)
    if least is not None and not all(least <= figure <= most for figure in figures):
        raise StyleError("DC709", style=style, key=place, value=given, limits=_limits(least, most, str(given)))


def _limits(least: float, most: float, given: str) -> str:
    """The limits of a figure, in the unit in which it is given."""
    match = _LENGTH.fullmatch(given)
    unit = match[2] if match else "pt" if given in SIZES else ""
    scale = _UNITS.get(unit, 1.0)
    return f"{round(least / scale, 1):g}–{round(most / scale, 1):g} {unit}".strip()


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
    elif kind is Points and isinstance(value, str):
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
    raise StyleError("DC702", style=style, key=place, value=repr(value), like=_written(kind))


def _written(kind: object) -> str:
    """How a style writes a value of a type."""
    if get_origin(kind) is tuple:
        return f"[{_written(get_args(kind)[0])}, …]"
    return " | ".join(get_args(kind)) if get_origin(kind) is Literal else _EXAMPLES.get(kind, "[…]")


_EXAMPLES: Mapping[object, str] = {
    Points: " | ".join([*(f'"…{unit}"' for unit in _UNITS), '"三号"']),
    float: "1 | 1.5",
    int: "22",
    bool: "true | false",
    str: '"…"',
}
