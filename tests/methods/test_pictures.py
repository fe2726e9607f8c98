"""A picture is what its bytes say: never its name, and nothing that moves or hides a program."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from methods import pictures
from methods.refusal import Refused


def drawn(form: str, size: tuple[int, int] = (320, 200), **how: Any) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(made, form, **how)
    return made.getvalue()


@pytest.mark.parametrize(("form", "how", "mime"), [
    ("PNG", {}, "image/png"), ("GIF", {}, "image/gif"), ("JPEG", {}, "image/jpeg"),
    ("JPEG", {"progressive": True, "exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}, "image/jpeg"),
    ("WEBP", {}, "image/webp"), ("WEBP", {"lossless": True}, "image/webp"),
    ("WEBP", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}, "image/webp"),
])  # fmt: skip
def test_a_picture_is_known_with_its_size(form: str, how: dict[str, Any], mime: str) -> None:
    assert pictures.kind(drawn(form, **how)) == pictures.Kind(mime, 320, 200)


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP"])
def test_what_moves_is_refused(form: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    made = io.BytesIO()
    frames[0].save(made, form, save_all=True, append_images=frames[1:], duration=100, loop=0)
    assert refused(made.getvalue()) == "moving"


@pytest.mark.parametrize("data", [
    b"", b"\x89PNG\r\n\x1a\n", b"GIF89a\x01", b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0", b"\xff\xd8\xff",
    b"\xff\xd8\xff\xe0\0\x00", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    b"<html><script>alert(1)</script>", b"%PDF-1.7", b"BM" + b"\0" * 60, b"\xff\xd8" + b"\xff" * 99,
])  # fmt: skip
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refused(data) == "no_picture"


def test_every_beginning_of_a_picture_is_answered_and_never_a_fault() -> None:
    for form in ("PNG", "GIF", "JPEG", "WEBP"):
        whole = drawn(form, (16, 16))
        for end in range(min(len(whole), 700)):
            try:
                pictures.kind(whole[:end])
            except Refused as refusal:
                assert refusal.code == "no_picture"


def test_the_too_large_is_refused() -> None:
    assert refused(drawn("PNG") + b"\0" * pictures.LARGEST) == "large_file"
    wide = drawn("PNG", (1, 1)).replace(b"IHDR\0\0\0\1", b"IHDR\0\0\xff\xff")
    assert refused(wide) == "large_picture"
    assert refused(wide.replace(b"IHDR\0\0\xff\xff", b"IHDR\0\0\0\0")) == "large_picture"


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        pictures.kind(data)
    assert refusal.value.sentence()
    return refusal.value.code
