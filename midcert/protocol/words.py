"""The closed sets of words in messages."""

from enum import StrEnum


class Role(StrEnum):
    """What of the documentation a target implements."""

    MID = "mid"
    """MID Servers."""
    INSTANCE = "instance"
    """The instance that they belong to."""


class TimeMode(StrEnum):
    """Which clock the processes of a target have."""

    ADVANCE = "advance"
    """None of their own: `advance` tells the time, and they act while it is answered."""
    SERVICE = "service"
    """The host's: a process sleeps by a call to it, and acts while it is awake."""
    REAL = "real"
    """The wall's."""


class Capability(StrEnum):
    """What the documentation leaves to an implementation, and a target may declare."""

    CONCURRENT = "concurrent"
    """A MID Server does other things while a command runs or an upgrade is under way."""
    OLDER_AGENTS = "older-agents"
    """A MID Server behaves like an older one where such a version is installed."""


class Plane(StrEnum):
    """Where a question of a target goes."""

    HOST = "host"
    NETWORK = "network"


class OperatingSystem(StrEnum):
    """What runs on a host; as in the names of packages."""

    LINUX = "linux"
    WINDOWS = "windows"


class StateOfService(StrEnum):
    """How it is with a service."""

    RUNNING = "running"
    STOPPED = "stopped"
    DISABLED = "disabled"


class Operation(StrEnum):
    """What a MID Server can ask of its host."""

    FACTS = "facts"
    FREE_BYTES = "free_bytes"
    READ = "read"
    WRITE = "write"
    APPEND = "append"
    COPY = "copy"
    DELETE = "delete"
    MAKE_FOLDER = "make_folder"
    LIST_FILES = "list_files"
    EXTRACT = "extract"
    RUN = "run"
    POWERSHELL_VERSION = "powershell_version"
    SERVICE_STATE = "service_state"
    RESTART_SERVICE = "restart_service"
    SLEEP = "sleep"
