"""A photo tells the room what it shows, and nobody where the photographer lives."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from methods import pictures, stripping

GPS, ORIENTATION, LIES = 0x8825, 0x0112, 6
FORMS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def photo(form: str, up: int = LIES) -> bytes:
    """A picture as a phone takes it: where, with what, and turned on its side."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[0x010F] = up, "Hjemme hos Åse"
    exif.get_ifd(GPS)[2] = (59.0, 46.0, 12.0)
    made = io.BytesIO()
    told = PngInfo()
    told.add_text("Author", "Hjemme hos Åse")
    also: dict[str, dict[str, Any]] = {
        "JPEG": {"comment": b"Hjemme hos Aase"},
        "PNG": {"pnginfo": told},
    }
    Image.effect_noise((64, 40), 40).convert("RGB").save(
        made, form, exif=exif, **also.get(form, {})
    )
    return made.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_only_which_way_is_up_is_left(form: str) -> None:
    before = photo(form)
    after = stripping.bare(before, FORMS[form])
    assert b"Hjemme hos" in before
    assert b"Hjemme hos" not in after
    with Image.open(io.BytesIO(before)) as was, Image.open(io.BytesIO(after)) as now:
        assert dict(now.getexif()) == {ORIENTATION: LIES}
        assert now.tobytes() == was.tobytes()
    assert pictures.kind(after) == pictures.kind(before)


@pytest.mark.parametrize("form", FORMS)
def test_an_upright_photo_is_left_with_nothing(form: str) -> None:
    with Image.open(io.BytesIO(stripping.bare(photo(form, 1), FORMS[form]))) as now:
        assert not dict(now.getexif())


@pytest.mark.parametrize("form", FORMS)
def test_every_beginning_of_a_picture_is_answered_and_never_a_fault(form: str) -> None:
    whole = photo(form)
    for end in range(0, len(whole), 7):
        stripping.bare(whole[:end], FORMS[form])
