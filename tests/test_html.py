"""The page for a browser: its text, its levels, nothing of this machine's fonts."""

from html.parser import HTMLParser

from papers import NOTICE, SPEECH, of, part, text_of

from convert import style
from convert.document import Document, Heading, Metadata, Paragraph, Run
from convert.fonts import Fonts
from convert.writers import Resources, html

LOOK = style.load("gbt9704")


class Reader(HTMLParser):
    """Text and tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.feed(page.split("<body>")[1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag}.{dict(attrs).get('class')}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def never() -> Fonts:
    raise AssertionError("a page for a browser needs no fonts")


def page(document: Document) -> str:
    return html.write(document, LOOK, Resources(never)).data.decode()


def test_the_text_is_all_there() -> None:
    for document in (NOTICE, SPEECH):
        shown = "".join(Reader(page(document)).text).replace("\n", "")
        for text in text_of(document):
            assert text in shown


def test_levels_and_roles() -> None:
    tags = Reader(page(NOTICE)).tags
    assert tags[:4] == ["h1.title", "p.addressees", "p.body", "h2.heading1"]
    assert tags[4:6] == ["div.body", "h3.heading2 run-in"]
    assert {"h4.heading3", "h5.heading4", "p.issuers", "p.issued_on", "p.note", "strong.None", "em.None"} <= set(tags)


def test_what_is_known_stands_in_the_head() -> None:
    made = page(Document("甲 | 乙", (), Metadata(speaker="林越", dated="2026-01-08")))
    assert "<title>甲乙</title>" in made
    assert '<meta name="author" content="林越"/>' in made
    assert '<meta name="dcterms.created" content="2026-01-08"/>' in made
    assert '<html lang="zh-CN">' in made


def test_marks_of_html_are_text() -> None:
    text = '<b>&"</p>'
    assert "".join(Reader(page(of(part(text), Heading(1, text)))).text).count(text) == 2


def test_no_file_of_this_machine_is_named() -> None:
    made = page(of(Paragraph((Run("国"),))))
    assert "file:" not in made
    assert "url(" not in made


def test_blocks_stand_apart_by_no_empty_lines() -> None:
    """A browser makes a line of the newline between two blocks where their parent keeps newlines."""
    sheet = page(NOTICE).split("<style>")[1].split("</style>")[0]
    (body,) = [line for line in sheet.split("\n") if line.startswith("body{")]
    assert "white-space" not in body.split("}")[0]
