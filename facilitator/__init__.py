"""A facilitator's pages: signing in, preparing, the console, the screen, reading results."""

from flask import Blueprint

facilitator = Blueprint("facilitator", __name__, template_folder="templates")

from facilitator import (  # noqa: E402
    account,  # noqa: F401
    agreements,  # noqa: F401
    archives,  # noqa: F401
    catalogue,  # noqa: F401
    console,  # noqa: F401
    crew,  # noqa: F401
    decidim,  # noqa: F401
    downloads,  # noqa: F401
    examples,  # noqa: F401
    faq,  # noqa: F401
    floker,  # noqa: F401
    helping,  # noqa: F401
    history,  # noqa: F401
    news,  # noqa: F401
    notices,  # noqa: F401
    password,  # noqa: F401
    people,  # noqa: F401
    pictures,  # noqa: F401
    plan,  # noqa: F401
    plans,  # noqa: F401
    prints,  # noqa: F401
    rehearsal,  # noqa: F401
    report,  # noqa: F401
    results,  # noqa: F401
    screen,  # noqa: F401
    seminars,  # noqa: F401
    workshop,  # noqa: F401
    workshop_guide,  # noqa: F401
    workshop_step,  # noqa: F401
    yearly,  # noqa: F401
)
