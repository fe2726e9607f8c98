"""A vector picture in a Word document, with its words for those who do not see it."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE as KINDS
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

from reports.prints.worker import pages

VECTOR = """<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext
 uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip
 xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 r:embed="%s"/></a:ext></a:extLst>"""


def put(paper: Paper, svg: str, alt: str, wide: int) -> None:
    """The picture, `wide` millimetres: drawn by typst as a bitmap, and beside it as it is."""
    bitmap = pages("figure", {"svg": svg}, "png", 200)[0]
    shape: Any = paper.add_picture(io.BytesIO(bitmap), width=Mm(wide))
    shape._inline.docPr.set("descr", alt)
    package = paper.part.package
    assert package is not None
    count = sum(1 for part in package.iter_parts() if part.partname.ext == "svg")
    name = PackURI(f"/word/media/drawing{count + 1}.svg")
    part = Part(name, "image/svg+xml", svg.encode(), package)
    known = paper.part.relate_to(part, KINDS.IMAGE)
    shape._inline.graphic.graphicData.pic.blipFill.blip.append(parse_xml(VECTOR % known))
