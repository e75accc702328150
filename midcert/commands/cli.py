"""The `midcert` command line: what it may say.

What a command does is in the module of its name, which is loaded when the command is called.
"""

import argparse
import importlib
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from midcert.protocol.handler import REFERENCE, TOKEN
from midcert.protocol.words import Role
from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import Keeper, Level
from midcert.run import options
from midcert.run.layout import FEATURES, LANGUAGES, ROOT

EXIT_CODES = """\
exit codes:
  0  every required scenario passed: conformant, or, for a draft of the rule set, passed what there is
  1  not conformant
  2  incomplete: something required was not verified, or the run was interrupted
  3  error of the harness: no verdict
  4  bad input: an option, a file or a target cannot be used
  5  nothing ran
  6  exploration has found something
"""


ROLES = [keeper.value for keeper in Keeper]
LEVELS = [Level.REQUIRED.value, Level.INTERPRETED.value]
"""Those that have scenarios."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code."""
    sys.path.append(str(Path.cwd()))  # where the user's own `py:` targets are
    line = parser()
    values = line.parse_args(arguments)
    if values.command is None:
        line.error("a command is missing")
    module = importlib.import_module(f"midcert.commands.{values.command.replace('-', '_')}")
    code: int = module.run(values)
    return code


class Parser(argparse.ArgumentParser):
    """Ends with the exit code for bad input."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, on one line."""
        self.exit(ExitCode.BAD_INPUT, f"{self.prog}: {message}; see {self.prog} --help\n")


@dataclass(frozen=True)
class Command:
    """One command; `fill` lets a parser take its arguments."""

    name: str
    help: str
    description: str
    fill: Callable[[Parser], object]
    epilog: str = ""


def parser() -> Parser:
    """What the command line may say."""
    made = Parser(
        prog="midcert",
        allow_abbrev=False,
        description="Certify an implementation of MID Server upgrades against the documentation (Orlando).",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=version("mid-server-upgrade-conformance"))
    commands = made.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for each in COMMANDS:
        command = commands.add_parser(
            each.name,
            allow_abbrev=False,
            help=each.help,
            description=each.description,
            epilog=each.epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        each.fill(command)
    return made


def scenario_id(text: str) -> str:
    """The id of a scenario; which ones there are is known once the suite is collected.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    file, _, name = text.partition("::")
    if not name or ".." in file or not file.endswith(".feature") or not (ROOT / file).is_relative_to(FEATURES):
        raise argparse.ArgumentTypeError(f"{text!r} is no id of a scenario, as midcert list --ids names them")
    return text


def _certify(command: Parser) -> None:
    options.add(options.OF_CERTIFY, command.add_argument)
    command.add_argument(
        "--scenario",
        action="append",
        type=scenario_id,
        metavar="ID",
        help="run this scenario alone, by its id (may be given more than once); such a run is never conformant",
    )


def _explore(command: Parser) -> None:
    options.add((*options.OF_A_TARGET, options.PROFILE, options.SEED), command.add_argument)
    command.add_argument(
        "--for",
        dest="seconds",
        type=options.span,
        default=60.0,
        metavar="TIME",
        help="for how long at least, such as 90s or 5m (default: 60s)",
    )
    command.add_argument(
        "--sequence", type=sequence_name, metavar="NAME", help="play this one sequence alone, such as mid/17"
    )


def _freeze(command: Parser) -> None:
    options.add((options.SEED,), command.add_argument)
    command.add_argument("--role", choices=["mid", "instance"], help="choose those of one role alone (default: both)")
    command.add_argument(
        "--sequences",
        type=options.whole_number,
        default=60,
        metavar="N",
        help="how many are played against each wrong implementation (default: %(default)s)",
    )
    command.add_argument(
        "--most",
        type=options.whole_number,
        default=75,
        metavar="N",
        help="how many are kept of each role (default: %(default)s)",
    )


def sequence_name(text: str) -> str:
    """The name of a sequence.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    if not re.fullmatch(r"(mid|instance)/\d+", text):
        raise argparse.ArgumentTypeError(f"{text!r} names no sequence, as mid/17 or instance/3 do")
    return text


def _list(command: Parser) -> None:
    command.add_argument("--explain", metavar="RULE", help="say all there is to say of one rule, such as AUTO-HOURLY")
    pages = command.add_mutually_exclusive_group()
    for page, holds in {
        "ids": "the ids of the scenarios, one a line: what a rule set holds; with --explain, those of the rule",
        "steps": "the phrasebook: every phrase of a step, and what it means",
        "readings": "the rules that are read in a way that the documentation leaves open, and why: a table",
        "not-tested": "the rules that no scenario is about, and why: a table",
        "cases": "which scenarios try what each rule is tried with at least",
        "tried": "in which ways each rule is tried, by a run of the whole suite",
    }.items():
        pages.add_argument(f"--{page}", dest="page", action="store_const", const=page, help=f"only {holds}")


def _init_adapter(command: Parser) -> None:
    command.add_argument(
        "--lang", choices=list(LANGUAGES), default="python", help="its language (default: %(default)s)"
    )
    command.add_argument(
        "--role", choices=[Role.MID, Role.INSTANCE], default=Role.MID, help="what it plays (default: %(default)s)"
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="where; it must not hold a file of that name")


def _vectors(command: Parser) -> None:
    command.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="where they are written to, or lie already for --check"
    )
    command.add_argument(
        "--check",
        metavar="CMD",
        help="run this command for each package, with {package}, {at}, {anchors}, {truststore} and {reply} replaced",
    )
    command.add_argument(
        "--limit",
        type=options.span,
        default=60.0,
        metavar="TIME",
        help="how long the command may take for one package, such as 90s or 5m (default: 60s)",
    )


