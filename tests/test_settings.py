"""Every setting of every activity says what it is called, and its choices, in each language.

That each setting of the spec is there with its default is held by `test_meta.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import inspect

from methods.asking import Said, is_words, said
from methods.engine import known
from tests.test_translations import TRANSLATED, catalogue


def settings(info: Any, path: str) -> Iterator[tuple[str, Any, Said]]:
    """Each setting of a struct and of those inside it: where, its type, and what is said of it."""
    for field in info.fields:
        where = f"{path}.{field.encode_name}"
        yield where, field.type, said(field.type)
        for inner in parts(field.type):
            if isinstance(inner, inspect.StructType):
                yield from settings(inner, where)


def parts(info: Any) -> Iterator[Any]:
    """The plain types a value, or each in a list of them, may be. A text in languages is one."""
    plain = said(info).type
    if isinstance(plain, inspect.UnionType):
        for one in plain.types:
            yield from parts(one)
    elif isinstance(plain, inspect.ListType | inspect.VarTupleType):
        yield from parts(plain.item_type)
    elif isinstance(plain, inspect.DictType) and not is_words(plain):
        yield from parts(plain.value_type)
    else:
        yield plain


EVERY = [each for name in sorted(known())
         for each in settings(inspect.type_info(known()[name].Settings), name)]  # fmt: skip
every = pytest.mark.parametrize(("info", "told"), [each[1:] for each in EVERY],
                                ids=[each[0] for each in EVERY])  # fmt: skip


@every
def test_a_setting_says_what_it_is_called(info: Any, told: Said) -> None:
    assert told.title, "say it with methods.asking.asks"
    assert told.title[-1] not in ".:" and (not told.help or told.help[-1] == ".")


@every
def test_each_choice_of_a_setting_has_words(info: Any, told: Said) -> None:
    choices = {v for part in parts(info) if isinstance(part, inspect.LiteralType)
               for v in part.values}  # fmt: skip
    assert choices == set(told.words or {})


@pytest.mark.parametrize("code", TRANSLATED)
@every
def test_what_is_said_of_a_setting_is_translated(info: Any, told: Said, code: str) -> None:
    for text in filter(None, (told.title, told.help, *(told.words or {}).values())):
        found = catalogue(code).get(text)
        assert found is not None and found.string, text


def test_settings_inside_settings_are_among_them() -> None:
    names = {where for where, _info, _told in EVERY}
    assert {"rate.criteria.weight", "gather.fields.options.label", "gather.tally.for"} <= names
    assert {"rate.consensus.iqr", "work.sheet.max_months", "decide.options.to"} <= names
