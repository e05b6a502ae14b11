"""Pictures of a DOCX as LibreOffice prints it."""

from pathlib import Path

import libreoffice
import pytest
from test_pictures import BODY, STYLE, boxes, drawn, write

from convert.document import Image

pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]


def test_a_picture_as_wide_as_the_type_area_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn(size=(3000, 900)))
    data = write("docx", tmp_path, BODY, Image("a.png", "图"), BODY).data
    printed = libreoffice.to_pdf({"picture": data}, tmp_path)["picture"]
    ((left, _, right, _),) = boxes(printed.read_bytes(), 0)
    assert left == pytest.approx(STYLE.page.binding, abs=0.3)
    assert right == pytest.approx(STYLE.page.width - STYLE.page.outer, abs=0.3)
