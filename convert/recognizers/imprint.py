"""版记: 抄送机关, 印发机关 and 印发日期 at the end of a document, taken into the metadata (7.4)."""

import re
from typing import Any

from convert.hanzi import HAN, iso_date
from convert.patterns import pattern
from convert.recognizers.shapes import DATE

_COPIES = pattern("(?:抄[ \u3000]?[送报]|[报送发])[：:][ \u3000]?(.{2,600})")
"""抄送, and what stands below a series of issues: 报：…, 送：…, 发：…."""
_SENT = pattern("主[ \u3000]?送[：:][ \u3000]?(.{2,600})")
_PRINTED = pattern(f"([{HAN}（）()、 \u3000]{{2,40}}?)[ \u3000]{{0,20}}({DATE.pattern})[ \u3000]?印发")


def read(line: str) -> dict[str, Any]:
    """What a line of the 版记 says; nothing if it is none."""
    if match := _COPIES.fullmatch(line):
        return {"copies_to": _organs(match[1])}
    if match := _SENT.fullmatch(line):
        return {"addressees": _organs(match[1])}
    if len(line) <= 80 and (match := _PRINTED.fullmatch(line)):
        return {"printed_by": match[1].strip(), "printed_on": iso_date(match[2])}
    return {}


def _organs(text: str) -> tuple[str, ...]:
    """The organs of a list; 、 binds closer than ，, so groups stay as they are printed."""
    return tuple(filter(None, re.split("[，；]", text.rstrip("。 "))))
