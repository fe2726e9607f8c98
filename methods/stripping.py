"""What a camera writes into a picture beside the picture: where, when and with what it was taken.

All of it goes but for which way is up, without which a photo would lie on its side.
"""

from __future__ import annotations

import struct
import zlib
from struct import unpack_from

UPRIGHT = 1
ORIENTATION = 0x0112  # the tag of TIFF
PNG_TOLD = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
WEBP_TOLD = frozenset({b"EXIF", b"XMP "})
JPEG_TOLD = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xE2, 0xEE}  # but colour: ICC, and Adobe's


def bare(data: bytes, mime: str) -> bytes:
    """The same picture without what it tells of the photographer; `data` is one we know.

    What cannot be read to its end is given back as it is.
    """
    strip = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}.get(mime)
    try:
        return strip(data) if strip else data
    except (struct.error, IndexError):
        return data


def _jpeg(data: bytes) -> bytes:
    """Segments up to the scan; each is a mark, a length, and what it holds."""
    kept, up, at = [data[:2]], UPRIGHT, 2
    while data[at + 1] != 0xDA:
        mark, (length,) = data[at + 1], unpack_from(">H", data, at + 2)
        held = data[at : at + 2 + length]
        if held[4:10] == b"Exif\0\0":
            up = _orientation(held[10:])
        if mark not in JPEG_TOLD:
            kept.append(held)
        at += 2 + length
    if up != UPRIGHT:
        exif = b"Exif\0\0" + _only(up)
        kept.insert(1, b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    return b"".join([*kept, data[at:]])


def _png(data: bytes) -> bytes:
    kept, up, at = [data[:8]], UPRIGHT, 8
    while at < len(data):
        (length,) = unpack_from(">I", data, at)
        name, held = data[at + 4 : at + 8], data[at : at + 12 + length]
        if name == b"eXIf":
            up = _orientation(held[8:-4])
        if name not in PNG_TOLD:
            kept.append(held)
        at += 12 + length
    if up != UPRIGHT:
        exif = b"eXIf" + _only(up)
        crc = struct.pack(">I", zlib.crc32(exif))
        kept.insert(2, struct.pack(">I", len(exif) - 4) + exif + crc)
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    if data[12:16] != b"VP8X":
        return data
    kept, up, at = bytearray(), UPRIGHT, 12
    while at + 8 <= len(data):
        name, (length,) = data[at : at + 4], unpack_from("<I", data, at + 4)
        held = data[at : at + 8 + length + length % 2]
        if name == b"EXIF":
            up = _orientation(held[8:].removeprefix(b"Exif\0\0"))
        if name not in WEBP_TOLD:
            kept += held
        at += len(held)
    kept[8] &= ~0x0C  # of VP8X: neither Exif nor XMP follows
    if up != UPRIGHT:
        kept[8] |= 0x08
        kept += b"EXIF" + struct.pack("<I", len(_only(up))) + _only(up)
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + bytes(kept)


def _orientation(tiff: bytes) -> int:
    """Which way is up, 1 to 8 (Exif 2.3); 1 if it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return UPRIGHT
    try:
        (first,) = unpack_from(f"{order}I", tiff, 4)
        (count,) = unpack_from(f"{order}H", tiff, first)
        for at in range(first + 2, first + 2 + 12 * count, 12):
            tag, _type, _number, value = unpack_from(f"{order}HHIH", tiff, at)
            if tag == ORIENTATION and UPRIGHT <= value <= 8:
                return int(value)
    except struct.error:
        pass
    return UPRIGHT


def _only(up: int) -> bytes:
    """The smallest TIFF that says which way is up."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, up, 0, 0)
