"""A participant's pages: joining by QR or code, the phone, coming back."""

from flask import Blueprint

participant = Blueprint("participant", __name__, template_folder="templates")

from participant import (  # noqa: E402  (they add their routes)
    collection,  # noqa: F401
    deal,  # noqa: F401
    downloads,  # noqa: F401
    joining,  # noqa: F401
    news_readers,  # noqa: F401
    one_more,  # noqa: F401
    outcome,  # noqa: F401
    phone,  # noqa: F401
    public,  # noqa: F401
)
