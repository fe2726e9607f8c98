"""What people write, made safe to keep: folded, without control signs, within its limit."""

from __future__ import annotations

import re
import unicodedata

from methods.refusal import Refused
from translations import N_

MAIL = re.compile(r"[^\s@,;:<>()\[\]\"]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")


def clean(text: str, limit: int, *, required: bool = True, lines: bool = False) -> str:
    """`text` without control signs and doubled spaces, in NFC. `lines` keeps line breaks.

    Refuses an empty text if `required`, and one of more than `limit` characters: the writer keeps
    it and shortens it, nothing is cut off in silence.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    rows = [" ".join(row.split()) for row in kept.split("\n")]
    kept = ("\n" if lines else " ").join(rows).strip()
    if required and not kept:
        raise Refused("empty", N_("Write something first."))
    if len(kept) > limit:
        raise Refused(
            "too_long",
            N_("That is %(length)s characters, and there is room for %(limit)s. "
               "Your text is kept: shorten it and send again."),
            length=len(kept),
            limit=limit,
        )  # fmt: skip
    return kept


def address(text: str) -> str:
    """The e-mail address in a field for one; it may be empty. Refuses what is none."""
    told = text.strip()
    if told and email_in(told) != told:
        raise Refused("bad_email", N_("That does not look like an e-mail address. "
                                      "What you wrote is kept."))  # fmt: skip
    return told


def email_in(text: str) -> str:
    """The first e-mail address in a text that people wrote; empty if there is none."""
    found = MAIL.search(text)
    return found.group() if found else ""
