"""A play on a stage of its own: open pages in three languages, where to show a hole is an error."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

from jinja2 import StrictUndefined, Undefined

from tests.cast import Cast
from tests.conftest import fresh
from tests.hall import Hall, watched
from tests.plays import Stage, method_of
from tests.watch import Moment

HOLE = re.compile(r"%\(\w+\)s|>\s*(None|undefined|Undefined|\[object)\b|<built-in|<bound method")


class Hole(StrictUndefined):
    """A value the view did not give: a template may ask whether it is there, and no more."""

    __bool__ = Undefined.__bool__  # type: ignore[assignment]


def staged(play: ModuleType, migrated: Path | str, folder: Path,
           at: dict[str, float]) -> list[Moment]:  # fmt: skip
    """What was seen in a play."""
    with fresh(migrated, folder) as storage:
        cast = Cast(storage, size=16, method=method_of(play))
        hall = Hall(cast, storage, folder)
        hall.templates.undefined = Hole
        stage = Stage(cast, hall, at)
        with watched(hall, stage.heard):
            play.play(stage)
        cast.close()
    return stage.moments
