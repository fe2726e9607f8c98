"""Every verb of the log is a sentence, in every language."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from methods.command import declared
from methods.engine import GENERAL, known
from methods.scope import LEADING
from methods.told import WHAT, told
from translations import use

METHODS = Path(__file__).parent.parent.parent / "methods"
LOGGED = re.compile(r'(?:\.log|_changed)\(\s*"([a-z_]+)"(?: if [^)]*? else "([a-z_]+)")?')
OTHERWISE = {  # commands that are logged by what they call, by that name
    "hide_line": "hide", "show_line": "show", "void": "correct", "together": "correct",
    "add_paper": "correct",
    "take_back": "uncorrect", "invite_again": "invite",
}  # fmt: skip


def verbs() -> set[str]:
    found = (LOGGED.findall(file.read_text("utf-8")) for file in METHODS.rglob("*.py"))
    return {verb for pairs in found for pair in pairs for verb in pair if verb}


def test_every_verb_that_is_logged_has_a_sentence() -> None:
    assert verbs() >= {"hide", "represent", "most_ticks", "plan", "reopen", "undo", "redo"}
    assert verbs() - set(WHAT) == set()


@pytest.mark.parametrize("owner", [*known().values(), *GENERAL], ids=lambda owner: owner.__name__)
def test_every_command_of_one_who_leads_has_a_sentence(owner: type) -> None:
    """What logs nothing itself is logged by its own name."""
    for name, declaration in declared(owner).items():
        logs = LOGGED.search(inspect.getsource(getattr(owner, name)))
        if declaration.roles & set(LEADING) and not logs:
            assert OTHERWISE.get(name, name) in WHAT, name


@pytest.mark.parametrize("verb", WHAT)
def test_a_sentence_is_there_in_norwegian_too(verb: str) -> None:
    data = dict.fromkeys(re.findall(r"%\((\w+)\)s", WHAT[verb]), 3) or {"minutes": 3, "most": 3}
    with use("en"):
        english = told(verb, data)
    for language in ("nb", "nn"):
        with use(language):
            assert told(verb, data) != english, verb
