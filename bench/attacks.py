"""What others wait while one means harm: 50 phones with a tick a second, alone and beside each.

`python -m bench.attacks` plays each attack again and again for as long as a storm of ticks lasts,
after one without; the ratio of the two p95 is what counts. (spec/quality.md S9: at most 2)
"""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import itertools  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from contextlib import suppress  # noqa: E402
from pathlib import Path  # noqa: E402
from urllib.parse import urlsplit  # noqa: E402

import gevent  # noqa: E402
from gevent import socket  # noqa: E402

from bench.harm import PIECE, deep, long_frame, many_parts  # noqa: E402
from bench.measures import joined, stormed  # noqa: E402
from bench.room import Room, floke  # noqa: E402
from bench.table import lines  # noqa: E402
from bench.wire import Gone, Wire, frame  # noqa: E402

HALF_OPEN = 200  # connections at a time
PAUSE = 0.01  # seconds until one that was hung up on knocks again
Attack = Callable[[Room], object]


def looks() -> Iterator[bytes]:
    yield from itertools.repeat(frame(b'42["look"]') * 100)


def commands() -> Iterator[bytes]:
    yield from itertools.repeat(frame(b'427["do",{}]') * 100)


def says(attack: Callable[[], Iterator[bytes]]) -> Attack:
    """One phone of the room says it, and reads what it is told."""

    def once(room: Room) -> None:
        known = room.phones[0]
        wire = Wire(known.base, known.auth, known.cookie)
        wire.connect()
        try:
            wire.first.wait(20)
            for piece in attack():
                wire.socket.sendall(piece)
        finally:
            wire.close()

    return once


def endless_body(room: Room) -> None:
    with _knock(room) as wire:
        key = room.phones[0].auth["key"]
        wire.sendall(
            f"POST /s/{key}/join HTTP/1.1\r\nHost: floke\r\nOrigin: {room.phones[0].base}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n"
            "\r\n".encode())  # fmt: skip
        while True:
            wire.sendall(b"%x\r\n%b\r\n" % (len(PIECE), PIECE))


def half_open(room: Room) -> None:
    there = [_knock(room) for _ in range(HALF_OPEN)]
    for wire in there:
        wire.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\n"
        )
    gevent.sleep(1)
    for wire in there:
        wire.close()


ATTACKS: dict[str, Attack] = {
    "a frame of 100 MB": says(long_frame), "a message in endless parts": says(many_parts),
    "a body that never ends": endless_body, "deep JSON": says(deep),
    "a flood of looks": says(looks), "a flood of commands": says(commands),
    "half-open upgrades": half_open,
}  # fmt: skip


def _knock(room: Room) -> socket.socket:
    place = urlsplit(room.phones[0].base)
    return socket.create_connection((place.hostname, place.port), timeout=60)


def beside(room: Room, storm: int, attack: Attack) -> dict[str, float]:
    """The others' p95 alone, and then beside the attack; in milliseconds, and their ratio."""
    alone, times = stormed(room, storm)["ack_p95_ms"], [0]

    def again() -> None:
        while True:
            with suppress(Gone, OSError):
                attack(room)
            times[0] += 1
            gevent.sleep(PAUSE)

    attacking, held = gevent.spawn(again), room.memory()
    found = stormed(room, storm)
    grown = (room.memory() - held) / 1e6
    attacking.kill()
    return {"alone_p95_ms": alone, "beside_p95_ms": found["ack_p95_ms"],
            "times": found["ack_p95_ms"] / alone, "grown_mb": grown, "attacks": times[0],
            "phones_busy": found["phones_busy"]}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.attacks", description=__doc__)
    parser.add_argument("--people", type=int, default=50, help="honest phones (50)")
    parser.add_argument("--storm", type=int, default=10, help="seconds of votes (10)")
    parser.add_argument("--runs", type=int, default=3, help="of each attack (3)")
    parser.add_argument("--only", default="", help="attacks with this word in their name")
    parser.add_argument("--json", type=Path, help="a file for every figure")
    given = parser.parse_args()
    chosen = {name: attack for name, attack in ATTACKS.items() if given.only in name}
    found: dict[str, list[dict[str, float]]] = {name: [] for name in chosen}
    with floke(given.people) as room:
        joined(room)
        stormed(room, given.storm)  # everybody's first vote is another matter
        for _run, (name, attack) in itertools.product(range(given.runs), chosen.items()):
            found[name].append(beside(room, given.storm, attack))
        lost = sum(phone.gone for phone in room.phones)
    for name, runs in found.items():
        print("\n".join(["", name, *lines({"floke": runs})]))
    print(f"\n{lost} of {given.people} were lost")
    if given.json:
        given.json.write_text(json.dumps({"lost": lost, "attacks": found}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
