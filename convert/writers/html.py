"""Document → HTML: a page for a browser, and the same page with its lines broken, which becomes the PDF."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import zip_longest

from convert.compose.hanging import hangs
from convert.compose.head import head
from convert.compose.setting import Piece, Setting
from convert.compose.signature import blanks, nominal_width
from convert.document import Block, Document, Heading, Paragraph, Role, Table
from convert.style import Style
from convert.writers import Resources, Written, css

_TAGS = {"title": "h1", "heading1": "h2", "heading2": "h3", "heading3": "h4", "heading4": "h5"}


def write(document: Document, style: Style, resources: Resources) -> Written:
    """One file that a browser shows, its lines left to the browser."""
    del resources
    body = "\n".join(Body(document, style, None).elements())
    return Written(whole(document, css.for_screen(style), body).encode())


def whole(document: Document, sheet: str, body: str) -> str:
    """A page of HTML with what is known of the document in its head."""
    known = document.metadata
    author = known.author or known.speaker or "、".join(known.issuers)
    metas = {"author": author, "dcterms.created": known.dated or known.issued_on}
    head = "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in metas.items() if value)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{escape(document.title)}</title>\n'
        f"{head}<style>\n{sheet}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


class Body:
    """The elements of one document; with a *setting* their lines are broken and every font is named."""

    def __init__(self, document: Document, style: Style, setting: Setting | None) -> None:
        self.document = document
        self.style = style
        self.setting = setting
        self.used: dict[tuple[str, int], None] = {}
        """Face and rank of every font the text has needed so far, in order."""
        self.lines: list[tuple[str, int]] = []
        width = setting.cells if setting else nominal_width
        line = style.page.characters
        self.blanks = blanks(document.blocks, width, right=style.roles[Role.ISSUERS].right, line=line)
        self.hangs = hangs(document.blocks, width, indent=style.roles[Role.ATTACHMENT_LIST].indent)

    def elements(self) -> Iterator[str]:
        """The title, the head and every block in printed order, a run-in heading and its paragraph in one."""
        if self.document.title:
            yield self._element("title", [Piece(self.document.title, "title")])
        for role, text in head(self.document):
            yield self._element(role, [Piece(text, role)])
        heading: Heading | None = None
        blocks = self.document.blocks
        for index, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
            if isinstance(block, Heading) and block.run_in and _is_body(following):
                heading = block
                continue
            yield self._block(index, block, heading)
            heading = None

    def _block(self, index: int, block: Block, heading: Heading | None) -> str:
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Heading):
            role = f"heading{block.level}"
            return self._element(role, [Piece(block.text, role)])
        pieces = [Piece(run.text, block.role) for run in block.content]
        if heading:
            pieces.insert(0, Piece(heading.text, f"heading{heading.level}"))
        indents, place = self._indents(index, block.role)
        return self._element(block.role, pieces, indents, place)

    def _indents(self, index: int, role: str) -> tuple[tuple[float, float] | None, str]:
        """Where a placed paragraph's lines begin, in 字, and the declarations that put it there (7.3.4, 7.3.5)."""
        cell = self.style.cell
        if index in self.hangs:
            hang = self.hangs[index]
            place = f"padding-left:{hang.others * cell:.4f}pt;text-indent:{(hang.first - hang.others) * cell:.4f}pt"
            return (hang.first, hang.others), place
        if index in self.blanks:
            return None, f"padding-right:{self.blanks[index] * cell:.4f}pt"
        return None, ""

    def _element(
        self, role: str, pieces: list[Piece], indents: tuple[float, float] | None = None, place: str = ""
    ) -> str:
        tag = _TAGS.get(role, "p")
        if pieces and pieces[0].role != role:
            tag = "div"  # a heading runs in, which no paragraph of HTML may hold
        inner = self._set(role, pieces, indents or (self.style.roles[role].indent, 0.0))
        text = escape("".join(piece.text for piece in pieces))
        attributes = f' title="{text}"' if tag in _TAGS.values() and self.setting else ""
        attributes += f' style="{place}"' if place else ""
        return f'<{tag} class="{role}"{attributes}>{inner}</{tag}>'

    def _set(self, role: str, pieces: list[Piece], indents: tuple[float, float]) -> str:
        """The text of an element, broken into lines where there are fonts to measure with."""
        if not self.setting:
            return "".join(self._piece(role, piece) for piece in pieces)
        lines = self.setting.lines(pieces, indents) if any(piece.text for piece in pieces) else []
        self.lines.append((role, len(lines)))
        joined = _join(lines)
        return "".join(self._piece(role, piece) for piece in joined)

    def _piece(self, role: str, piece: Piece) -> str:
        inner = self._in_fonts(piece, piece.role != role) if self.setting else escape(piece.text)
        if piece.role == role:
            return inner
        tag = _TAGS[piece.role]
        label = f' title="{escape(piece.text)}"' if self.setting else ""
        return f'<{tag} class="{piece.role} run-in"{label}>{inner}</{tag}>'

    def _in_fonts(self, piece: Piece, nested: bool) -> str:
        """A text with a span round every part that the text's own font does not set."""
        assert self.setting
        del nested
        body, look = self.style.roles[Role.BODY], self.style.roles[piece.role]
        parts = []
        for text, rank in self.setting.fonts.stretches(look.face, piece.text):
            self.used[look.face, rank] = None
            plain = rank == 0 and look.face == body.face and look.size == body.size
            name = css.family(look.face, rank)
            parts.append(escape(text) if plain else f'<span class="{name}">{escape(text)}</span>')
        return "".join(parts)

    def _table(self, block: Table) -> str:
        rows = [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in block.rows]
        head, rest = "".join(rows[: block.heads]), "".join(rows[block.heads :])
        return f'<table class="table">{f"<thead>{head}</thead>" if head else ""}<tbody>{rest}</tbody></table>'


def _is_body(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.BODY


def _join(lines: Iterable[Iterable[Piece]]) -> list[Piece]:
    """The pieces of all lines with a newline where a line begins, neighbours of one role in one."""
    joined: list[Piece] = []
    for line in lines:
        for number, piece in enumerate(line):
            if number == 0 and joined:
                joined[-1] = Piece(joined[-1].text + "\n", joined[-1].role)
            if joined and joined[-1].role == piece.role:
                joined[-1] = Piece(joined[-1].text + piece.text, piece.role)
            else:
                joined.append(piece)
    return joined
