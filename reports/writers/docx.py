"""The reading as a Word document that can be edited on: Word's own styles, and real tables.

Bars are a table with a shaded line in it: they stay sharp, and their numbers can be mended. The
other charts are vector pictures, with a bitmap for a Word that cannot show them.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as Paper

from methods.activity import Block
from reports.readings import Reading, Section
from reports.writers import docx_parts as parts
from reports.writers import docx_picture, drawing, words


def write(reading: Reading, outcome: dict[str, Any]) -> bytes:
    """Title, facts, foreword, sections and notes."""
    paper = Document()
    parts.prepare(paper, reading)
    parts.paragraph(paper, reading.eyebrow, "Normal")
    parts.paragraph(paper, reading.title, "Title")
    parts.paragraph(paper, reading.lead, "Subtitle")
    if reading.facts:
        parts.facts(paper, reading.facts)
    parts.paragraphs(paper, reading.foreword)
    for section in reading.sections:
        _section(paper, section)
    for note in reading.notes:
        parts.paragraph(paper, note, "Caption")
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _section(paper: Paper, section: Section) -> None:
    parts.paragraph(paper, section.title, f"Heading {section.level - 1}")
    for block in section.blocks:
        _block(paper, block, section.level)


def _block(paper: Paper, block: Block, level: int) -> None:
    """A block; `level` is of the headings in it."""
    kind = block["kind"]
    if kind == "text":
        parts.paragraphs(paper, block["text"])
    elif kind == "heading":
        parts.paragraph(paper, block["text"], f"Heading {level}")
    elif kind == "list":
        for item in block["items"]:
            parts.paragraph(paper, item, "List Bullet")
    elif kind == "cards":
        for card in block["cards"]:
            parts.paragraph(paper, card["title"], f"Heading {level}")
            for label, told in card["fields"]:
                parts.labelled(paper, label, told)
    elif kind == "table":
        parts.paragraph(paper, block["caption"], "Caption")
        parts.table(paper, *words.figure_rows(block))
    elif kind == "bars":
        parts.paragraph(paper, block["caption"], "Caption")
        parts.bars(paper, block["rows"], words.figure_rows(block)[0])
    else:
        _charts(paper, block)


def _charts(paper: Paper, block: Block) -> None:
    """The drawings, and for a grid the list that says the same."""
    parts.paragraph(paper, block["caption"], "Caption")
    for chart in drawing.charts(block):
        for told in (chart["title"], chart["text"]):
            if told:
                parts.paragraph(paper, told, "Normal")
        if chart["svg"]:
            narrow = block["kind"] == "spread"
            docx_picture.put(paper, chart["svg"], chart["alt"], 80 if narrow else 150)
    if block["kind"] == "grid":
        parts.table(paper, *words.figure_rows(block))
