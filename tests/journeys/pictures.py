"""The pictures of the facilitator's guide: which screenshot of the journey each one is."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.journeys.conftest import SHOTS

GUIDE = Path(__file__).parent.parent.parent / "docs" / "guide"
WIDTH = {"phone": 390, "console": 960, "wall": 960}
PICTURES = {
    "plan-form": ("00-plan-form-console", "console"), "plan": ("00-plan-console", "console"),
    "arrival-wall": ("01-ankomst-wall", "wall"), "arrival-phone": ("01-ankomst-anna", "phone"),
    "finding-console": ("03-finn-console", "console"),
    "ticking-phone": ("05-huk-anna", "phone"), "ten-wall": ("06-de-ti-wall", "wall"),
    "tie-console": ("09-sil-tie-console", "console"), "topics-wall": ("07-saker-wall", "wall"),
    "agreements-console": ("11-avtaler-red-console", "console"),
}  # fmt: skip


def take() -> None:
    """Make each picture of the guide from its screenshot."""
    for name, (shot, surface) in PICTURES.items():
        with Image.open(SHOTS / f"{shot}.png") as image:
            width = WIDTH[surface]
            made = image.convert("RGB").resize((width, round(image.height * width / image.width)))
            made.quantize(128).save(GUIDE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    take()
