"""Serving: the database opened, the links printed, the server run until it is stopped."""

from __future__ import annotations

import dataclasses
import errno
import gc
import logging
import signal
import sys
from typing import Any

import gevent
import qrcode
from gevent.event import Event
from sqlalchemy.exc import DatabaseError

from app import create_app
from config import Config
from facilitator.accounts import any_account, by_email, invite
from live.handler import Server, allow_many_connections
from live.house import House
from live.postman import Postman
from storage import NewerDatabase, Storage, connect, migrate

HALL = 2048  # phones that may knock at the same moment; beyond that they try again after a second


def serve(config: Config, host: str | None = None, port: int | None = None) -> int:
    """Run the server until SIGTERM or Ctrl-C; 0, or 1 with a sentence on why it cannot."""
    config = dataclasses.replace(config, host=host or config.host, port=port or config.port)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    try:
        app = create_app(config)
    except (NewerDatabase, DatabaseError) as error:
        return _no_database(config, error)
    house: House = app.extensions["floke"]
    allow_many_connections()
    server = Server((config.host, config.port), app, log=None, error_log=logging.getLogger(),
                    backlog=HALL)  # fmt: skip
    try:
        server.start()
    except OSError as error:
        return _no_port(config, error)
    Postman(config, house.storage).start()
    gc.freeze()  # what stands from the start is never looked through again while a hall comes in
    gc.set_threshold(10_000, 20, 20)
    _greet(config, house.storage)
    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, told.set)
    told.wait()
    server.close()  # who comes now finds another process, or the next
    house.leave()
    house.storage.close()
    return 0


def print_invitation(config: Config, email: str = "") -> int:
    """Print a one-time link to make an account; or, of the account with `email`, a new password."""
    storage = connect(config.database)
    try:
        migrate(storage)
    except (NewerDatabase, DatabaseError) as error:
        return _no_database(config, error)
    link = _invitation(config, storage, email)
    storage.close()
    if not link:
        return _stop(f"There is no account with the address {email}.")
    print(link)
    return 0


def _invitation(config: Config, storage: Storage, email: str = "") -> str:
    """The link; empty if there is no account with `email`."""
    with storage.writing() as db:
        account = by_email(db, email) if email else None
        if email and account is None:
            return ""
        token = invite(db, account)
        db.commit()
    return f"{config.address}/facilitator/{'password' if account else 'start'}/{token}"


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
    if config.others and not config.url:
        lines.insert(-1, f"  Also found at: {', '.join(config.others)}")
        lines.insert(-1, f"  If the room is on that net, start with FLOKE_URL={config.others[0]}")
    if not config.secure:
        lines.insert(-1, "  Without TLS: use it on a network you trust, or set FLOKE_URL=https://…")
    if config.day:
        lines.insert(-1, f"  It began on {config.day}: for a real seminar, unset FLOKE_DAY")
    print("\n".join(lines), flush=True)
    _print_qr(config.address)
    print("\nStop with Ctrl-C. Nothing is lost when you do.", flush=True)


def _print_qr(address: str) -> None:
    code: Any = qrcode.QRCode(border=2)
    code.add_data(address)
    code.print_ascii(out=sys.stdout, invert=sys.stdout.isatty())


def _no_database(config: Config, error: Exception) -> int:
    if isinstance(error, NewerDatabase):
        return _stop(
            f"The database at {_place(config)} was made by a newer version of Floke.\n"
            "It has not been touched. Install the newer version, or choose another place "
            "with FLOKE_DATA."
        )
    return _stop(
        f"The database at {_place(config)} cannot be used: {getattr(error, 'orig', error)}.\n"
        "It has not been touched. Choose another place with FLOKE_DATA, or see DATABASE_URL."
    )


def _no_port(config: Config, error: OSError) -> int:
    if error.errno in (errno.EADDRINUSE, errno.EACCES):
        return _stop(
            f"Port {config.port} is in use. Stop the other program, or choose another port:\n"
            f"  python run.py serve --port {config.port + 1}"
        )
    return _stop(
        f"This machine cannot listen on {config.host}: {error.strerror}.\n"
        "Leave --host and FLOKE_HOST out to listen on all its addresses."
    )


def _place(config: Config) -> str:
    return config.database.rpartition("@")[2].removeprefix("sqlite:///")


def _stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
