"""A run as Cucumber Messages, which the tools around Cucumber read: one JSON value a line (ndjson).

What the feature files say is written by Gherkin's own parser, so they have to be the files that ran.
"""

import json
import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from gherkin.pickles.compiler import Pickle
from gherkin.stream.gherkin_events import GherkinEvents

from midcert.reports.account import account
from midcert.results.outcomes import Outcome
from midcert.results.row import Row, Status
from midcert.results.run import Run

Message = dict[str, Any]

PROTOCOL = "32.0.0"
"""The version of the messages (https://github.com/cucumber/messages)."""
MEDIA_TYPE = "text/x.cucumber.gherkin+plain"
ONE_SECOND = timedelta(seconds=1)

STATUSES = {Status.PASSED: "PASSED", Status.FAILED: "FAILED", Status.UNDEFINED: "UNDEFINED"}
"""What it has for a step; one that did not run was skipped."""
AGAINST = {Outcome.FAILED, Outcome.HUNG, Outcome.CRASHED, Outcome.DEVIATION, Outcome.ERROR}
"""The outcomes that have to show in a step."""


def messages(run: Run, folder: Path) -> str:
    """The run as lines of JSON.

    Args:
        run: The run.
        folder: Where its features/ are.

    Raises:
        OSError: A feature file is not there.
    """
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in _messages(run, folder))


def _messages(run: Run, folder: Path) -> Iterator[Message]:
    yield _meta(run)
    pickles: dict[tuple[str, int], Pickle] = {}
    for message in _sources(dict.fromkeys(row.file for row in run.rows), folder):
        yield message
        if "pickle" in message:
            pickle: Pickle = message["pickle"]
            pickles[pickle["uri"], pickle["location"]["line"]] = pickle
    now = datetime.fromisoformat(run.began)
    yield {"testRunStarted": {"id": "run", "timestamp": _timestamp(now)}}
    for number, row in enumerate(run.rows):
        made = pickles.get((row.file, row.outline.line if row.outline else row.line))
        if made:
            yield from _scenario(row, made, f"scenario-{number}", now)
        now += timedelta(seconds=row.seconds)
    finished = {"success": run.verdict.exit_code == 0, "message": run.verdict.sentence, "testRunStartedId": "run"}
    yield {"testRunFinished": {**finished, "timestamp": _timestamp(now)}}


def _meta(run: Run) -> Message:
    return {
        "meta": {
            "protocolVersion": PROTOCOL,
            "implementation": {"name": "midcert", "version": run.suite.version},
            "runtime": {"name": platform.python_implementation(), "version": platform.python_version()},
            "os": {"name": platform.system()},
            "cpu": {"name": platform.machine()},
        }
    }


def _sources(files: Iterable[str], folder: Path) -> Iterator[Message]:
    """The texts of the feature files, their trees, and what they come to scenario by scenario."""
    parser = GherkinEvents(GherkinEvents.Options(print_source=True, print_ast=True, print_pickles=True))
    for file in files:
        text = (folder / file).read_text("utf-8")
        for message in parser.enum({"source": {"uri": file, "data": text, "mediaType": MEDIA_TYPE}}):
            yield dict(message)


def _scenario(row: Row, pickle: Pickle, name: str, began: datetime) -> Iterator[Message]:
    """One scenario; how long a single step took in real time is not known, so all of it is the scenario's."""
    steps = [f"{name}-{number}" for number in range(len(pickle["steps"]))]
    listed = [
        {"id": step, "pickleStepId": made["id"], "stepDefinitionIds": [], "stepMatchArgumentsLists": []}
        for step, made in zip(steps, pickle["steps"], strict=True)
    ]
    yield {"testCase": {"id": name, "pickleId": pickle["id"], "testSteps": listed, "testRunStartedId": "run"}}
    started = {"testCaseStartedId": f"{name}-run"}
    begin, end = _timestamp(began), _timestamp(began + timedelta(seconds=row.seconds))
    yield {"testCaseStarted": {"id": f"{name}-run", "testCaseId": name, "attempt": 0, "timestamp": begin}}
    for step, result in zip(steps, _results(row, len(steps)), strict=True):
        yield {"testStepStarted": {**started, "testStepId": step, "timestamp": begin}}
        yield {"testStepFinished": {**started, "testStepId": step, "testStepResult": result, "timestamp": begin}}
    yield {"testCaseFinished": {**started, "willBeRetried": False, "timestamp": end}}


def _results(row: Row, count: int) -> Sequence[Message]:
    """What became of each step; what went wrong beside the steps is said of the last one that ran."""
    statuses = [STATUSES.get(step.status, "SKIPPED") for step in row.steps][:count]
    statuses += ["SKIPPED"] * (count - len(statuses))
    results: list[Message] = [{"duration": {"seconds": 0, "nanos": 0}, "status": status} for status in statuses]
    if row.outcome in AGAINST and results:
        ran = [number for number, status in enumerate(statuses) if status != "SKIPPED"]
        bad = next((number for number in ran if statuses[number] != "PASSED"), ran[-1] if ran else 0)
        results[bad] |= {"status": "FAILED", "message": "\n".join(line.text for line in account(row))}
    return results


def _timestamp(moment: datetime) -> Message:
    seconds, rest = divmod(moment - datetime.fromisoformat("1970-01-01T00:00:00Z"), ONE_SECOND)
    return {"seconds": seconds, "nanos": rest.microseconds * 1000}
