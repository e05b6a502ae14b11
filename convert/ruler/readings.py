"""What a ruler finds on the pages of a PDF, held against its style, clause by clause."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.compose.landscape import turned
from convert.diagnostic import Language
from convert.ruler import frame
from convert.ruler.reading import Reading, edges, near, span
from convert.ruler.sheet import MM, Line, Page, measure
from convert.style import Style


def report(data: bytes, style: Style, language: Language) -> Iterator[str]:
    """The readings of a PDF against its style, a line each."""
    for reading in readings(measure(data), style):
        what = reading.zh if language is Language.ZH else reading.en
        yield f"{'✓' if reading.right else '✗'} {reading.clause:6} {what}: {reading.found}"


def readings(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    """What the ruler finds, clause by clause."""
    upright = [page for page in pages if not page.is_landscape]
    yield from _sheet(pages, style)
    yield from _type_area(upright, style)
    yield from _lines(upright, style)
    if landscape := [page for page in pages if page.is_landscape]:
        yield from _landscape(landscape, style)
    yield from _page_number(pages, style)
    yield from frame.letterhead(pages, style)
    yield from frame.imprint(pages, style)
    for (face, size), count in Counter((c.face, round(c.size, 1)) for page in pages for c in page.characters).items():
        yield Reading("5.2.2", "字体", "face", f"{face.partition('+')[2] or face} {size:g} pt × {count}", True)


def _sheet(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    wanted = sorted((style.page.width * MM, style.page.height * MM))
    sizes = {(round(page.width, 1), round(page.height, 1)) for page in pages}
    right = all(near(size, want, 0.1) for found in sizes for size, want in zip(sorted(found), wanted, strict=True))
    yield Reading("5.1", "纸张 mm", "sheet, mm", " ".join(f"{w:g} × {h:g}" for w, h in sorted(sizes)), right)


def _type_area(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    head, foot = style.page.head * MM, (style.page.head + style.page.type_area_height) * MM
    tops = [page.lines[0].top for page in pages if _begins_at_the_head(page, style)]
    yield Reading("5.2.1", "天头 mm", "head, mm", span(tops), all(near(top, head, 1) for top in tops))
    bottoms = [page.lines[-1].bottom for page in pages if len(page.lines) == style.page.lines]
    yield Reading("5.2.1", "版心下边缘 mm", "foot, mm", span(bottoms), all(near(at, foot, 1) for at in bottoms))
    lefts = [min(line.left for line in page.lines) - edges(page, style)[0] for page in pages if page.lines]
    yield Reading("5.2.1", "左边缘差 mm", "off the left edge, mm", span(lefts), all(left > -0.3 for left in lefts))
    rights = [max(line.right for line in page.lines) - edges(page, style)[1] for page in pages if page.lines]
    yield Reading("5.2.1", "右边缘差 mm", "off the right edge, mm", span(rights), all(at < 0.3 for at in rights))


def _begins_at_the_head(page: Page, style: Style) -> bool:
    """Whether a page has a first line of text: not a mark, the place of a printed one, or the 版记 alone."""
    if not page.lines or frame.is_imprint_alone(page, style):
        return False
    first, look = page.lines[0], style.letterhead
    marked = first.characters[0].colour == style.roles["masthead"].colour or look.preprinted
    return near(first.size, style.text.size, 8) and not (page.number == 1 and marked)


def _lines(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    page, pitch = style.page, style.pdf.pitch * MM
    body = [[line for line in _text(each, style) if near(line.size, style.text.size, 0.1)] for each in pages]
    most = max(map(len, body), default=0)
    yield Reading("5.2.3", "每面行数", "lines a page", f"≤ {most}", most <= page.lines)
    longest = max((len(line.text) for each in body for line in each if not any(map(str.isascii, line.text))), default=0)
    yield Reading("5.2.3", "每行字数", "characters a line", f"≤ {longest}", longest <= page.characters)
    offsets = [_off_grid(line.baseline - each[0].baseline, pitch) for each in body for line in each]
    yield Reading("5.2.3", "行距偏差 mm", "off the grid, mm", span(offsets), all(abs(off) < 0.02 for off in offsets))
    ragged, broken = 0, 0
    for each, lines in zip(pages, body, strict=True):
        left, right = edges(each, style)
        for line, following in pairwise(lines):
            goes_on = near(following.left, left, 0.3) and right - line.right < style.text.size * 6 * MM
            broken += goes_on and len(line.text) > page.characters / 2
            ragged += goes_on and len(line.text) > page.characters / 2 and not near(line.right, right, 0.3)
    yield Reading("5.2.3", "撑满版心的行", "lines filled", f"{broken - ragged} / {broken}", ragged == 0)


def _text(page: Page, style: Style) -> Sequence[Line]:
    """The lines of a page from its title on, where it has one: a letter's 版头 stands on a grid of its own."""
    titles = [at for at, line in enumerate(page.lines) if near(line.size, style.roles["title"].size, 0.1)]
    return page.lines[titles[0] :] if titles and page.number == 1 else page.lines


def _landscape(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    """A landscape table begins at the 订口 of an odd page and at the 切口 of an even one, within the type area."""
    page = turned(style, style.pdf.pitch).page
    heads = {True: page.head * MM, False: (page.foot if page.duplex else page.head) * MM}
    tops = [each.lines[0].top - heads[each.number % 2 == 1] for each in pages if each.lines]
    leading = style.pdf.pitch * MM
    yield Reading("8", "横排表头距版心边 mm", "landscape head, mm", span(tops), all(0 < top < leading for top in tops))
    left, right = page.binding * MM, (page.binding + page.type_area_width) * MM
    off = [max(max(left - line.left, line.right - right) for line in each.lines) for each in pages if each.lines]
    yield Reading(
        "8", "横排超出版心 mm", "landscape, off the type area, mm", span(off), all(each < 0.3 for each in off)
    )


def _page_number(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    number = style.page_number
    wanted = (style.page.head + style.page.type_area_height + number.dash) * MM
    found = [(page, page.number_line) for page in pages]
    present = [(page, line) for page, line in found if line is not None]
    text = all(line.text.replace(" ", "") == number.form.format(page.number).replace(" ", "") for page, line in present)
    bare = [page for page in pages if _is_unnumbered(page, style)]
    right = text and all((line is None) == (page in bare) for page, line in found)
    yield Reading("7.5", "页码", "page numbers", f"{len(present)} / {len(pages)}", right)
    heights = [(line.characters[0].top + line.characters[0].bottom) / 2 for _, line in present]
    yield Reading(
        "7.5", "一字线高度 mm", "height of its dash, mm", span(heights), all(near(at, wanted, 0.3) for at in heights)
    )


def _is_unnumbered(page: Page, style: Style) -> bool:
    """A letter's first page, a blank one, and one that holds the 版记 alone (7.5, 10.1)."""
    first = page.number == 1 and not style.page_number.on_first
    return first or not page.lines or frame.is_imprint_alone(page, style)


def _off_grid(distance: float, pitch: float) -> float:
    return distance - round(distance / pitch) * pitch
