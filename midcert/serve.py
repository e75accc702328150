"""The other end of a `cmd:` target: a `py:` factory served over standard input and output."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from midcert.targets.transport import Handler, System, envelope


def serve(factory: Callable[[System], Handler]) -> None:
    """Answer control messages until standard input ends. What the target prints goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    lines = iter(sys.stdin.readline, "")

    def say(message: Mapping[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    def ask(question: Mapping[str, Any]) -> dict[str, Any]:
        say({"ask": question})
        answer: dict[str, Any] = json.loads(next(lines))
        return answer

    handle = factory(ask)
    for line in lines:
        say(envelope(handle, json.loads(line)))
