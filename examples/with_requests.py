"""A target in Python that talks HTTP with `requests`: how it is led to the fakes.

It is the reference MID Server with `requests` below it: `midcert certify --target py:examples.with_requests:target`.
"""

from collections.abc import Mapping

import requests

from midcert.adapter import Adapter, Answer, Interception, NoAnswerError, System


class RequestsHttp:
    """HTTP by `requests`; while it asks, the interception leads it to the fakes."""

    def __init__(self, system: System, mid: str) -> None:
        self._interception = Interception(system, lambda: mid)

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """The answer to one request."""
        self._interception.start()
        try:
            answer = requests.request(method, url, headers=headers, data=body, timeout=1, allow_redirects=False)
        except requests.RequestException as error:
            raise NoAnswerError(str(error)) from error
        finally:
            self._interception.stop()
        return Answer(answer.status_code, answer.content)


def target(system: System) -> Adapter:
    """The factory that `--target` wants."""
    return Adapter(system, http=RequestsHttp)
