"""The screen's own charts as pictures that stand alone: the same drawing, the same colours.

Made from web/templates/charts.html, with the light colours of web/static/css/theme.css and the
rules of charts.css and rate.css inside: no chart can look another way on paper than on the wall.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from methods.activity import Block
from reports.writers import words
from translations import _, language

WEB = Path(__file__).parent.parent.parent / "web"
LIGHT = re.compile(r"--([\w-]+): var\(--light, ([^)]+)\)")
RULE = re.compile(r"^(?:polygon|\.spread )?\.chart[^{\n]*\{[^}]*\}", re.MULTILINE)
MIX = re.compile(r"color-mix\(in srgb, (#\w{6}) (\d+)%, (#\w{6})\)")


@cache
def pages() -> Environment:
    """The shared templates, without Flask."""
    made = Environment(loader=FileSystemLoader(WEB / "templates"),
                       autoescape=select_autoescape(), extensions=["jinja2.ext.do"])  # fmt: skip
    made.globals.update(_=_, language=language)
    return made


@cache
def style() -> str:
    """The rules of a chart, each colour as the number it is in daylight."""
    css, more, theme = ((WEB / "static" / "css" / f"{name}.css").read_text("utf-8")
                        for name in ("charts", "rate", "theme"))  # fmt: skip
    rules, colours = "\n".join(RULE.findall(css + more)), dict(LIGHT.findall(theme))
    plain = re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], rules)
    return MIX.sub(lambda found: _mixed(found[1], int(found[2]), found[3]), plain)


def _mixed(one: str, percent: int, other: str) -> str:
    pairs = [(int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round((a * percent + b * (100 - percent)) / 100):02x}"
                         for a, b in pairs)  # fmt: skip


def charts(block: Block) -> list[dict[str, Any]]:
    """Each drawing of a grid, radar or spread block: its `svg`, `alt`, and words beside it.

    A spread has one for each row, `svg` empty where too few answered.
    """
    draw: Any = pages().get_template("charts.html").module
    kind = block["kind"]
    if kind == "spread":
        return [{"title": r.get("title", ""), "text": words.flagged(r), "alt": r["text"],
                 "svg": _alone(draw.spread(r["chart"], r["text"])) if r["chart"] else ""}
                for r in block["rows"]]  # fmt: skip
    drawn = draw.radar(block["chart"], block["caption"]) if kind == "radar" else draw.grid(block)
    return [{"title": block.get("title", ""), "text": "", "alt": words.alt(block),
             "svg": _alone(drawn)}]  # fmt: skip


def _alone(svg: Any) -> str:
    """The drawing as a file of its own."""
    opened = '<svg xmlns="http://www.w3.org/2000/svg"'
    return re.sub(r"<svg([^>]*)>", rf"{opened}\1><style>{style()}</style>", str(svg), count=1)
