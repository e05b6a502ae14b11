"""The comment lines that tell what a block is where its shape and place would tell otherwise."""

from collections.abc import Iterable

from convert.document import Role
from convert.patterns import pattern

ROLES: dict[str, Role] = {
    "正文": Role.BODY,
    "题下日期": Role.DATELINE,
    "讲话人": Role.BYLINE,
    "称谓": Role.SALUTATION,
    "主送机关": Role.ADDRESSEES,
    "附件说明": Role.ATTACHMENT_LIST,
    "署名": Role.ISSUERS,
    "成文日期": Role.ISSUED_ON,
    "附注": Role.NOTE,
    "附件": Role.ATTACHMENT,
    "附件标题": Role.ATTACHMENT_TITLE,
    "引文": Role.QUOTE,
    "出席": Role.ATTENDANCE,
    "题注": Role.CAPTION,
}
"""The name of a role in a comment line."""
NAMES = {role: name for name, role in ROLES.items()}

OWN_LINE = "独行"
"""A heading that ends in 。 and yet stands on a line of its own."""
RUN_IN = "接排"
"""A heading that runs into the next paragraph without ending in 。"""

LANDSCAPE = {"横排": True, "纵排": False}
"""Whether a table is set on landscape pages, whatever its width."""

RUN_IN_ENDS = ("。", "？", "！", "：")
"""The marks in which a run-in heading ends."""

_CHECKED = "doconv:"
_HEADS = pattern("表头([0-9]{1,4})行")


def comment(name: str) -> str:
    """The comment line with this name."""
    return f"<!-- {name} -->"


def heads(count: int) -> str:
    """The name that tells how many rows of a table are its head."""
    return f"表头{count}行"


def is_known(name: str) -> bool:
    """Whether a comment line with this name says something of the block after it, or of what is checked."""
    known = name in ROLES or name in LANDSCAPE or name in (OWN_LINE, RUN_IN) or name.startswith(_CHECKED)
    return known or read_heads([name]) is not None


def read_heads(names: Iterable[str]) -> int | None:
    """How many rows of a table the last of *names* that says so says are its head; None if none does."""
    found = [int(match[1]) for match in map(_HEADS.fullmatch, names) if match]
    return found[-1] if found else None


def landscape(turned: bool) -> str:
    """The name that tells whether a table is set on landscape pages."""
    return next(name for name, value in LANDSCAPE.items() if value is turned)


def read_landscape(names: Iterable[str]) -> bool | None:
    """Whether the last of *names* that says so says that a table is set on landscape pages; None if none does."""
    found = [LANDSCAPE[name] for name in names if name in LANDSCAPE]
    return found[-1] if found else None
