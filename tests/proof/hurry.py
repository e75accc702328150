"""A pytest plugin: a hostile target has little time for what it never comes to the end of, and much for all else.

So it is soon found to hang, and no right answer is ever found to be late, however slow the machine is. `--hurry` says
what it never comes to the end of:

    describe, setup, advance   its answer to this message, in the scenarios with an attack
    instance                   an answer of the instance that it plays, in the scenarios with an attack
    end                        itself, once its input or output has ended
"""

from collections.abc import Mapping
from typing import Any

import pytest

from fakes.network.http_types import Server
from midcert.targets import CheckedTarget, command
from midcert.targets.http import Http
from tests.proof.certified import LONGEST_ANSWER_SECONDS
from tests.proof.hostile import ATTACKED

HURRIED_SECONDS = 0.2
"""Real time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hurry", choices=["", "describe", "setup", "advance", "instance", "end"])


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    hurry: str = config.option.hurry
    command.GRACE = HURRIED_SECONDS if hurry == "end" else LONGEST_ANSWER_SECONDS
    send, instance = CheckedTarget.send, CheckedTarget.instance
    attacks = hurry == "describe"

    def hurried_send(target: CheckedTarget, verb: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON
        nonlocal attacks
        attacks = arguments["scenario"] in ATTACKED if verb == "setup" else attacks
        give(target, HURRIED_SECONDS if attacks and hurry == verb else LONGEST_ANSWER_SECONDS)
        try:
            return send(target, verb, **arguments)
        finally:
            give(target, LONGEST_ANSWER_SECONDS)

    def hurried_instance(target: CheckedTarget, _: float) -> Server:
        return instance(target, HURRIED_SECONDS if attacks and hurry == "instance" else LONGEST_ANSWER_SECONDS)

    CheckedTarget.send, CheckedTarget.instance = hurried_send, hurried_instance  # type: ignore[method-assign]


def give(target: CheckedTarget, seconds: float) -> None:
    """Let the target have so much real time for its next answer."""
    transport: Any = target._transport  # noqa: SLF001 - nobody else changes its mind about it
    transport._watchdog = seconds  # noqa: SLF001
    if isinstance(transport, Http):
        transport._client._seconds = seconds  # noqa: SLF001
