"""What one sends who means harm, for as long as anybody takes it (spec/quality.md S9)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench.wire import frame

PIECE = b"x" * 100_000
LONG = 100_000_000  # bytes


def long_frame() -> Iterator[bytes]:
    yield b"\x81\xff" + LONG.to_bytes(8, "big") + b"\0\0\0\0"
    yield from itertools.repeat(PIECE)


def many_parts() -> Iterator[bytes]:
    """One message in parts that never end."""
    yield frame(b'42["do",', 0x01)
    yield from itertools.repeat(frame(PIECE, 0x00))


def deep() -> Iterator[bytes]:
    yield frame(b'421["do",' + b"[" * 99_000)
    yield from itertools.repeat(frame(b'42["look"]'))
