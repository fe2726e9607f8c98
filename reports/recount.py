"""`run.py recount`: every vote of an outcome counted again, and told in plain words."""

from __future__ import annotations

from typing import Any

from methods.activities.vote import audit
from methods.activities.vote import recount as counting
from reports import seal
from translations import N_, _, ngettext, pick, use

Told = dict[str, Any]
BROKEN = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
DECIDED = {
    "include": N_("The tie at the cut was decided, as recorded: all of them went on."),
    "exclude": N_("The tie at the cut was decided, as recorded: none of them went on."),
    "runoff": N_("The tie at the cut was decided by a run-off, as recorded. Its counts are kept, "
                 "not its ballots."),
    "lot": N_("The tie at the cut was settled by tables, table-fair value and, where these are "
              "equal, a lot that was drawn again from its recorded seed."),
}  # fmt: skip


def recount(told: Told, language: str | None = None) -> tuple[bool, list[str]]:
    """Whether all of it holds, and a line for each vote and rating and for the file."""
    with use(language or str(told["seminar"].get("language"))):
        lines = [line for step in told["steps"] if (line := _step(step))]
        intact, said = _file(told)
        return intact and all(ok for ok, _line in lines), [*(line for _ok, line in lines), said]


def _step(step: Any) -> tuple[bool, str] | None:
    try:
        title = f"{pick(step['title'])} ({step['key']}, {step['round']})"
        if step["activity"] == "rate":
            return True, f"{title}: " + _("Not counted again: single answers are not kept in the "
                                          "file, because they could be recognised.")  # fmt: skip
        return _vote(step, title) if seal.counts(step) else None
    except BROKEN:
        return False, _("A step is broken: something in it is missing, or is not what it should "
                        "be.")  # fmt: skip


def _vote(step: Told, title: str) -> tuple[bool, str]:
    told = step["outcome"]
    wrong = audit.faults(told)
    said = [] if wrong else _counted(told)
    if wrong:
        said.append(_("NOT THE SAME: %(faults)s.",
                      faults="; ".join(_(audit.FAULTS[f]) for f in wrong)))  # fmt: skip
    intact = seal.KEY not in step or step[seal.KEY] == seal.of_step(step)
    if not intact:
        said.append(_("ITS FINGERPRINT DOES NOT AGREE: something in it was changed."))
    elif seal.KEY in step:
        said.append(_("Its fingerprint agrees."))
    return intact and not wrong, f"{title}: {' '.join(said)}"


def _counted(told: Told) -> list[str]:
    if told["mode"] == "agree":
        return [_("The support follows from the answers that were told. Single ballots are not "
                  "kept.")]  # fmt: skip
    if not counting.whole(told):
        return [_("Fewer than five ballots, so only the totals are kept. They agree.")]
    made = [ngettext("%(n)s ballot counted again: the same votes, places and shortlist.",
                     "%(n)s ballots counted again: the same votes, places and shortlist.",
                     told["ballots"])]  # fmt: skip
    if (paper := told.get("paper")) and paper["batched"]:
        made.append(_("%(ballots)s of them were entered together, and are known by their sums.",
                      ballots=paper["batched"]))  # fmt: skip
    if told["tie"]:
        decided = DECIDED[told["tie"]["choice"]]
        made.append(_(decided))
    if any(row["tables"] is not None for row in told["ranking"]):
        made.append(_("What was told of the tables stands as it was told: no ballot says its "
                      "table."))  # fmt: skip
    return made


def _file(told: Told) -> tuple[bool, str]:
    if seal.KEY not in told:
        return False, _("THE FILE HAS NO FINGERPRINT: it is from an older Floke, or the "
                        "fingerprint was taken out. Fetch it again from the server.")  # fmt: skip
    if told[seal.KEY] != seal.of_file(told):
        return False, _("THE FINGERPRINT OF THE FILE DOES NOT AGREE: something in it was changed.")
    return True, _("The fingerprint of the file agrees.")
