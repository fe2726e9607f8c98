"""The second door: the same commands as plain form posts, for phones without JavaScript."""

from __future__ import annotations

import secrets
from typing import Any

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from live.house import house
from methods.command import Actor, Command, whole


def form_args() -> dict[str, Any]:
    """The posted fields as a command's arguments; a repeated name is a list."""
    args: dict[str, Any] = {}
    for name in request.form:
        if name in ("command", "step", "op_id") or name.startswith("_"):
            continue
        values = request.form.getlist(name)
        many = name.endswith("[]") or len(values) > 1
        args[name.removesuffix("[]")] = values if many else values[0]
    return args


def perform_form(actor: Actor, back: str) -> Response | tuple[str, int]:
    """Do the posted command and go back; a refusal is a page that keeps what was written."""
    step = request.form.get("step", "")
    op_id = request.form.get("op_id") or secrets.token_hex(16)
    command = Command(
        actor,
        request.form.get("command", ""),
        whole(step),
        form_args(),
        op_id[:64],
    )
    answer = house().writer.submit(command)
    if answer["ok"]:
        return redirect(back, code=303)
    written = [v for v in form_args().values() if isinstance(v, str) and len(v) > 3]
    return render_template("refused.html", refusal=answer["sentence"], written=written,
                           back=back), 422  # fmt: skip
