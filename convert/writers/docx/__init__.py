"""Model to DOCX: a base of small XML parts filled from the Style, and the document's blocks as its body."""

import docx

from convert.document import Document
from convert.style import Style
from convert.writers import Resources, Written
from convert.writers.docx import base
from convert.writers.docx.body import Body
from convert.writers.docx.footnotes import Footnotes
from convert.writers.docx.package import pack, set_properties
from convert.writers.docx.picture import Pictures
from convert.writers.docx.text import forbidden
from convert.writers.pictures import Gallery


def write(document: Document, style: Style, resources: Resources) -> Written:
    """The document as a .docx; fonts are named by what an office calls them, so none need be installed."""
    opened = docx.Document(base.package(style))
    body = opened.element.body
    # The section's properties stay last; python-docx would look for them at every paragraph added.
    section = body[-1]
    body.remove(section)
    footnotes = Footnotes(opened.part)
    written = Body(
        body, document, style, Pictures(opened.part, style, Gallery(resources.folder, resources.limits)), footnotes
    )
    written.write()
    footnotes.save()
    body.append(section)
    set_properties(opened.core_properties, document)
    return Written(pack(opened), diagnostics=(*written.found, *forbidden(document)))