def _serve_target(command: Parser) -> None:
    command.add_argument("target", nargs="?", default=REFERENCE, help="py:package.module:factory")
    command.add_argument(
        "--http",
        type=options.whole_number,
        metavar="PORT",
        help=f"serve over HTTP; 0 for any free port. Who asks must bear the token in {TOKEN}, if there is one",
    )


def _new_rule(command: Parser) -> None:
    command.add_argument("id", metavar="ID", help="its id, such as AUTO-HOURLY")
    command.add_argument("--chapter", required=True, metavar="TITLE", help="the chapter of the documentation")
    command.add_argument("--says", required=True, metavar="SENTENCE", help="what it says, in words that can be false")
    command.add_argument("--role", choices=ROLES, default=ROLES[0], help="who has to keep it (default: %(default)s)")
    command.add_argument("--level", choices=LEVELS, default=LEVELS[0], help="how binding it is (default: %(default)s)")
    command.add_argument(
        "--reading", metavar="SENTENCE", help="how an interpreted rule is read, in words that can be false"
    )


COMMANDS = (
    Command(
        "certify",
        "run the whole suite against a target and reach a verdict",
        "Run the whole suite against a target and reach a verdict.",
        _certify,
        EXIT_CODES,
    ),
    Command(
        "list",
        "list the rules with level and role, and their scenarios with role and capabilities",
        "List the rules by chapter, and the scenarios of each by the ids that certify --scenario takes.",
        _list,
    ),
    Command(
        "explore",
        "play drawn sequences of the suite's steps against a target, and say what no right implementation does",
        "Play drawn sequences of the suite's own steps against a target, beyond all scenarios. What breaks a law, or\n"
        "is otherwise than in each of 160 right implementations, is made as short as it can be, and printed as\n"
        "a scenario. No verdict hangs on it: it ends with 0 where nothing was found, with 6 where something was. The\n"
        "same seed draws the same sequences.",
        _explore,
    ),
    Command(
        "freeze",
        "choose the explored sequences that are part of this checkout's suite, anew",
        "Choose the explored sequences that are part of the suite of this checkout, anew: each catches a wrong\n"
        "implementation (those in broken/) that none before it caught, and all right ones (those in right/) pass it.\n"
        "It takes an hour or more, and writes features/99_explored. docs/explored.md says what they mean.",
        _freeze,
    ),
    Command(
        "doctor",
        "examine an adapter step by step, and say what to mend",
        "Examine an adapter step by step, up to the first step that does not work, and say what to mend. It ends with "
        "0\nwhere all is well, with 1 where something is to be mended.",
        lambda command: options.add(options.OF_A_TARGET, command.add_argument),
    ),
    Command(
        "init-adapter",
        "write an adapter to begin with",
        "Write an adapter to begin with, a MID Server or an instance: the doctor finds it well, and scenarios say\n"
        "what it lacks.",
        _init_adapter,
    ),
    Command(
        "new-rule",
        "write the first draft of a rule into a checkout: entry, scenario, broken implementation",
        "Write the first draft of a rule into this checkout: its entry in features/rules.toml, a feature with a\n"
        "scenario to begin with, and an implementation that breaks it. CONTRIBUTING.md shows the whole way.",
        _new_rule,
    ),
    Command(
        "vectors",
        "write the corpus of signed packages as test vectors, or try a verifier with them",
        "Write the corpus of signed packages, good ones and such with one fault, as test vectors with a manifest, or\n"
        "try a verifier with it: a command that ends with 0 where it takes a package, and with 1 where it refuses it.\n"
        "It may name\n\n"
        "  {package}     the file to be judged; it has to name that\n"
        "  {at}          the time of the verification, such as 2020-07-01T00:00:00Z\n"
        "  {anchors}     the trusted certificates, in PEM\n"
        "  {truststore}  the same for Java, as PKCS#12 with the password changeit\n"
        "  {reply}       what the signer's OCSP responder replies, in DER; empty where it cannot be asked\n\n"
        "It ends with 0 where all agrees that is required, with 1 where something does not. docs/vectors.md has an "
        "example.",
        _vectors,
    ),
    Command(
        "serve-target",
        "serve a py: target over standard input and output, or over HTTP",
        "Serve a py: target over standard input and output, as a cmd: target, or over HTTP on loopback.",
        _serve_target,
    ),
)
