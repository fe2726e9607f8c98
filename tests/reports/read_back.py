"""What a written report says, read back by libraries that know nothing of how it was made."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
from docx import Document
from pypdf import PdfReader

Row = tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """The headings in order, and every row of every table; white space and hyphens left out."""

    headings: list[str]
    rows: list[Row]


def plain(text: object) -> str:
    """Without what a line break may add or take."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", "" if text is None else str(text))


def row(cells: list[Any]) -> Row:
    """The cells that hold something: a bar between a name and its number is none."""
    return tuple(told for cell in cells if (told := plain(cell)))


def html(file: bytes) -> Said:
    page = lxml.html.fromstring(file.decode())
    bars = [[li.find_class(f"bar-{part}")[0].text_content() for part in ("label", "value")]
            for li in page.find_class("bar-row")]  # fmt: skip
    tables = [[cell.text_content() for cell in tr] for tr in page.iter("tr")]
    heads = [plain(h.text_content()) for h in page.iter("h1", "h2", "h3")]
    return Said(heads, [row(cells) for cells in bars + tables])


def docx(file: bytes) -> Said:
    paper = Document(io.BytesIO(file))
    heads = [plain(p.text) for p in paper.paragraphs
             if p.style and str(p.style.name).startswith(("Title", "Heading"))]  # fmt: skip
    return Said(heads, [row([cell.text for cell in line.cells])
                        for table in paper.tables for line in table.rows])  # fmt: skip


def md(file: bytes) -> Said:
    lines = file.decode().split("\n")
    heads = [plain(_bare(line.lstrip("# "))) for line in lines if re.match("#+ ", line)]
    return Said(heads, [row([_bare(cell) for cell in re.split(r"(?<!\\)\|", line)])
                        for line in lines if line.startswith("|")])  # fmt: skip


def _bare(told: str) -> str:
    return re.sub(r"\\(.)", r"\1", told)


def pdf(file: bytes) -> Said:
    """As a screen reader has it: by the tags, not by where the ink stands."""
    opened = PdfReader(io.BytesIO(file))
    inked: dict[tuple[int, int], str] = {}
    for page in opened.pages:
        _inked(page, inked)
    heads: list[str] = []
    rows: list[Row] = []
    for node in tags(opened.trailer["/Root"]["/StructTreeRoot"]):  # type: ignore[index]
        if re.fullmatch(r"/H\d", node["/S"]):
            heads.append(plain(_told(node, inked)))
        elif node["/S"] == "/TR":
            cells = [part for part in tags(node["/K"]) if part["/S"] in ("/TD", "/TH")]
            rows.append(row([_told(cell, inked) for cell in cells]))
    return Said(heads, rows)


def tags(node: Any) -> Iterator[Any]:
    """The structure elements in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for part in node:
            yield from tags(part)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


def _inked(page: Any, inked: dict[tuple[int, int], str]) -> None:
    """The text of each marked place on a page, by the page and the place's number."""
    inside: list[int | None] = [None]  # a place may hold others, that have no number
    number = page.indirect_reference.idnum

    def mark(operator: bytes, given: Any, _matrix: Any, _text: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            inside.append(given[1].get("/MCID", inside[-1]) if given[1:] else inside[-1])
        elif operator == b"EMC":
            inside.pop()

    def text(told: str, *_where: Any) -> None:
        if (place := inside[-1]) is not None:
            inked[number, place] = inked.get((number, place), "") + told

    page.extract_text(visitor_operand_before=mark, visitor_text=text)


def _told(node: Any, inked: dict[tuple[int, int], str], page: int = 0) -> str:
    if isinstance(node, int):
        return inked.get((page, node), "")
    if isinstance(node, list):
        return "".join(_told(part, inked, page) for part in node)
    node = node.get_object()
    if isinstance(node, int | list):
        return _told(node, inked, page)
    page = node.raw_get("/Pg").idnum if "/Pg" in node else page
    if node.get("/Type") == "/MCR":
        return inked.get((page, node["/MCID"]), "")
    return _told(node["/K"], inked, page) if "/K" in node else ""


READERS = {"html": html, "docx": docx, "md": md, "pdf": pdf, "pdfa": pdf}
