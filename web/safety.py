"""What guards every request and answer: headers, origins, the language, errors in words."""

from __future__ import annotations

from contextlib import ExitStack
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, abort, g, redirect, render_template, request, session
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from config import Config
from methods.refusal import Refused
from translations import LANGUAGES, _, best, use


def protect(app: Flask, config: Config) -> None:
    """Register the guards on `app`."""

    @app.before_request
    def choose_language() -> AnyResponse | None:
        wanted = request.args.get("language", "")
        if wanted in LANGUAGES and request.method == "GET":
            session["language"] = wanted
            rest = [(k, v) for k, v in request.args.items(multi=True) if k != "language"]
            return redirect(request.path + (f"?{urlencode(rest)}" if rest else ""))
        chosen = session.get("language") or best(request.headers.get("Accept-Language", ""))
        g.languages = ExitStack()
        g.languages.enter_context(use(chosen))
        return None

    @app.teardown_request
    def leave_language(_error: BaseException | None) -> None:
        if stack := g.pop("languages", None):
            stack.close()

    @app.before_request
    def same_origin() -> None:
        """A form may only be posted from our own pages (with cookies that are SameSite=Lax)."""
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return
        origin = request.headers.get("Origin", "")
        if origin and origin != "null" and urlsplit(origin).netloc != request.host:
            abort(403)
        if origin == "null" or request.headers.get("Sec-Fetch-Site") == "cross-site":
            abort(403)

    @app.after_request
    def headers(response: Response) -> Response:
        screen = request.path.startswith("/screen/") or "/preview/" in request.path
        console = request.path.startswith("/facilitator/")
        response.headers["Content-Security-Policy"] = policy(request.host, screen, console)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"  # no-referrer would hide Origin
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if config.secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if not request.path.startswith(("/static/", "/pictures/")):
            response.headers["Cache-Control"] = "no-store"
        return response

    @app.errorhandler(HTTPException)
    def in_words(error: HTTPException) -> tuple[str, int]:
        heading, sentence = words_of(error.code or 500)
        return render_template("error.html", heading=heading, sentence=sentence), error.code or 500

    @app.errorhandler(Refused)
    def refused(refusal: Refused) -> tuple[str, int]:
        return render_template("error.html", heading=_("That could not be done"),
                               sentence=refusal.sentence()), 422  # fmt: skip


def policy(host: str, screen: bool, console: bool) -> str:
    """Everything from our own origin, nothing inline; the console may show the wall in small."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": f"'self' ws://{host} wss://{host}",
        "frame-src": "'self'" if console else "'none'",
        "frame-ancestors": "'self'" if screen else "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def words_of(code: int) -> tuple[str, str]:
    """A heading and a sentence for an HTTP error."""
    if code == 404:
        return (_("There is nothing here"),
                _("The address is wrong, or the seminar has been deleted."))  # fmt: skip
    if code == 403:
        return (_("That is not allowed"),
                _("The page was sent from another site, or you have no access."))  # fmt: skip
    if code == 413:
        return (_("That is too much at once"),
                _("Nothing was changed. Send a shorter text."))  # fmt: skip
    if code >= 500:
        return (_("Something went wrong on the server"),
                _("What was received before is kept. Go back and try again."))  # fmt: skip
    return (_("That could not be done"), _("Go back and try again."))
