"""Prints as tests look at them: the PDF's own words, and every code in its pages, read."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import zxingcpp
from PIL import Image
from pypdf import PdfReader

from models import Seminar
from reports import prints
from reports.prints.common import Asked
from reports.prints.worker import pages
from tests.cast import Cast

ADDRESS = "http://floke.test"
MM = 72 / 25.4


@dataclass
class Printed:
    """A print that has been made."""

    sheet: str
    data: dict[str, Any]
    pdf: PdfReader

    @property
    def text(self) -> str:
        """What stands in it, on one line."""
        return " ".join(" ".join(page.extract_text() for page in self.pdf.pages).split())

    @property
    def size(self) -> tuple[int, int]:
        """The first page in millimetres."""
        box = self.pdf.pages[0].mediabox
        return round(float(box.width) / MM), round(float(box.height) / MM)

    @property
    def catalogue(self) -> Any:
        return self.pdf.trailer["/Root"]

    def codes(self, ppi: float = 110) -> list[str]:
        """What every code on its pages says, page by page, as a phone would read it."""
        seen = []
        for picture in pages(self.sheet, self.data, "png", ppi):
            image = Image.open(io.BytesIO(picture)).convert("L")
            found = zxingcpp.read_barcodes(image)
            seen += [code.text for code in found]
        return seen


def printed(cast: Cast, name: str, **asked: Any) -> Printed:
    """The print `name` of the cast's seminar."""
    seminar = cast.db.get(Seminar, cast.seminar.id)
    assert seminar is not None
    sheet, data = prints.data(cast.db, seminar, name, Asked(ADDRESS, **asked))
    return Printed(sheet, data, PdfReader(io.BytesIO(pages(sheet, data)[0])))
