"""The head of a mail, written out above the text that came in it: who wrote to whom, when, on what."""

import re
from collections.abc import Sequence

from convert.cleaners.clutter.furniture import iso
from convert.cleaners.clutter.zones import Drop, Line

_PAIR = re.compile(
    "[>|*_ ]{0,6}(发件人|收件人|寄件人|抄送|密送|主题|日期|时间|发送时间|发送日期|发件时间|收件时间|附件|回复至"
    "|From|To|Cc|CC|Bcc|Subject|Date|Sent|Reply-To|Attachments?)"
    "[*_]{0,2}[ \u3000]{0,4}[:：][*_]{0,2}[ \u3000]{0,4}(.{0,300})"
)
_SURE = {"发件人", "收件人", "寄件人", "发送时间", "发件时间", "收件时间", "From", "To", "Sent"}
_SUBJECT, _DATED = ("主题", "Subject"), ("日期", "时间", "发送时间", "发送日期", "发件时间", "Date", "Sent")
_BAR = re.compile(
    "[-_=* ]{0,30}(?:原始邮件|原邮件|转发邮件信息|转发的?邮件|Original [Mm]essage|Forwarded [Mm]essage)[-_=* ]{0,30}"
    "|Begin forwarded message:|(?:以下|下面)是转发的?邮件[:：。]?"
)
_LONGEST_BAR = 100
_PREFIX = re.compile("(?:(?:转发|回复|答复|Fwd?|FW|Re|RE)[ ]?[:：][ ]?){1,5}")
_FEWEST = 2


def find(lines: Sequence[Line]) -> dict[int, Drop]:
    """The lines of such heads and the bars over them, by where they start."""
    drops: dict[int, Drop] = {}
    run: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        pair = _PAIR.fullmatch(line.text)
        if pair:
            run.append((line, pair))
            continue
        drops |= _head(run)
        run = []
        if len(line.text) <= _LONGEST_BAR and _BAR.fullmatch(line.text):
            drops[line.start] = Drop(line, "mail")
    return drops | _head(run)


def _head(run: Sequence[tuple[Line, re.Match[str]]]) -> dict[int, Drop]:
    """Two such lines or more in a row, of which one only a mail has."""
    if len(run) < _FEWEST or not any(pair[1] in _SURE for _, pair in run):
        return {}
    return {line.start: Drop(line, "mail", _fields(pair[1], pair[2].strip())) for line, pair in run}


def _fields(label: str, value: str) -> tuple[tuple[str, str], ...]:
    if label in _SUBJECT:
        prefix = _PREFIX.match(value)
        return (("title", value[prefix.end() :] if prefix else value),)
    return (("dated", iso(value)),) if label in _DATED and iso(value) else ()
