"""What an OCSP responder can reply instead of a current and well-signed "good" about the certificate in question."""

from collections.abc import Callable

from cryptography.x509.ocsp import OCSPResponseStatus, load_der_ocsp_response

from fakes.network.front import SpoiledAnswer
from fakes.network.http_types import Answer, Request, Response, Server
from fakes.releases.packages import ocsp, replies
from fakes.releases.packages.ocsp import Failure, Question
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.replies import NOT_DER, Change
from fakes.releases.responder import question_of, replied


def failing(why: Failure) -> SpoiledAnswer:
    """The responder says that it cannot say anything."""
    return lambda _, __: replied(ocsp.failure(why))


def malformed(_: Request, __: Server) -> Response:
    """What calls itself a reply is none."""
    return replied(NOT_DER)


def empty(_: Request, __: Server) -> Response:
    """A reply without a byte."""
    return replied(b"")


def cut_short(request: Request, server: Server) -> Answer:
    """Half of the good reply."""
    answer = server(request)
    return replied(answer.body[: len(answer.body) // 2]) if isinstance(answer, Response) else answer


def changed(change: Change, about: Callable[[Question], Question] = lambda question: question) -> SpoiledAnswer:
    """The good reply with something else in it, signed anew; where there is none, what there is."""

    def answer(request: Request, server: Server) -> Answer:
        answered = server(request)
        if not isinstance(answered, Response):
            return answered
        told = load_der_ocsp_response(answered.body)
        if told.response_status != OCSPResponseStatus.SUCCESSFUL:
            return answered
        reply = change(ocsp.good(default_pki().intermediate, next(told.responses).this_update_utc + ocsp.SKEW))
        return replied(ocsp.answer(about(question_of(request)), reply))

    return answer


REVOKED = changed(replies.revoked)
UNKNOWN = changed(replies.unknown)
OUTDATED = changed(replies.outdated)
OUTDATED_WITHOUT_AN_END = changed(replies.outdated_without_an_end)
OF_THE_FUTURE = changed(replies.of_the_future)
SIGNED_BY_THE_ROOT = changed(replies.signed_by_the_root)
SIGNED_BY_A_STRANGER = changed(replies.signed_by_a_stranger)
IN_THE_NAME_OF_THE_AUTHORITY = changed(replies.in_the_name_of_the_authority)
SIGNED_BY_THE_SIGNER = changed(replies.signed_by_the_signer)
ABOUT_ANOTHER = changed(lambda reply: reply, ocsp.about_another)
