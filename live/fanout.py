"""Broadcasts: encoded and framed once for a whole room, and given to each phone without waiting.

Stock python-socketio puts a packet in each phone's queue, from which a greenlet of its own frames
and sends it: most of the work of a change that a hall sees (spec/performance.md §2). A phone that
is idle here gets the same bytes as everybody, at once. For one that is still taking something it
waits in the phone's queue, and takes the place of an older one of the same board that waits there:
a board is always whole, so that nobody needs the one before. That is also the bound on what waits
for a phone, which engineio has not (miguelgrinberg/python-engineio#133): one of each.

`client_manager` is python-socketio's public place for this; `_send_eio_packet` and engineio's
`sockets` and `queue` are not, and `tests/live/test_fanout.py` fails when they move.
"""

from __future__ import annotations

from collections import deque
from typing import Any

import gevent
from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from socketio import Manager
from socketio.packet import EVENT

from live.websocket import framed, idle

BREATH = 100  # phones that are sent to before others get a turn


class Fanout(Manager):  # type: ignore[misc]
    """python-socketio's manager of rooms, with a quicker `emit` of messages that are dicts."""

    def emit(self, event: str, data: Any, namespace: str, room: Any = None, skip_sid: Any = None,
             callback: Any = None, to: Any = None, **kwargs: Any) -> None:  # fmt: skip
        """Send `event` to everybody in the room."""
        room = to or room
        if callback or skip_sid or namespace not in self.rooms:
            super().emit(event, data, namespace, room=room, skip_sid=skip_sid, callback=callback,
                         **kwargs)  # fmt: skip
            return
        packet = self.server.packet_class(EVENT, namespace=namespace, data=[event, data])
        whole = EnginePacket(MESSAGE, packet.encode())
        whole.about = (event, data["board"] if event == "board" else "".join(data))
        frame = framed(whole.encode())
        for place, (_sid, number) in enumerate(list(self.get_participants(namespace, room)), 1):
            self._give(number, whole, frame)
            if place % BREATH == 0:
                gevent.sleep(0)

    def _give(self, number: str, packet: EnginePacket, frame: bytes) -> None:
        socket = self.server.eio.sockets.get(number)
        if socket is None or socket.closed:
            return
        wire = idle(socket)
        if wire and wire.at_once(frame):
            return
        if not _takes_place(packet, socket.queue.queue):
            self.server._send_eio_packet(number, packet)


def _takes_place(packet: EnginePacket, waiting: deque[Any]) -> bool:
    """Whether there was an older message about the same, whose place it has now."""
    for place, older in enumerate(waiting):
        if getattr(older, "about", None) == packet.about:
            waiting[place] = packet
            return True
    return False
