"""A whole site on loopback: PostgreSQL's own database, Redis, two processes, and nginx before them.

nginx' settings are `deploy/nginx.conf` as it stands, with the ports of this site in it.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import requests
from sqlalchemy import make_url

from demo.server import RUN, Running, free_port

HERE = "postgresql+psycopg://postgres@127.0.0.1/postgres"
AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
{user}
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/floke.conf;
}}
"""


def lacking() -> str:
    """What this machine has not, that a site needs; nothing if it has all."""
    for name in ("nginx", "redis-server"):
        if not shutil.which(name):
            return f"there is no {name} on this machine (.ci/run installs it)"
    return lacking_postgres()


def lacking_postgres() -> str:
    try:
        _sql("select 1")
    except psycopg.OperationalError as error:
        return f"there is no PostgreSQL: {str(error).splitlines()[0]}"
    return ""


def _postgres() -> str:
    return os.environ.get("DATABASE_URL") or HERE


def _sql(statement: str) -> None:
    url = make_url(_postgres()).set(drivername="postgresql", database="postgres")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True,
                         connect_timeout=3) as line:  # fmt: skip
        line.execute(statement.encode())


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database that is only this block's."""
    name = f"floke_many_{os.getpid()}"
    _sql(f"drop database if exists {name} with (force)")
    _sql(f"create database {name}")
    try:
        yield make_url(_postgres()).set(database=name).render_as_string(hide_password=False)
    finally:
        _sql(f"drop database if exists {name} with (force)")


@dataclass
class Process:
    """A program that can be stopped, killed and started again, as the same one."""

    words: list[str]
    log: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        with self.log.open("a") as log:
            self.running = subprocess.Popen(self.words, stdout=log, stderr=log,
                                            env={**os.environ, **self.environment})  # fmt: skip

    def stop(self, *, at_once: bool = False) -> int:
        """Told to stop, or killed; its exit code."""
        (self.running.kill if at_once else self.running.terminate)()
        try:
            return self.running.wait(20)
        except subprocess.TimeoutExpired:
            self.running.kill()
            raise


@dataclass
class Worker(Process):
    port: int = 0
    secret: str = ""

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ready(self) -> Worker:
        """Wait until it can read and save."""
        until = time.monotonic() + 60
        while time.monotonic() < until and self.running.poll() is None:
            try:
                if requests.get(f"{self.base}/ready", timeout=5).status_code == 200:
                    return self
            except requests.RequestException:
                time.sleep(0.05)
        raise AssertionError(f"{self.words} did not start: {self.log.read_text()[-2000:]}")

    def pages(self, surface: str = "phone") -> int:
        """How many open pages it serves, as its metrics say."""
        told = requests.get(f"{self.base}/metrics", timeout=10,
                            headers={"Authorization": f"Bearer {self.secret}"}).text  # fmt: skip
        found = re.search(rf'floke_sockets{{surface="{surface}"}} (\d+)', told)
        assert found is not None, told
        return int(found.group(1))

    def link(self) -> str:
        """Where the first facilitator makes an account."""
        until = time.monotonic() + 60
        while (found := re.search(r"Facilitator: (\S+)", self.log.read_text())) is None:
            assert time.monotonic() < until, "no link was printed"
            time.sleep(0.05)
        return found.group(1)


@dataclass
class Site:
    base: str
    url: str
    redis: Process
    workers: list[Worker]

    def server(self) -> Running:
        """The site as one server, reached through nginx."""
        running: Any = self.workers[0].running
        return Running(self.base, self.workers[0].link(), running)


@contextmanager
def site(folder: Path, count: int = 2) -> Iterator[Site]:
    """`count` processes behind nginx; all is stopped at the end of the block."""
    port, ports, redis_port = free_port(), [free_port() for _ in range(count)], free_port()
    secret, base = secrets.token_hex(16), f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        url = stack.enter_context(database())
        common = {"DATABASE_URL": url, "FLOKE_REDIS": f"redis://127.0.0.1:{redis_port}/0",
                  "FLOKE_SECRET": secrets.token_hex(32), "FLOKE_METRICS": secret,
                  "FLOKE_URL": base, "FLOKE_DAY": "", "PYTHONUNBUFFERED": "1"}  # fmt: skip
        words = [sys.executable, str(RUN), "serve", "--host", "127.0.0.1", "--port"]
        redis = Process(["redis-server", "--port", str(redis_port), "--bind", "127.0.0.1",
                         "--save", "", "--dir", str(folder)], folder / "redis.log")  # fmt: skip
        settings = str(_nginx(folder, port, ports))
        nginx = Process(
            ["nginx", "-e", f"{folder}/nginx.log", "-c", settings], folder / "nginx.out"
        )
        workers = [Worker([*words, str(one)], folder / f"worker-{one}.log",
                          {**common, "FLOKE_DATA": str(folder / str(one))}, one, secret)
                   for one in ports]  # fmt: skip
        for process in (redis, *workers, nginx):
            process.start()
            stack.callback(_end, process)
        for worker in workers:
            worker.ready()
        yield Site(base, url, redis, workers)


def _end(process: Process) -> None:
    if process.running.poll() is None:
        process.stop()


def _nginx(folder: Path, port: int, ports: list[int]) -> Path:
    """nginx' settings as they are documented, at this site's ports."""
    told = (RUN.parent / "deploy" / "nginx.conf").read_text()
    for before, now in zip(("listen 80;", "127.0.0.1:5001 ", "127.0.0.1:5002 "),
                           (f"listen 127.0.0.1:{port};", *(f"127.0.0.1:{n} " for n in ports)),
                           strict=True):  # fmt: skip
        assert told.count(before) == 1, before
        told = told.replace(before, now)
    (folder / "floke.conf").write_text(told)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    return folder / "nginx.conf"
