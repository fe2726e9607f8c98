"""Every setting: its environment variable, type, default, and one line of why."""

from __future__ import annotations

import os
import re
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from email.utils import parseaddr
from pathlib import Path

import psutil

HERE = Path(__file__).parent
INNER = ("docker", "br-", "veth", "virbr", "cni", "flannel")  # nets inside the machine
ADDRESS = re.compile(
    r"[^\s@,;:<>()\[\]\"]{1,64}@[A-Za-z0-9.-]{1,190}"
)  # one, and nothing beside it
PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True)
class Smtp:
    """Where e-mail is handed in. Without it nothing is sent: letters are printed."""

    host: str  # FLOKE_SMTP_HOST
    sender: str  # FLOKE_SMTP_FROM: whom people see it is from: Nes kommune <floke@example.org>
    port: int = 587  # FLOKE_SMTP_PORT: 587, with tls 465, with none 25
    user: str = ""  # FLOKE_SMTP_USER: empty where the server asks for none
    password: str = field(default="", repr=False)  # FLOKE_SMTP_PASSWORD
    tls: str = "starttls"  # FLOKE_SMTP_TLS: starttls, tls from the first byte, or none

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Smtp | None:
        """The settings; None where no server is named; a malformed one stops the start."""
        said = {name.removeprefix("FLOKE_SMTP_").lower(): value.strip()
                for name, value in environ.items() if name.startswith("FLOKE_SMTP_")}  # fmt: skip
        if not said.get("host"):
            if any(said.values()):
                raise SystemExit("FLOKE_SMTP_HOST is missing, and other FLOKE_SMTP_ are set.")
            return None
        tls = said.get("tls") or "starttls"
        if tls not in PORTS:
            raise SystemExit("FLOKE_SMTP_TLS must be starttls, tls or none.")
        try:
            port = port_number(said.get("port") or str(PORTS[tls]))
        except ValueError as error:
            raise SystemExit(f"FLOKE_SMTP_PORT: {error}.") from None
        sender = said.get("from", "")
        if not ADDRESS.fullmatch(parseaddr(sender)[1]) or not sender.isprintable():
            raise SystemExit("FLOKE_SMTP_FROM must be one address, such as floke@example.org or "
                             "Nes kommune <floke@example.org>.")  # fmt: skip
        user, password = said.get("user", ""), said.get("password", "")
        if bool(user) != bool(password):
            raise SystemExit("FLOKE_SMTP_USER and FLOKE_SMTP_PASSWORD go together.")
        if not (user + password).isascii():  # what smtplib can say
            raise SystemExit("FLOKE_SMTP_USER and FLOKE_SMTP_PASSWORD take the letters a to z, "
                             "digits and signs, and no æ, ø or å.")  # fmt: skip
        if password and tls == "none" and said["host"] not in ("127.0.0.1", "::1", "localhost"):
            raise SystemExit("FLOKE_SMTP_PASSWORD would travel open: set FLOKE_SMTP_TLS.")
        return cls(said["host"], sender, port, user, password, tls)


