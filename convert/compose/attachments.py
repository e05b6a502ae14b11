"""附件: the label that stands on the first line of its page (7.3.7)."""

from convert.document import Document
from convert.style import Style


def attachment_label(label: str, document: Document, style: Style) -> str:
    """附件1, or 临政发〔2026〕3号附件1 where the attachments are not bound with the text."""
    number = document.metadata.document_number
    return label if style.attachment.bound or label.startswith(number) else number + label
