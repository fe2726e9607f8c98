"""Reading a page as a person does: which forms stand there, and what can be chosen in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser


@dataclass
class Form:
    """A command's form: the step it belongs to, its given values, and what can be chosen."""

    command: str
    id: str = ""
    given: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    writes: list[str] = field(default_factory=list)

    @property
    def step(self) -> int | None:
        return int(self.given["step"]) if "step" in self.given else None

    @property
    def args(self) -> dict[str, str]:
        """What is already filled in."""
        return {k: v for k, v in self.given.items() if k not in ("step", "command")}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {k: v or "" for k, v in attrs}
        if tag == "form" and "data-command" in told:
            self.open = Form(told["data-command"], told.get("id", ""))
            self.forms.append(self.open)
        elif self.open is not None:
            self._field(self.open, tag, told)

    def _field(self, form: Form, tag: str, told: dict[str, str]) -> None:
        name, value, kind = told.get("name", ""), told.get("value", ""), told.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and value:
            form.choices.setdefault(self.select, []).append(value)
        elif not name:
            return
        elif tag == "input" and kind == "hidden":
            form.given[name] = value
        elif (tag == "input" and kind in ("checkbox", "radio")) or tag == "button":
            form.choices.setdefault(name.removesuffix("[]"), []).append(value)
        elif tag in ("input", "textarea"):
            form.writes.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


@lru_cache(maxsize=500)  # one board is the same for the whole room: read it once
def forms(html: str) -> tuple[Form, ...]:
    """Every command's form in `html`, in order; they are not to be changed."""
    reader = _Reader()
    reader.feed(html)
    return tuple(reader.forms)
