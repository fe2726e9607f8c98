"""print a link to make a facilitator's account"""

from __future__ import annotations

import argparse

from config import Config


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "email", nargs="?", default="", help="of an account: a new password instead"
    )


def run(given: argparse.Namespace) -> int:
    from serve import print_invitation

    return print_invitation(Config.from_environment(), given.email)
