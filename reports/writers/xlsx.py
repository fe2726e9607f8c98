"""The lists as a workbook: a first sheet with what they are, then a sheet a list.

Numbers are numbers. Nothing that people wrote is a formula or a link. A vote has its chart, made by
the spreadsheet itself.
"""

from __future__ import annotations

import io
import re
from typing import Any

import xlsxwriter

from reports.lists import lists
from reports.readings import Reading
from reports.rows import Cell, List
from reports.writers import safe
from translations import _

PINE, TINT = "#1c5a4c", "#e1ece3"
MOST = 32_000  # signs in a cell: a sheet takes no more
CHARTED = 20  # bars in a chart, at most
NAME_MOST, WIDEST = 31, 60


def write(reading: Reading, outcome: dict[str, Any]) -> bytes:
    """The workbook of all lists in the outcome."""
    held, found = io.BytesIO(), lists(outcome)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"title": reading.title, "subject": reading.lead,
                             "comments": reading.eyebrow})  # fmt: skip
        styles = _styles(book)
        names = _names(found, _("Contents"))
        _first(book, reading, found, names, styles)
        for one, name in zip(found, names, strict=True):
            _sheet(book, one, name, styles)
    return held.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 18, "font_color": PINE}),
        "lead": book.add_format({"font_size": 13, "text_wrap": True, **top}),
        "label": book.add_format({"bold": True, **top}),
        "head": book.add_format({"bold": True, "font_color": "#ffffff", "bg_color": PINE,
                                 "text_wrap": True, "valign": "vcenter"}),
        "text": book.add_format({"text_wrap": True, **top}),
        "number": book.add_format(top),
        "link": book.add_format({"font_color": PINE, "underline": 1}),
    }  # fmt: skip


def _names(found: list[List], first: str) -> list[str]:
    """A sheet's name for each list: 31 signs at most, none that is not allowed, each its own."""
    taken, made = {first.casefold()}, []
    for one in found:
        plain = re.sub(r"[\[\]:*?/\\]", " ", safe.text(one.title)).strip("' ") or one.name
        name, turn = plain[:NAME_MOST].rstrip("' "), 2
        while name.casefold() in taken:
            name, turn = f"{plain[: NAME_MOST - 4].rstrip()} {turn}", turn + 1
        taken.add(name.casefold())
        made.append(name)
    return made


def _first(book: Any, reading: Reading, found: list[List], names: list[str],
           styles: dict[str, Any]) -> None:  # fmt: skip
    sheet = book.add_worksheet(_("Contents"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 60)
    sheet.write_string(0, 0, reading.title, styles["title"])
    sheet.merge_range(1, 0, 1, 1, "", styles["lead"])
    sheet.write_string(1, 0, reading.lead, styles["lead"])
    sheet.set_row(1, 36)
    for row, (label, told) in enumerate(reading.facts, 3):
        sheet.write_string(row, 0, label, styles["label"])
        _put(sheet, row, 1, int(told) if told.isdecimal() else told, styles)
    row = 4 + len(reading.facts)
    for column, head in enumerate((_("List"), _("Rows"))):
        sheet.write_string(row, column, head, styles["head"])
    for place, (one, name) in enumerate(zip(found, names, strict=True), row + 1):
        quoted = name.replace("'", "''")
        sheet.write_url(place, 0, f"internal:'{quoted}'!A1", styles["link"], one.title)
        sheet.write_number(place, 1, len(one.rows), styles["number"])
    for place, note in enumerate(reading.notes, row + len(found) + 2):
        sheet.write_string(place, 0, note)


def _sheet(book: Any, one: List, name: str, styles: dict[str, Any]) -> None:
    """The head stands while one scrolls, and each column can be sorted and filtered."""
    sheet = book.add_worksheet(name)
    for column, head in enumerate(one.head):
        sheet.write_string(0, column, head, styles["head"])
        sheet.set_column(column, column, _width(one, column))
    for place, row in enumerate(one.rows, 1):
        for column, value in enumerate(row):
            _put(sheet, place, column, value, styles)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(one.rows), len(one.head) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if one.bars:
        _chart(book, sheet, one, name)


def _put(sheet: Any, row: int, column: int, value: Cell, styles: dict[str, Any]) -> None:
    if value and isinstance(value, str):
        told = safe.text(value)
        if len(told) > MOST:
            told = told[:MOST] + " " + _("(The rest is in outcome.json.)")
        sheet.write_string(row, column, told, styles["text"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, styles["number"])


def _width(one: List, column: int) -> int:
    """Of the longest line, within reason; room for the filter's button beside the head."""
    found = [str(row[column]) for row in one.rows if row[column] is not None]
    longest = max((len(line) for told in found for line in told.split("\n")), default=0)
    return min(max(longest + 2, len(one.head[column]) + 4), WIDEST)


def _chart(book: Any, sheet: Any, one: List, name: str) -> None:
    assert one.bars
    label, number = one.bars
    last = min(len(one.rows), CHARTED)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"name": one.head[number], "categories": [name, 1, label, last, label],
                      "values": [name, 1, number, last, number], "fill": {"color": PINE},
                      "gap": 40, "data_labels": {"value": True}})  # fmt: skip
    chart.set_title({"name": one.title})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 900, "height": 90 + 30 * last})
    told = "; ".join(f"{row[label]} {row[number]}" for row in one.rows[:last])
    sheet.insert_chart(1, len(one.head) + 1, chart, {"description": safe.text(told)[:2000]})
