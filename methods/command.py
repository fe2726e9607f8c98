"""A command: who wants what done. Declared on a method, checked before its body runs."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_type_hints

import msgspec

from methods.refusal import Refused
from translations import N_


@dataclass(frozen=True)
class Actor:
    """Who sends a command, as the server has verified it.

    `role` is participant, facilitator, helper, guest (somebody who has not joined yet), invited
    (somebody with a link to lead by) or follower (somebody with a link to an agreement). `id` is of
    that role: an account's, a helper's …
    """

    role: str
    id: int
    seminar_id: int
    language: str = "nb"

    @property
    def name(self) -> str:
        return f"{self.role}:{self.id}"


@dataclass(frozen=True)
class Command:
    """`args` come as they were sent; they are converted and checked against the declaration."""

    actor: Actor
    name: str
    step_id: int | None = None
    args: dict[str, Any] = field(default_factory=dict)
    op_id: str = ""


def whole(text: str) -> int | None:
    """The number that `text` is, if a database can hold it: at most 18 digits and no sign."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


@dataclass(frozen=True)
class Declaration:
    """Who may send a command, in which states of its step, and what it takes."""

    roles: frozenset[str]
    states: frozenset[str]
    args: type[msgspec.Struct]
    secret: bool  # its receipts are deleted on publish


def command(*roles: str, states: tuple[str, ...] = ("open",), secret: bool = False) -> Any:
    """Mark a method as a command for `roles`, allowed while its step is in one of `states`.

    The method's annotations are the types its arguments are converted to and checked against.
    """

    def mark(method: Callable[..., Any]) -> Callable[..., Any]:
        hints = get_type_hints(method)
        fields = [
            (name, hints[name]) if p.default is p.empty else (name, hints[name], p.default)
            for name, p in list(inspect.signature(method).parameters.items())[1:]
        ]
        args = msgspec.defstruct(method.__name__, fields, forbid_unknown_fields=True)
        method.declaration = Declaration(  # type: ignore[attr-defined]
            frozenset(roles), frozenset(states), args, secret
        )
        return method

    return mark


def declaration(owner: type, name: str) -> Declaration | None:
    """How the class declares the command `name`; None if it has no such command."""
    found: Declaration | None = getattr(getattr(owner, name, None), "declaration", None)
    return found


def declared(owner: type) -> dict[str, Declaration]:
    """The commands of a class by name."""
    return {
        name: method.declaration
        for name, method in inspect.getmembers(owner, inspect.isfunction)
        if hasattr(method, "declaration")
    }


def arguments(declaration: Declaration, sent: dict[str, Any]) -> dict[str, Any]:
    """`sent` converted to the declared types: from JSON or from a form's strings alike."""
    lists = _lists(declaration.args)
    shaped = {k: [v] if k in lists and not isinstance(v, list) else v for k, v in sent.items()}
    try:
        made = msgspec.convert(shaped, declaration.args, strict=False)
    except msgspec.ValidationError as error:
        raise Refused(
            "bad_arguments",
            N_("The server could not read what was sent (%(why)s). Nothing was changed."),
            why=str(error),
        ) from error
    return msgspec.structs.asdict(made)


@cache
def _lists(args: type[msgspec.Struct]) -> frozenset[str]:
    """The arguments that are lists: a form sends one value as it is."""
    return frozenset(f.name for f in msgspec.structs.fields(args)
                     if str(f.type).startswith("list"))  # fmt: skip
