"""A participant's pages: joining by QR or code, the phone, coming back."""

from flask import Blueprint

participant = Blueprint("participant", __name__, template_folder="templates")

from participant import joining, outcome, phone  # noqa: E402, F401  (they add their routes)
