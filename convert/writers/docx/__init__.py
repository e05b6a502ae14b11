"""Model to DOCX: a base of small XML parts filled from the Style, and the document's blocks as its body."""

from convert.compose.extent import items
from convert.compose.frame import frame
from convert.compose.grid import docx_grid
from convert.compose.signature import nominal
from convert.document import Document
from convert.style import Style
from convert.writers import Resources, Written
from convert.writers.docx import base
from convert.writers.docx.body import Body
from convert.writers.docx.drawing import number_shapes
from convert.writers.docx.footnotes import Footnotes
from convert.writers.docx.imprint import add_imprint
from convert.writers.docx.package import Package, properties
from convert.writers.docx.picture import Pictures
from convert.writers.docx.section import Sections
from convert.writers.docx.text import forbidden
from convert.writers.pictures import Gallery


def write(document: Document, style: Style, resources: Resources) -> Written:
    """The document as a .docx; fonts are named by what an office calls them, so none need be installed."""
    package = Package(base.parts(style, properties(document)))
    body = package.body
    upright = body[-1]
    body.remove(upright)
    footnotes = Footnotes(package)
    pictures = Pictures(package, style, Gallery(resources.folder, resources.limits))
    sections = Sections(package, upright, style)
    around = frame(document, style, docx_grid(style), nominal(style))
    written = Body(body, around, style, pictures, footnotes, sections)
    written.write()
    found = (*around.diagnostics, *written.found)
    if around.imprint:
        found += add_imprint(body, around.imprint, sections, list(items(around, style, written.heights)))
    number_shapes(body, sections.shapes)
    return Written(package.pack(), diagnostics=(*found, *forbidden(document)))
