"""What serving a handler is, over whichever way: an envelope for each answer, and the instance at a URL."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from midcert.protocol.handler import Handler, envelope
from midcert.protocol.values import Json

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def answer(handler: Handler, message: Mapping[str, Any], instance_url: Callable[[], str]) -> Json:
    """The envelope around a handler's answer; one that plays the instance is said to do so at a URL."""
    said = envelope(handler, message)
    if message["verb"] == "setup" and "instance" in message and "ok" in said:
        said["ok"] = {**said["ok"], "instance_url": instance_url()}
    return said


def instance_of(handler: Handler) -> "WSGIApplication":
    """The instance that a handler plays, whichever it is in the present scenario."""

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        played = handler.instance_application
        if played is None:
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return []
        return played(environ, start_response)

    return application
