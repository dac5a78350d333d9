"""One self-contained HTML file out of a template, styles, scripts and data: opened from a disk, asking no network."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
from pathlib import Path

from toolgraph.models.base import JsonObject

_ASSETS = Path(__file__).parent / "assets"
_HOLE = re.compile(r"\{\{(title|style|script|data)\}\}")
# Nothing can be fetched, even if a text from a spec found its way into the markup.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
_FRAME = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="toolgraph">
<link rel="icon" href="data:,">
<title>{{{{title}}}}</title>
<style>
{{{{style}}}}
</style>
</head>
{body}
<script id="data" type="application/octet-stream">{{{{data}}}}</script>
<script>
{{{{script}}}}
</script>
</html>
"""


def build_page(name: str, *, title: str, data: JsonObject) -> str:
    """The text of a page.

    Args:
        name: Of the page's assets: `report` or `view`.
        title: Of the browser's window.
        data: What the page shows; it is packed (gzip, base64), so that even 100,000 links stay a small file.
    """
    packed = gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
    parts = {
        "title": html.escape(title),
        "style": _asset("base.css") + _asset(f"{name}.css"),
        "script": _asset("vendor/d3.min.js") + _asset("base.js") + _asset(f"{name}.js"),
        "data": base64.b64encode(packed).decode(),
    }
    frame = _FRAME.format(policy=_POLICY, body=_asset(f"{name}.html"))
    return _HOLE.sub(lambda hole: parts[hole[1]], frame)


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")
