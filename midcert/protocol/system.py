"""What a target asks of its host and of the network, and what it is answered."""

from typing import Annotated, Generic, TypeVar

from msgspec import Meta

from fakes.network.http_types import NetworkFault
from midcert.protocol.values import Base64, HeaderValue, Json, Message, Method, Name, Natural, Text, Time, Url
from midcert.protocol.words import OperatingSystem, Operation, StateOfService

# ---- Results of operations


class NoResult(Message, frozen=True):
    """The operation is done."""

    result: None


class HostFacts(Message, frozen=True):
    """What a host is."""

    os: OperatingSystem
    architecture: Name
    temp_folder: Name


class FactsResult(Message, frozen=True):
    """What the host is."""

    result: HostFacts


class SizeResult(Message, frozen=True):
    """A number of bytes."""

    result: Natural


class ContentResult(Message, frozen=True):
    """What a file holds."""

    result: Base64


class FilesResult(Message, frozen=True):
    """Paths below a folder, relative to it, with forward slashes."""

    result: list[Name]


class End(Message, frozen=True):
    """When something ends."""

    ends: Time


class EndResult(Message, frozen=True):
    """When the operation ends."""

    result: End


class CommandEnd(Message, frozen=True):
    """What came of a command, and when it ends."""

    output: Text
    exit_code: int
    ends: Time


class CommandResult(Message, frozen=True):
    """What came of a command."""

    result: CommandEnd


class VersionResult(Message, frozen=True):
    """A version, such as 5.1; empty where there is none."""

    result: Text


class StateResult(Message, frozen=True):
    """The state of a service."""

    result: StateOfService


class Waking(Message, frozen=True):
    """When a process was woken, and whether because something waits in the ECC queue."""

    now: Time
    notified: bool


class WakingResult(Message, frozen=True):
    """The process is awake."""

    result: Waking


class HostRefusal(Message, frozen=True):
    """The host refuses the operation, with its own text."""

    error: Text


# ---- Operations: each is a type with its arguments, and says which result it has

R_co = TypeVar("R_co", bound=Message, covariant=True)


class HostOperation(Message, Generic[R_co], frozen=True):
    """What a MID Server asks of its host."""


class Facts(HostOperation[FactsResult], frozen=True):
    """What is this host?"""


class FreeBytes(HostOperation[SizeResult], frozen=True):
    """How much disk space is free?"""


class Read(HostOperation[ContentResult], frozen=True):
    """What does this file hold?"""

    path: Name


class Write(HostOperation[NoResult], frozen=True):
    """Write a file."""

    path: Name
    content: Base64


class Append(HostOperation[NoResult], frozen=True):
    """Add text to a file."""

    path: Name
    text: Text


class Copy(HostOperation[NoResult], frozen=True):
    """Copy a file."""

    source: Name
    target: Name


class Delete(HostOperation[NoResult], frozen=True):
    """Delete a file, or a folder with all that is in it."""

    path: Name


class MakeFolder(HostOperation[NoResult], frozen=True):
    """Make a folder."""

    path: Name


class ListFiles(HostOperation[FilesResult], frozen=True):
    """Which files are below this folder?"""

    path: Name


class Extract(HostOperation[EndResult], frozen=True):
    """Extract an archive into a folder."""

    archive: Name
    folder: Name


class Run(HostOperation[CommandResult], frozen=True):
    """Run a command."""

    command: Name


class PowershellVersion(HostOperation[VersionResult], frozen=True):
    """Which version of PowerShell can the service user run?"""


class ServiceState(HostOperation[StateResult], frozen=True):
    """How is it with another service of this host?"""

    service: Name


class RestartService(HostOperation[NoResult], frozen=True):
    """Restart the MID Server's own service: the last call of a process."""


class Sleep(HostOperation[WakingResult], frozen=True):
    """Wake me at this time, or never where it is null; the host's clock, in the time mode service alone."""

    until: Time | None
    listening: bool
    """Whether to wake the process also when something waits in the ECC queue."""


OPERATIONS: dict[Operation, tuple[type[HostOperation[Message]], type[Message]]] = {
    Operation.FACTS: (Facts, FactsResult),
    Operation.FREE_BYTES: (FreeBytes, SizeResult),
    Operation.READ: (Read, ContentResult),
    Operation.WRITE: (Write, NoResult),
    Operation.APPEND: (Append, NoResult),
    Operation.COPY: (Copy, NoResult),
    Operation.DELETE: (Delete, NoResult),
    Operation.MAKE_FOLDER: (MakeFolder, NoResult),
    Operation.LIST_FILES: (ListFiles, FilesResult),
    Operation.EXTRACT: (Extract, EndResult),
    Operation.RUN: (Run, CommandResult),
    Operation.POWERSHELL_VERSION: (PowershellVersion, VersionResult),
    Operation.SERVICE_STATE: (ServiceState, StateResult),
    Operation.RESTART_SERVICE: (RestartService, NoResult),
    Operation.SLEEP: (Sleep, WakingResult),
}
"""The arguments and the result of each."""

# ---- Questions and answers


class HostCall(Message, frozen=True, tag_field="plane", tag="host"):
    """A question to the host; the arguments are those of the operation."""

    mid: Name
    operation: Operation
    arguments: Json


class NetworkCall(Message, frozen=True, tag_field="plane", tag="network"):
    """A request of a MID Server."""

    mid: Name
    method: Method
    url: Url
    headers: dict[str, HeaderValue]
    body: Base64


class NetworkResult(Message, frozen=True):
    """What came back."""

    status: Annotated[int, Meta(ge=100, le=599)]
    headers: dict[str, str]
    body: Base64


class NetworkFailure(Message, frozen=True):
    """Why nothing came back."""

    fault: NetworkFault
