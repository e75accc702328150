"""What a month of hourly checks costs, and how that compares with a day: time should cost what happens in it.

Medians of several runs; processor time of this process, which has one thread.
"""

import argparse
import statistics
import sys
import time
from datetime import timedelta

from fakes.releases.builds import named
from fakes.world import World
from midcert.protocol.handler import REFERENCE
from midcert.targets import locate


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5, help="runs of each (default: %(default)s)")
    runs = range(options.parse_args().runs)
    cost(timedelta(days=1))  # keys and imports
    day, month = (statistics.median(cost(timedelta(days=days)) for _ in runs) for days in (1, 30))
    sys.stdout.write(f"a day            {day:6.1f} ms\n")
    sys.stdout.write(f"a month          {month:6.1f} ms\n")
    sys.stdout.write(f"ratio            {month / day:6.1f} (30 if only what happens costs anything)\n")


def cost(period: timedelta) -> float:
    """Milliseconds for a MID Server that checks every hour."""
    world = World(locate(REFERENCE, None).describe(), "scenario", frozenset({"mid"}), "seed")
    world.install("berlin", named("Orlando Patch 1")).start()
    began = time.process_time()
    world.clock.advance(period)
    milliseconds = 1000 * (time.process_time() - began)
    world.end()
    return milliseconds


if __name__ == "__main__":
    main()
