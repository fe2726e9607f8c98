"""How a rating reads afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from methods.activities.rate import charts, wording
from methods.activities.rate.wording import number
from methods.activity import Block
from translations import _, day, decimal, ngettext, pick


def section(outcome: dict[str, Any]) -> list[Block]:
    """The blocks of a rating's outcome, in the language of now."""
    n = outcome["answers"]
    told = ngettext("%(n)s person answered.", "%(n)s people answered.", n)
    blocks: list[Block] = [{"kind": "text", "text": told}, *entered(outcome)]
    if outcome["baseline"]:
        blocks.append({"kind": "text", "text": _("This is the zero point that later answers are "
                                                 "compared with.")})  # fmt: skip
    blocks += _things(outcome) if "scores" in outcome else _room(outcome)
    blocks += _groups(outcome) + _comments(outcome)
    if outcome["words"]:
        blocks += [{"kind": "heading", "text": _("In one sentence")},
                   {"kind": "list", "items": outcome["words"]}]  # fmt: skip
    return blocks


def entered(outcome: dict[str, Any]) -> list[Block]:
    """How many answered on paper; nothing if none did."""
    n = len(outcome.get("entries", []))
    return [{"kind": "text", "text": ngettext(
        "%(n)s of them answered on paper.", "%(n)s of them answered on paper.", n
    )}] if n else []  # fmt: skip


def figures(outcome: dict[str, Any], rows: list[dict[str, Any]]) -> list[Block]:
    """The figures of rated things, as the step's `show` says."""
    show = outcome["show"].partition(":")[0]
    if show == "radar":
        stars = [
            charts.radar(outcome, row["criteria"], charts.name(row), row["number"]) for row in rows
        ]
        if any(stars):
            return [star for star in stars if star]
    draw = {"matrix": charts.matrix, "grid": charts.grid, "sum": charts.sums}
    return [draw.get(show, charts.spreads)(outcome, rows)]


def _things(outcome: dict[str, Any]) -> list[Block]:
    rows = outcome["scores"]
    if not rows:
        return []
    blocks = figures(outcome, rows)
    if outcome["show"].partition(":")[0] in ("radar", "grid"):
        blocks.append({**charts.matrix(outcome, rows), "caption": _("The numbers")})
    return [*blocks, *_compared(outcome)]


def _compared(outcome: dict[str, Any]) -> list[Block]:
    """Each thing beside its zero point, question by question: only what was rated then, too."""
    before = outcome["before"] or {}
    then = {int(number): values for number, values in before.get("items", {}).items()}
    rows = [
        [f"{charts.name(row)} – {charts.label(outcome, key)}", number(then[row["number"]].get(key)),
         number(cell["value"]), _difference(then[row["number"]].get(key), cell["value"])]
        for row in outcome["scores"] if row["number"] in then
        for key, cell in row["criteria"].items()
    ]  # fmt: skip
    if not rows:
        return []
    return [{"kind": "table", "caption": _since(before), "rows": rows, "numeric": [1, 2, 3],
             "head": [_("What"), _("Before"), _("Now"), _("Difference")]}]  # fmt: skip


def _since(before: dict[str, Any]) -> str:
    return _("Compared with %(title)s, %(day)s", title=pick(before["title"]), day=day(before["at"]))


def _difference(old: float | None, now: float | None) -> str:
    return "–" if old is None or now is None else _change(now - old)


def _room(outcome: dict[str, Any]) -> list[Block]:
    star = charts.radar(outcome, outcome["criteria"]) if outcome["show"] == "radar" else None
    blocks = [star] if star else []
    if outcome["show"] == "radar" or outcome["before"]:
        return blocks + [values(outcome)]
    for key, row in outcome["criteria"].items():
        if not row["counts"]:
            continue
        most = max(row["counts"]) or 1
        caption = _("%(question)s Mean %(mean)s of %(high)s.", mean=decimal(row["mean"], 2),
                    question=charts.label(outcome, key), high=outcome["max"])  # fmt: skip
        blocks.append({"kind": "bars", "caption": caption, "rows": [
            {"label": str(v), "value": c, "share": c / most, "mark": True}
            for v, c in enumerate(row["counts"], outcome["min"])
        ]})  # fmt: skip
    return blocks


def values(outcome: dict[str, Any]) -> Block:
    """The room's own answers as a table, beside the zero point if there is one."""
    before = outcome["before"]
    head = [_("What"), _("Now"), _("Answers")]
    if before:
        head[1:1] = [_("Before")]
        head.append(_("Difference"))
    rows = []
    for key, cell in outcome["criteria"].items():
        row = [charts.label(outcome, key), number(cell["value"]), cell["n"]]
        if before:
            old = before["values"].get(key)
            row[1:1] = [number(old)]
            row.append(_difference(old, cell["value"]))
        rows.append(row)
    caption = _("The numbers")
    if before:
        caption = _since(before)
    return {"kind": "table", "caption": caption, "head": head, "rows": rows,
            "numeric": list(range(1, len(head)))}  # fmt: skip


def _change(value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(abs(value))


def _groups(outcome: dict[str, Any]) -> list[Block]:
    """A table of the answers by role, unit or table: what by group, with how many in each."""
    names = sorted({g["group"] for g in outcome["groups"]}, key=lambda n: (len(n), n))
    if not names:
        return []
    by, lines = outcome["by_what"], {}  # type: ignore[var-annotated]
    for g in outcome["groups"]:
        about = charts.label(outcome, g["criterion"])
        what = f"{g['number']} – {about}" if g["number"] else about
        told = _("%(value)s (%(n)s answers)", value=number(g["value"]), n=g["n"])
        lines.setdefault(what, {})[g["group"]] = told
    caption = {"role": _("By role"), "unit": _("By unit"), "table": _("By table")}[by]
    rows = [[what, *(cells.get(n, "–") for n in names)] for what, cells in lines.items()]
    return [{"kind": "table", "caption": caption, "rows": rows,
             "head": [_("What"), *(wording.group(by, n) for n in names)]}]  # fmt: skip


def _comments(outcome: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    for row in outcome.get("scores", []):
        if row["words"]:
            blocks += [{"kind": "heading", "text": charts.name(row)},
                       {"kind": "list", "items": row["words"]}]  # fmt: skip
    return blocks


def moment(at: float | None) -> str:
    """Epoch seconds as an ISO moment, for the outcome."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds") if at else ""
