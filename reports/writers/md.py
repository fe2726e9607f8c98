"""The reading as Markdown (CommonMark, with tables). People's texts are never markup in it."""

from __future__ import annotations

import re
from typing import Any

from methods.activity import Block
from reports.readings import Reading, Section
from reports.writers.words import figure_rows, terms

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
FIRST = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|=|-)", re.MULTILINE)


def write(reading: Reading, outcome: dict[str, Any]) -> bytes:
    """Title, facts and sections, as UTF-8."""
    parts = [f"# {plain(reading.title)}", plain(reading.eyebrow), f"**{plain(reading.lead)}**",
             bullets([f"{label}: {value}" for label, value in reading.facts]),
             lines(reading.foreword),
             *(part for section in reading.sections for part in _section(section)),
             *(["---"] if reading.notes else []),
             *(lines(note) for note in reading.notes)]  # fmt: skip
    return ("\n\n".join(part for part in parts if part.strip("* ")) + "\n").encode()


def plain(told: Any) -> str:
    """A text on one line, every sign that means something in Markdown made plain."""
    flat = " ".join(str("" if told is None else told).split())
    return FIRST.sub(r"\1\\\2", MARKS.sub(r"\\\1", flat))


def lines(told: str) -> str:
    """A text with its line breaks."""
    return "\\\n".join(plain(line) for line in told.strip().split("\n"))


def bullets(items: list[str]) -> str:
    return "\n".join(f"- {plain(item)}" for item in items)


def table(head: list[str], rows: list[list[Any]], numeric: list[int]) -> str:
    """A table; `numeric` columns stand to the right."""
    rule = ["---:" if n in numeric else "---" for n in range(len(head))]
    made = [[plain(cell) for cell in row] for row in (head, *rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (made[0], rule, *made[1:]))


def _section(section: Section) -> list[str]:
    mark = "#" * section.level
    return [f"{mark} {plain(section.title)}",
            *(part for block in section.blocks for part in _block(block, mark + "#"))]  # fmt: skip


def _block(block: Block, mark: str) -> list[str]:
    """A block as paragraphs; a chart as the table of what it shows."""
    kind = block["kind"]
    if kind == "text":
        return [lines(block["text"])]
    if kind == "heading":
        return [f"{mark} {plain(block['text'])}"]
    if kind == "list":
        return [bullets(block["items"])]
    if kind == "cards":
        return [part for card in block["cards"] for part in (
            f"{mark} {plain(card['title'])}", bullets(terms(card)))]  # fmt: skip
    head, rows, numeric = figure_rows(block)
    return [f"*{plain(block['caption'])}*", table(head, rows, numeric)]
