"""The options of a run, said once: `midcert certify` and pytest take the same."""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from midcert.protocol.handler import REFERENCE, TARGET_FORMS, TOKEN
from midcert.reports.files import FORMS, RUN_FILE
from midcert.results.part import Shard
from midcert.rules.profiles import PROFILES
from midcert.rules.rule_sets import DRAFT

MAX_PORT = 65_535
MAX_SECONDS = 86_400
UNITS = {"s": 1, "m": 60, "h": 3600}


def seconds(text: str) -> float:
    """A time that a timer can take.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= MAX_SECONDS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 0 to {MAX_SECONDS}")
    return value


def span(text: str) -> float:
    """A time with its unit, such as "90s" or "5m", in seconds; seconds where no unit stands there.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    number, unit = (text[:-1], text[-1]) if text[-1:] in UNITS else (text, "s")
    try:
        return seconds(number) * UNITS[unit]
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 90s or 5m") from None


def whole_number(text: str) -> int:
    """A whole number.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None


def port(text: str) -> int:
    """A port of TCP; 0 for any that is free.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    number = whole_number(text)
    if not 0 <= number <= MAX_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 0 to {MAX_PORT}")
    return number


def named_file(text: str) -> Path:
    """A path that ends in a name, of which other names can be made.

    Raises:
        argparse.ArgumentTypeError: It is none, such as ".".
    """
    path = Path(text)
    if not path.name:
        raise argparse.ArgumentTypeError(f"{text!r} names no file")
    return path


def shard(text: str) -> Shard:
    """A part of a run.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        return Shard.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


@dataclass(frozen=True)
class Option:
    """One option, as `argparse.ArgumentParser.add_argument` and pytest's `addoption` take it."""

    name: str
    settings: dict[str, Any]
    old_names: tuple[str, ...] = ()
    """Under which it is taken as well."""
    letter: str = ""
    """The short form, such as "-q", if there is one."""

    @property
    def variable(self) -> str:
        """The attribute of a namespace that has its value."""
        return str(self.settings.get("dest", self.name.removeprefix("--").replace("-", "_")))

    @property
    def word(self) -> str:
        """The name without its hyphens, such as "rule-set"."""
        return self.name.removeprefix("--")

    def is_given(self, values: argparse.Namespace) -> bool:
        """Whether its value is not its default; an option that only sets another one's value never is."""
        return "const" not in self.settings and getattr(values, self.variable) != self.settings.get("default")


class Parser(Protocol):
    """Takes options: a parser of `argparse`, or a group of pytest's options."""

    def __call__(self, *names: str, **settings: Any) -> object:  # noqa: ANN401 - whatever argparse takes
        """Take one."""


