"""`--target`: one small language for where the implementation is; what it names can be asked who it is."""

import importlib
import operator
import re
import shlex
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from fakes.text import HIDDEN, on_one_line
from midcert.protocol.control import Describe, DescribeAnswer
from midcert.protocol.handler import TARGET_FORMS, TOKEN, Description, Handler, System
from midcert.protocol.values import PROTOCOL
from midcert.protocol.words import TimeMode
from midcert.targets import digests
from midcert.targets.clocked import in_time
from midcert.targets.command import CommandTransport
from midcert.targets.conversation import Conversation
from midcert.targets.described import DescribedTarget, Nowhere
from midcert.targets.http import HttpTransport
from midcert.targets.in_process import InProcessTransport
from midcert.targets.transport import Transport

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
    """PEM certificates of the authorities that may vouch for servers; the system's own by default."""

    def trust(self) -> ssl.SSLContext | None:
        """What a server at an https URL must show; None for what the system trusts.

        Raises:
            TargetSpecError: The file cannot be read, or holds no certificates.
        """
        if self.authority is None:
            return None
        try:
            return ssl.create_default_context(cafile=self.authority)
        except OSError as error:
            raise TargetSpecError(f"{self.authority} cannot be used as authority: {error.strerror or error}") from None


class LocatedTarget:
    """A target that has been found, and has not yet said who it is.

    Args:
        name: How the user named it.
        transport: The way to it.
        watchdog: Seconds of real time for each answer; None for no limit.
        identity: What identifies the implementation: SHA-256 in hexadecimal, by the names of what was digested.
    """

    def __init__(
        self,
        name: str,
        transport: Transport,
        watchdog: float | None = None,
        identity: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.name, self.identity = name, identity
        self._transport, self._watchdog = transport, watchdog

    def describe(self) -> DescribedTarget:
        """Ask the target who it is, in the first message of a run. One that does not say is closed.

        Raises:
            TargetError: It does not say.
        """
        try:
            said = Conversation(self._transport).send(Describe(PROTOCOL), DescribeAnswer, Nowhere())
        except BaseException:
            self.close()
            raise
        transport = in_time(said.time, self._transport, self._watchdog)
        on_wall_clock = said.time is TimeMode.REAL
        return DescribedTarget(self.name, _description(said), transport, None if on_wall_clock else self._watchdog)

    def close(self) -> None:
        """End what was started."""
        self._transport.close()


def without_login(spec: str) -> str:
    """What the user wrote, without the name and password that a URL must not have."""
    return USER_INFO.sub(f"{HIDDEN}@", spec)


def locate(spec: str, watchdog: float | None, access: Access = Access()) -> LocatedTarget:
    """The target that a text names.

    Args:
        spec: `py:package.module:factory`, `cmd:program arguments`, or a URL.
        watchdog: Seconds of real time for each answer; None for no limit.
        access: For what is at a URL: the target, or the instance that it plays.

    Raises:
        TargetSpecError: The text is malformed, or what it names is not there.
    """
    scheme, _, rest = spec.partition(":")
    if access.authority is not None and scheme == "py":
        raise TargetSpecError("needs no authority: it is in this process, and so is the instance that it plays")
    match scheme if rest else "":
        case "py":
            factory = factory_at(spec)
            identity = digests.of_module(rest.partition(":")[0], factory)
            return LocatedTarget(spec, InProcessTransport(factory, watchdog), watchdog, identity)
        case "cmd":
            arguments = command_line(rest)
            transport = CommandTransport(arguments, watchdog, access.trust())
            return LocatedTarget(spec, transport, watchdog, digests.of_command(arguments))
        case "http" | "https":
            return LocatedTarget(spec, at_url(spec, watchdog, access), watchdog)
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


def at_url(url: str, watchdog: float | None, access: Access) -> HttpTransport:
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
    return HttpTransport(parts, watchdog, access.token, access.trust())


def command_line(line: str) -> list[str]:
    """A program and its arguments, as a shell would split them.

    Raises:
        TargetSpecError: There is no program, or a quotation has no end.
    """
    try:
        arguments = shlex.split(line)
    except ValueError as error:
        raise TargetSpecError(f"is no command line: {error}") from error
    if not arguments:
        raise TargetSpecError("names no program")
    return arguments


def _description(said: DescribeAnswer) -> Description:
    about = said.implementation
    return Description(
        on_one_line(about.name),
        on_one_line(about.version),
        frozenset(said.roles),
        said.time,
        frozenset(said.capabilities),
    )
