"""write an ended seminar to one file, to keep or to move"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import refused
from config import Config


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("token", help="what stands after /outcome/ in its link")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")


def run(given: argparse.Namespace) -> int:
    """1, and a sentence, if there is no such seminar or it has not ended."""
    import archives
    from methods.refusal import Refused
    from methods.seminars import by_token
    from storage import connect
    from translations import use

    storage = connect(Config.from_environment().database)
    try:
        with storage.reading() as db, use("en"):
            seminar = by_token(db, given.token)
            if seminar is None:
                return refused("There is no seminar with that link.")
            made = archives.packed(db, seminar)
        given.out.write_bytes(made)
    except Refused as refusal:
        return refused(refusal.sentence())
    except OSError as error:
        return refused(f"{given.out} cannot be written: {error.strerror}.")
    finally:
        storage.close()
    print(f"{given.out} ({len(made):,} bytes)")
    return 0
