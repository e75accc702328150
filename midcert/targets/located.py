"""`--target`: one small language for where the implementation is."""

import importlib
import operator
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from fakes.text import HIDDEN
from midcert.protocol.handler import TARGET_FORMS, TOKEN, Handler, System
from midcert.targets.checked import CheckedTarget
from midcert.targets.command import Command
from midcert.targets.http import Http
from midcert.targets.in_process import InProcess

TOKEN_TEXT = re.compile(r"([A-Za-z0-9._~+/-]+=*)?")
"""What a bearer token may be (RFC 6750, 2.1)."""
USER_INFO = re.compile(r"(?<=://)[^/@]*@")


class TargetSpecError(ValueError):
    """There is no such target; the message is one line, to be put after what the user wrote."""


@dataclass(frozen=True)
class Access:
    """What it takes to be let in at a URL, and to know whom one talks to."""

    token: str = ""
    """Bearer token (RFC 6750)."""
    authority: Path | None = None
    """PEM certificates of the authorities that may vouch for the server; the system's own by default."""


def without_login(spec: str) -> str:
    """What the user wrote, without the name and password that a URL must not have."""
    return USER_INFO.sub(f"{HIDDEN}@", spec)


def locate(spec: str, watchdog: float | None, access: Access = Access()) -> CheckedTarget:
    """The target that a text names.

    Args:
        spec: `py:package.module:factory`, `cmd:program arguments`, or a URL.
        watchdog: Seconds of real time for each answer; None for no limit.
        access: For a target at a URL.

    Raises:
        TargetSpecError: The text is malformed, or what it names is not there.
    """
    scheme, _, rest = spec.partition(":")
    if access.authority is not None and scheme != "https":
        raise TargetSpecError("needs no authority: nobody vouches for a target that is not at https://")
    match scheme if rest else "":
        case "py":
            return CheckedTarget(spec, InProcess(factory_at(spec), watchdog), watchdog)
        case "cmd":
            return CheckedTarget(spec, command(rest, watchdog), watchdog)
        case "http" | "https":
            return CheckedTarget(spec, server(spec, watchdog, access), watchdog)
    raise TargetSpecError(f"names no target: use {TARGET_FORMS}")


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


def server(url: str, watchdog: float | None, access: Access) -> Http:
    """A server at a URL."""
    try:
        parts = urlsplit(url)
        usable = parts.hostname and parts.port != 0 and not (parts.query or parts.fragment or parts.username)
    except ValueError as error:
        raise TargetSpecError(f"is no URL: {error}") from None
    if not TOKEN_TEXT.fullmatch(access.token):
        raise TargetSpecError(f"cannot be asked with what is in {TOKEN}: that is no bearer token (RFC 6750)")
    if not usable:
        raise TargetSpecError("is no URL of a target: use http(s)://host:port, perhaps with a path")
    try:
        return Http(parts, watchdog, access.token, access.authority)
    except OSError as error:
        raise TargetSpecError(f"{access.authority} cannot be used as authority: {error.strerror or error}") from None


def command(line: str, watchdog: float | None) -> Command:
    """A program and its arguments."""
    try:
        arguments = shlex.split(line)
    except ValueError as error:
        raise TargetSpecError(f"is no command line: {error}") from error
    if not arguments:
        raise TargetSpecError("names no program")
    return Command(arguments, watchdog)
