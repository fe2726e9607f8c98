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
BOARD = {"board": "phone", "seq": 1, "html": "x" * int(sys.argv[2]), "now": 0}
OWN = {"data": {"ticks": [1, 2, 3]}, "html": "x" * int(sys.argv[3]), "seq": 1}
dirty = False


@socketio.on("connect")
def connect(_auth: Any = None) -> None:
    socketio.emit("own", OWN, to=request.sid)  # type: ignore[attr-defined]
    socketio.emit("board", BOARD, to=request.sid)  # type: ignore[attr-defined]


@socketio.on("do")
def do(message: dict[str, Any]) -> dict[str, Any]:
    global dirty
    if message["command"] == "change":
        socketio.emit("board", {**BOARD, "seq": BOARD["seq"]})
    else:
        voted.add(request.sid)  # type: ignore[attr-defined]
        dirty = True
        socketio.emit("own", OWN, to=request.sid)  # type: ignore[attr-defined]
    return {"ok": True, "own": OWN["data"]}


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
    socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_output=False)
