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


MOST = 8192  # bytes of each call: a page of the database, or a vote, is whole
ASKED = re.compile(rb'42(\d+)\["do",\{"op_id":"(\w+)"')
ANSWERED = re.compile(rb"\x81(?:[\x00-\x7d]|\x7e..|\x7f.{8})43(\d+)\[", re.DOTALL)


@contextmanager
def attached(pid: int, names: str, folder: Path) -> Iterator[None]:
    """strace writes down the process's calls of these names until the end of the block."""
    told = ["strace", "-ttt", "-T", "-ff", "-y", "-xx", "-s", str(MOST), "-e", f"trace={names}",
            "-o", str(folder / "trace"), "-p", str(pid)]  # fmt: skip
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

    @property
    def ended(self) -> float:
        return self.began + self.lasted


def calls(folder: Path) -> list[Call]:
    """What strace wrote to `folder/trace.*`, one file a thread, in the order of time."""
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


def commands(traced: list[Call]) -> tuple[dict[str, Call], dict[str, Call]]:
    """The calls with which each command came, and was answered, for the first time; by op_id.

    The phones' frames have a mask of zeros (bench/wire.py), so that they stand as they were sent.
    """
    came: dict[str, Call] = {}
    answered: dict[str, Call] = {}
    asked: dict[tuple[str, bytes], str] = {}
    for call in traced:
        if call.name == "recvfrom":
            for number, op_id in ASKED.findall(call.data):
                asked[call.end, number] = op_id.decode()
                came.setdefault(op_id.decode(), call)
        elif call.name == "sendto":
            for number in ANSWERED.findall(call.data):
                if op_id := asked.get((call.end, number)):
                    answered.setdefault(op_id, call)
    return came, answered
