"""What is measured in a room, each in milliseconds, seconds or bytes, as figures by name."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Iterable

import gevent

from bench.room import Room, until
from bench.wire import Wire

SETTLED = 1.0  # seconds of quiet before each measure
PATIENCE = 120.0
PAIRS = 5  # storms with and without slow phones, in turns
FILLING = 8.0  # seconds of changes after which the network holds no more for who does not read
AT_ONCE = 2  # as many as the server makes beside each other
VOTED = re.compile(rb'id=\\?"voted\\?"[^>]*>(\d+)')


def measure(room: Room, changes: int = 10, storm: int = 10) -> dict[str, float]:
    """Join, fan-out, a burst of first votes, and the storm; with what they cost.

    `changes` of the page are sent to everybody, and then each phone votes once a second for `storm`
    seconds.
    """
    figures = dict(room.figures)
    figures |= joined(room)
    figures |= fanned_out(room, changes)
    figures |= first_votes(room)
    figures |= stormed(room, storm)
    if room.paper:
        figures |= stormed_beside_paper(room, storm, figures)
    figures["lost"] = sum(phone.gone for phone in room.phones)
    return figures


def joined(room: Room) -> dict[str, float]:
    """Everybody opens the page's socket at once: until the last has its board."""
    before, began = room.memory(), time.perf_counter()
    for phone in room.phones:
        gevent.spawn(phone.connect)
    until(lambda: all(phone.first.is_set() for phone in room.phones))
    last = max(max(phone.at.values()) for phone in room.phones)
    gevent.sleep(SETTLED)
    return {"joined_ms": (last - began) * 1000,
            "kb_per_phone": (room.memory() - before) / len(room.phones) / 1000}  # fmt: skip


def fanned_out(room: Room, changes: int) -> dict[str, float]:
    """The page changes for everybody: from the word given until the last phone has it."""
    last, half, used = [], [], 0.0
    for _ in range(changes):
        gevent.sleep(SETTLED)
        seen, cpu = [phone.boards.get("phone", 0) for phone in room.phones], room.cpu()
        began = time.perf_counter()
        room.change()
        until(
            lambda seen=seen: all(
                phone.boards.get("phone", 0) > before  # type: ignore[misc]
                for phone, before in zip(room.phones, seen, strict=True)
            )
        )
        took = sorted(phone.at["phone"] - began for phone in room.phones)
        last.append(took[-1] * 1000)
        half.append(took[len(took) // 2] * 1000)
        used += room.cpu() - cpu
    return {"fan_out_p50_ms": statistics.median(half), "fan_out_last_ms": statistics.median(last),
            "us_per_delivery": used * 1e6 / changes / len(room.phones)}  # fmt: skip


def first_votes(room: Room) -> dict[str, float]:
    """Everybody ticks at once: until each is answered, and until the console has counted all."""
    gevent.sleep(SETTLED)
    counted: list[float] = []

    def heard(name: str, message: bytes) -> None:
        found = VOTED.search(message) if name == "console" else None
        if found and int(found.group(1)) == len(room.phones) and not counted:
            counted.append(time.perf_counter())

    room.console.heard = heard
    answers = [room.vote(phone, True) for phone in room.phones]
    gevent.joinall([gevent.spawn(answer.get, timeout=PATIENCE) for answer in answers])
    acked = time.perf_counter()
    until(lambda: counted)
    burst = [phone.lasted[-1] * 1000 for phone in room.phones]
    return {"burst_ack_p50_ms": _share(burst, 0.5), "burst_ack_last_ms": max(burst),
            "counted_ms": max(0.0, (counted[0] - acked) * 1000)}  # fmt: skip


def stormed(room: Room, storm: int) -> dict[str, float]:
    """Every phone changes its tick once a second, at a moment of its own."""
    gevent.sleep(SETTLED)
    for phone in room.phones:
        phone.lasted.clear()
    cpu, ours, began = room.cpu(), time.process_time(), time.perf_counter()
    gevent.joinall([gevent.spawn(_votes, room, phone, storm) for phone in room.phones])
    used, lasted = room.cpu() - cpu, time.perf_counter() - began
    busy = (time.process_time() - ours) / lasted
    every = [each * 1000 for phone in room.phones for each in phone.lasted]
    return {"ack_p50_ms": _share(every, 0.5), "ack_p95_ms": _share(every, 0.95),
            "ack_p99_ms": _share(every, 0.99),
            "votes": len(every), "votes_a_second": len(every) / lasted,
            "cpu_s_per_1000": used * 1000 / len(every), "server_busy": used / lasted,
            "phones_busy": busy}  # fmt: skip


def slowed(room: Room, storm: int, slow: int) -> dict[str, float]:
    """What others wait while `slow` phones do not read, beside what they wait while all do.

    The page changes all the time. `slow` phones never vote: in every other storm they read, in the
    others they have stopped, until their share of the network is full. So each pair of storms has
    the same load, and a minute that is slow for both says nothing. (spec/quality.md R17)
    """
    changing = gevent.spawn(_changes, room)
    idle, room.phones = room.phones[:slow], room.phones[slow:]
    held, pairs = room.memory(), []
    for _turn in range(PAIRS):
        plain = stormed(room, storm)
        for phone in idle:
            phone.stall()
        gevent.sleep(FILLING)
        pairs.append((plain, stormed(room, storm)))
        for phone in idle:
            phone.read_on()
        until(lambda: not any(phone.gone for phone in idle))
    changing.kill()
    told = {f"{key}_{when}": statistics.median(pair[place][key] for pair in pairs)
            for key in ("ack_p50_ms", "ack_p95_ms", "cpu_s_per_1000")
            for place, when in enumerate(("before", "slowed"))}  # fmt: skip
    worse = [100 * beside["ack_p95_ms"] / plain["ack_p95_ms"] - 100 for plain, beside in pairs]
    return {**told, "ack_p95_worse_pct": statistics.median(worse),
            "phones_busy": max(beside["phones_busy"] for _plain, beside in pairs),
            "grown_mb": (room.memory() - held) / 1e6,
            "lost": sum(phone.gone for phone in room.phones)}  # fmt: skip


def _changes(room: Room) -> None:
    while True:
        room.change()
        gevent.sleep(0.25)


def stormed_beside_paper(room: Room, storm: int, alone: dict[str, float]) -> dict[str, float]:
    """The same storm while reports are made as PDF, two at once without a pause.

    In per cent of the time an answer took in the storm `alone`, just before.
    """
    made: list[int] = []

    def press() -> None:
        while room.paper:
            made.append(room.paper())

    presses = [gevent.spawn(press) for _ in range(AT_ONCE)]
    beside = stormed(room, storm)
    gevent.killall(presses)
    return {"pdfs_beside": len(made),
            **{f"beside_pdf_{key}_pct": 100 * beside[f"{key}_ms"] / alone[f"{key}_ms"]
               for key in ("ack_p50", "ack_p99")}}  # fmt: skip


def _votes(room: Room, phone: Wire, storm: int) -> None:
    gevent.sleep(random.random())
    for turn in range(storm):
        began = time.perf_counter()
        room.vote(phone, turn % 2 == 1).get(timeout=PATIENCE)
        gevent.sleep(max(0.0, 1 - (time.perf_counter() - began)))


def _share(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
