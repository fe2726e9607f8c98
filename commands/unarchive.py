"""take in a seminar from a file that run.py archive wrote"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import refused
from config import Config


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the archive")
    parser.add_argument("owner", help="the e-mail address of the account that is to have it")


def run(given: argparse.Namespace) -> int:
    """Print where its outcome is read; 1, and a sentence, if nothing was taken in."""
    import archives
    from facilitator.accounts import by_email
    from methods.refusal import Refused
    from storage import connect, migrate
    from translations import use

    config = Config.from_environment()
    storage = connect(config.database)
    try:
        file = given.file.read_bytes()
        migrate(storage)
        with use("en"), storage.writing() as db:
            owner = by_email(db, given.owner)
            if owner is None:
                return refused(f"There is no account with the address {given.owner}.")
            made = archives.take_in(db, owner.id, file, archives.whole(file))
            db.commit()
            print(f"{config.address}/outcome/{made.token}")
    except Refused as refusal:
        with use("en"):
            return refused(refusal.sentence())
    except OSError as error:
        return refused(f"{given.file} cannot be read: {error.strerror}.")
    finally:
        storage.close()
    return 0
