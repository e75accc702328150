"""What the values of options may be, the same for `midcert` and for pytest."""

import argparse
from typing import Any

from midcert.rules.profiles import PROFILES
from midcert.rules.rule_sets import DRAFT

LONGEST = 86_400
NO_WATCHDOG: dict[str, Any] = {
    "action": "store_const",
    "const": 0.0,
    "dest": "watchdog",
    "help": "the same as --watchdog=0: for debuggers",
}
PROFILE_OPTION: dict[str, Any] = {
    "choices": PROFILES,
    "metavar": "NAME",
    "help": f"what the target is certified for: {', '.join(PROFILES)} (default: its roles, on both platforms)",
}
RULE_SET_OPTION: dict[str, Any] = {
    "metavar": "NAME",
    "help": f"the release whose scenarios decide; {DRAFT} for all there are (default: the newest)",
}


def seconds(text: str) -> float:
    """A time that a timer can take.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= LONGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 0 to {LONGEST}")
    return value


def whole_number(text: str) -> int:
    """A whole number.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
