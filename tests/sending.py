"""Any command with any arguments of its types: what a mistaken or hasty page could send."""

from __future__ import annotations

from random import Random
from typing import Any

from msgspec import inspect
from sqlalchemy import select

from methods.activities.vote.correcting import Correcting
from methods.asking import said
from methods.command import Declaration, declared
from models import Agreement, Group, Item, Note, Participant, Question, Step
from tests.cast import Cast

TABLES: dict[str, type] = {
    "item": Item, "into": Item, "other": Item, "option": Item, "first": Item, "second": Item,
    "third": Item, "items": Item, "about": Item, "group": Group, "source": Group, "note": Note,
    "question": Question, "agreement": Agreement, "person": Participant,
}  # fmt: skip
NUMBERS = [0, 1, 1, 1, 2, 2, 3, 6]
TEXTS = ["Buss", "Skole", "Kafé", "Ja"]
NAMED = {"next_date": ["2027-01-02", ""], "field": ["mener", "hvem", "enig", "raci", "ideer"],
         "criterion": ["interesse", "makt", "berort"], "ballot": ["1", "2", "1 2", "1:3"],
         "reason": ["Fordi", "Fordi", ""]}  # fmt: skip


def arguments(cast: Cast, declaration: Declaration, chance: Random) -> dict[str, Any]:
    """What a command may be sent with as things stand: mostly ids that are there."""
    info = inspect.type_info(declaration.args)
    assert isinstance(info, inspect.StructType)
    return {f.name: _value(cast, f.name, f.type, chance) for f in info.fields
            if f.required or chance.random() < 0.4}  # fmt: skip


def _value(cast: Cast, name: str, info: Any, chance: Random) -> Any:
    plain = said(info).type
    if isinstance(plain, inspect.UnionType):
        return _value(cast, name, chance.choice(plain.types), chance)
    if isinstance(plain, inspect.LiteralType):
        return chance.choice(plain.values)
    if isinstance(plain, inspect.ListType):
        made = (_value(cast, name, plain.item_type, chance) for _ in range(chance.randint(0, 3)))
        return list(dict.fromkeys(made))
    if isinstance(plain, inspect.BoolType):
        return chance.random() < 0.7
    if name == "phase":
        return chance.choice((0, 0, 1, 2))
    if isinstance(plain, inspect.IntType):
        return _id(cast, name, chance) if name in TABLES else chance.choice(NUMBERS)
    return chance.choice(NAMED.get(name, TEXTS)) if isinstance(plain, inspect.StrType) else None


def _id(cast: Cast, name: str, chance: Random) -> int:
    """Mostly one that is there, on the step's own ballot if it has one; seldom one that is not."""
    table: Any = TABLES[name]
    if chance.random() < 0.05:
        return 99_999
    there = list(cast.db.scalars(select(table.id).order_by(table.id)))
    if table is Item and chance.random() < 0.6:
        there = (cast.step().data or {}).get("items") or there
    cast.db.rollback()
    return int(chance.choice(there)) if there else 0


def correction(cast: Cast, vote: int, chance: Random) -> tuple[str, dict[str, Any]]:
    """A command that counts a published vote again or corrects it, and what it is sent with."""
    there = declared(Correcting)
    name = chance.choice(sorted(there))
    if name == "take_back":
        return name, {}
    args = arguments(cast, there[name], chance) | {"reason": "Feil", "tie": "lot"}
    counted = (cast.db.get_one(Step, vote).result or {})["items"]
    if name == "together" and counted:
        args |= {"item": chance.choice(counted), "into": chance.choice(counted)}
    return name, args
