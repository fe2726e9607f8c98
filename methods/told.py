"""The log in words: what every verb of `scope.log` says, on the console and in the report."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from methods.overriding import RULES
from models import Act, Entry, Step
from translations import N_, _, pick

ASIDE = N_("a rule was set aside")
WHAT = {
    # the seminar's course
    "open_doors": N_("the doors were opened"),
    "slides": N_("the slides were taken away"),
    "open": N_("the step was opened"),
    "pause": N_("the clock was stopped"),
    "resume": N_("the clock went on"),
    "extend": N_("the time was changed by %(minutes)s minutes"),
    "close": N_("the step was closed"),
    "publish": N_("the result was shown to everyone"),
    "next": N_("the seminar went on to the next step"),
    "go_on": N_("the pause between two steps was ended"),
    "skip": N_("the step was left out"),
    "shorten": N_("the step was cut by %(minutes)s minutes, to win back time"),
    "give_back": N_("the step got %(minutes)s minutes back"),
    "take_in": N_("the step was taken in again"),
    "reopen": N_("the step was opened for a new round"),
    "close_round": N_("the round was ended, and the next one opened"),
    "catch_up": N_("time was taken from the steps that are left"),
    "plan": N_("the plan of the step was changed"),
    "message": N_("the message on the phones was changed"),
    "end": N_("the seminar was ended"),
    "undo": N_("something was undone"),
    "redo": N_("something that was undone was done again"),
    "override": ASIDE,
    "rehearse": N_("a rehearsal was begun"),
    "wipe_rehearsal": N_("the rehearsal was wiped"),
    # those who lead, and the invitation
    "invite": N_("somebody was invited to lead"),
    "take_part": N_("somebody who was invited to lead has come"),
    "dismiss": N_("somebody leads no more"),
    "invitation": N_("time and place were changed"),
    "channel": N_("one more way to invite was made"),
    "unchannel": N_("a way to invite was taken away"),
    "show_picture": N_("a picture was put up"),
    "drop_picture": N_("the picture was taken down"),
    "gone": N_("somebody was marked as gone"),
    "back": N_("somebody who had gone was marked as back"),
    # people without phones
    "issue": N_("paper numbers were issued, from number %(first)s"),
    "unissue": N_("a paper number was taken back"),
    "enter_for": N_("a vote was entered for one without a phone"),
    "take_out": N_("a vote entered for one without a phone was taken out"),
    "paper_batch": N_("%(ballots)s votes on paper were entered"),
    "take_batch_out": N_("%(ballots)s votes on paper were taken out"),
    "count_hands": N_("a show of hands was written down"),
    "forget_hands": N_("a show of hands was taken away"),
    # texts
    "hide": N_("a text was hidden, with a reason"),
    "show": N_("a hidden text was shown again"),
    "exclude": N_("a text was not brought on, with a reason"),
    "include": N_("a text was brought on after all"),
    "move": N_("a card was moved to another column"),
    "rename": N_("a column was given another name"),
    "add_category": N_("a column was added"),
    "accept": N_("a column that somebody proposed was made"),
    "decline": N_("a column that somebody proposed was declined"),
    "drop_category": N_("a column was taken away"),
    "merge": N_("two that said the same were merged"),
    "unmerge": N_("a merge was taken apart"),
    "object": N_("a table took its problem out of a merge"),
    "seed": N_("something was put in that nobody in the room wrote"),
    "draw": N_("everybody was given their card"),
    # groups
    "reads_only": N_("a table without problems of its own reads and votes"),
    "writes": N_("the table writes again after all"),
    "add_table": N_("one more table or group was made"),
    "deal": N_("people were dealt out to groups once more"),
    "split": N_("a large group was split"),
    "join_groups": N_("two groups were joined"),
    "assign": N_("people were put in a group"),
    "coming": N_("somebody is on the way to a group that called"),
    "call_out": N_("a topic that nobody had taken was called out"),
    "park": N_("a topic was parked"),
    "unpark": N_("a parked topic was taken up again"),
    "helped": N_("somebody has been with a group that called"),
    "nudge": N_("a group was reminded"),
    "copy": N_("sheets were filled in from an earlier step"),
    "put_up": N_("a sheet was shown on the wall"),
    # votes and answers
    "pitch": N_("the next one on the ballot was told on the wall"),
    "cut": N_("the facilitator chose where to cut"),
    "tie": N_("the facilitator decided a tie"),
    "represent": N_("the facilitator let the shortlist represent the room"),
    "most_ticks": N_("the facilitator went back to most ticks"),
    "correct": N_("the result was corrected, and is now version %(version)s"),
    "uncorrect": N_("the correction that made version %(version)s was taken back"),
    "recount": N_("the ballots were counted again"),
    "choose": N_("what is decided was chosen"),
    # the plenary
    "reveal": N_("one more was shown on the wall"),
    "reveal_all": N_("all of them were shown on the wall"),
    "turn": N_("the next one was given the floor"),
    "stop": N_("the one who spoke was thanked"),
    "lower_hand": N_("one who raised a hand was heard"),
    "corner": N_("what people may send to the question corner was changed"),
    "take_up": N_("a question was taken up on the wall"),
    "answered": N_("a question was answered"),
    "put_aside": N_("a question was parked"),
    # agreements
    "hide_agreement": N_("an agreement was hidden, with a reason"),
    "show_agreement": N_("a hidden agreement was shown again"),
    "handover": N_("the handover of an agreement was answered"),
    "warn": N_("the warning about who looks after an agreement was changed"),
    "collector": N_("a collector was written in"),
    "reassign": N_("another collector was written in"),
    "remind": N_("those who take part in an agreement were reminded"),
    "close_agreement": N_("it was written down how an agreement ended"),
}  # fmt: skip


Undone = aliased(Act)


def standing() -> Select[Entry]:
    """What the log says of what has not been undone."""
    return select(Entry).outerjoin(Act, Act.id == Entry.act_id).where(Act.undone_id.is_(None))


def told(verb: str, data: dict[str, Any]) -> str:
    """What was done, in the language of now, with the numbers of what it was done to."""
    what = WHAT.get(verb, N_("something was done"))
    if verb == "override":
        what = RULES[data.get("rule", "minutes")].done
    made = _(what) % data
    number, into = data.get("number"), data.get("into")
    if number is None:
        return made
    if into is None:
        return _("%(what)s (number %(n)s)", what=made, n=number)
    return _("%(what)s (number %(n)s into %(into)s)", what=made, n=number, into=into)


def root(db: Session, act: Act) -> tuple[Act, int]:
    """What an act undid or did again, and how many undoings deep it is (0: it did it itself)."""
    deep = 0
    while (before := db.get(Act, act.undoes_id or 0)) is not None:
        act, deep = before, deep + 1
    return act, deep


def latest(db: Session, act: Act) -> Act:
    """The act itself; of what was undone and done again, the one that did it again."""
    found = db.scalar(select(Act).join(Undone, Act.undoes_id == Undone.id).where(
        Undone.undoes_id == act.id, Act.undone_id.is_(None)))  # fmt: skip
    return latest(db, found) if found is not None else act


def done(db: Session, act: Act) -> str:
    """What an act did: of several entries what it was done for, the last one."""
    first, deep = root(db, act)
    last = db.scalars(select(Entry).where(Entry.act_id == first.id, Entry.verb != "override")
                      .order_by(Entry.id.desc()).limit(1)).first()  # fmt: skip
    step = db.get(Step, last.step_id or 0) if last is not None else None
    what = told(last.verb, last.data) if last is not None else _(ASIDE)
    what = f"{pick(step.title)} – {what}" if step is not None else what
    return _("undone: %(what)s", what=what) if deep % 2 else what
