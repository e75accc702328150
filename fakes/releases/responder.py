"""The OCSP responder: says whether a certificate of the authority that issued the packages' signer was revoked.

It answers from the request alone, and calls every certificate of that authority good. Documentation: MID Server
upgrades, "MID Server access to OCSP blocked"; RFC 6960, appendix A.1.
"""

import base64
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from urllib.parse import unquote

from fakes.network.http_types import Request, Response, Server
from fakes.releases.packages import ocsp
from fakes.releases.packages.ocsp import Failure, Question
from fakes.releases.packages.pki import default_pki

HEADERS = {"Content-Type": "application/ocsp-response"}


def responder(now: Callable[[], datetime]) -> Server:
    """The responder, whose replies are current at the time that `now` tells."""
    return lambda request: replied(_answer(request, now()))


def replied(body: bytes) -> Response:
    """An OCSPResponse on its way: that it says no is no error of HTTP."""
    return Response(HTTPStatus.OK, body, HEADERS)


def question_of(request: Request) -> Question:
    """What a request asks, in its body or, encoded, behind the slash of its path.

    Raises:
        ValueError: It asks nothing of the kind.
    """
    encoded = unquote(request.path).lstrip("/")  # some put a slash behind that of the URL; no request begins with one
    return ocsp.read_question(base64.b64decode(encoded) if request.method == "GET" else request.body)


def _answer(request: Request, now: datetime) -> bytes:
    try:
        question = question_of(request)
    except ValueError:
        return ocsp.failure(Failure.MALFORMED_REQUEST)
    authority = default_pki().intermediate
    if not ocsp.issuer_keys(question) <= ocsp.key_hashes(authority):
        return ocsp.failure(Failure.UNAUTHORIZED)
    return ocsp.answer(question, ocsp.good(authority, now))
