"""Choosing: ballots, scores, groups, opinions, likes and hands."""

from __future__ import annotations

from demo.page import Form
from demo.person import Person
from demo.words import WORDS


def ballot(me: Person, found: list[Form]) -> None:
    """Tick as recorded, or what one likes; where one is to be chosen (radios) one each."""
    form, room = found[0], me.room
    choices = form.choices.get("items", [])
    single = "items" in form.single
    if room.script and (scripted := room.script.ticks(me, form, single=single)) is not None:
        if scripted:
            me.send(form, items=scripted)
    elif room.recording and set(map(str, room.items.values())) & set(choices):
        wanted = [room.items[p] for p in room.recording.votes.get(me.who, []) if p in room.items]
        if ticked := [i for i in wanted if str(i) in choices]:
            me.send(form, items=ticked[:1] if single else ticked)
    else:
        left = me.phone.own.get("left")
        most = int(str(left)) if str(left or "").isdecimal() else max(1, len(choices) // 3)
        me.send(form, items=[int(c) for c in _liked(me, choices)[: 1 if single else most]])


def _liked(me: Person, choices: list[str]) -> list[str]:
    """The choices, what one likes best first; some are liked by more people than others."""
    return sorted(choices, key=lambda c: (me.room.chance.random() * (1 + int(c) % 7), c))


def dots(me: Person, found: list[Form]) -> None:
    """Two dots here and one there, until they are used."""
    for turn, form in enumerate(sorted(found, key=lambda f: (int(f.given["item"]) * 7
                                                             + me.number) % 11)[:4]):  # fmt: skip
        me.send(form, weight=min(2 - turn % 2, len(form.choices["weight"]) - 1))


def rank(me: Person, found: list[Form]) -> None:
    """One card in each place, each another."""
    form = found[0]
    places = [name for name in form.choices if name in form.single]
    liked = _liked(me, form.choices[places[0]])
    me.send(form, **dict(zip(places, liked, strict=False)))


def agree(me: Person, found: list[Form]) -> None:
    """Most can support it; a few only with doubt, and one cannot."""
    for form in found:
        levels = form.choices["level"]
        if me.room.script and (told := me.room.script.supports(me)) is not None:
            me.send(form, level=told)
            continue
        me.send(form, level=levels[(0, 1, 0, 2, 1, 3, 0, 5)[me.number % 8] % len(levels)])


def reason(me: Person, found: list[Form]) -> None:
    for form in found:
        me.send(form, words="Vi mangler folk til å følge det opp.")


def confirm(me: Person, found: list[Form]) -> None:
    if me.every(2):
        me.send(found[0])


def choose(me: Person, found: list[Form]) -> None:
    """Go to a group; in several slots, one in each. A few are bumble-bees, and visit.

    Who has a group in the middle of the work stays there.
    """
    form = found[0]
    if "place" in form.rules:
        return
    if me.room.script and (wanted := me.room.script.group(me, form)) is not None:
        if wanted:
            me.send(form, group=wanted)
        return
    if me.every(23, 22):
        return
    for groups in form.lists or [form.choices.get("group", [])]:
        if groups:
            me.send(form, group=groups[int(len(groups) * me.room.chance.random() ** 1.4)])


def move(me: Person, found: list[Form]) -> None:
    """One in twenty sits somewhere else than the server thinks."""
    if me.every(20, 13) and not me.room.script and (free := found[0].choices.get("group")):
        me.send(found[0], group=free[-1])


def score(me: Person, found: list[Form]) -> None:
    for turn, form in enumerate(found):
        scale = form.choices["value"]
        if me.room.script and (told := me.room.script.scores(me, form, turn)) is not None:
            if told:
                me.send(form, value=told)
            continue
        seed = me.number + len(form.given["criterion"]) + 3 * int(form.given.get("item", 0))
        me.send(form, value=scale[min((2, 3, 3, 4, 3, 4, 1, 3)[seed % 8], len(scale) - 1)])


def skip(me: Person, found: list[Form]) -> None:
    """One in nine does not know what to answer to the last question."""
    if me.every(9, 8) and me.room.script is None:
        me.send(found[-1])


def comment(me: Person, found: list[Form]) -> None:
    """A sentence on the day; on a card that one has been given, why."""
    day = [form for form in found if "item" not in form.given]
    forms = day or found[me.number % len(found) :][:1]
    if words := WORDS[me.number % len(WORDS)]:
        me.send(forms[0], words=words)


def opinion(me: Person, found: list[Form]) -> None:
    if options := found[0].choices.get("option"):
        liked = options[(0, 0, 1, 0, 2)[me.number % 5] % len(options)]
        if me.room.script and (told := me.room.script.opinion(me, found[0])) is not None:
            liked = told
        me.send(found[0], option=liked)


def like(me: Person, found: list[Form]) -> None:
    """Like two of the cards in a gallery."""
    for form in [f for f in found if "card" in f.given and f.given.get("on") == "true"][:2]:
        if me.every(2, int(form.given["card"]) % 2 if form.given["card"].isdecimal() else 0):
            me.send(form)


def wonder(me: Person, found: list[Form]) -> None:
    """«I wonder too», of one question."""
    wonders = [f for f in found if f.given.get("on") == "true"]
    if wonders and me.every(3):
        me.send(wonders[0])


def raise_hand(me: Person, found: list[Form]) -> None:
    """Ask for the floor where the step gives it to those who do."""
    if me.every(3) and found[0].step is not None and "on" not in found[0].given:
        me.send(found[0])
