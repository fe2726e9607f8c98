"""A hall of open pages in memory: the real clients, boards and stage; only the wire is a double."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app import create_app
from config import Config
from live.boards import Boards
from live.clients import Client, Clients
from live.stage import OwnPart, Stage
from live.touched import LEADERS
from methods import clock
from methods.engine import Done
from storage import Storage
from tests.cast import Cast, Player

LANGUAGES = ("nb", "nn", "en")


@dataclass
class Page:
    """What stands on one open page, by what it has been sent."""

    client: Client
    boards: dict[str, str] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)

    def hear(self, event: str, message: dict[str, Any]) -> None:
        if event == "board":
            self.boards[message["board"]] = message["html"]
        elif event == "own":
            self.own = {key: message[key] for key in ("data", "html")}


class Wire:
    """Rooms, and messages to the pages in them: what Socket.IO does."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.rooms: dict[str, set[str]] = defaultdict(set)

    def enter(self, sid: str, room: str) -> None:
        self.rooms[room].add(sid)

    def leave(self, sid: str, room: str) -> None:
        self.rooms[room].discard(sid)

    def emit(self, event: str, message: dict[str, Any], to: str) -> None:
        for sid in sorted(self.rooms.get(to, {to})):
            self.pages[sid].hear(event, message)
            if event == "leave":
                del self.pages[sid]


class Kept(Stage):
    """A stage that makes each person's own part once between two commands, however many look."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.parts: dict[int, OwnPart] = {}
        self.when = (-1, -1.0)

    def owns(self, seminar_id: int, participant_ids: list[int]) -> dict[int, OwnPart]:
        when = self.turns[seminar_id], clock.now()
        if when != self.when:
            self.parts, self.when = {}, when
        wanted = [p for p in participant_ids if p not in self.parts]
        self.parts |= super().owns(seminar_id, wanted) if wanted else {}
        return {p: self.parts[p] for p in participant_ids if p in self.parts}


class Hall:
    """Open pages of a cast's seminar. What a command touches is pushed as soon as it is done."""

    def __init__(self, cast: Cast, storage: Storage, folder: Path) -> None:
        self.cast = cast
        config = Config(data=folder, secret="x" * 32, url="http://floke.test")
        self.templates = create_app(config, storage).jinja_env
        self.wire = Wire()
        self.clients = Clients(self.wire.enter, self.wire.leave)
        self.stage = Kept(storage, self.templates, config.address, lambda n: f"CODE{n:04}",
                           self.clients)  # fmt: skip
        self.boards = Boards(self.stage, self.clients, self.wire)
        self.kept: set[tuple[int, str, str]] = set()  # boards that the last command did not touch
        self.anew: dict[tuple[int, str, str], dict[str, Any] | None] = {}  # those, as they are now

    @property
    def pages(self) -> list[Page]:
        return list(self.wire.pages.values())

    def opens(self, surface: str, language: str, player: Player | None = None) -> Page:
        """Somebody opens a page, and gets everything once."""
        client = Client(f"sid-{len(self.wire.pages)}", surface, self.cast.seminar.id, language)
        if player is not None:
            setattr(client, f"{player.actor.role}_id", player.id)
        page = self.wire.pages[client.sid] = Page(client)
        self.clients.add(client)
        self.boards.send_all(client)
        if surface != "screen":
            self.push({"console"})
        return page

    def push(self, touched: set[str]) -> None:
        self.boards.touch(self.cast.seminar.id, touched)
        for seminar, boards in self.boards.dirty.items():
            self.boards.flush(seminar, boards)
        self.boards.dirty.clear()

    def done(self, player: Player, done: Done) -> None:
        """As live/sockets.py: the sender's own part at once, then what was touched."""
        self.cast.db.rollback()
        self.stage.forget(self.cast.seminar.id, done.touched)
        self.kept, self.anew = set(self.stage.cache), {}
        for page in self.pages:
            if player.actor.role == "participant" and page.client.participant_id == player.id:
                self.boards.send_own(page.client)
        self.push(done.touched)
        if not done.touched - LEADERS:  # what phones share was kept: a fresh page is made anew
            self.stage.same, self.stage.parts = {}, {}

    def fresh(self, page: Page) -> Page:
        """The same page as it would be painted now."""
        client, made = page.client, Page(page.client)
        self._paint(made, client.surface, client.surface)
        if client.participant_id is not None:
            self._paint(made, "corner", "corner")
            part = self.stage.own(client.seminar_id, client.participant_id)
            assert part is not None
            made.own = part.message()
            if part.group_id is not None:
                self._paint(made, "group", f"group:{part.group_id}")
        return made

    def _paint(self, page: Page, board: str, name: str) -> None:
        """What was made after the last command is fresh; what was kept then is made anew."""
        key = (self.cast.seminar.id, name, page.client.language)
        if key in self.kept and key not in self.anew:
            self.anew[key] = self.stage.painted(*key, None)
        painted = self.anew.get(key) or self.stage.board(*key)
        assert painted is not None, name
        page.boards[board] = painted["html"]

    def stale(self, page: Page) -> Iterator[tuple[str, str, str]]:
        """The parts of a page that a fresh one shows otherwise: `(board, shown, fresh)`."""
        fresh = self.fresh(page)
        for board in fresh.boards | page.boards:
            shown, wanted = page.boards.get(board, ""), fresh.boards.get(board, "")
            if shown != wanted:
                yield board, shown, wanted
        if page.own != fresh.own:
            yield "own", str(page.own), str(fresh.own)


@contextmanager
def watched(hall: Hall, heard: Any) -> Iterator[None]:
    """Within this block every command is pushed to the hall, and `heard(player, name)` after it."""
    sends = Player.sends

    def watching(self: Player, name: str, /, *args: Any, **kwargs: Any) -> Done:
        done = sends(self, name, *args, **kwargs)
        hall.done(self, done)
        heard(self, name)
        return done

    Player.sends = watching  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Player.sends = sends  # type: ignore[method-assign, assignment]
