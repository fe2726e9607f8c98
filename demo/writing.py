"""Writing: notes, cards with what is asked about each, questions, and what one brings on."""

from __future__ import annotations

from demo.browser import Failed
from demo.page import Field, Form
from demo.person import Person
from demo.words import ANSWERS, FAILURES, IDEAS, NAMES, PROBLEMS, QUESTIONS


def press(me: Person, found: list[Form]) -> None:
    """A button and nothing else, such as «I have read it»."""
    me.send(found[0])


def note(me: Person, found: list[Form]) -> None:
    if me.room.recording is None:
        me.send(found[0], text=PROBLEMS[(me.number * 5 + 3) % len(PROBLEMS)][0])


def offer(me: Person, found: list[Form]) -> None:
    """Every second person reads a note out to the table."""
    if me.every(2) and me.room.recording is None and me.room.script is None:
        me.send(found[0])


def take(me: Person, found: list[Form]) -> None:
    """Who writes for the table writes down what was read out."""
    for form in found[:3]:
        me.send(form, **about(me, form))


def accept(me: Person, found: list[Form]) -> None:
    for form in found[:3]:
        me.send(form)


def add(me: Person, found: list[Form]) -> None:
    """Write cards: one or two of one's own, three for a group; on a group's sheet, ideas."""
    form = found[0]
    if me.room.recording is not None and form.id != "idea-form":
        _add_recorded(me, form)
    elif (script := me.room.script) and script.writes(me, form):
        return
    elif form.id == "idea-form":
        if me.every(2):  # the others help with the sheet
            write_card(me, form, *IDEAS[me.number // 2 % len(IDEAS)])
    else:
        for turn in range(3 if me.phone.own.get("is_host") else 1 + me.every(4)):
            texts = PROBLEMS if (form.step or 0) % 2 else IDEAS
            write_card(me, form, *texts[(me.number * 3 + turn) % len(texts)], turn=turn)


def write_card(me: Person, form: Form, title: str, body: str, turn: int = 0) -> int:
    """One card: its title, more about it, and an answer to all that is asked. Its number."""
    said: dict[str, object] = {"title": title, **about(me, form, turn)}
    if (long := form.find("body")) and len(body) <= long.most:
        said["body"] = body
    if asked := [f for f in form.fields if f.name == "values[]"]:
        said["values"] = [answer(me, f, turn) for f in asked]
    return int(me.send(form, **said).get("item", 0))


def about(me: Person, form: Form, turn: int = 0) -> dict[str, str]:
    """What it is about, where one chooses: each takes another, so that all get something."""
    among = form.choices.get("about", [])
    return {"about": among[(me.number + turn) % len(among)]} if among else {}


def answer(me: Person, asked: Field, turn: int = 0) -> str:
    """What a person answers to one more question about a card."""
    if asked.options:
        return asked.options[(me.number + turn) % len(asked.options)]
    return ANSWERS[(me.number + turn) % len(ANSWERS)][: asked.most or None]


def _add_recorded(me: Person, form: Form) -> None:
    """An author writes what is recorded; who is not the table's writer takes over first."""
    room, phone = me.room, me.phone
    assert room.recording is not None
    for problem in room.recording.problems:
        while problem.author == me.who and problem.number not in room.items:
            answered = phone.press(form, **problem.card(), source=problem.number)
            if answered["ok"]:
                room.items[problem.number] = int(answered["reply"]["item"])
            elif answered["code"] == "not_host":
                phone.must("host", None, group=phone.own["table"])
            else:
                raise Failed(f"problem {problem.number}: {answered['sentence']}")


def same(me: Person, found: list[Form]) -> None:
    """One person sees two cards that say the same."""
    cards = found[0].choices.get("item", [])
    if me.number == 1 and len(cards) > 3 and me.room.script is None and me.room.recording is None:
        me.send(found[0], item=cards[-1], other=cards[0])


def object_to(me: Person, found: list[Form]) -> None:
    me.send(found[0])


def ask(me: Person, found: list[Form]) -> None:
    """Each question is asked once: those who see it already wonder with the one who asked."""
    text = QUESTIONS[me.number // 4 % len(QUESTIONS)]
    if me.every(4) and not me.reads(text):
        me.send(found[0], text=text)


def failure(me: Person, found: list[Form]) -> None:
    """Room for failure: one in twelve tells of something that went wrong."""
    happened, learnt = FAILURES[me.number // 12 % len(FAILURES)]
    if me.every(12) and not me.reads(happened):
        me.send(found[0], happened=happened, learnt=learnt)


def name_of(me: Person) -> str:
    return me.phone.name or NAMES[me.number % len(NAMES)]
