"""A document whose paragraphs are still being given their roles."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from convert.document import Document, Paragraph, Role
from convert.recognizers import shapes


@dataclass(slots=True)
class Draft:
    """A document, and the role of each of its blocks so far; every recognizer assigns some."""

    document: Document
    texts: list[str] = field(init=False)
    """The text of every paragraph, "" for any other block."""
    roles: list[Role] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = [text_of(block) if isinstance(block, Paragraph) else "" for block in self.document.blocks]
        self.roles = [Role.BODY] * len(self.texts)

    @property
    def is_speech(self) -> bool:
        """Whether its 文种, its title or its subtitle says that it is a speech."""
        known = self.document.metadata
        return "讲话" in (known.kind, shapes.kind_of(self.document.title), shapes.kind_of(known.subtitle))

    def text(self, index: int) -> str:
        """The text of the paragraph at *index*; "" where there is none."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def role(self, index: int) -> Role | None:
        """The role of the block at *index* so far; None where there is none."""
        return self.roles[index] if 0 <= index < len(self.roles) else None

    def head(self, limit: int) -> Iterator[tuple[int, str]]:
        """The first paragraphs with their indexes, up to a heading or a table."""
        for index, block in enumerate(self.document.blocks[:limit]):
            if not isinstance(block, Paragraph):
                return
            yield index, self.texts[index]


def text_of(paragraph: Paragraph) -> str:
    """The text of a paragraph, which mostly is one run."""
    return paragraph.content[0].text if len(paragraph.content) == 1 else paragraph.text
