"""The columns of a sorting: as the method names them, as the writers chose, as added on the way.

They are kept in the step's data, so that a column added or renamed live is the step's own and
the method file's is not touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from methods.activities.sort.settings import LABEL_MAX, MOST
from methods.refusal import Refused
from methods.text import clean
from models import Step
from translations import N_, pick

if TYPE_CHECKING:
    from methods.activities.sort.activity import Sort

Column = dict[str, Any]  # {"key", "label"}: the label is one text, or one in each language


def of(sort: Sort) -> list[Column]:
    """The columns as they are now, in their order."""
    found: list[Column] = (sort.step.data or {}).get("categories", [])
    return found


def told(column: Column) -> str:
    """What a column is called, in the language of now."""
    label = column["label"]
    return pick(label) if isinstance(label, dict) else str(label)


def start(sort: Sort) -> None:
    """The step opens: its columns stand, and items lie where their writers put them.

    A new round begins with the columns and exclusions of the round before.
    """
    before = _before(sort)
    if before is not None:
        sort.keep(**{k: v for k, v in before.data.items() if k in ("categories", "excluded")})
    if before is not None or sort.settings.mode == "merge":
        return
    named = msgspec.to_builtins(sort.settings.categories)
    field, chosen = next(_choices(sort), ("", []))
    made = named or chosen
    sort.keep(categories=made)
    if sort.settings.mode == "columns":
        keys = {c["key"] for c in made}
        for item in sort.everything():
            value = str((item.fields or {}).get(field, ""))
            item.category = value if value in keys else ""


def find(sort: Sort, key: str) -> Column:
    """The column of that key; refused if there is none."""
    for column in of(sort):
        if column["key"] == key:
            return column
    raise Refused("no_category", N_("There is no such column. The page shows those there are."))


def add(sort: Sort, label: str) -> str:
    """Make a column, last; its key."""
    must_have(sort)
    there = of(sort)
    name = _free(there, label)
    if len(there) >= MOST:
        raise Refused("full", N_("There are %(n)s columns already: more cannot be read on the "
                                 "wall. Rename one, or take an empty one away."),
                      n=MOST)  # fmt: skip
    slug = _slug(name) or "column"
    keys, number = {c["key"] for c in there}, 1
    key = slug
    while key in keys:
        number += 1
        key = f"{slug[:36]}_{number}"
    sort.keep(categories=[*there, {"key": key, "label": name}])
    return key


def must_have(sort: Sort) -> None:
    """Refuses where nothing lies in columns."""
    if sort.settings.mode == "merge":
        raise Refused("no_columns", N_("This step has no columns: here the same are only merged."))


def rename(sort: Sort, key: str, label: str) -> None:
    """Call a column something else, in every language."""
    find(sort, key)
    name = _free([c for c in of(sort) if c["key"] != key], label)
    sort.keep(categories=[{**c, "label": name} if c["key"] == key else c for c in of(sort)])


def drop(sort: Sort, key: str) -> None:
    """Take a column away; refused while anything lies in it."""
    find(sort, key)
    if any(i.category == key and i.status == "live" for i in sort.everything()):
        raise Refused("not_empty", N_("There is something in that column. "
                                      "Move it to another first."))  # fmt: skip
    sort.keep(categories=[c for c in of(sort) if c["key"] != key])


def _before(sort: Sort) -> Step | None:
    """The round before this one, if there was one."""
    same = [s for s in sort.seminar.steps if s.key == sort.step.key and s.round < sort.step.round]
    return max(same, default=None, key=lambda s: s.round)


def _choices(sort: Sort) -> Iterator[tuple[str, list[Column]]]:
    """The choices that the writers had: `(field, its options as columns)`."""
    for source in sort.sources():
        for field in source.settings.get("fields", []):
            if isinstance(field, dict) and field.get("options"):
                yield field["key"], [_column(o) for o in field["options"]]


def _column(option: Any) -> Column:
    """An option as a column; one that is a bare key is called that."""
    if isinstance(option, dict):
        return {"key": option["key"], "label": option.get("label") or option["key"]}
    return {"key": str(option), "label": str(option)}


def _free(there: list[Column], label: str) -> str:
    """The label, tidied; refused if another column is called that."""
    name = clean(label, LABEL_MAX)
    if any(told(c).casefold() == name.casefold() for c in there):
        raise Refused("same_name", N_("There is a column of that name already."))
    return name


def _slug(name: str) -> str:
    """A label as a key: `Lærte vi noe?` is `laerte_vi_noe`."""
    plain = name.casefold().replace("æ", "ae").replace("ø", "o")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40]