@dataclass(frozen=True)
class Config:
    host: str = "0.0.0.0"  # FLOKE_HOST: the whole room must reach it
    port: int = 5000  # FLOKE_PORT
    url: str = ""  # FLOKE_URL: the public address when a proxy with TLS stands in front
    data: Path = HERE / "var"  # FLOKE_DATA: database and secret live here
    database_url: str = ""  # DATABASE_URL: empty is SQLite in FLOKE_DATA
    redis: str = ""  # FLOKE_REDIS: where several processes on one PostgreSQL tell each other
    secret: str = ""  # FLOKE_SECRET: signs cookies and return codes; empty makes and keeps one
    metrics: str = ""  # FLOKE_METRICS: the secret that opens /metrics; empty shuts it
    smtp: Smtp | None = None  # FLOKE_SMTP_…: see there
    keep_contacts_days: int = 14  # FLOKE_KEEP_CONTACTS_DAYS: after the seminar, of those who joined
    keep_years: int = 10  # FLOKE_KEEP_YEARS: then the seminar is removed whole
    day: date | None = None  # FLOKE_DAY: the day it begins on, where a seminar is only played
    testing: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Settings from the environment; a malformed one stops the start in words."""
        try:
            port = port_number(environ.get("FLOKE_PORT", str(cls.port)))
        except ValueError as error:
            raise SystemExit(f"FLOKE_PORT: {error}.") from None
        try:
            day = date.fromisoformat(text) if (text := environ.get("FLOKE_DAY", "")) else None
        except ValueError:
            raise SystemExit("FLOKE_DAY must be a date, such as 2026-03-31.") from None
        url = environ.get("FLOKE_URL", "").rstrip("/")
        if url and not url.startswith(("http://", "https://")):
            raise SystemExit("FLOKE_URL must begin with http:// or https://.")
        metrics = environ.get("FLOKE_METRICS", "")
        if metrics and len(metrics) < 22:
            raise SystemExit("FLOKE_METRICS must have at least 22 characters (128 random bits).")
        redis = environ.get("FLOKE_REDIS", "").strip()
        if redis and not redis.startswith(("redis://", "rediss://", "unix://")):
            raise SystemExit("FLOKE_REDIS must begin with redis://, rediss:// or unix://.")
        shared = environ.get("DATABASE_URL", ""), environ.get("FLOKE_SECRET", "")
        if redis and not (shared[0].startswith("postgresql") and shared[1]):
            raise SystemExit("FLOKE_REDIS is for several processes: give all of them the same "
                             "DATABASE_URL, of a PostgreSQL, and FLOKE_SECRET.")  # fmt: skip
        return cls(
            metrics=metrics,
            redis=redis,
            host=environ.get("FLOKE_HOST", cls.host),
            port=port,
            url=url,
            data=Path(environ.get("FLOKE_DATA", cls.data)),
            database_url=environ.get("DATABASE_URL", ""),
            secret=environ.get("FLOKE_SECRET", ""),
            smtp=Smtp.from_environment(environ),
            keep_contacts_days=_count(environ, "FLOKE_KEEP_CONTACTS_DAYS", 1, 365, 14),
            keep_years=_count(environ, "FLOKE_KEEP_YEARS", 1, 100, 10),
            day=day,
        )

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data / 'floke.sqlite').absolute()}"

    @property
    def address(self) -> str:
        """Where the room's phones find the server."""
        if self.url:
            return self.url
        host = lan_address() if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{host}:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS: then cookies are `__Host-` and Secure."""
        return self.address.startswith("https://")

    @property
    def origins(self) -> list[str]:
        """The only pages that may open a socket or post a form."""
        local = [f"http://{name}:{self.port}" for name in ("localhost", "127.0.0.1")]
        return [self.address, *([] if self.secure else [*self.others, *local])]

    @property
    def others(self) -> list[str]:
        """What else leads here without TLS: the machine's addresses on its other nets."""
        every = lan_addresses() if self.host in ("0.0.0.0", "::") else []
        found = [f"http://{address}:{self.port}" for address in every]
        return [address for address in found if address != self.address]

    def key(self) -> str:
        """The secret: given, or made once and kept in a file only its owner may read."""
        if self.secret:
            if len(self.secret) < 32:
                raise SystemExit("FLOKE_SECRET must have at least 32 characters.")
            return self.secret
        file = self.data / "secret"
        if not file.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600), "w") as opened:
                opened.write(secrets.token_hex(32))
        return file.read_text().strip()


def port_number(text: str) -> int:
    """The port that `text` names. Raises `ValueError` in words."""
    if not (text.isdecimal() and len(text) <= 5 and 1 <= int(text) <= 65535):
        raise ValueError(f"{text[:20]!r} is no port; expected a number from 1 to 65535")
    return int(text)


def _count(environ: Mapping[str, str], name: str, low: int, high: int, usual: int) -> int:
    """A whole number from `low` to `high`; another stops the start in words."""
    text = environ.get(name, "").strip() or str(usual)
    if not (text.isdecimal() and len(text) <= 4 and low <= int(text) <= high):
        raise SystemExit(f"{name} must be a whole number from {low} to {high}.")
    return int(text)


def lan_address() -> str:
    """This machine's address on its network; 127.0.0.1 when it has none."""
    return next(iter(lan_addresses()), "127.0.0.1")


def lan_addresses() -> list[str]:
    """Every address a phone may find this machine at, the likeliest first. Nothing is sent.

    Where the way to the rest of the world goes comes first. A net of the laptop's own leads
    nowhere, and is found among the machine's interfaces.
    """
    found = [str(a.address) for name, addresses in psutil.net_if_addrs().items()
             for a in addresses
             if a.family == socket.AF_INET and not name.startswith(INNER)]  # fmt: skip
    own = [a for a in found if not a.startswith(("127.", "169.254."))]
    return list(dict.fromkeys([*_outward(), *sorted(own)]))


def _outward() -> list[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: only the route is asked
            return [str(probe.getsockname()[0])]
        except OSError:
            return []
