"""Reading a page as a person does: which forms stand there, and what can be chosen in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

VOID = {"input", "br", "img", "hr", "meta", "link", "rect", "source", "wbr"}


@dataclass
class Field:
    """Something to fill in: a line, a text, a date, or a list to choose from."""

    name: str
    kind: str  # text, date, number, textarea, select
    most: int = 0  # signs there is room for; 0 is not told
    last: str = ""  # the last day there may be in a date
    value: str = ""
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A command's form: the step it belongs to, its given values, and what can be chosen."""

    command: str
    id: str = ""
    given: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    single: set[str] = field(default_factory=set)  # of which one choice only can be made
    fields: list[Field] = field(default_factory=list)
    lists: list[list[str]] = field(default_factory=list)  # the buttons, list by list
    rules: tuple[str, ...] = ()  # what must be true of me for it to be seen

    @property
    def step(self) -> int | None:
        return int(self.given["step"]) if "step" in self.given else None

    @property
    def args(self) -> dict[str, str]:
        """What is already filled in."""
        return {k: v for k, v in self.given.items() if k not in ("step", "command")}

    def find(self, name: str) -> Field | None:
        """What is to be filled in under that name."""
        return next((f for f in self.fields if f.name == name), None)

    def seen(self, own: dict[str, Any]) -> bool:
        """Whether a person of whom `own` is true sees it (the rules of web/static/js/own.js)."""
        return all(_holds(part, own) for rule in self.rules for part in rule.split())


def _holds(part: str, own: dict[str, Any]) -> bool:
    wanted, name = not part.startswith("!"), part.removeprefix("!")
    for sign in "=~":
        key, found, value = name.partition(sign)
        if found:
            mine = own.get(key)
            mine = mine if isinstance(mine, list) else [mine]
            return (value in [str(m) for m in mine if m is not None]) == wanted
    return bool(own.get(name)) == wanted


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select: Field | None = None
        self.around: list[tuple[str, str]] = []  # the tags one is inside, each with its rule

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {k: v or "" for k, v in attrs}
        if tag not in VOID:
            self.around.append((tag, told.get("data-own-if", "")))
        if tag == "form" and "data-command" in told:
            rules = tuple(rule for _tag, rule in self.around if rule)
            self.open = Form(told["data-command"], told.get("id", ""), rules=rules)
            self.forms.append(self.open)
        elif self.open is not None:
            self._within(self.open, tag, told)

    def _within(self, form: Form, tag: str, told: dict[str, str]) -> None:
        name, value, kind = told.get("name", ""), told.get("value", ""), told.get("type", "text")
        if tag == "ul":
            form.lists.append([])
        elif tag == "option" and self.select is not None and value:
            self.select.options.append(value)
            form.choices.setdefault(self.select.name, []).append(value)
        elif not name:
            return
        elif tag == "input" and kind == "hidden":
            form.given[name] = value
        elif tag == "button" or kind in ("checkbox", "radio"):
            self._choice(form, name.removesuffix("[]"), value, kind)
        elif tag in ("input", "textarea", "select"):
            form.fields.append(Field(name, kind if tag == "input" else tag,
                                     int(told.get("maxlength") or 0), told.get("max", ""),
                                     value))  # fmt: skip
            self.select = form.fields[-1] if tag == "select" else None

    def _choice(self, form: Form, name: str, value: str, kind: str) -> None:
        form.choices.setdefault(name, []).append(value)
        if form.lists:
            form.lists[-1].append(value)
        if kind == "radio":
            form.single.add(name)

    def handle_data(self, data: str) -> None:
        inside = self.around[-1][0] if self.around else ""
        if inside == "textarea" and self.open is not None and self.open.fields:
            self.open.fields[-1].value += data

    def handle_endtag(self, tag: str) -> None:
        while self.around and any(t == tag for t, _rule in self.around):
            if self.around.pop()[0] == tag:
                break
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None


@lru_cache(maxsize=500)  # one board is the same for the whole room: read it once
def forms(html: str) -> tuple[Form, ...]:
    """Every command's form in `html`, in order; they are not to be changed."""
    reader = _Reader()
    reader.feed(html)
    return tuple(reader.forms)
