"""Model to DOCX: a base of small XML parts filled from the Style, and the document's blocks as its body."""

from convert.document import Document
from convert.style import Style
from convert.writers import Resources, Written
from convert.writers.docx import base
from convert.writers.docx.body import Body
from convert.writers.docx.footnotes import Footnotes
from convert.writers.docx.package import Package, properties
from convert.writers.docx.picture import Pictures
from convert.writers.docx.section import Sections
from convert.writers.docx.text import forbidden
from convert.writers.pictures import Gallery


def write(document: Document, style: Style, resources: Resources) -> Written:
    """The document as a .docx; fonts are named by what an office calls them, so none need be installed."""
    package = Package(base.parts(style, properties(document)))
    upright = package.body[-1]
    package.body.remove(upright)
    footnotes = Footnotes(package)
    pictures = Pictures(package, style, Gallery(resources.folder, resources.limits))
    written = Body(package.body, document, style, pictures, footnotes, Sections(package, upright, style))
    written.write()
    return Written(package.pack(), diagnostics=(*written.found, *forbidden(document)))
