"""Undoing what somebody who leads has done; and undoing that again."""

from __future__ import annotations

from methods import dependents, inverse, told
from methods.command import command
from methods.course import EVERYWHERE
from methods.refusal import Refused
from methods.scope import Scope
from models import Act, Step
from translations import N_, use


class Undoing:
    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.db = scope.db

    @command("facilitator", "helper")
    def undo(self, act: int) -> None:
        """Set everything back to what it was before `act`; a helper only what they did themselves.

        Refused, with what stands against it, if something has changed it since or depends on it.
        """
        found = self.db.get(Act, act)
        if found is None or found.seminar_id != self.scope.seminar.id:
            raise Refused("other_seminar", N_("That belongs to another seminar."))
        mine = self.scope.actor.name
        found = told.latest(self.db, first := found)
        if self.scope.actor.role == "helper" and {first.actor, found.actor} != {mine}:
            raise Refused("not_yours", N_("A helper can undo only what they did themselves. Ask "
                                          "one who leads. Nothing was changed."))  # fmt: skip
        with use(self.scope.actor.language):
            why = dependents.against(self.db, found)
        if why:
            raise Refused("depends", N_("This cannot be undone. %(why)s Nothing was changed."),
                          why=why)  # fmt: skip
        self._undo(found)

    def _undo(self, found: Act) -> None:
        recorder = self.scope.recorder
        assert recorder is not None
        self.scope.undoes = found
        root, deep = told.root(self.db, found)
        self.scope.log("redo" if deep % 2 else "undo", None, act=root.id)
        self.db.flush()
        for change in found.changes:
            recorder.touch(change["table"], [tuple(change["key"])])
        recorder.touch("entry", inverse.logged(self.db, found))
        inverse.apply(self.db, found)
        self.scope.touch(*EVERYWHERE)
