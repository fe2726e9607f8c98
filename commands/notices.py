"""send what is due of the follow-up, once, and say what was done (for cron)"""

from __future__ import annotations

import argparse

from commands import refused
from config import Config


def words(parser: argparse.ArgumentParser) -> None:
    """It is asked with nothing."""


def run(given: argparse.Namespace) -> int:
    """Print what the round did; 1, and a sentence, if a notice did not go out."""
    from live.postman import Postman
    from methods import clock
    from methods.notices import ERRORS
    from storage import NewerDatabase, connect, migrate

    config = Config.from_environment()
    if config.day:
        clock.begin(config.day)
    storage = connect(config.database)
    try:
        migrate(storage)
    except NewerDatabase:
        return refused("The database was made by a newer version of Floke. It is not touched.")
    told = Postman(config, storage).round()
    storage.close()
    print(", ".join(f"{name} {count}" for name, count in sorted(told.items())))
    if config.smtp is None:
        print("No mail server is set (FLOKE_SMTP_HOST): letters are printed by the facilitator.")
    failed = [ERRORS[name] for name in told if name in ERRORS and told[name]]
    return refused("\n".join(failed)) if failed else 0
