"""The reading as one web page in a file: the same blocks as the report page, nothing fetched."""

from __future__ import annotations

import base64
import re
from functools import cache
from typing import Any

from markupsafe import Markup

from reports.readings import Reading
from reports.writers.drawing import WEB, pages

STYLES = ("base", "theme", "charts", "rate", "report")
FONT = re.compile(r'url\("/static/([\w./-]+\.woff2)"\)')


def write(reading: Reading, outcome: dict[str, Any]) -> bytes:
    told = pages().get_template("report_file.html").render(reading=reading, style=style())
    return told.encode()


@cache
def style() -> Markup:
    """The report page's own styles, with the typeface inside them."""
    css = "\n".join((WEB / "static/css" / f"{name}.css").read_text("utf-8") for name in STYLES)
    return Markup(FONT.sub(lambda found: f'url("{_inside(found[1])}")', css))


def _inside(name: str) -> str:
    kept = base64.b64encode((WEB / "static" / name).read_bytes()).decode()
    return f"data:font/woff2;base64,{kept}"
