"""Certifies a target, and reads what became of its scenarios."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.forked import Interpreter

LONGEST_ANSWER_SECONDS = 60.0
"""Real time that a target has for one answer where none is to be found late."""


@dataclass(frozen=True)
class Certified:
    """What a run came to."""

    exit_code: int
    output: str
    rows: list[dict[str, Any]] | None
    """Those of `--results`; None where there are no results."""

    def with_outcome(self, *outcomes: str) -> list[dict[str, Any]]:
        """The scenarios that came to one of these."""
        assert self.rows is not None, self.output
        return [row for row in self.rows if row["outcome"] in outcomes]


def certify(  # noqa: PLR0913 - each but the first two is an option of the command
    interpreter: Interpreter,
    target: str,
    scenarios: Iterable[str] = (),
    *,
    profile: str = "",
    watchdog: float = LONGEST_ANSWER_SECONDS,
    enough: str = "",
    hurry: str = "",
    environment: Mapping[str, str] | None = None,
    as_users_do: bool = False,
) -> Certified:
    """Certify a target.

    Args:
        interpreter: What runs it.
        target: As for `--target`.
        scenarios: The ids of those to run, in this order; none for the whole suite.
        profile: As for `--profile`; by default that of its roles.
        watchdog: As for `--watchdog`.
        enough: The run stops at the first of these scenarios that is of this rule and does not pass; empty to go on.
        hurry: What the target never comes to the end of, as tests/proof/hurry.py names it.
        environment: Is added to that of the run.
        as_users_do: The run begins with the command, which says what is bad input; it takes longer.
    """
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder, "results.json")
        options = [f"--target={target}", f"--results={results}", f"--watchdog={watchdog}"]
        options += [f"--profile={profile}"] if profile else []
        options += [f"--enough={enough}"] if enough else []
        if (met := list(scenarios)) and not as_users_do:
            ended = interpreter.certify(met, *options, environment=environment, hurry=hurry)
        else:
            options += [f"--scenario={scenario}" for scenario in met]
            ended = interpreter.run("midcert", "certify", *options, environment=environment, hurry=hurry)
        rows = json.loads(results.read_text("utf-8"))["rows"] if results.exists() else None
        return Certified(ended.code, ended.out + ended.err, rows)
