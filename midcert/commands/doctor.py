"""`midcert doctor`: examine an adapter step by step, and say what to mend; or this machine."""

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence

from fakes.errors import TargetError
from midcert.commands.examination import examine
from midcert.commands.machine import TOOLS, needs
from midcert.protocol.handler import TOKEN
from midcert.results.outcomes import ExitCode
from midcert.run.options import OF_A_TARGET, given
from midcert.targets import DescribedTarget, TargetSpecError, locate
from midcert.targets.located import Access, without_login


def run(values: argparse.Namespace) -> int:
    """Examine the target in each of its roles, or this machine."""
    if values.is_self:
        return _examined_machine(given(OF_A_TARGET, values))
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)  # what was started is ended
    try:
        located = locate(values.target, values.watchdog or None, Access(os.environ.get(TOKEN, ""), values.authority))
    except (TargetSpecError, TargetError) as error:
        reason = " ".join(str(error).split())
        sys.stderr.write(f"midcert doctor: --target {without_login(values.target)}: {reason}\n")
        return ExitCode.BAD_INPUT
    try:
        target = located.describe()
    except TargetError as error:
        _print(f"ill   it describes itself: {' '.join(str(error).split())}")
        return ExitCode.NOT_CONFORMANT
    with contextlib.closing(target):
        return _examined(target)


def _examined(target: DescribedTarget) -> int:
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
    return ExitCode.PASSED if is_well else ExitCode.NOT_CONFORMANT


def _examined_machine(of_a_target: Sequence[str]) -> int:
    if of_a_target:
        sys.stderr.write(f"midcert doctor: --self examines this machine: leave out --{of_a_target[0]}\n")
        return ExitCode.BAD_INPUT
    _print("needed to certify:")
    is_well = True
    for need in needs():
        is_well &= not need.lacks
        _print(f"{'ill   ' if need.lacks else 'well  '}{need.says}", *([f"      {need.lacks}"] if need.lacks else []))
    _print("not needed to certify:")
    for tool in TOOLS:
        found = tool.found()
        _print(f"{'here    ' if found else 'missing '}{found or tool.name}", f"        for {tool.serves}")
        if not found:
            _print(f"        to get it: {tool.to_get}")
    return ExitCode.PASSED if is_well else ExitCode.NOT_CONFORMANT


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
