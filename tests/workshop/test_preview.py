"""The preview of a step: the real pages, as they are when the room is in the middle of it."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from models import OwnMethod
from tests.cast import Cast
from tests.workshop.shop import copied

SURFACES = ("phone", "console", "screen")


def shown(client: FlaskClient, made: OwnMethod, key: str, surface: str) -> str:
    place = next(n for n, row in enumerate(made.data["step"]) if row["id"] == key)
    answer = client.get(f"/facilitator/workshop/{made.id}/steps/{place}/preview/{surface}")
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    return answer.text


def test_every_step_of_a_method_is_previewed(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    for row in made.data["step"]:
        for surface in SURFACES:
            assert row["title"]["nb"] in shown(client, made, row["id"], surface)


def test_some_have_chosen_their_topic_when_groups_are_previewed(
    client: FlaskClient, cast: Cast
) -> None:
    made = copied(client, cast)
    assert "8 av 9 har valgt" in shown(client, made, "saker", "console")
    wall = shown(client, made, "saker", "screen")
    assert re.search(r"<b[^>]*>\s*[2-9]\s*</b>\s*personer", wall) or "personer" in wall
    assert wall.count("Bussen går ikke etter klokka seks") == 1
    assert 'data-command="choose"' in shown(client, made, "saker", "phone"), "she has not, yet"


def test_what_comes_late_has_what_came_before(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    assert "8 av 9 har stemt" in shown(client, made, "huk", "screen").replace("\n", " ") or \
        "av 9 har stemt" in shown(client, made, "huk", "screen")  # fmt: skip
    wall = shown(client, made, "etter", "screen")
    assert "Vi åpner kulturhuset hver torsdag" in wall, "the agreements that people made"
    console = shown(client, made, "etter", "console")
    assert 'src="screen"' in console, "the wall in small is the preview beside it"
