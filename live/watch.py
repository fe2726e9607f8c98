"""For who watches over the server: `/health`, `/ready` and `/metrics`."""

from __future__ import annotations

import secrets
from collections import Counter

from flask import Blueprint, Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from live.house import house

SURFACES = ("phone", "console", "helper", "screen")
watch = Blueprint("watch", __name__)


@watch.get("/health")
def health() -> Response:
    """200 while the process lives: a supervisor starts it anew if nothing answers."""
    return Response("ok\n", mimetype="text/plain")


@watch.get("/ready")
def ready() -> tuple[Response, int]:
    """200 when the database answers and can be written to; else 503, and a proxy sends nobody."""
    state = house().health
    told = "cannot save" if state.troubled else "" if state.reads() else "cannot read"
    return Response(f"{told or 'ready'}\n", mimetype="text/plain"), 503 if told else 200


@watch.get("/metrics")
def metrics() -> Response:
    """Figures in Prometheus' format, for who sends the secret FLOKE_METRICS; else nothing is here.

    Never by address: behind a proxy everybody comes from the same.
    """
    secret, sent = house().config.metrics, request.headers.get("Authorization", "")
    if not secret or not secrets.compare_digest(sent.encode(), f"Bearer {secret}".encode()):
        abort(404)
    state, open_pages = (
        house().health,
        Counter(client.surface for client in list(house().clients.by_sid.values())),
    )
    for surface in SURFACES:
        state.sockets.labels(surface).set(open_pages[surface])
    state.waiting.set(house().writer.queue.qsize())
    many = house().many
    state.redis_away.set(many is not None and not many.peers.up)
    return Response(generate_latest(state.registry), content_type=CONTENT_TYPE_LATEST)
