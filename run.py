"""The command: serve (default) · demo · user. `run.py --help` explains each."""

from gevent import monkey

monkey.patch_all()  # before any other import: everything after must see gevent's sockets and locks

import argparse  # noqa: E402
import sys  # noqa: E402

from config import Config  # noqa: E402


def main(words: list[str] | None = None) -> int:
    """Run the command in `words` (sys.argv without them); its exit code."""
    parser = argparse.ArgumentParser(prog="run.py", description="Floke, the seminar server.")
    commands = parser.add_subparsers(dest="command")
    serve = commands.add_parser("serve", help="run the server (the default)")
    serve.add_argument("--port", type=int, help="the port to listen on (FLOKE_PORT, 5000)")
    serve.add_argument("--host", help="the address to listen on (FLOKE_HOST, all)")
    commands.add_parser("user", help="print a link by which a facilitator makes an account")
    _demo(commands.add_parser("demo", help="play a whole seminar with simulated phones"))
    given = parser.parse_args(words)
    config = Config.from_environment()
    if given.command == "demo":
        from demo.play import play

        return play(config, given)
    if given.command == "user":
        from serve import print_invitation

        return print_invitation(config)
    from serve import serve as run

    return run(config, getattr(given, "host", None), getattr(given, "port", None))


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=40, help="how many simulated phones (40)")
    parser.add_argument("--problems", help="a CSV file: problem,author,text")
    parser.add_argument("--votes", help="a CSV file: participant,problem")
    parser.add_argument("--fast", action="store_true", help="do not wait for the clock")
    parser.add_argument("--out", help="a folder for outcome.json and report.html")
    parser.add_argument("--port", type=int, default=0, help="the server's port (a free one)")
    parser.add_argument("--language", choices=("nb", "nn", "en"), default="nb")


if __name__ == "__main__":
    sys.exit(main())
