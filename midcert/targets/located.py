"""`--target`: one small language for where the implementation is."""

import importlib
import operator
import shlex
from collections.abc import Callable

from midcert.targets.checked import CheckedTarget
from midcert.targets.command import Command
from midcert.targets.in_process import InProcess
from midcert.targets.transport import Handler, System

REFERENCE = "py:midcert.adapter:Adapter"
FORMS = "py:package.module:factory, or cmd:program arguments"


class TargetSpecError(ValueError):
    """There is no such target; the message is one line, to be put after what the user wrote."""


def locate(spec: str, watchdog: float | None) -> CheckedTarget:
    """The target that a text names.

    Args:
        spec: `py:package.module:factory` or `cmd:program arguments`.
        watchdog: Seconds of real time for each answer; None for no limit.

    Raises:
        TargetSpecError: The text is malformed, or what it names is not there.
    """
    scheme, _, rest = spec.partition(":")
    if not rest or scheme not in ("py", "cmd"):
        raise TargetSpecError(f"names no target: use {FORMS}")
    if scheme == "py":
        return CheckedTarget(spec, InProcess(factory_at(spec), watchdog))
    return CheckedTarget(spec, command(rest, watchdog))


def factory_at(spec: str) -> Callable[[System], Handler]:
    """The factory that a `py:` target names.

    Raises:
        TargetSpecError: It is not there, or cannot be called.
    """
    scheme, _, rest = spec.partition(":")
    module, _, name = rest.partition(":")
    if scheme != "py" or not module or not name:
        raise TargetSpecError("names no factory: use py:package.module:factory")
    try:
        factory = operator.attrgetter(name)(importlib.import_module(module))
    except (ImportError, AttributeError) as error:
        raise TargetSpecError(str(error)) from error
    except (Exception, SystemExit) as error:
        raise TargetSpecError(f"{module} cannot be imported: {type(error).__name__}: {error}") from error
    if not callable(factory):
        raise TargetSpecError(f"{name} is no factory: it cannot be called")
    made: Callable[[System], Handler] = factory
    return made


def command(line: str, watchdog: float | None) -> Command:
    """A program and its arguments."""
    try:
        arguments = shlex.split(line)
    except ValueError as error:
        raise TargetSpecError(f"is no command line: {error}") from error
    if not arguments:
        raise TargetSpecError("names no program")
    return Command(arguments, watchdog)
