"""The end of a document: 附件说明, 署名 and 成文日期, 附注, and the 附件 that follow (7.3.4 to 7.3.7)."""

from convert.document import Role
from convert.patterns import pattern
from convert.recognizers import shapes
from convert.recognizers.draft import Draft
from convert.recognizers.imprint import read as read_imprint

LONGEST_NAME = 40
MOST_ORGANS = 12
LONGEST_NOTE = 80
LONGEST_PART = 120
LONGEST_ATTACHMENT_TITLE = 60

_LIST = pattern("附件?[：:][ \u3000]?(?=[^ ])|附件[0-9]{1,2}[：:.．][^ ]")
_ITEM = pattern("[0-9]{1,2}[.．、][ \u3000]?(?:[^0-9 ]|(?:19|20)[0-9]{2}(?:年|[-—][0-9]))")
_LISTED = "附0123456789"
"""With what either begins."""
_LABEL = pattern(
    "附[ \u3000]?件[ \u3000]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})?[：:]?(?:[（(][^（）()]{1,20}[)）])?"
)
_NAMED_LABEL = pattern("附件[0-9]{1,2}[：:][^。；]{2,60}")
_FORMULA = pattern("特此|专此|此[复致令布]|敬礼|妥否|当否|以上|请予|谢谢|联系人|地址|电话")
"""What ends a text before its signature."""
_SENTENCE_WORDS = pattern("的|了|[要把将请]")
"""What a sentence that was cut off has, and no name of an organ."""
_SENTENCE_ENDS = ("。", "！", "？", "”")
_DATE_ENDS = "日月时分0123456789"
_NOTE = pattern("[（(][^（）()]{2,80}[)）]")


def assign(draft: Draft) -> None:
    """Give the parts after the text their roles; a document with attachments may have several ends."""
    attached = False
    for index, text in enumerate(draft.texts):
        if not text or len(text) > LONGEST_PART or draft.roles[index] is not Role.BODY:
            continue
        if text[0] == "附":
            _assign_attachments(draft, index, text, attached=attached)
            attached |= draft.roles[index] is Role.ATTACHMENT
        elif text[-1] in _DATE_ENDS and (shapes.is_date(text) or _is_loose_date(draft, index)):
            _assign_signature(draft, index)
    _assign_undated_signature(draft)


def _is_loose_date(draft: Draft, index: int) -> bool:
    """Whether 2026.3.2 or 2026年3月 stands under the name of an organ, and dates it."""
    text = draft.text(index)
    dated = shapes.is_short_date(text) or shapes.is_month(text)
    return dated and _may_sign(draft, index - 1) and shapes.is_organ(draft.text(index - 1))


def is_attachment_label(text: str) -> bool:
    """Whether a line is 附件 and its number, and nothing else."""
    return text[:1] == "附" and len(text) < 30 and _LABEL.fullmatch(text) is not None and text[-1] not in "：:"


def is_list_label(text: str) -> bool:
    """Whether a line is 附件： alone, the names below it (7.3.4)."""
    return text in {"附件：", "附件:"}


def is_listed_attachment(text: str) -> bool:
    """Whether a line may be one of an 附件说明, by its shape alone."""
    return len(text) <= LONGEST_NOTE and text[:1] in _LISTED and (_LIST.match(text) or _ITEM.match(text)) is not None


def _assign_attachments(draft: Draft, index: int, text: str, *, attached: bool) -> None:
    """A label, or the list of those to come; after one is *attached*, 附件2：申报表 is a label that names its own."""
    if attached and _NAMED_LABEL.fullmatch(text):
        draft.roles[index] = Role.ATTACHMENT
    elif _LABEL.fullmatch(text):
        if _is_followed_by_list(draft, index, text):
            draft.roles[index] = Role.ATTACHMENT_LIST
            _assign_items(draft, index + 1)
            return
        draft.roles[index] = Role.ATTACHMENT
        _assign_title(draft, index + 1)
    elif _LIST.match(text) and text[-1] not in "。；":
        draft.roles[index] = Role.ATTACHMENT_LIST
        _assign_items(draft, index + 1)


