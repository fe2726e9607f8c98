"""create_app(): settings, database, surfaces, live wire; nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

from config import Config
from facilitator import facilitator
from live.frames import folders, qr
from live.house import build
from live.watch import watch
from methods.catalogue import library
from participant import participant
from storage import Storage, connect, migrate
from translations import LANGUAGES, _, day, decimal, language, ngettext
from web.safety import protect


def create_app(config: Config, storage: Storage | None = None) -> Flask:
    """The whole server as a WSGI application; its sockets are in `extensions["floke"]`.

    Opens and migrates the database. Raises `storage.NewerDatabase` and leaves it as it is if a
    newer Floke made it.
    """
    app = Flask(__name__, static_folder="web/static", template_folder="web/templates")
    app.config.update(
        SECRET_KEY=config.key(),
        SESSION_COOKIE_NAME="__Host-floke" if config.secure else "floke",
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        MAX_CONTENT_LENGTH=200_000,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
    )
    library()  # a faulty method file stops the start, not the seminar
    storage = storage or connect(config.database)
    migrate(storage)
    _templates(app)
    protect(app, config)
    app.register_blueprint(participant)
    app.register_blueprint(facilitator)
    app.register_blueprint(watch)
    build(app, config, storage)
    return app


def _templates(app: Flask) -> None:
    """Jinja with our languages, and the templates that activities bring in their folders."""
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(_=_, ngettext=ngettext, language=language, languages=LANGUAGES, qr=qr)
    env.filters["day"] = day
    env.filters["decimal"] = decimal
    env.filters["clock_time"] = lambda ms: datetime.fromtimestamp(ms / 1000).strftime("%H:%M")
    own = app.create_global_jinja_loader()
    activities = PrefixLoader({"activities": FileSystemLoader(folders())})
    app.jinja_env.loader = ChoiceLoader([own, activities])
