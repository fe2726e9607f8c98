"""The command: `run.py` serves, `run.py --help` lists the rest (commands/)."""

from gevent import monkey

monkey.patch_all()  # before any other import: everything after must see gevent's sockets and locks

import sys  # noqa: E402

from commands import run as main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
