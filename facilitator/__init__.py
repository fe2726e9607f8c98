"""A facilitator's pages: signing in, preparing, the console, the screen, reading results."""

from flask import Blueprint

facilitator = Blueprint("facilitator", __name__, template_folder="templates")

from facilitator import account, console, results, screen, seminars  # noqa: E402, F401
