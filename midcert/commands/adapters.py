"""The commands for those who write an adapter: `midcert doctor` and `midcert init-adapter`."""

import argparse
import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from fakes.errors import TargetError
from midcert.protocol.handler import TOKEN
from midcert.results.outcomes import ExitCode
from midcert.run.options import NO_WATCHDOG, seconds
from midcert.targets import DescribedTarget, LocatedTarget, TargetSpecError, locate
from midcert.targets.located import FORMS, REFERENCE, Access, without_login

SKELETONS = Path(__file__).parents[1] / "adapter" / "skeletons"
LANGUAGES = sorted(folder.name for folder in SKELETONS.iterdir() if folder.is_dir())


def add_doctor(commands: "argparse._SubParsersAction[Any]") -> None:
    """`midcert doctor`."""
    doctor = commands.add_parser(
        "doctor",
        allow_abbrev=False,
        help="examine an adapter step by step, and say what to mend",
        description="Examine an adapter step by step, up to the first step that does not work, and say what to mend. "
        "It ends with 0 where all is well, with 1 where something is to be mended.",
    )
    doctor.add_argument("--target", metavar="WHERE", default=REFERENCE, help=f"{FORMS} (default: the reference)")
    doctor.add_argument("--authority", type=Path, metavar="FILE", help="who may vouch for a target at https:// (PEM)")
    doctor.add_argument(
        "--watchdog", type=seconds, default=10.0, metavar="SECONDS", help="real time for each answer (default: 10)"
    )
    doctor.add_argument("--no-watchdog", **NO_WATCHDOG)
    doctor.set_defaults(run=run_doctor)


def run_doctor(options: argparse.Namespace) -> int:
    """Examine the target in each of its roles."""
    try:
        located = locate(options.target, options.watchdog or None, Access(os.environ.get(TOKEN, ""), options.authority))
    except (TargetSpecError, TargetError) as error:
        return _refused("doctor", f"--target {without_login(options.target)}: {' '.join(str(error).split())}")
    return _examined(located)


def _examined(located: LocatedTarget) -> int:
    try:
        target = located.describe()
    except TargetError as error:
        _print(f"ill   it describes itself: {' '.join(str(error).split())}")
        return ExitCode.NOT_CONFORMANT
    with contextlib.closing(target):
        return _examined_as_described(target)


def _examined_as_described(target: DescribedTarget) -> int:
    from midcert.commands.examination import examine  # noqa: PLC0415 - brings the whole world along

    about, is_well = target.description, True
    _print(f"well  it describes itself: {about.name} {about.version}")
    for role in sorted(about.roles, reverse=True):
        _print(f"as {role}:")
        for finding in examine(target, role, in_real_time=about.time == "real"):
            is_well &= finding.is_well
            word = "well" if finding.is_well else "ill "
            _print(f"{word}  {finding.says}" if finding.is_examined else f"      {finding.says}: it would take hours")
            if not finding.is_well:
                _print(f"      {finding.advice}")
                _print(*(f"      {line}" for line in ("the last of what happened:", *finding.events)))
                if errors := target.errors():
                    _print("      it said on its standard error:", *(f"      {line}" for line in errors.splitlines()))
    return ExitCode.CONFORMANT if is_well else ExitCode.NOT_CONFORMANT


def add_init_adapter(commands: "argparse._SubParsersAction[Any]") -> None:
    """`midcert init-adapter`."""
    init = commands.add_parser(
        "init-adapter",
        allow_abbrev=False,
        help="write an adapter to begin with",
        description="Write an adapter to begin with: the doctor finds it well, and scenarios say what it lacks.",
    )
    init.add_argument("--lang", choices=LANGUAGES, default="python", help="its language (default: %(default)s)")
    init.add_argument("folder", type=Path, metavar="DIR", help="where; it must not hold a file of that name")
    init.set_defaults(run=run_init_adapter)


def run_init_adapter(options: argparse.Namespace) -> int:
    """Copy the skeleton, but over nothing."""
    files = sorted((SKELETONS / options.lang).glob("adapter.*"))
    places = [options.folder / file.name for file in files]
    if taken := next((place for place in places if place.exists()), None):
        return _refused("init-adapter", f"{taken} is there already")
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        for file, place in zip(files, places, strict=True):
            shutil.copy(file, place)
    except OSError as error:
        return _refused("init-adapter", f"{options.folder}: {error.strerror}")
    command = f"{RUN[options.lang]} {places[0]}"
    _print(f"{places[0]} is written; next: midcert doctor --target 'cmd:{command}'")
    return 0


RUN = {"node": "node", "python": "python3"}
"""What runs a skeleton."""


def _refused(command: str, reason: str) -> int:
    sys.stderr.write(f"midcert {command}: {reason}\n")
    return ExitCode.BAD_INPUT


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