def _is_followed_by_list(draft: Draft, index: int, text: str) -> bool:
    """附件： alone on a line, its items below."""
    return text[-1] in "：:" and _ITEM.match(draft.text(index + 1)) is not None


def _assign_items(draft: Draft, index: int) -> None:
    while (text := draft.text(index)) and len(text) <= LONGEST_NOTE:
        if not (_ITEM.match(text) or _LIST.match(text)) or text[-1] in "。；":
            return
        draft.roles[index] = Role.ATTACHMENT_LIST
        index += 1


def _assign_title(draft: Draft, index: int) -> None:
    """The title of an attachment: a short line without a mark at its end, and a line it runs on to."""
    text = draft.text(index)
    if not text or len(text) > LONGEST_ATTACHMENT_TITLE or text[-1] in "。；：，、:" or shapes.is_date(text):
        return
    draft.roles[index] = Role.ATTACHMENT_TITLE


def _assign_signature(draft: Draft, index: int) -> None:
    """A date on a line of its own, and above it the organs or persons that sign; each of several must look like one."""
    first = index
    while index - first < MOST_ORGANS and _may_sign(draft, first - 1):
        above = draft.text(first - 1)
        if first < index and not (shapes.is_organ(above) or shapes.is_signer(above)):
            break
        first -= 1
    after = _after(draft, index)
    if first == index and not after:
        return
    if not after and index - first > 3:
        return
    draft.roles[index] = Role.ISSUED_ON
    draft.roles[first:index] = [Role.ISSUERS] * (index - first)
    following = index + 1
    if len(draft.text(following)) <= LONGEST_NOTE and _NOTE.fullmatch(draft.text(following)):
        draft.roles[following] = Role.NOTE
        following += 1
    text = draft.text(following)
    if text and shapes.ends_as_title(text) and not text.startswith("附") and "：" not in text:
        _assign_title(draft, following)
        if draft.role(following + 1) is Role.BODY and shapes.is_address(draft.text(following + 1)):
            draft.roles[following + 1] = Role.ADDRESSEES


def _assign_undated_signature(draft: Draft) -> None:
    """The organs that sign a text without saying when: its last lines, under a sentence or an 附件说明."""
    last = _last_of_text(draft)
    first = last + 1
    while last - first < MOST_ORGANS and _may_sign(draft, first - 1) and _signs(draft.text(first - 1)):
        first -= 1
    above = draft.text(first - 1)
    if above.endswith(_SENTENCE_ENDS) or _FORMULA.match(above) or draft.role(first - 1) is Role.ATTACHMENT_LIST:
        draft.roles[first : last + 1] = [Role.ISSUERS] * (last + 1 - first)


def _last_of_text(draft: Draft) -> int:
    """The last paragraph before the note and the attachments."""
    end = len(draft.texts)
    if Role.ATTACHMENT in draft.roles:
        end = draft.roles.index(Role.ATTACHMENT)
    text = draft.text(end - 1)
    return end - 2 if len(text) <= LONGEST_NOTE and _NOTE.fullmatch(text) else end - 1


def _signs(text: str) -> bool:
    return shapes.is_signer(text) or (shapes.is_organ(text) and not _SENTENCE_WORDS.search(text))


def _may_sign(draft: Draft, index: int) -> bool:
    """Whether a paragraph may be the name of an organ that signs."""
    text = draft.text(index)
    if not text or draft.roles[index] is not Role.BODY or len(text) > LONGEST_NAME:
        return False
    return shapes.is_name(text) and not _ITEM.match(text) and not _FORMULA.match(text)


def _after(draft: Draft, index: int) -> bool:
    """Whether a text ends at *index*: nothing follows, or only a note, an imprint or an attachment."""
    text = draft.text(index + 1)
    if index + 1 >= len(draft.texts):
        return True
    return bool(
        text and (_NOTE.fullmatch(text) or _LABEL.fullmatch(text) or read_imprint(text) or shapes.ends_as_title(text))
    )
