"""What every page showed after each command: kept, and compared with fresh pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from methods.engine import known
from tests.cast import Cast, Player
from tests.hall import LANGUAGES, Hall

SURFACES = ("phone", "console", "helper", "screen")
LEADING = {"open_doors", "open", "pause", "resume", "extend", "tie", "close", "publish", "reopen",
           "skip", "next", "reveal", "end"}  # fmt: skip


@dataclass
class Moment:
    """How things stood after a command: what every page showed."""

    owner: str  # the activity whose command it was; "" for those of any step
    command: str
    step: str = ""
    activity: str = ""
    state: str = ""
    round: int = 0
    shown: dict[tuple[str, str], str] = field(default_factory=dict)  # (board, language) -> html
    stale: list[tuple[str, str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.step} ({self.state}, round {self.round}) after {self.command}"


class Watch:
    """Keeps a `Moment` after every command of the cast."""

    def __init__(self, cast: Cast, hall: Hall) -> None:
        self.cast, self.hall = cast, hall
        self.moments: list[Moment] = []

    def heard(self, _player: Player, name: str) -> None:
        current = self.cast.step() if self.cast.seminar.current_id else None
        self.cast.db.rollback()
        kind = known()[current.activity] if current else None
        owner = kind.id if kind and name in kind.commands() else ""
        made = Moment(owner, name)
        if current and kind:
            made.step, made.activity = current.key, kind.id
            made.state, made.round = current.state, current.round
        self.moments.append(made)
        self.look(made)

    def look(self, moment: Moment) -> None:
        """Compare every page with a fresh one; when somebody leads, also paint all from anew."""
        people = [page.client.participant_id for page in self.hall.pages]
        self.hall.stage.owns(self.cast.seminar.id, [p for p in people if p])  # by one look for all
        for page in self.hall.pages:
            client = page.client
            for board, html in page.boards.items():
                moment.shown[f"{board} {client.sid}", client.language] = html
            if page.own:
                moment.shown[f"own {client.sid}", client.language] = page.own["html"]
            moment.stale += self.hall.stale(page)
        if moment.command in LEADING:
            self.paint(moment)

    def paint(self, moment: Moment) -> None:
        """Every surface in every language, and each phone as on a first visit."""
        wanted = [(surface, language, None) for surface in SURFACES for language in LANGUAGES]
        owns = [page.own["data"] for page in self.hall.pages if page.own]
        for surface, language, own in [*wanted, *(("phone", o["language"], o) for o in owns)]:
            stage, seminar = self.hall.stage, self.cast.seminar.id
            made = (stage.painted(seminar, surface, language, own) if own
                    else stage.board(seminar, surface, language))  # fmt: skip
            assert made is not None
            moment.shown[f"{surface} of {own and own['me']}", language] = made["html"]
