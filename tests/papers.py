"""Documents written for the tests of the writers: every role, every emphasis, and pages of nothing but hanzi."""

from convert.document import Block, Document, Heading, Metadata, Paragraph, Role, Run, Table


def part(text: str, role: Role = Role.BODY) -> Paragraph:
    """A paragraph of one plain run."""
    return Paragraph((Run(text),), role)


TABLE = Table(
    (
        ("序号", "项目", "完成时限"),
        ("1", "修订城市道路养护办法，明确每年检查不少于四次，发现问题七日内整改到位并书面报告", "2026年6月"),
        ("2", "公园绿地", "2026年12月"),
    )
)

NOTICE = Document(
    "临江市人民政府办公室关于做好城市道路养护工作的通知",
    (
        part("各区人民政府，市政府各部门：", Role.ADDRESSEES),
        part("为了保障道路完好、出行安全，现就有关事项通知如下。"),
        Heading(1, "一、总体要求"),
        Heading(2, "（一）压实责任。", run_in=True),
        part("2026年投入1,200万元，完好率达到98.5%以上，落实“一路一策”。"),
        Heading(2, "（二）分步实施"),
        Heading(3, "1.全面排查"),
        Heading(4, "（1）建立台账"),
        Paragraph(
            (
                Run("台账"),
                Run("每月", strong=True),
                Run("更新，"),
                Run("不得", emphasis=True),
                Run("补记。", True, True),
            )
        ),
        TABLE,
        TABLE,
        part("道路千万条，安全第一条。", Role.QUOTE),
        part("图1 养护流程", Role.CAPTION),
        part("附件：1.临江市城市道路养护工作方案、任务分解表和考核评分细则（2026年修订）", Role.ATTACHMENT_LIST),
        part("2.联络员名单", Role.ATTACHMENT_LIST),
        part("临江市人民政府办公室", Role.ISSUERS),
        part("2026年3月5日", Role.ISSUED_ON),
        part("（此件公开发布）", Role.NOTE),
        part("附件1", Role.ATTACHMENT),
        part("临江市城市道路养护工作方案", Role.ATTACHMENT_TITLE),
        part("本方案自印发之日起施行。"),
        TABLE,
    ),
    Metadata(kind="通知", issued_on="2026-03-05"),
)
"""An official document with every part that the model knows of one."""

SPEECH = Document(
    "在全市城市管理工作会议上的讲话",
    (
        part("同志们：", Role.SALUTATION),
        part("今天的会议很重要，我讲三点意见。"),
        Heading(1, "一、认清形势"),
        part("过去一年，大家很辛苦。"),
    ),
    Metadata(kind="讲话", subtitle="——以绣花功夫治理城市", speaker="林越", post="市长", dated="2026-01-08"),
)
"""A speech whose date and speaker are known, not written."""


_HEAD = ("序号", "工作任务", "具体措施", "牵头单位", "责任单位", "完成时限", "备注")
_ROW = (
    "老旧小区改造",
    "完成120个老旧小区水电气路改造，惠及居民3.2万户，同步加装电梯60部",
    "市住房城乡建设局",
    "各区人民政府、市城市管理局",
    "2026年10月底前",
    "每月调度",
)


def wide(rows: int, landscape: bool | None = None) -> Table:
    """A table too wide for a portrait page."""
    return Table((_HEAD, *((str(number), *_ROW) for number in range(1, rows + 1))), 1, landscape)


CAPTION = part("表1 任务分解表", Role.CAPTION)
BEFORE, AFTER = part("各区要把任务分解到岗、到人。" * 9), part("各单位要按月报送进展情况。" * 9)
PLAN = Document(
    "关于分解落实重点工作任务的通知",
    (
        BEFORE,
        CAPTION,
        wide(9),
        AFTER,
        part("附件", Role.ATTACHMENT),
        part("任务清单", Role.ATTACHMENT_TITLE),
        wide(2),
    ),
)
"""Pages 1 and 5 stand upright; 2, 3, 4 and 6 are landscape."""


def hanzi(pages: int, characters: int = 28, lines: int = 22) -> Document:
    """One paragraph of nothing but hanzi that fills so many pages; it ends at the last cell of the last line."""
    return Document("", (part("国" * (pages * lines * characters - 2)),))


def text_of(document: Document) -> list[str]:
    """What is printed of *document*, a string a paragraph; head lines that come from metadata are left out."""
    printed = [document.title] if document.title else []
    lead = ""
    for block in document.blocks:
        match block:
            case Heading(run_in=True):
                lead = block.text
            case Table():
                printed += [cell for row in block.rows for cell in row]
            case _:
                printed.append(lead + block.text)
                lead = ""
    return printed


def headings_of(document: Document) -> list[tuple[int, str]]:
    """Level and text of every heading that has a line of its own."""
    return [(b.level, b.text) for b in document.blocks if isinstance(b, Heading) and not b.run_in]


def of(*blocks: Block) -> Document:
    """A document of *blocks* alone."""
    return Document("", blocks)
