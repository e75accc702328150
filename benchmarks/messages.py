"""What it costs to read and to write a message, and how that compares with JSON itself.

What comes is read into its type, what goes is checked and written, as the harness does it. Beside it, Python's `json`
writes and reads the same. The best of several rounds of each, which take turns.
"""

import argparse
import functools
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from midcert.protocol import control, system
from midcert.protocol.messages import outgoing, read, read_control, read_question

NOW = "2020-07-01T00:00:00.000Z"
REPETITIONS = 1_000
PAGE = json.dumps({"result": [{"name": "mid.buildstamp", "value": "orlando-12-11-2019"}] * 20})
URL = "https://instance.service-now.com/api/now/table/ecc_queue?sysparm_query=agent%3Dmid.server.berlin"
HEADERS = {"Authorization": "Basic YWRtaW46YWRtaW4=", "Content-Type": "application/json"}
FILE = "/opt/servicenow/mid/agent/config.xml"
CALL = {"plane": "host", "mid": "berlin", "operation": "read", "arguments": {"path": FILE}}
REQUEST = {"plane": "network", "mid": "berlin", "method": "GET", "url": URL, "headers": HEADERS, "body": ""}
CONTROL = control.Start("berlin", "/opt/servicenow/mid/agent")
PACKAGE = system.ContentResult(bytes(range(256)) * 400)
ANSWER = system.NetworkResult(200, {"Content-Type": "application/json"}, PAGE.encode())

WORK: dict[str, tuple[object, Callable[[], object]]] = {
    "a control message is read": (
        {"verb": "advance", "to": NOW},
        lambda: read_control({"verb": "advance", "to": NOW}),
    ),
    "a control message is written": (
        {"verb": "start", "mid": "berlin", "agent_folder": "/opt/servicenow/mid/agent"},
        lambda: outgoing(CONTROL, "start"),
    ),
    "an answer is read": ({"next": NOW}, lambda: read(control.AdvanceAnswer, {"next": NOW}, "advance answer")),
    "a call of the host is read": (CALL, lambda: read_question(CALL)),
    "a request is read": (REQUEST, lambda: read_question(REQUEST)),
    "a response of 1 kB is written": (outgoing(ANSWER, "answer"), lambda: outgoing(ANSWER, "answer")),
    "a file of 100 kB is written": (outgoing(PACKAGE, "answer"), lambda: outgoing(PACKAGE, "answer")),
}
"""The message as JSON, and what is done with it."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7, help="rounds of each (default: %(default)s)")
    rounds = range(options.parse_args().rounds)
    for name, (message, work) in WORK.items():
        taken = [(_microseconds(work), _microseconds(functools.partial(_as_json, message))) for _ in rounds]
        ours, plain = (min(each) for each in zip(*taken, strict=True))
        sys.stdout.write(f"{name:30} {ours:8.2f} us   json alone {plain:8.2f} us   ratio {ours / plain:5.2f}\n")


def _as_json(message: object) -> object:
    return json.loads(json.dumps(message))


def _microseconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    for _ in range(REPETITIONS):
        work()
    return (time.perf_counter() - began) / REPETITIONS * 1e6


if __name__ == "__main__":
    main()
