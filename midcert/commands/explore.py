"""`midcert explore`: play drawn sequences of the suite's own steps, and say what no right implementation does."""

import argparse
import contextlib
import itertools
import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator

from fakes.errors import TargetError
from midcert.explore.bench import benches_of
from midcert.explore.explorer import Explorer
from midcert.explore.found import Found, account
from midcert.protocol.handler import REFERENCE, TOKEN
from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import Ledger, load_ledger
from midcert.rules.profiles import PROFILES, profile_for
from midcert.run import options
from midcert.run.layout import FEATURES
from midcert.targets import DescribedTarget, TargetSpecError, locate
from midcert.targets.located import Access, without_login

PROGRESS_SECONDS = 5.0


def run(values: argparse.Namespace) -> int:
    """Explore; the exit code says whether something was found."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)  # what was started is ended
    access = Access(os.environ.get(TOKEN, ""), values.authority)
    try:
        target = locate(values.target, values.watchdog or None, access).describe()
    except (TargetSpecError, TargetError) as error:
        reason = " ".join(str(error).split())
        sys.stderr.write(f"midcert explore: --target {without_login(values.target)}: {reason}\n")
        return ExitCode.BAD_INPUT
    reference = locate(REFERENCE, values.watchdog or None).describe()
    with contextlib.closing(target), contextlib.closing(reference):
        return Exploration(values, target, reference).run()


class Exploration:
    """One exploration, in each role of the profile.

    Args:
        values: The options.
        target: What is explored.
        reference: Shows what can be done.
    """

    def __init__(self, values: argparse.Namespace, target: DescribedTarget, reference: DescribedTarget) -> None:
        self._values, self._target = values, target
        self._ledger: Ledger = load_ledger(FEATURES / "rules.toml")
        self._profile = PROFILES[values.profile] if values.profile else profile_for(target.description.roles)
        benches = benches_of(reference, self._ledger, self._profile.platforms.values())
        self._explorers = {role: Explorer(benches[role], benches[role].stage(target)) for role in self._profile.roles}

    def run(self) -> int:
        """Play until the time is over, or the one sequence that was named; each thing is found once."""
        if absent := self._profile.roles - self._target.description.roles:
            sys.stderr.write(f"midcert explore: the target does not play {' or '.join(sorted(absent))}\n")
            return ExitCode.BAD_INPUT
        if self._target.description.time == "real":
            sys.stderr.write("midcert explore: it needs virtual time, and the time mode of the target is real\n")
            return ExitCode.BAD_INPUT
        found = 0
        for each in self._findings():
            found += 1
            repeat = ["midcert", "explore", "--sequence", each.sequence, f"--seed={self._values.seed}"]
            repeat += options.as_arguments((options.TARGET, options.PROFILE, options.AUTHORITY), self._values)
            sys.stdout.writelines(f"{line}\n" for line in [*account(each, self._ledger, shlex.join(repeat)), ""])
            sys.stdout.flush()
        told = f"{found} found" if found else "nothing found"
        cut_short = sum(each.cut_short for each in self._explorers.values())
        told += f"; {cut_short} could not be played to the end" if cut_short else ""
        sys.stdout.write(f"{self._played()} explored with seed {self._values.seed}: {told}\n")
        return ExitCode.FOUND if found else ExitCode.PASSED

    def _played(self) -> str:
        number = sum(each.played for each in self._explorers.values())
        return f"{number} sequence{'' if number == 1 else 's'}"

    def _findings(self) -> Iterator[Found]:
        begun = said = time.monotonic()
        for sequence in self._sequences():
            yield from self._explorers[sequence.partition("/")[0]].explore(sequence, f"{self._values.seed}/{sequence}")
            now = time.monotonic()
            if sys.stderr.isatty() and now - said >= PROGRESS_SECONDS:
                said = now
                sys.stderr.write(f"{self._played()} explored, {now - begun:.0f} s\n")
            if now - begun >= self._values.seconds:
                return

    def _sequences(self) -> Iterator[str]:
        """Their names: one role after the other, for ever, or the one that was asked for."""
        if self._values.sequence:
            yield self._values.sequence
            return
        for number in itertools.count():
            yield from (f"{role}/{number}" for role in sorted(self._profile.roles, reverse=True))
