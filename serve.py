"""Serving: the database opened, the links printed, the server run until it is stopped."""

from __future__ import annotations

import dataclasses
import errno
import logging
import signal
import sys
from typing import Any

import gevent
import qrcode
from gevent.pywsgi import WSGIServer

from app import create_app
from config import Config
from facilitator.accounts import any_account, invite
from live.house import House
from live.websocket import Handler
from storage import NewerDatabase, Storage, connect, migrate


def serve(config: Config, host: str | None = None, port: int | None = None) -> int:
    """Run the server until SIGTERM or Ctrl-C; 0, or 1 with a sentence on why it cannot."""
    config = dataclasses.replace(config, host=host or config.host, port=port or config.port)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    try:
        app = create_app(config)
    except NewerDatabase:
        return _stop(
            f"The database at {_place(config)} was made by a newer version of Floke.\n"
            "It has not been touched. Install the newer version, or choose another place "
            "with FLOKE_DATA."
        )
    house: House = app.extensions["floke"]
    server = WSGIServer((config.host, config.port), app, log=None, error_log=logging.getLogger(),
                        handler_class=Handler)  # fmt: skip
    try:
        server.start()
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        return _stop(
            f"Port {config.port} is in use. Stop the other program, or choose another port:\n"
            f"  python run.py serve --port {config.port + 1}"
        )
    _greet(config, house.storage)
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, server.stop, 2)
    server.serve_forever()
    house.storage.close()
    return 0


def print_invitation(config: Config) -> int:
    """Print a new one-time link for a facilitator's account."""
    storage = connect(config.database)
    migrate(storage)
    print(_invitation(config, storage))
    return 0


def _invitation(config: Config, storage: Storage) -> str:
    with storage.writing() as db:
        token = invite(db)
        db.commit()
    return f"{config.address}/facilitator/start/{token}"


def _greet(config: Config, storage: Storage) -> None:
    """What stands in the terminal when the server is up."""
    with storage.reading() as db:
        known = any_account(db)
    link = f"{config.address}/facilitator" if known else _invitation(config, storage)
    lines = [
        "",
        "Floke is running.",
        f"  Facilitator: {link}",
        f"  Participants join at: {config.address}",
        "",
    ]
    if not config.secure:
        lines.insert(-1, "  Without TLS: use it on a network you trust, or set FLOKE_URL=https://…")
    print("\n".join(lines), flush=True)
    _print_qr(config.address)
    print("\nStop with Ctrl-C. Nothing is lost when you do.", flush=True)


def _print_qr(address: str) -> None:
    code: Any = qrcode.QRCode(border=2)
    code.add_data(address)
    code.print_ascii(out=sys.stdout, invert=sys.stdout.isatty())


def _place(config: Config) -> str:
    return config.database.rpartition("@")[2].removeprefix("sqlite:///")


def _stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
