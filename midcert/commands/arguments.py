"""What each command of `midcert` may be told on its command line."""

import argparse
import re
from argparse import ArgumentParser
from pathlib import Path

from midcert.protocol.handler import REFERENCE, TOKEN
from midcert.protocol.web_server import LOOPBACK
from midcert.protocol.words import Role
from midcert.rules.ledger import Keeper, Level
from midcert.run import options
from midcert.run.layout import FEATURES, LANGUAGES, ROOT

ROLES = [keeper.value for keeper in Keeper]
LEVELS = [Level.REQUIRED.value, Level.INTERPRETED.value]
"""Those that have scenarios."""


def scenario_id(text: str) -> str:
    """The id of a scenario; which ones there are is known once the suite is collected.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    file, _, name = text.partition("::")
    if not name or ".." in file or not file.endswith(".feature") or not (ROOT / file).is_relative_to(FEATURES):
        raise argparse.ArgumentTypeError(f"{text!r} is no id of a scenario, as midcert list --ids names them")
    return text


def certify(command: ArgumentParser) -> None:
    """What `midcert certify` takes."""
    options.add((*options.OF_CERTIFY, *options.OF_THE_TERMINAL), command.add_argument)
    _take_scenarios(command)
    command.add_argument("--html", type=Path, metavar="FILE", help="write the page of the run to FILE")
    _take_timelines(command)
    command.add_argument(
        "--certificate",
        type=options.named_file,
        metavar="FILE",
        help="write to FILE a certificate, if the run is conformant; its run and its journals are kept beside it,"
        " unless --run and --journals say where",
    )
    command.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="sign the certificate with this private key (Ed25519, PEM); midcert asks for its passphrase, if it has one"
        " that is not in the environment: MIDCERT_PASSPHRASE",
    )
    command.add_argument("--unsigned", action="store_true", help="write the certificate without a signature")


def keygen(command: ArgumentParser) -> None:
    """What `midcert keygen` takes."""
    command.add_argument(
        "file",
        type=options.named_file,
        nargs="?",
        default=Path("midcert-key.pem"),
        metavar="FILE",
        help="where the private key is written; the public one comes beside it (default: %(default)s)",
    )


def verify(command: ArgumentParser) -> None:
    """What `midcert verify` takes."""
    command.add_argument(
        "certificate", type=options.named_file, metavar="CERTIFICATE", help="what certify --certificate has written"
    )
    beside = "(default: NAME.{} beside the certificate)"
    journals = f"the run's journals {beside.format('journals')}"
    command.add_argument("journals", type=Path, nargs="?", metavar="JOURNALS", help=journals)
    command.add_argument("--run", type=Path, metavar="RUN", help=f"the run {beside.format('run.json')}")
    command.add_argument(
        "--public-key", type=Path, metavar="FILE", help="the key that it should be signed with (Ed25519, PEM)"
    )


def watch(command: ArgumentParser) -> None:
    """What `midcert watch` takes."""
    options.add((*options.OF_WATCHED, *options.OF_THE_TERMINAL), command.add_argument)
    _take_scenarios(command)
    command.add_argument(
        "--watch",
        type=Path,
        action="append",
        metavar="PATH",
        help="watch this file, or this folder and all below (may be given more than once; default: the package of a"
        " py: target; of a cmd: target the files that it names, and what ends alike beside and below them)",
    )


def doctor(command: ArgumentParser) -> None:
    """What `midcert doctor` takes."""
    options.add(options.OF_A_TARGET, command.add_argument)
    command.add_argument(
        "--self", dest="is_self", action="store_true", help="say what this machine can do, what is missing and what for"
    )


def explore(command: ArgumentParser) -> None:
    """What `midcert explore` takes."""
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


def freeze(command: ArgumentParser) -> None:
    """What `midcert freeze` takes."""
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


def listing(command: ArgumentParser) -> None:
    """What `midcert list` takes."""
    command.add_argument("--explain", metavar="RULE", help="say all there is to say of one rule, such as AUTO-HOURLY")
    pages = command.add_mutually_exclusive_group()
    for page, holds in {
        "ids": "the ids of the scenarios, one a line; with --explain, those of the rule",
        "rule-set": "those ids that a rule set holds: all but those of explored sequences, which are chosen anew",
        "steps": "the phrasebook: every phrase of a step, and what it means",
        "readings": "the rules that are read in a way that the documentation leaves open, and why: a table",
        "not-tested": "the rules that no scenario is about, and why: a table",
        "cases": "which scenarios try what each rule is tried with at least",
        "tried": "in which ways each rule is tried, by a run of the whole suite",
    }.items():
        pages.add_argument(f"--{page}", dest="page", action="store_const", const=page, help=f"only {holds}")


def report(command: ArgumentParser) -> None:
    """What `midcert report` takes."""
    command.add_argument("run", type=Path, metavar="RUN.json", help="the run, as certify --run has written it")
    command.add_argument("--html", type=Path, metavar="FILE", help="write to FILE the page of the run")
    options.add(options.OF_REPORTS, command.add_argument)
    command.add_argument("--journals", type=Path, metavar="DIR", help="its journals, to draw timelines from")
    command.add_argument("--ways", action="store_true", help="say, from them, in which ways each rule is tried")
    _take_timelines(command)


def merge(command: ArgumentParser) -> None:
    """What `midcert merge` takes."""
    command.add_argument(
        "runs", type=Path, nargs="+", metavar="RUN.json", help="what certify --shard --run has written"
    )
    options.add((options.RUN, *options.OF_REPORTS), command.add_argument)
    command.add_argument("--html", type=Path, metavar="FILE", help="write to FILE the page of the run")
    command.add_argument(
        "--journals",
        type=Path,
        action="append",
        metavar="DIR",
        help="where journals of the parts are, to draw timelines from (may be given more than once)",
    )
    command.add_argument("--journals-to", type=Path, metavar="DIR", help="put them together in DIR")
    _take_timelines(command)


def compare(command: ArgumentParser) -> None:
    """What `midcert compare` takes."""
    command.add_argument("runs", type=Path, nargs="+", metavar="RUN.json", help="what certify --run has written")
    command.add_argument(
        "--html", type=Path, metavar="FILE", help="write to FILE the page of the runs side by side, rule by rule"
    )


def spec(command: ArgumentParser) -> None:
    """What `midcert spec` takes."""
    command.add_argument("--html", type=Path, required=True, metavar="FILE", help="where to write the page")
    command.add_argument(
        "--ways",
        action="store_true",
        help="say in which ways each rule is tried, measured by a run of the whole suite with the reference",
    )


def _take_scenarios(command: ArgumentParser) -> None:
    command.add_argument(
        "--scenario",
        action="append",
        type=scenario_id,
        metavar="ID",
        help="run this scenario alone, by its id (may be given more than once); such a run is never conformant",
    )
    command.add_argument(
        "--rule",
        action="append",
        metavar="RULE",
        help="run the scenarios of this rule alone, such as AUTO-HOURLY, and those that --scenario names (may be given"
        " more than once); such a run is never conformant",
    )


def _take_timelines(command: ArgumentParser) -> None:
    command.add_argument(
        "--all-timelines",
        action="store_true",
        help="draw the timelines of all scenarios on the page; without it, of red ones alone",
    )


def vectors(command: ArgumentParser) -> None:
    """What `midcert vectors` takes."""
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


def init_adapter(command: ArgumentParser) -> None:
    """What `midcert init-adapter` takes."""
    command.add_argument(
        "--lang", choices=list(LANGUAGES), default="python", help="its language (default: %(default)s)"
    )
    command.add_argument(
        "--role", choices=[Role.MID, Role.INSTANCE], default=Role.MID, help="what it plays (default: %(default)s)"
    )
    command.add_argument(
        "folder", type=Path, metavar="DIR", help="the folder to write the adapter to; no file there is overwritten"
    )


def serve_target(command: ArgumentParser) -> None:
    """What `midcert serve-target` takes."""
    command.add_argument("target", nargs="?", default=REFERENCE, help="py:package.module:factory")
    command.add_argument(
        "--http",
        type=options.port,
        metavar="PORT",
        help=f"serve over HTTP; 0 for any free port. Who asks must bear the token in {TOKEN}, if there is one",
    )
    command.add_argument(
        "--address",
        default=LOOPBACK,
        metavar="ADDRESS",
        help="where --http listens; in a container 0.0.0.0, which is all addresses (default: %(default)s)",
    )


def new_rule(command: ArgumentParser) -> None:
    """What `midcert new-rule` takes."""
    command.add_argument("id", metavar="ID", help="its id, such as AUTO-HOURLY")
    command.add_argument("--chapter", required=True, metavar="TITLE", help="the chapter of the documentation")
    command.add_argument("--says", required=True, metavar="SENTENCE", help="what it says, in words that can be false")
    command.add_argument("--role", choices=ROLES, default=ROLES[0], help="who has to keep it (default: %(default)s)")
    command.add_argument("--level", choices=LEVELS, default=LEVELS[0], help="how binding it is (default: %(default)s)")
    command.add_argument(
        "--reading", metavar="SENTENCE", help="how an interpreted rule is read, in words that can be false"
    )
