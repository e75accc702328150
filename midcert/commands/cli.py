"""The `midcert` command."""

import argparse
import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

import pytest

from midcert.adapter.over_http import serve_http
from midcert.adapter.stdio import reserved_output, serve
from midcert.commands.adapters import add_doctor, add_init_adapter
from midcert.protocol.handler import TOKEN
from midcert.results.outcomes import ExitCode
from midcert.results.verdict import Verdict
from midcert.rules.ledger import load_ledger
from midcert.run.layout import FEATURES, ROOT, configuration, plugins
from midcert.run.options import NO_WATCHDOG, PROFILE_OPTION, RULE_SET_OPTION, seconds, whole_number
from midcert.targets.located import FORMS, REFERENCE, TargetSpecError, factory_at

EXIT_CODES = """\
exit codes:
  0  conformant: every required scenario passed
  1  not conformant
  2  incomplete: something required was not verified, or the run was interrupted
  3  error of the harness: no verdict
  4  bad input: an option, a file or a target cannot be used
  5  nothing ran
"""
OWN = {"run", "scenario"}
"""What of the options of `certify` is not pytest's."""
OF_PYTEST = {
    pytest.ExitCode.INTERRUPTED: ExitCode.INCOMPLETE,
    pytest.ExitCode.USAGE_ERROR: ExitCode.BAD_INPUT,
    pytest.ExitCode.NO_TESTS_COLLECTED: ExitCode.NOTHING_RAN,
}
"""What pytest's own exit codes mean where there is no verdict; any other is an error of the harness."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code."""
    sys.path.append(str(Path.cwd()))  # where the user's own `py:` targets are
    options = parser().parse_args(arguments)
    code: int = options.run(options)
    return code


def parser() -> argparse.ArgumentParser:
    """What the command line may say."""
    made = Parser(
        prog="midcert",
        allow_abbrev=False,
        description="Certify an implementation of MID Server upgrades against the documentation (Orlando).",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=version("mid-server-upgrade-conformance"))
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    made.set_defaults(run=lambda _: made.error("a command is missing"))
    add_certify(commands)
    add_list(commands)
    add_doctor(commands)
    add_init_adapter(commands)
    add_serve_target(commands)
    return made


class Parser(argparse.ArgumentParser):
    """Ends with the exit code for bad input."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, on one line."""
        self.exit(ExitCode.BAD_INPUT, f"{self.prog}: {message}; see {self.prog} --help\n")