TARGET = Option(
    "--target",
    {
        "default": REFERENCE,
        "metavar": "WHERE",
        "help": f"the implementation under test: {TARGET_FORMS} (default: the reference)",
    },
)
WATCHDOG = Option(
    "--watchdog",
    {
        "type": seconds,
        "default": 10.0,
        "metavar": "SECONDS",
        "help": "how long the target may take over one answer, in real time; 0 for ever (default: %(default)g)",
    },
)
NO_WATCHDOG = Option(
    "--no-watchdog",
    {
        "action": "store_const",
        "const": 0.0,
        "dest": "watchdog",
        "help": "the same as --watchdog=0: for debuggers",
    },
)
AUTHORITY = Option(
    "--authority",
    {
        "type": Path,
        "metavar": "FILE",
        "help": "who may vouch for a target at https://, or for the instance that it plays there (PEM);"
        f" the bearer token of a target at a URL is in the environment: {TOKEN}",
    },
)
PROFILE = Option(
    "--profile",
    {
        "choices": list(PROFILES),
        "metavar": "NAME",
        "help": f"what the target is certified for: {', '.join(PROFILES)} (default: its roles, on both platforms)",
    },
)
SEED = Option(
    "--seed",
    {
        "type": whole_number,
        "default": 1,
        "metavar": "N",
        "help": "varies what the documentation leaves free (default: %(default)s)",
    },
)
OF_A_TARGET = (TARGET, WATCHDOG, NO_WATCHDOG, AUTHORITY)
"""Those that say where a target is and how to reach it."""
OF_A_RUN = (
    PROFILE,
    SEED,
    Option(
        "--journals",
        {
            "type": Path,
            "metavar": "DIR",
            "help": "write the journal of each scenario to DIR, in place of those of an earlier run",
        },
    ),
)
"""Those of a run against a target."""
OF_REPORTS = tuple(
    Option(name, {"type": Path, "metavar": "FILE", "help": f"write to FILE {form.says}"})
    for name, form in FORMS.items()
    if name != RUN_FILE
)
"""Those that ask for a file which can be made of a run again."""
RUN = Option(
    RUN_FILE,
    {"type": Path, "metavar": "FILE", "help": f"write to FILE {FORMS[RUN_FILE].says}"},
    old_names=("--results",),
)
DEVIATIONS = Option(
    "--deviations",
    {"type": Path, "metavar": "FILE", "help": "known deviations of the target, with reasons (TOML)"},
)
OF_A_SUITE = (
    Option(
        "--rule-set",
        {
            "metavar": "NAME",
            "help": f"the release whose scenarios decide; {DRAFT} for all there are (default: the newest)",
        },
    ),
    Option(
        "--shard",
        {
            "type": shard,
            "metavar": "N/M",
            "help": "run the Nth of M parts of what would run, such as 2/4; midcert merge joins them, and a part alone"
            " is never conformant",
        },
    ),
    DEVIATIONS,
    RUN,
    *OF_REPORTS,
)
"""Those of any run, with or without a target."""
PYTHON_TRACEBACK = Option(
    "--python-traceback",
    {
        "action": "store_true",
        "default": False,
        "help": "show where in the suite's own Python a step has failed, for whoever works on the suite",
    },
)
FOLLOW = Option(
    "--follow",
    {
        "action": "store_true",
        "default": False,
        "help": "tell what happens in each scenario while it runs; best with --scenario",
    },
)
OF_THE_TERMINAL = (
    Option("--quiet", {"action": "count", "default": 0, "help": "say less; no scenario in full"}, letter="-q"),
    Option("--verbose", {"action": "count", "default": 0, "help": "name each scenario as it ends"}, letter="-v"),
    Option(
        "--color",
        {
            "choices": ["auto", "yes", "no"],
            "default": "auto",
            "help": "colours: on a terminal, unless NO_COLOR is set (auto), always (yes), never (no)",
        },
    ),
    FOLLOW,
    PYTHON_TRACEBACK,
)
"""Those that say what `midcert certify` shows; pytest has all but the last two of them already."""
OF_REPEATED = (TARGET, SEED, PROFILE, AUTHORITY)
"""Those on which it depends how a scenario ends."""
OF_WATCHED = (*OF_A_TARGET, PROFILE, SEED, DEVIATIONS)
"""Those of runs that follow each other as a target changes."""
OF_CERTIFY = (*OF_A_TARGET, *OF_A_RUN, *OF_A_SUITE)


def add(options: Iterable[Option], take: Parser) -> None:
    """Let a parser take options: `add(OF_A_RUN, parser.add_argument)`, `add(OF_A_RUN, group.addoption)`."""
    for option in options:
        take(*filter(None, (option.letter, option.name, *option.old_names)), **option.settings)


def given(options: Iterable[Option], values: argparse.Namespace) -> list[str]:
    """The names of the options whose values are not their defaults, such as "rule-set", sorted."""
    return sorted(option.word for option in options if option.is_given(values))


def as_arguments(options: Iterable[Option], values: argparse.Namespace) -> list[str]:
    """The command line that gives another parser the same values: `--seed=2` for each that is not at its default."""
    return [word for option in options if option.is_given(values) for word in _written(option, values)]


def _written(option: Option, values: argparse.Namespace) -> list[str]:
    """One option; a flag stands as often as it was given."""
    value = getattr(values, option.variable)
    return [option.name] * int(value) if "action" in option.settings else [f"{option.name}={value}"]
