"""What a disk holds when the power goes: what was synced for certain, and of the rest anything.

(spec/quality.md R4.) A write is on the disk when an fsync of its file has begun after it and ended.
Of later ones each sector of 512 bytes may have come to the disk, or not; that torn sectors leave
their neighbours whole is what SQLite, too, takes for given (sqlite.org/psow.html).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.chaos.kernel import Call

SECTOR = 512
SYNCS = ("fsync", "fdatasync")
KNOWN = ("pwrite64", "ftruncate", *SYNCS)
NEVER = float("-inf")


@dataclass(frozen=True)
class Put:
    """Bytes written to a file at a moment; without bytes the file is given its length instead."""

    at: float
    file: str
    place: int
    data: bytes | None

    def onto(self, kept: bytearray) -> None:
        if self.data is None:
            kept[self.place :] = b""
        else:
            kept.extend(bytes(max(0, self.place - len(kept))))
            kept[self.place : self.place + len(self.data)] = self.data

    def torn(self, chance: Random) -> list[Put]:
        """The parts of it that happen to be on the disk: whole sectors."""
        if self.data is None:
            return [self] * chance.randrange(2)
        edges = range(
            self.place - self.place % SECTOR + SECTOR, self.place + len(self.data), SECTOR
        )
        starts = [self.place, *edges]
        parts = [
            replace(self, place=start, data=self.data[start - self.place : end - self.place])
            for start, end in zip(starts, [*edges, self.place + len(self.data)], strict=True)
        ]
        return [part for part in parts if chance.random() < 0.5]


@dataclass(frozen=True)
class Sync:
    began: float
    ended: float
    file: str


@dataclass(frozen=True)
class Disk:
    """The files as they were, and what was done to them since, in order."""

    base: dict[str, bytes]
    puts: list[Put]
    syncs: list[Sync]

    def at(self, moment: float, chance: Random | None = None) -> dict[str, bytes]:
        """The files after a power cut; what was not synced is lost, or torn by `chance`."""
        return {file: self._file(file, moment, chance) for file in self.base}

    def whole(self) -> dict[str, bytes]:
        """The files as the running server sees them in the end."""
        last = max(put.at for put in self.puts)
        return replace(self, syncs=[Sync(last + 1, last + 1, f) for f in self.base]).at(last + 1)

    def _file(self, file: str, moment: float, chance: Random | None) -> bytes:
        kept = bytearray(self.base[file])
        ended = [s.began for s in self.syncs if s.file == file and s.ended <= moment]
        synced = max(ended, default=NEVER)
        for put in self.puts:
            if put.file != file or put.at > moment:
                continue
            for part in [put] if put.at < synced else put.torn(chance) if chance else []:
                part.onto(kept)
        return bytes(kept)


def recorded(base: dict[Path, bytes], since: float, traced: Iterable[Call]) -> Disk:
    """What the kernel's account says of the files in `base`, which were read at `since`."""
    disk = Disk({path.name: data for path, data in base.items()}, [], [])
    ours = {str(path) for path in base}
    for call in traced:
        if call.path not in ours or call.began < since or "read" in call.name:
            continue
        assert call.name in KNOWN, f"{call.name} is not known here"
        file, result = Path(call.path).name, call.result
        if call.name in SYNCS:
            assert result == 0, call
            disk.syncs.append(Sync(call.began, call.ended, file))
        elif call.name == "ftruncate":
            size = int(call.rest.strip(" ,)"))
            disk.puts.append(Put(call.began, file, size, None))
        else:
            assert result == len(call.data), f"a part of it is not in the trace: {call}"
            disk.puts.append(Put(call.began, file, int(call.rest.split(",")[-1].strip(" )")),
                                 call.data))  # fmt: skip
    return disk
