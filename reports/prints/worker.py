"""One print in a process of its own: a job comes in as JSON, the pages go out.

Run as a script by reports/prints/press.py; it knows nothing of the rest of Floke. People's texts
come as data and never as markup: a template gets them by `sys.inputs`.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any, Literal

import qrcode
import qrcode.image.svg
import typst

HERE = Path(__file__).parent
FONTS = HERE.parent.parent / "web" / "static" / "vendor" / "print"


def pages(sheet: str, data: dict[str, Any], format: Literal["pdf", "png"] = "pdf",
          ppi: float = 144, standards: list[Any] | None = None) -> list[bytes]:  # fmt: skip
    """The sheet filled with `data`: one PDF, or a picture of each page.

    Only the fonts that the set-up has fetched, and those in typst itself: the same everywhere. The
    PDF is checked against PDF/UA while it is written. A letter that no font of ours has would be
    refused there, so such a print is made without the promise, still tagged; with `standards` of
    its own it must hold them all, or typst's error comes out.
    """
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    given, sheets = {"data": json.dumps(drawn(data))}, HERE / "sheets"
    compiler = typst.Compiler(str(sheets / f"{sheet}.typ"), root=str(sheets), font_paths=fonts,
                              sys_inputs=given)  # fmt: skip
    if format == "png":
        made = compiler.compile(format="png", ppi=ppi)
    else:
        made = _pdf(compiler) if standards is None else _promised(compiler, standards)
    return made if isinstance(made, list) else [made or b""]


def drawn(data: Any) -> Any:
    """The data with each address under the name `qr` as a code to scan, in SVG without a margin."""
    if isinstance(data, list):
        return [drawn(part) for part in data]
    if not isinstance(data, dict):
        return data
    return {k: code(v) if k == "qr" else drawn(v) for k, v in data.items()}


def code(text: str) -> str:
    """One pattern for all: to look for the best of eight takes most of the time of 300 ballots."""
    made: Any = qrcode.QRCode(border=0, mask_pattern=3, error_correction=qrcode.ERROR_CORRECT_M)
    made.add_data(text)
    held = io.BytesIO()
    made.make_image(image_factory=qrcode.image.svg.SvgPathImage).save(held)
    return held.getvalue().decode()


def _pdf(compiler: typst.Compiler) -> Any:
    try:
        return compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return compiler.compile(format="pdf")


def _promised(compiler: typst.Compiler, standards: list[Any]) -> Any:
    return compiler.compile(format="pdf", pdf_standards=standards)


if __name__ == "__main__":
    job = json.load(sys.stdin)
    sys.stdout.buffer.write(pages(job["sheet"], job["data"])[0])
