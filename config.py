"""Every setting: its environment variable, type, default, and one line of why."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Config:
    host: str = "0.0.0.0"  # FLOKE_HOST: the whole room must reach it
    port: int = 5000  # FLOKE_PORT
    url: str = ""  # FLOKE_URL: the public address when a proxy with TLS stands in front
    data: Path = HERE / "var"  # FLOKE_DATA: database and secret live here
    database_url: str = ""  # DATABASE_URL: empty is SQLite in FLOKE_DATA
    secret: str = ""  # FLOKE_SECRET: signs cookies and return codes; empty makes and keeps one
    testing: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Settings from the environment; a malformed one stops the start in words."""
        try:
            port = int(environ.get("FLOKE_PORT", cls.port))
        except ValueError:
            raise SystemExit("FLOKE_PORT must be a number, such as 5000.") from None
        url = environ.get("FLOKE_URL", "").rstrip("/")
        if url and not url.startswith(("http://", "https://")):
            raise SystemExit("FLOKE_URL must begin with http:// or https://.")
        return cls(
            host=environ.get("FLOKE_HOST", cls.host),
            port=port,
            url=url,
            data=Path(environ.get("FLOKE_DATA", cls.data)),
            database_url=environ.get("DATABASE_URL", ""),
            secret=environ.get("FLOKE_SECRET", ""),
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
        return list(dict.fromkeys([self.address, *([] if self.secure else local)]))

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


def lan_address() -> str:
    """This machine's address on its network; 127.0.0.1 when it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: only the route is asked
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
