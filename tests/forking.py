"""The other side of tests/forked.py: a run of pytest that collects the suite, and then forks for each request.

A child either runs a program from its beginning, or goes on with what has been collected: it takes the options and the
scenarios of the request, and lets pytest come to its end.
"""

import argparse
import functools
import gc
import importlib
import importlib.metadata
import json
import os
import re
import sys
import tempfile
import tomllib
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, TypeVar

import pytest
from _pytest.capture import CaptureManager

from midcert.adapter.stdio import reserved_output
from midcert.commands.certify import ReachedVerdict
from midcert.commands.cli import main
from midcert.commands.suite import run_pytest
from midcert.run import options
from midcert.run.layout import FEATURES
from tests.forked import COLLECTED, Request
from tests.proof import hurry

T = TypeVar("T")
PROGRAMS: dict[str, Callable[[list[str]], int]] = {"midcert": main, "pytest": pytest.main}


class Forking(ReachedVerdict):
    """A pytest plugin that serves requests where the collected scenarios would run; in a child they do run.

    Args:
        out: Where the answers go, a line each: first the scenarios, then how each run ended.
    """

    is_child = False

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Say which scenarios there are; then, for each request on standard input, fork, and say how the run ended."""
        if session.testsfailed:
            return None  # pytest says what cannot be collected
        capture = session.config.pluginmanager.getplugin("capturemanager")
        assert isinstance(capture, CaptureManager)
        capture.stop_global_capturing()
        warm_up(session.items[0].nodeid)
        self._answer(json.dumps([ids_by_rule(session.items), ids_of_laws(session.config)]))
        collected = {item.nodeid: item for item in session.items}
        gc.collect()
        gc.freeze()  # a child that collected what is here would have to copy it
        for line in sys.stdin:
            sys.stdout.flush()
            child = os.fork()
            if child == 0:
                self.is_child = True
                request = Request(**json.loads(line))
                begin(request)
                if request.program != COLLECTED:
                    end(PROGRAMS[request.program], [*request.arguments])
                capture.start_global_capturing()
                scenarios = narrowed(session.config, request.arguments)
                session.items[:] = [collected[each] for each in scenarios if each in collected]
                return None
            _, status = os.waitpid(child, 0)
            self._answer(str(os.waitstatus_to_exitcode(status)))
        return True

    def _answer(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def serve(out: IO[str]) -> None:
    """Collect the suite and serve requests; where there is nothing to serve, say why on standard error."""
    with_plugins = [each for each in importlib.metadata.distributions() if each.entry_points.select(group="pytest11")]
    importlib.metadata.distributions = lambda **_: with_plugins  # pytest looks through them for each of its plugins
    tomllib.loads = functools.cache(tomllib.loads)  # of what no run changes
    forking = Forking(out)
    with tempfile.TemporaryFile() as said:
        os.dup2(said.fileno(), 1)
        ended = run_pytest(forking, "-p", "tests.proof.enough", str(FEATURES))
        if forking.is_child:
            end(forking.exit_code, ended)
        sys.stdout.flush()
        said.seek(0)
        text = said.read().decode()
    found = re.findall(r"^features/\S+:\d+: .*$", text, re.MULTILINE)
    sys.exit("\n".join(dict.fromkeys(found)) or text)


def warm_up(scenario: str) -> None:
    """Import and make what runs need, and what a failure looks up."""
    importlib.import_module("right")
    main(["certify", f"--scenario={scenario}"])
    main(["certify", f"--scenario={scenario}", "--target=py:broken.null:always_fails"])
    importlib.import_module("midcert.run.document").suite_of(FEATURES)


def ids_by_rule(items: Iterable[pytest.Item]) -> Mapping[str, list[str]]:
    """The ids of the scenarios by rule."""
    from midcert.run.certification import SCENARIO  # noqa: PLC0415 - pytest wants to import plugins first

    by_rule = defaultdict(list)
    for item in items:
        by_rule[item.stash[SCENARIO].case.rule_id or ""].append(item.nodeid)
    return by_rule


def ids_of_laws(config: pytest.Config) -> Mapping[str, str]:
    """The ids of the scenarios that state laws, by their steps."""
    from midcert.run.certification import certification_of  # noqa: PLC0415 - pytest wants to import plugins first

    return {row.steps[-1].text: row.id for row in certification_of(config).laws.values()}


def begin(request: Request) -> None:
    """Be the process that a request asks for."""
    for number, (name, mode) in enumerate(zip((os.devnull, *request.outputs), ("rb", "wb", "wb"), strict=True)):
        with Path(name).open(mode) as file:
            os.dup2(file.fileno(), number)
    os.environ.update(request.environment)
    os.chdir(request.folder)
    sys.argv = [request.program]
    sys.path[:0] = [request.folder, *filter(None, request.environment.get("PYTHONPATH", "").split(os.pathsep))]
    importlib.invalidate_caches()
    tempfile.tempdir = None  # the environment may name another one
    if request.hurry:
        hurry.begin(request.hurry)


def narrowed(config: pytest.Config, arguments: Iterable[str]) -> list[str]:
    """Give a run that has collected everything its options and its target; which scenarios it is for."""
    from midcert.run import target  # noqa: PLC0415 - pytest wants to import plugins first
    from midcert.run.certification import certification_of  # noqa: PLC0415

    line = argparse.ArgumentParser(allow_abbrev=False)
    options.add(options.OF_CERTIFY, line.add_argument)
    line.add_argument("--enough", default="")
    line.add_argument("scenario", nargs="*")
    config.option.tbstyle = "no"  # half of the time of a scenario that fails
    scenarios: list[str] = line.parse_args([*arguments], config.option).scenario
    target.find(config)
    certification = certification_of(config)
    certification.laws = {
        scenario: certification.laws[scenario] for scenario in scenarios if scenario in certification.laws
    }
    return scenarios


def end(what: Callable[[T], int], argument: T) -> None:
    """End a child with the exit code that this comes to: nothing of a child goes on in its parent's loop."""
    code = 1
    try:
        code = int(what(argument))
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - whatever it is
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    with reserved_output() as reserved:
        serve(reserved)
