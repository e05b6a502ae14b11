"""The head of a mail, written out above the text that came in it: who wrote to whom, when, on what."""

import re
from collections.abc import Sequence

from convert.cleaners.clutter.zones import Drop, Line
from convert.hanzi import iso_date
from convert.patterns import pattern

_PAIR = pattern(
    "[>|*_ ]{0,6}(发件人|收件人|寄件人|抄送|密送|主题|日期|时间|发送时间|发送日期|发件时间|收件时间|附件|回复至"
    "|From|To|Cc|CC|Bcc|Subject|Date|Sent|Reply-To|Attachments?)"
    "[*_]{0,2}[ \u3000]{0,4}[:：][*_]{0,2}[ \u3000]{0,4}(.{0,300})"
)
_SURE = {"发件人", "收件人", "寄件人", "发送时间", "发件时间", "收件时间", "From", "To", "Sent"}
_SUBJECT, _DATED = ("主题", "Subject"), ("日期", "时间", "发送时间", "发送日期", "发件时间", "Date", "Sent")
_BAR = pattern(
    "[-_=* ]{0,30}(?:原始邮件|原邮件|转发邮件信息|转发的?邮件|Original [Mm]essage|Forwarded [Mm]essage)[-_=* ]{0,30}"
    "|Begin forwarded message:|(?:以下|下面)是转发的?邮件[:：。]?"
)
_FIRST = frozenset("发收寄抄密主日时附回FTCBSDRA>|*_ -=以下原转O")
"""With what such lines begin."""
_LONGEST_BAR = 100
_RULE = pattern("[-_=*—]{2,80}")
_COVERING = 6
"""Lines of a covering letter, and of a sender's name and address."""
_PREFIX = pattern("(?:(?:转发|回复|答复|Fwd?|FW|Re|RE)[ ]?[:：][ ]?){1,5}")
_FEWEST = 2


def find(lines: Sequence[Line]) -> dict[int, Drop]:
    """The lines of such heads and the bars over them, by where they start."""
    drops: dict[int, Drop] = {}
    run: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        if line.text[0] not in _FIRST and not run:
            continue
        pair = _PAIR.fullmatch(line.text)
        if pair:
            run.append((line, pair))
            continue
        drops |= _head(run)
        run = []
        if len(line.text) <= _LONGEST_BAR and _BAR.fullmatch(line.text):
            drops[line.start] = Drop(line, "mail")
    drops |= _head(run)
    return drops | _letter(lines, drops) if drops else drops


def _letter(lines: Sequence[Line], drops: dict[int, Drop]) -> dict[int, Drop]:
    """The few lines that go with what is forwarded, down to a rule, and the sender's name below a last one."""
    top = max(at for at, line in enumerate(lines) if line.start in drops)
    rules = [at for at, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    found = [lines[at] for at in rules]
    for at in rules:
        if top < at <= top + _COVERING:
            found += [line for line in lines[top + 1 : at] if len(line.text) <= _LONGEST_BAR]
        elif at > top and at >= len(lines) - _COVERING:
            found += [line for line in lines[at:] if len(line.text) <= _LONGEST_BAR]
    return {line.start: Drop(line, "mail") for line in found}


def _head(run: Sequence[tuple[Line, re.Match[str]]]) -> dict[int, Drop]:
    """Two such lines or more in a row, of which one only a mail has."""
    if len(run) < _FEWEST or not any(pair[1] in _SURE for _, pair in run):
        return {}
    return {line.start: Drop(line, "mail", _fields(pair[1], pair[2].strip())) for line, pair in run}


def _fields(label: str, value: str) -> tuple[tuple[str, str], ...]:
    if label in _SUBJECT:
        prefix = _PREFIX.match(value)
        return (("title", value[prefix.end() :] if prefix else value),)
    return (("dated", day),) if label in _DATED and (day := iso_date(value)) else ()
