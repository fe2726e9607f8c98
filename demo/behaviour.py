"""What a simulated person does: reads the page, and uses the forms that stand there."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from demo.browser import Failed, Phone
from demo.page import Form
from demo.words import DEALS, IDEAS, LINES, PROBLEMS, WORDS

if TYPE_CHECKING:
    from demo.cast import Room

NOT_WORTH_STOPPING = {"full", "over_budget", "conflict", "taken"}


def act(room: Room, phone: Phone, number: int, who: str, step: int | None) -> None:
    """Do, once each, what the forms of this step on the page are for."""
    from demo.cast import settle

    settle(phone, lambda: step is not None and phone.shows(step))
    for command, does in DOES.items():
        mine = [f for f in phone.forms(command) if f.step == step]
        if mine:
            does(room, phone, number, who, mine)


def send(phone: Phone, form: Form, **args: object) -> dict[str, object]:
    """Send a form; a refusal that a person would shrug at is let be."""
    answer = phone.press(form, **args)
    if not answer["ok"] and answer["code"] not in NOT_WORTH_STOPPING:
        raise Failed(f"{form.command}: {answer['code']}: {answer['sentence']}")
    reply: dict[str, object] = answer.get("reply", {})
    return reply


def _note(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    if room.recording is None:
        send(phone, found[0], text=PROBLEMS[(number * 5 + 3) % len(PROBLEMS)][0])


def _add(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    """In a topic's group: ideas. At a table: who writes for it writes its problems."""
    if found[0].id == "idea-form":
        if number % 3 == 0:  # the others help with the sheet
            title, body = IDEAS[number // 3 % len(IDEAS)]
            send(phone, found[0], title=title, body=body)
    elif room.recording is not None:
        _add_recorded(room, phone, who, found[0])
    elif phone.own.get("is_host"):
        for turn in range(3):
            title, body = PROBLEMS[(int(str(phone.own["table_number"])) * 3 + turn) % len(PROBLEMS)]
            send(phone, found[0], title=title, body=body)


def _add_recorded(room: Room, phone: Phone, who: str, form: Form) -> None:
    """An author writes what is recorded; who is not the table's writer takes over first."""
    assert room.recording is not None
    for problem in room.recording.problems:
        while problem.author == who and problem.number not in room.items:
            answer = phone.press(form, **problem.card(), source=problem.number)
            if answer["ok"]:
                room.items[problem.number] = int(answer["reply"]["item"])
            elif answer["code"] == "not_host":
                phone.must("host", None, group=phone.own["table"])
            else:
                raise Failed(f"problem {problem.number}: {answer['sentence']}")


def _ballot(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    choices = found[0].choices.get("items") or found[0].choices.get("item", [])
    if (
        room.recording is not None
        and room.items
        and set(map(str, room.items.values())) & set(choices)
    ):
        ticked = [room.items[p] for p in room.recording.votes.get(who, []) if p in room.items]
        if ticked:
            send(phone, found[0], items=[i for i in ticked if str(i) in choices])
        return
    left = phone.own.get("left")
    most = int(str(left)) if str(left or "").isdecimal() else max(1, len(choices) // 3)
    weighted = sorted(choices, key=lambda c: (room.chance.random() * (1 + int(c) % 7), c))
    send(phone, found[0], items=[int(c) for c in weighted[: min(most, len(choices))]])


def _choose(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    groups = [value for form in found for value in form.choices.get("group", [])]
    groups += [form.given["group"] for form in found if "group" in form.given]
    if groups and number % 23 != 22:  # a few are bumble-bees, and visit
        send(phone, found[0], group=groups[int(len(groups) * room.chance.random() ** 1.4)])


def _write(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    """The first in a group writes on its sheet; who comes to a full line leaves it."""
    for form in found:
        field = form.given.get("field", "")
        if field in LINES and form.given.get("revision", "0") == "0":
            send(phone, form, text=LINES[field])


def _propose(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    if number % 6 == 0:
        soon = (datetime.date.today() + datetime.timedelta(days=10)).isoformat()
        for form in found[number // 6 % len(found) :][:1]:
            what, first = DEALS[number // 6 % len(DEALS)]
            send(phone, form, what=what, first_step=first, next_date=soon)


def _collect(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    if number % 4 == 1 and number < 40:
        consent = {"consent_group": "true", "consent_public": "true"} if number % 8 == 1 else {}
        answer = phone.press(found[number // 4 % len(found)], name=phone.name or "Anne",
                             contact="telefon 000 00 000", **consent)  # fmt: skip
        if not answer["ok"] and answer["code"] == "failed":
            raise Failed(answer["sentence"])


def _join(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    if number % 2 == 0:
        send(phone, found[number % len(found)])


def _answer(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    for form in found:
        value = (3, 4, 4, 5, 4, 5, 2, 4)[(number + len(form.given["criterion"])) % 8]
        send(phone, form, value=value)


def _say(room: Room, phone: Phone, number: int, who: str, found: list[Form]) -> None:
    if words := WORDS[number % len(WORDS)]:
        send(phone, found[0], words=words)


Does = Callable[["Room", Phone, int, str, list[Form]], None]
DOES: dict[str, Does] = {
    "note": _note,
    "add": _add,
    "ballot": _ballot,
    "choose": _choose,
    "write": _write,
    "propose": _propose,
    "collect": _collect,
    "join": _join,
    "answer": _answer,
    "say": _say,
}
