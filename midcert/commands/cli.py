"""The `midcert` command line: what it may say.

What a command does is in the module of its name, which is loaded when the command is called.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from midcert.commands import arguments
from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import LedgerError

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
NOT_ON_WINDOWS = (
    "midcert: it runs on Linux and macOS, and in WSL; a target on Windows is reached by --target http://host:port\n"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code."""
    if sys.platform == "win32":
        sys.stderr.write(NOT_ON_WINDOWS)
        return ExitCode.BAD_INPUT
    sys.path.append(str(Path.cwd()))  # where the user's own `py:` targets are
    line = parser()
    values = line.parse_args(arguments)
    if values.command is None:
        line.error("a command is missing")
    module = importlib.import_module(f"midcert.commands.{values.command.replace('-', '_')}")
    try:
        code: int = module.run(values)
    except KeyboardInterrupt:
        sys.stderr.write(f"midcert {values.command}: interrupted\n")
        return ExitCode.INCOMPLETE
    except LedgerError as error:
        sys.stderr.write(f"midcert {values.command}: {error}\n")
        return ExitCode.BAD_INPUT
    return code


class Parser(argparse.ArgumentParser):
    """Ends with the exit code for bad input."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, on one line."""
        self.exit(ExitCode.BAD_INPUT, f"{self.prog}: {message}; see {self.prog} --help\n")


class ShowVersion(argparse.Action):
    """Says which version this is, and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Look it up, which nothing else needs."""
        from midcert.commands.about import about  # noqa: PLC0415 - as said

        sys.stdout.write(f"{about()}\n")
        parser.exit()


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
    made.add_argument("--version", action=ShowVersion, nargs=0, help="say which suite and which rule set this is")
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


COMMANDS = (
    Command(
        "certify",
        "run the whole suite against a target and reach a verdict",
        "Run the whole suite against a target and reach a verdict.",
        arguments.certify,
        EXIT_CODES,
    ),
    Command(
        "keygen",
        "write a pair of keys to sign certificates with",
        "Write a pair of Ed25519 keys: the private one, which only its owner can read, and the public one beside it.\n"
        "Nothing is overwritten. MIDCERT_PASSPHRASE, where it is set, is the passphrase of the private key.",
        arguments.keygen,
    ),
    Command(
        "verify",
        "hold a certificate against its run and its journals",
        "Hold a certificate against its run and its journals, offline and without the target: signature, digests,\n"
        "completeness, verdict, and replay. It says line by line what holds, what is broken, and what is unknown.\n"
        "It ends with 0 where all holds, with 1 where something is broken, with 2 where something is unknown: the\n"
        "key, or a suite of another version.",
        arguments.verify,
    ),
    Command(
        "report",
        "make the page of a run and other reports, from the file that certify --run has written",
        "Make reports of a run again: its page, one HTML file with the verdict, all rules, and what became of each\n"
        "scenario, with the timelines of those that are red where the journals of the run are given; and what other\n"
        "tools read.",
        arguments.report,
    ),
    Command(
        "spec",
        "make the same page without a run: the specification",
        "Make the page of all rules and their scenarios, without a run: one HTML file, to be published.",
        arguments.spec,
    ),
    Command(
        "list",
        "list the rules: what each says, and how many scenarios it has; or all of one, or a page of docs/",
        "List the rules by chapter: what each says, whether it is required, who has to keep it, and how many\n"
        "scenarios it has. The options say all of one rule, name the scenarios by the ids that certify --scenario\n"
        "takes, or make a page of docs/.",
        arguments.listing,
    ),
    Command(
        "explore",
        "play drawn sequences of the suite's steps against a target, and say what no right implementation does",
        "Play drawn sequences of the suite's own steps against a target, beyond all scenarios. What breaks a law, or\n"
        "is otherwise than in each of 160 right implementations, is made as short as it can be, and printed as\n"
        "a scenario. No verdict hangs on it: it ends with 0 where nothing was found, with 6 where something was. The\n"
        "same seed draws the same sequences.",
        arguments.explore,
    ),
    Command(
        "freeze",
        "choose the explored sequences that are part of this checkout's suite, anew",
        "Choose the explored sequences that are part of the suite of this checkout, anew: each catches a wrong\n"
        "implementation (those in broken/) that none before it caught, and all right ones (those in right/) pass it.\n"
        "It takes an hour or more, and writes features/99_explored. docs/explored.md says what they mean.",
        arguments.freeze,
    ),
    Command(
        "compare",
        "say what became of each scenario in one run and not in another, and why that may be",
        "Say what became of each scenario in one run and not in another, and in what the runs differ: implementation,\n"
        "capabilities, time mode, transport, suite, rule set, seed. Of two, it ends with 1 where a scenario passed in\n"
        "the first and not in the second; of more, it shows a table of the rules in which they differ. The page has\n"
        "all rules, however many runs there are.",
        arguments.compare,
    ),
    Command(
        "merge",
        "join the parts that certify --shard has run into one run, and reach its verdict",
        "Join the parts that certify --shard has run, on one machine or on many, into the run that they are parts of;\n"
        "show and write of it what certify would. Parts of another implementation, suite, rule set or seed are\n"
        "refused, and so are two that are the same, and one that is missing or was interrupted.",
        arguments.merge,
        EXIT_CODES,
    ),
    Command(
        "watch",
        "run what is red again whenever the files of the target change",
        "Run the suite, or the scenarios that are named, then what is red whenever the files of the target change,\n"
        "and all once more when nothing is red any more. Ctrl-C ends it, with 0: no verdict hangs on it.",
        arguments.watch,
    ),
    Command(
        "doctor",
        "examine an adapter step by step, and say what to mend",
        "Examine an adapter step by step, up to the first step that does not work, and say what to mend. It ends with "
        "0\nwhere all is well, with 1 where something is to be mended. With --self, examine this machine.",
        arguments.doctor,
    ),
    Command(
        "init-adapter",
        "write an adapter to begin with",
        "Write an adapter to begin with, a MID Server or an instance: the doctor finds it well, and scenarios say\n"
        "what it lacks.",
        arguments.init_adapter,
    ),
    Command(
        "new-rule",
        "write the first draft of a rule into a checkout: entry, scenario, broken implementation",
        "Write the first draft of a rule into this checkout: its entry in features/rules.toml, a feature with a\n"
        "scenario to begin with, and an implementation that breaks it. CONTRIBUTING.md shows the whole way.",
        arguments.new_rule,
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
        arguments.vectors,
    ),
    Command(
        "serve-target",
        "serve a py: target over standard input and output, or over HTTP",
        "Serve a py: target over standard input and output, as a cmd: target, or over HTTP.",
        arguments.serve_target,
    ),
)