def add_certify(commands: "argparse._SubParsersAction[Parser]") -> None:
    """`midcert certify`."""
    certify = commands.add_parser(
        "certify",
        allow_abbrev=False,
        help="run the whole suite against a target and reach a verdict",
        description="Run the whole suite against a target and reach a verdict.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    certify.add_argument("--target", metavar="WHERE", default=REFERENCE, help=f"{FORMS} (default: the reference)")
    certify.add_argument(
        "--scenario",
        action="append",
        type=scenario_id,
        metavar="ID",
        help="run this scenario alone, by its id (may be given more than once); such a run is never conformant",
    )
    certify.add_argument("--profile", **PROFILE_OPTION)
    certify.add_argument("--rule-set", **RULE_SET_OPTION)
    certify.add_argument("--deviations", metavar="FILE", help="known deviations of the target, with reasons (TOML)")
    certify.add_argument("--results", metavar="FILE", help="write what became of every scenario to FILE (JSON)")
    certify.add_argument("--journals", metavar="DIR", help="write the journal of each scenario to DIR")
    certify.add_argument(
        "--authority",
        metavar="FILE",
        help=f"who may vouch for a target at https:// (PEM); its bearer token is taken from the environment: {TOKEN}",
    )
    certify.add_argument(
        "--seed", type=whole_number, metavar="N", help="varies what the documentation leaves free (default: 1)"
    )
    certify.add_argument(
        "--watchdog",
        type=seconds,
        metavar="SECONDS",
        help="real time for each answer of the target; 0 for ever (default: 10)",
    )
    certify.add_argument("--no-watchdog", **NO_WATCHDOG)
    certify.set_defaults(run=run_certify)


def scenario_id(text: str) -> str:
    """The id of a scenario; which ones there are is known once the suite is collected.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    file, _, name = text.partition("::")
    if not name or ".." in file or not file.endswith(".feature") or not (ROOT / file).is_relative_to(FEATURES):
        raise argparse.ArgumentTypeError(f"{text!r} is no id of a scenario, as midcert list --ids names them")
    return text


def run_certify(options: argparse.Namespace) -> int:
    """Let pytest run the suite, and end with the code of the verdict."""
    values = {name.replace("_", "-"): value for name, value in vars(options).items() if name not in OWN}
    reached = ReachedVerdict()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever cancels a run wants it cleaned up
    given = [f"--{name}={value}" for name, value in values.items() if value is not None]
    ended = run_pytest(reached, *given, *(str(ROOT / scenario) for scenario in options.scenario or [FEATURES]))
    return reached.exit_code(ended)


def run_pytest(plugin: object, *arguments: str) -> int:
    """Run pytest as the suite wants it, wherever it is installed; pytest's own exit code."""
    own = ["-c", str(configuration()), "--rootdir", str(ROOT), "-o", "pythonpath="]
    own += ["--noconftest", "-p", "no:cacheprovider"]
    steps = (word for name in plugins() for word in ("-p", name))
    return int(pytest.main([*own, *steps, *arguments], plugins=[plugin]))


class ReachedVerdict:
    """A pytest plugin that keeps the verdict of the run."""

    verdict: Verdict | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """The run is over."""
        from midcert.run.plugin import VERDICT  # noqa: PLC0415 - pytest wants to be the first to import a plugin

        self.verdict = session.config.stash.get(VERDICT, None)

    def exit_code(self, ended: int) -> ExitCode:
        """The verdict's exit code, if pytest came to the end; else what its own means."""
        if self.verdict is not None and ended in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return self.verdict.exit_code
        return OF_PYTEST.get(pytest.ExitCode(ended), ExitCode.HARNESS_ERROR)


def add_list(commands: "argparse._SubParsersAction[Parser]") -> None:
    """`midcert list`."""
    listed = commands.add_parser(
        "list",
        allow_abbrev=False,
        help="list the rules with level and role, and their scenarios with role and capabilities",
        description="List the rules by chapter, and the scenarios of each by the ids that certify --scenario takes.",
    )
    listed.add_argument(
        "--ids", action="store_true", help="only the ids of the scenarios, one a line: what a rule set holds"
    )
    listed.add_argument("--explain", metavar="RULE", help="say all there is to say of one rule, such as AUTO-HOURLY")
    listed.set_defaults(run=run_list)


def run_list(options: argparse.Namespace) -> int:
    """Collect the suite and say what is there."""
    from midcert.commands.listing import Collected, explanation, listing  # noqa: PLC0415 - only this command needs it

    ledger, collected = load_ledger(FEATURES / "rules.toml"), Collected()
    rule = ledger.rules.get(options.explain or "")
    if options.explain and rule is None:
        near = " or ".join(ledger.nearest(options.explain))
        sys.stderr.write(f"midcert list: no rule is called {options.explain}{f'; is it {near}?' if near else ''}\n")
        return ExitCode.BAD_INPUT
    with contextlib.redirect_stdout(io.StringIO()) as said:
        ended = run_pytest(collected, "--collect-only", "-q", str(FEATURES))
    if ended:
        sys.stderr.write(said.getvalue())
        return ExitCode.HARNESS_ERROR
    scenarios = [each for each in collected.scenarios if rule is None or each.rule_id == rule.id]
    lines = explanation(rule, scenarios) if rule else listing(scenarios, ledger)
    sys.stdout.write("".join(f"{line}\n" for line in ((each.id for each in scenarios) if options.ids else lines)))
    return 0


def add_serve_target(commands: "argparse._SubParsersAction[Parser]") -> None:
    """`midcert serve-target`."""
    serve_target = commands.add_parser(
        "serve-target",
        help="serve a py: target over standard input and output, or over HTTP",
        description="Serve a py: target over standard input and output, as a cmd: target, or over HTTP on loopback.",
    )
    serve_target.add_argument("target", nargs="?", default=REFERENCE, help="py:package.module:factory")
    serve_target.add_argument(
        "--http",
        type=whole_number,
        metavar="PORT",
        help=f"serve over HTTP; 0 for any free port. Who asks must bear the token in {TOKEN}, if there is one",
    )
    serve_target.set_defaults(run=run_serve_target)


def run_serve_target(options: argparse.Namespace) -> int:
    """Serve until standard input ends, or until somebody interrupts."""
    with reserved_output() as out:
        try:
            factory = factory_at(options.target)
            if options.http is None:
                serve(factory, out)
            else:
                serve_http(
                    factory, options.http, os.environ.get(TOKEN, ""), lambda url: print(url, file=out, flush=True)
                )
        except TargetSpecError as error:
            return _refused(f"{options.target}: {error}")
        except OSError as error:
            return _refused(f"port {options.http}: {error.strerror}")
        except KeyboardInterrupt:
            return 0
    return 0


def _refused(reason: str) -> int:
    sys.stderr.write(f"midcert serve-target: {reason}\n")
    return ExitCode.BAD_INPUT
