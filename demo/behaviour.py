"""What simulated people do: they read the page, and use the forms that stand there.

Nothing here knows a method or a step: which forms there are says what is to be done.
"""

from __future__ import annotations

from collections.abc import Callable

from demo import choosing, dealing, sheets, writing
from demo.page import Form
from demo.person import Person

Does = Callable[[Person, list[Form]], None]
AT_ONCE: dict[str, Does] = {
    "ack": writing.press,
    "note": writing.note,
    "offer": writing.offer,
    "accept": writing.accept,
    "add": writing.add,
    "same": writing.same,
    "ballot": choosing.ballot,
    "dots": choosing.dots,
    "rank": choosing.rank,
    "agree": choosing.agree,
    "reason": choosing.reason,
    "choose": choosing.choose,
    "move": choosing.move,
    "write": sheets.write,
    "list_add": sheets.list_add,
    "propose": dealing.propose,
    "score": choosing.score,
    "skip": choosing.skip,
    "comment": choosing.comment,
    "opinion": choosing.opinion,
    "like": choosing.like,
    "ask": writing.ask,
    "share_failure": writing.failure,
    "wonder": choosing.wonder,
    "raise_hand": choosing.raise_hand,
    "set_status": dealing.set_status,
    "update": dealing.update,
    "confirm": choosing.confirm,
}
AFTERWARDS: dict[str, Does] = {  # what comes of what others have done
    "take": writing.take,
    "object": writing.object_to,
    "mark": sheets.mark,
    "forward": sheets.forward,
    "collect": dealing.collect,
    "join": dealing.join,
}
CORNER = {"ask", "wonder", "failure", "raise_hand"}  # beside any step
CALLS_FOR = {"offer": {"take"}, "list_add": {"mark"}, "add": {"forward"},
             "propose": {"collect", "join"}}  # fmt: skip

STANDS_AS = {"propose": "join"}  # what then stands on every phone


def act(person: Person, step: int, does: dict[str, Does]) -> set[str]:
    """Use, once each, the forms that the person sees; the commands that were there.

    They are this step's, and those that stand beside any step.
    """
    done = set()
    for command, do in does.items():
        found = [
            f for f in person.phone.forms(command) if f.step in (step, None) and may_use(person, f)
        ]
        if found:
            do(person, found)
            done.add(command)
    return done


def afterwards(done: set[str]) -> dict[str, Does]:
    """What is left to do when everybody has done `done`."""
    wanted = set().union(*(CALLS_FOR.get(command, set()) for command in done))
    return {command: do for command, do in AFTERWARDS.items() if command in wanted}


def may_use(person: Person, form: Form) -> bool:
    """Whether the person sees the form, and uses it.

    In a recording one writes who was not asked to, and asks nothing that was not recorded.
    """
    if person.room.recording is not None:
        if form.command in ("add", "ballot"):
            return True
        if form.command in CORNER:
            return False
    return form.seen(person.phone.own)


def tell_about_oneself(person: Person) -> None:
    """Say what the plan asks of a person: their role and their unit."""
    for form in person.phone.forms("profile"):
        told: dict[str, str] = {}
        if roles := form.choices.get("role"):
            told["role"] = roles[person.number % len(roles)]
        if form.find("unit"):
            told["unit"] = ("Skole", "Helse", "Teknisk", "Kultur")[person.number % 4]
        if told:
            person.send(form, **told)
