"""What happened, in types: who reads them need not know paths, tables or JSON. `fakes.observe.reader` reads them."""

from http import HTTPStatus

from msgspec import Struct

from fakes.network.http_types import is_success
from fakes.observe.check_messages import is_error


class Event(Struct, frozen=True):
    """Something that happened."""


class MidEvent(Event, frozen=True):
    """Something that concerns one MID Server."""

    mid: str
    """Its name; empty for one that has no record."""


# ---- The parties, and what is done to them


class InstanceBegun(Event, frozen=True):
    """There is an instance of this version."""

    version: str
    is_played: bool
    """Whether the suite plays it; else it is under test."""


class InstanceRestarted(Event, frozen=True):
    """The instance was restarted."""


class InstanceUpgraded(Event, frozen=True):
    """The instance was upgraded."""

    version: str


class PropertySet(Event, frozen=True):
    """An administrator has set a system property; an empty value: has emptied it, or taken it away."""

    name: str
    value: str


class PropertiesSeen(Event, frozen=True):
    """An administrator has read all system properties; a name may be there twice."""

    values: tuple[tuple[str, str], ...]


class RecordAdded(MidEvent, frozen=True):
    """A MID Server was given its record."""

    version: str


class Installed(MidEvent, frozen=True):
    """An installer has put it on its host."""

    is_played: bool
    """Whether the suite plays it; else it is under test."""
    os: str
    """"windows" or "linux"."""


class Configured(MidEvent, frozen=True):
    """An administrator has written a parameter into config.xml; an empty value: has taken it away."""

    parameter: str
    value: str


class ServiceSet(MidEvent, frozen=True):
    """Another service of its host is in this state from now on: "running", "stopped" or "disabled"."""

    service: str
    state: str


class Validated(MidEvent, frozen=True):
    """An administrator has set the field `validated` of its record."""

    value: str


class Started(MidEvent, frozen=True):
    """A process of a MID Server has begun."""

    version: str
    """The build stamp of what it runs."""
    is_whole: bool
    """Whether the program's files are those of that build, and all of them."""
    pin: str
    """What config.xml says of mid.pinned.version."""


class Ended(MidEvent, frozen=True):
    """The process of a MID Server is gone."""

    how: str
    """"stopped" by somebody, "killed" with its service, "restarting" as it has asked for, or "cannot start"."""


class ConnectionLost(MidEvent, frozen=True):
    """The instance was told that it cannot reach a MID Server any more: it is Down."""


class ActionTried(MidEvent, frozen=True):
    """Somebody wanted to do something on the record of a MID Server, such as "upgrade"."""

    action: str
    """The end of its address; "property" for a parameter that is to be added."""
    roles: frozenset[str]
    is_accepted: bool
    status: int = 0
    """The HTTP status of the answer; 0 where none came."""


class PermitsAskedAtOnce(Event, frozen=True):
    """Several have asked for a permit at the same moment; who got one is not written down."""

    answers: tuple[tuple[str, int], ...] = ()
    """How many were answered with which HTTP status: (("201", 2), ("409", 1))."""


class CommandQueued(MidEvent, frozen=True):
    """An administrator has put a command into the queue of a MID Server."""

    source: str


class Rested(Event, frozen=True):
    """All steps are over; everything is put right, and left alone."""


class ScenarioEnded(Event, frozen=True):
    """Nothing comes after it."""


# ---- What MID Servers do


class Reported(MidEvent, frozen=True):
    """Somebody has written status or version into the record of a MID Server; empty is what was not written."""

    status: str
    version: str
    has_arrived: bool


class VersionAsked(MidEvent, frozen=True):
    """A question for the assigned version, in whichever way."""

    is_answered: bool
    status: int
    """The HTTP status of the answer; 0 where none came."""
    stamp: str
    """What was answered; empty where the answer names none, or in a way that is not read here."""
    is_spoiled: bool
    """Whether a fault has answered, and not the instance."""
    is_list: bool
    """Whether it was asked by way of the list of packages."""

    @property
    def has_failed(self) -> bool:
        """Whether no answer came, or none with a status of success."""
        return not is_success(self.status)


class PackagesListed(MidEvent, frozen=True):
    """A question for packages."""

    wanted: str
    """The version that was named; empty for the assigned one."""
    stamp: str
    """That of the answer; empty where none came."""
    packages: int
    is_spoiled: bool


class PermitAsked(MidEvent, frozen=True):
    """A request for a permit."""

    status: int
    """The HTTP status of the answer; 0 where none came."""
    is_spoiled: bool

    @property
    def is_granted(self) -> bool:
        """Whether the answer says so, whoever has answered."""
        return is_success(self.status)

    @property
    def is_given(self) -> bool:
        """Whether there is one now."""
        return self.is_granted and not self.is_spoiled

    @property
    def is_refused(self) -> bool:
        """Whether all are taken."""
        return self.status == HTTPStatus.CONFLICT


class PermitReturned(MidEvent, frozen=True):
    """Somebody has given the permit of a MID Server back."""

    has_arrived: bool


class Tested(MidEvent, frozen=True):
    """The pre-upgrade tests have run."""

    source: str
    messages: tuple[str, ...]
    has_arrived: bool

    @property
    def errors(self) -> tuple[str, ...]:
        """The messages that block an upgrade."""
        return tuple(filter(is_error, self.messages))


class PackageAsked(MidEvent, frozen=True):
    """A package was asked for."""

    stamp: str
    os: str
    """"windows", "linux" or "universal"."""
    is_answered: bool


class Extracted(MidEvent, frozen=True):
    """An archive was extracted, or the host did not let it."""

    is_done: bool


class PackageStored(MidEvent, frozen=True):
    """A package was written below the agent folder."""


class ProgramChanged(MidEvent, frozen=True):
    """A file that an upgrade replaces was written or deleted, or the host did not let it."""

    is_done: bool
    is_runtime: bool = False
    """Whether it belongs to the Java runtime, and nothing else is concerned."""


class Said(MidEvent, frozen=True):
    """A text in the agent log, or one sent to the instance."""

    text: str
    is_logged: bool


class CommandSeen(MidEvent, frozen=True):
    """Somebody was shown a command in the queue of this MID Server."""

    command: str
    """Its sys_id."""
    is_system: bool
    source: str
    state: str


class QueuesSeen(Event, frozen=True):
    """An administrator has read all queues."""

    upgrades_ready: frozenset[str]
    """The MID Servers for which an autoUpgrade waits."""


class CommandTaken(MidEvent, frozen=True):
    """This MID Server has begun with a command, or done it."""

    command: str
    is_done: bool


class ResultSent(MidEvent, frozen=True):
    """This MID Server has sent the result of a command."""

    command: str
    has_arrived: bool


class QueueCleared(MidEvent, frozen=True):
    """Its queue was cleared, as somebody wanted."""


class Unanswered(MidEvent, frozen=True):
    """A request of a MID Server to the instance was not answered, or not by the instance."""
