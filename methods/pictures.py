"""A picture as a file: what it is, by its own bytes and never by its name.

PNG, JPEG, WebP and GIF. No SVG, which can hold a program; nothing that moves, because people who
cannot stand motion have no way to stop it here (WCAG 2.2.2).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from struct import unpack_from

from methods.refusal import Refused
from translations import N_

LARGEST = 2 * 1024 * 1024  # bytes
WIDEST = 8000  # pixels a side: what a phone can draw
JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments that tell the size
JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # segments without a length


@dataclass(frozen=True)
class Kind:
    """A picture's media type, and its size in pixels."""

    mime: str
    width: int
    height: int


def kind(data: bytes) -> Kind:
    """What the bytes are. Refuses too many, what is no picture, what moves, and the too large."""
    if len(data) > LARGEST:
        raise Refused("large_file", N_("The file is larger than 2 MB. Make the picture smaller "
                                       "and try again."))  # fmt: skip
    try:
        found = _png(data) or _gif(data) or _webp(data) or _jpeg(data)
    except (struct.error, IndexError):  # it begins like a picture and stops
        found = None
    if found is None:
        raise Refused("no_picture", N_("That is not a picture the server can show. "
                                       "Choose a PNG, JPEG, WebP or GIF file."))  # fmt: skip
    if _moves(data, found.mime):
        raise Refused("moving", N_("That picture moves, and people cannot stop it. "
                                   "Choose one that stands still."))  # fmt: skip
    if not (0 < found.width <= WIDEST and 0 < found.height <= WIDEST):
        raise Refused("large_picture", N_("A picture has at most %(most)s pixels on each side. "
                                          "Make it smaller and try again."),
                      most=WIDEST)  # fmt: skip
    return found


def _png(data: bytes) -> Kind | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        return None
    return Kind("image/png", *unpack_from(">II", data, 16))


def _gif(data: bytes) -> Kind | None:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        return None
    return Kind("image/gif", *unpack_from("<HH", data, 6))


def _webp(data: bytes) -> Kind | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    form = data[12:16]
    if form == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = unpack_from("<HH", data, 26)
        return Kind("image/webp", width & 0x3FFF, height & 0x3FFF)
    if form == b"VP8L" and data[20] == 0x2F:
        (bits,) = unpack_from("<I", data, 21)
        return Kind("image/webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if form == b"VP8X":
        sides = (int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        width, height = (1 + side for side in sides)
        return Kind("image/webp", width, height) if len(data) >= 30 else None
    return None


def _jpeg(data: bytes) -> Kind | None:
    """The size stands in the first of several segments; each says how long it is."""
    if data[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF or mark in JPEG_ALONE:
            at += 1 if mark == 0xFF else 2
            continue
        (length,) = unpack_from(">H", data, at + 2)
        if mark in JPEG_SIZES:
            height, width = unpack_from(">HH", data, at + 5)
            return Kind("image/jpeg", width, height)
        if mark == 0xDA or length < 2:
            return None
        at += 2 + length
    return None


def _moves(data: bytes, mime: str) -> bool:
    if mime == "image/png":
        return b"acTL" in data.partition(b"IDAT")[0]
    if mime == "image/webp":
        return data[12:16] == b"VP8X" and bool(data[20] & 0x02)
    return mime == "image/gif" and (b"NETSCAPE2.0" in data or data.count(b"\x21\xf9\x04") > 1)
