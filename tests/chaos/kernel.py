"""The kernel's own account of what a process does: its calls, with the bytes that went by."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LINE = re.compile(r"^(\d+\.\d+) (\w+)\((\d+)<(.*?)>(.*) = (-?\d+)[^=]*<(\d+\.\d+)>$")
BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@contextmanager
def attached(pid: int, *words: str) -> Iterator[None]:
    """strace follows the process, as it is told by `words`, until the end of the block."""
    told = ["strace", "-ttt", "-T", *words, "-p", str(pid)]
    tracing = subprocess.Popen(told, stderr=subprocess.PIPE, text=True)
    assert tracing.stderr is not None
    said = tracing.stderr.readline()
    assert "attached" in said, said
    try:
        yield
    finally:
        tracing.terminate()
        tracing.wait(20)


@dataclass(frozen=True)
class Call:
    """One call: when it began and how long it took, on what, and the first bytes it was about."""

    began: float
    lasted: float
    name: str
    end: str  # the number and name of the file or socket
    path: str
    data: bytes
    rest: str  # the arguments after the bytes
    result: int


def calls(folder: Path) -> list[Call]:
    """What strace wrote to `folder/trace.*` with `-ff -y -xx`, one file a thread, in order."""
    lines = (line for file in folder.glob("trace.*") for line in file.open(errors="replace"))
    return sorted(filter(None, map(_call, lines)), key=lambda call: call.began)


def _call(line: str) -> Call | None:
    found = LINE.match(line.rstrip("\n"))
    if found is None:
        return None
    began, name, number, path, told, result, lasted = found.groups()
    path = bytes.fromhex(path.replace("\\x", "")).decode() if path.startswith("\\x") else path
    said = BYTES.search(told)
    data = bytes.fromhex(said.group(1).replace("\\x", "")) if said else b""
    return Call(float(began), float(lasted), name, f"{number}<{path}>", path, data,
                told[said.end():] if said else told, int(result))  # fmt: skip
