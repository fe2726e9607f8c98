"""The parts a Word document is made of: paper and styles, paragraphs, tables, bars."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reports.readings import Reading
from reports.writers import safe

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
PINE, EDGE, INK = "1C5A4C", "857D6D", "1D2724"
FONT = "Calibri"
BAR, WIDE, NUMBER = Mm(58), 162, 17  # WIDE and NUMBER in millimetres
AFTER = ("w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")  # of a paragraph's properties
SIZES = {"Title": 28, "Subtitle": 14, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12,
         "Caption": 10}  # fmt: skip


def element(name: str, **attributes: str) -> Any:
    """An element of Word's own, such as `w:shd`."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def prepare(paper: Paper, reading: Reading) -> None:
    """A4, the language, Word's styles in our colours, and who and what it is of."""
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin = page.bottom_margin = Mm(22)
    code, styles = LANGUAGES[reading.language], paper.styles
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), code)
    _written_in(styles["Normal"], Pt(11))
    for name, size in SIZES.items():
        style = styles[name]
        _written_in(style, Pt(size))
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(INK if name == "Caption" else PINE)
        style.paragraph_format.keep_with_next = True
    told = paper.core_properties
    told.title, told.language, told.author = reading.title[:255], code, ""
    told.subject, told.comments = reading.lead[:255], ""
    _page_numbers(page.footer.paragraphs[0])


def _written_in(style: Any, size: int) -> None:
    """Word's own plain typeface, so that the document opens alike everywhere."""
    style.font.size, style.font.name = size, FONT
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _page_numbers(line: Any) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = element("w:fldSimple", instr="PAGE")
    line._p.append(field)
    run = element("w:r")
    field.append(run)
    text = element("w:t")
    text.text = "1"
    run.append(text)


def write_in(line: Any, told: Any, *, bold: bool = False) -> None:
    """Put a text in a paragraph; one from right to left stands so."""
    run = line.add_run("" if told is None else str(told))
    run.bold = bold or None
    if safe.rightward(run.text):
        _put(line, element("w:bidi"))
        run.font.rtl = True


def _put(line: Any, made: Any) -> None:
    """A property of a paragraph, before those that Word asks for after it."""
    line._p.get_or_add_pPr().insert_element_before(made, *AFTER)


def paragraph(paper: Paper, told: str, style: str) -> None:
    write_in(paper.add_paragraph(style=style), told)


def paragraphs(paper: Paper, told: str) -> None:
    """A text that may have line breaks: a paragraph for each line."""
    for line in told.split("\n"):
        if line.strip():
            paragraph(paper, line, "Normal")


def labelled(paper: Paper, label: str, told: str) -> None:
    line = paper.add_paragraph()
    write_in(line, f"{label}: ", bold=True)
    write_in(line, told)


def facts(paper: Paper, rows: list[tuple[str, str]]) -> None:
    made = _empty(paper, len(rows), 2)
    for row, (label, told) in zip(made.rows, rows, strict=True):
        write_in(row.cells[0].paragraphs[0], label, bold=True)
        write_in(row.cells[1].paragraphs[0], told)
    paper.add_paragraph()


def table(paper: Paper, head: list[str], rows: list[list[Any]], numeric: list[int]) -> None:
    """A table whose head stands on each page; `numeric` columns stand to the right."""
    made = _empty(paper, 1 + len(rows), len(head))
    for place, (row, values) in enumerate(zip(made.rows, [head, *rows], strict=True)):
        for column, (cell, value) in enumerate(zip(row.cells, values, strict=False)):
            line = cell.paragraphs[0]
            write_in(line, value, bold=not place)
            if column in numeric:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _spaced(made, _widths(head, rows, numeric))
    _headed(made)
    paper.add_paragraph()


def _widths(head: list[str], rows: list[list[Any]], numeric: list[int]) -> list[int]:
    """Numbers get what they need, texts the rest by how long they are."""
    columns = range(len(head))
    long = [sum(min(len(str(row[n])), 90) for row in rows) / (len(rows) or 1) for n in columns]
    parts = [0 if n in numeric else max(long[n], len(head[n]), 4) ** 0.5 for n in columns]
    number = min(NUMBER, WIDE // len(head))
    rest = WIDE - number * sum(1 for part in parts if not part)
    return [Mm(rest * part / sum(parts)) if part else Mm(number) for part in parts]


def _spaced(made: Any, widths: list[int]) -> None:
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def bars(paper: Paper, rows: list[dict[str, Any]], head: list[str]) -> None:
    """Label, a shaded line as long as its share, and the number."""
    made = _empty(paper, 1 + len(rows), 3)
    for cell, told in zip(made.rows[0].cells, (head[0], "", head[1]), strict=True):
        write_in(cell.paragraphs[0], told, bold=True)
    for line, row in zip(list(made.rows)[1:], rows, strict=True):
        label, bar, value = (cell.paragraphs[0] for cell in line.cells)
        write_in(label, row["label"], bold=bool(row["mark"]))
        write_in(value, row["value"])
        value.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if share := max(0.0, min(float(row["share"]), 1.0)):
            bar.paragraph_format.right_indent = int(BAR * (1 - share))
            _put(bar, element("w:shd", val="clear", fill=PINE if row["mark"] else EDGE))
    _spaced(made, [Mm(88), BAR, Mm(16)])
    _headed(made)
    paper.add_paragraph()


def _empty(paper: Paper, rows: int, columns: int) -> Any:
    """A table of Word's own style with hairlines between its rows."""
    made = paper.add_table(rows, columns, style="Table Grid")
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        shown = side in ("bottom", "insideH")
        borders.append(element(f"w:{side}", val="single" if shown else "nil", sz="4",
                               color="DDD3C0"))  # fmt: skip
    made._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")
    return made


def _headed(made: Any) -> None:
    for place, row in enumerate(made.rows):
        told = row._tr.get_or_add_trPr()
        told.append(element("w:cantSplit"))
        if not place:
            told.append(element("w:tblHeader"))
