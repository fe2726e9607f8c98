"""run the server (the default)"""

from __future__ import annotations

import argparse

from commands import port
from config import Config


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port, help="the port to listen on (FLOKE_PORT, 5000)")
    parser.add_argument("--host", help="the address to listen on (FLOKE_HOST, all)")


def run(given: argparse.Namespace) -> int:
    from methods import clock
    from serve import serve

    config = Config.from_environment()
    if config.day:
        clock.begin(config.day)
    return serve(config, getattr(given, "host", None), getattr(given, "port", None))
