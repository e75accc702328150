"""The servers of a MID Server, in memory."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from reference_impl.mid.http import Answer, NoAnswerError


@dataclass(frozen=True)
class Asked:
    """A request that was made."""

    headers: Mapping[str, str]
    body: bytes


class ScriptedHttp:
    """Gives the answers that a test has laid down, by method and URL, and remembers what was asked.

    What nobody laid down is an error of the test. A text instead of an answer says why none comes.
    """

    def __init__(self, answers: Mapping[str, Answer | str] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: dict[str, Asked] = {}
        """By method and URL, in order; the last one of several."""

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """As every Http."""
        line = f"{method} {url}"
        self.asked[line] = Asked(headers, body)
        answer = self.answers[line]
        if isinstance(answer, str):
            raise NoAnswerError(answer)
        return answer


def result(value: object) -> Answer:
    """How the instance answers a request that it grants."""
    return Answer(200, json.dumps({"result": value}).encode())
