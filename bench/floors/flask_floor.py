"""Bare Flask-SocketIO on gevent, as its documentation shows it."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, request  # noqa: E402
from flask_socketio import SocketIO  # noqa: E402

app = Flask("floor")
socketio = SocketIO(app, async_mode="gevent", cors_allowed_origins="*", ping_interval=20)
voted: set[str] = set()
PORT, *SIZES = map(int, sys.argv[1:])
OWN, BOARD, CORNER = ({"html": "x" * size, "seq": 1, "now": 0} for size in SIZES)
dirty = False
CHANGE = {"board": "phone", **BOARD}
MESSAGES = (("own", OWN), ("board", CHANGE), ("board", {"board": "corner", **CORNER}))


@socketio.on("connect")
def connect(_auth: Any = None) -> None:
    for event, told in MESSAGES:
        socketio.emit(event, told, to=request.sid)  # type: ignore[attr-defined]


@socketio.on("do")
def do(message: dict[str, Any]) -> dict[str, Any]:
    global dirty
    if message["command"] == "change":
        socketio.emit("board", CHANGE)
    else:
        voted.add(request.sid)  # type: ignore[attr-defined]
        dirty = True
    return {"ok": True, "reply": {}}


@socketio.on("lead")
def lead(_message: Any = None) -> dict[str, Any]:
    from flask_socketio import join_room

    join_room("console")
    return {"ok": True}


def tell() -> None:
    global dirty
    while True:
        socketio.sleep(0.1)
        if dirty:
            dirty = False
            told = f'<p id="voted">{len(voted)}</p>'
            socketio.emit("board", {"board": "console", "html": told}, to="console")


if __name__ == "__main__":
    socketio.start_background_task(tell)
    socketio.run(app, host="127.0.0.1", port=PORT, log_output=False)
