"""Who may see a preview: pages of its own, and somebody at this machine."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"
SAFE = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
}
"""Headers of every answer."""


class OnlyFromHere:
    """Refuses whatever does not come from a page of ours or from somebody at this machine."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in (HOST, "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, or refuse it with 403."""
        if scope["type"] == "http" and not self._allowed(scope):
            refusal = Response("Dit voorbeeld is alleen voor deze computer.", 403, SAFE)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _allowed(self, scope: Scope) -> bool:
        headers = {name.decode("latin-1"): v.decode("latin-1") for name, v in scope["headers"]}
        if headers.get("host", "") not in self._hosts:
            return False  # another name for this address: a site that rebinds its name
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://") not in self._hosts:
            return False
        asked_by = headers.get("sec-fetch-site", "none")
        link = headers.get("sec-fetch-mode") == "navigate" and scope["method"] == "GET"
        top = headers.get("sec-fetch-dest", "document") == "document"
        return asked_by in ("none", "same-origin") or (link and top)
