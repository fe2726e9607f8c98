"""A page of the server as one file: it opens by itself, from a disk or an e-mail, with its look."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from mimetypes import guess_type

Fetch = Callable[[str], bytes]  # a path on the server -> what is there

STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
ICON = re.compile(r'(<link rel="icon" href=")([^"]+)')
SCRIPT = re.compile(r"<script\b.*?</script>\n?", re.DOTALL)
SCREEN_ONLY = re.compile(r'<(\w+) class="[^"]*\bno-print\b.*?</\1>\n?', re.DOTALL)
USED = re.compile(r'url\("?(/[^")]+)"?\)')


def standing_alone(page: str, fetch: Fetch) -> str:
    """`page` with styles, fonts and icon inside it, without scripts and links to the server."""
    page = SCREEN_ONLY.sub("", SCRIPT.sub("", page))
    page = ICON.sub(lambda m: m[1] + _inside(m[2], fetch), page)
    return STYLES.sub(lambda m: f"<style>\n{_style(m[1], fetch)}\n</style>", page)


def _style(path: str, fetch: Fetch) -> str:
    return USED.sub(lambda m: f'url("{_inside(m[1], fetch)}")', fetch(path).decode())


def _inside(path: str, fetch: Fetch) -> str:
    kind = guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{b64encode(fetch(path)).decode()}"
