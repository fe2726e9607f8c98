"""What can be wrong with a decision point in a method file, said with what was expected."""

from __future__ import annotations

from methods.activities.decide import conditions
from methods.activities.decide.settings import Settings
from methods.asking import Misfit
from methods.checking import nobody
from methods.faults import shown
from translations import _


def faults(settings: Settings, key: str, keys: list[str]) -> list[tuple[str, str]]:
    """`(setting, why)` for the decision point `key` among the steps `keys`, in their order."""
    return _options(settings, key, keys) + _when(settings, key, keys) + _auto(settings, key, keys)


def _options(settings: Settings, key: str, keys: list[str]) -> list[tuple[str, str]]:
    made, others = [], [k for k in keys if k != key]
    names = [o.key for o in settings.options]
    for place, option in enumerate(settings.options):
        if option.to and option.to not in others:
            sentence = _("no other step is called %(name)s; expected one of %(steps)s",
                         name=shown(option.to), steps=", ".join(others))  # fmt: skip
            made.append((f"options[{place}].to", sentence))
    if len(set(names)) < len(names):
        made.append(("options", _("two have the same key")))
    if len(names) == 1:
        made.append(("options", _("one option is no choice; expected two or more, or none")))
    if names and not made and all(_back(o.to, key, keys) for o in settings.options):
        made.append(("options", _("every option leads back, and that is a method that loops "
                                  "forever; expected one that leads on")))  # fmt: skip
    return made


def _when(settings: Settings, key: str, keys: list[str]) -> list[tuple[str, str]]:
    made, before = [], keys[: keys.index(key)]
    for place, text in enumerate(settings.when):
        try:
            step = conditions.parse(text).step
        except Misfit as error:
            made.append((f"when[{place}]", error.sentence()))
            continue
        if step and step not in before:
            made.append((f"when[{place}]", nobody(step, ", ".join(before))))
    return made


def _auto(settings: Settings, key: str, keys: list[str]) -> list[tuple[str, str]]:
    if settings.rule != "auto":
        return []
    if not settings.when:
        return [("when", _("the rule auto needs a condition; expected %(expected)s",
                           expected=conditions.EXPECTED))]  # fmt: skip
    if sorted(_back(o.to, key, keys) for o in settings.options) != [False, True]:
        return [("options", _("the rule auto needs two options: one that leads on, one back"))]
    return []


def _back(to: str, key: str, keys: list[str]) -> bool:
    return to in keys and keys.index(to) < keys.index(key)
