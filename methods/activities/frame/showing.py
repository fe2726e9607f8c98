"""The one picture of an opening: put up by the facilitator, kept in the database, told in words.

Instead of it a method may name an address, which is shown as a link and a QR code; the server
neither fetches it nor lets a page load it (spec/activities.md, `media`).
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import delete, select

from methods import pictures, stripping
from methods.activity import Activity
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Picture
from translations import N_

ALT_MAX = 250
BEFORE = ("waiting", "open", "paused")


class Showing(Activity):
    shows_picture = True

    @command("facilitator", states=BEFORE)
    def show_picture(self, file: bytes, alt: str) -> None:
        """Put up a picture (at most 2 MB), with what is on it in words; the one before goes.

        `file` is base64. Refused: what is no picture (methods/pictures.py), and no words.
        """
        found = pictures.kind(file)
        words = clean(alt, ALT_MAX, required=False)
        if not words:
            raise Refused("no_alt", N_("Say in a sentence what the picture shows, for those who "
                                       "cannot see it. Then choose the file again."))  # fmt: skip
        self._drop()
        self.db.add(Picture(seminar_id=self.seminar.id, step_key=self.step.key, mime=found.mime,
                            data=stripping.bare(file, found.mime), alt=words,
                            token=secrets.token_urlsafe(16),
                            width=found.width, height=found.height))  # fmt: skip
        self.scope.log("show_picture", self.step, bytes=len(file))
        self._shown()

    @command("facilitator", states=BEFORE)
    def drop_picture(self) -> None:
        """Take the picture away; its file is deleted."""
        if self.picture() is None:
            raise Refused("no_picture", N_("There is no picture to take away."))
        self._drop()
        self.scope.log("drop_picture", self.step)
        self._shown()

    def picture(self) -> dict[str, Any] | None:
        """The picture that is up: `{address, alt, width, height}`. Its bytes are not read."""
        row = self.db.execute(
            select(Picture.token, Picture.alt, Picture.width, Picture.height)
            .where(Picture.seminar_id == self.seminar.id, Picture.step_key == self.step.key)
        ).first()  # fmt: skip
        return row and {"address": f"/pictures/{row.token}", "alt": row.alt,
                        "width": row.width, "height": row.height}  # fmt: skip

    def _drop(self) -> None:
        self.db.execute(delete(Picture).where(
            Picture.seminar_id == self.seminar.id, Picture.step_key == self.step.key
        ))  # fmt: skip

    def _shown(self) -> None:
        self.scope.touch("phone", "console", "screen")
