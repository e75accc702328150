"""A MID Server as the world knows it: its record, its host, and the life of its process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fakes.agent_folder import AgentFolder
from fakes.host.host import Host

TURNED_AWAY = "turned away with 409"
"""What a MID Server is that has asked for a permit in vain, and asks again."""


@dataclass
class Party:
    """What is known of a MID Server. `fakes.mid_server` does something with it, `fakes.observe` asks about it."""

    name: str
    sys_id: str
    """Of its record in ecc_agent."""
    host: Host
    folder: AgentFolder
    is_played: bool
    """Whether the suite plays it; else it is under test."""
    started: datetime
    """When the present or last process started; before the first one, when it was installed."""
    user: str = ""
    """By which name it logs in to the instance; others may share it."""
    is_running: bool = False
    is_within_reach: bool = True
    """Whether the instance reaches it, as long as its process runs."""
    start_entry: int = 0
    """Where in the journal that process started."""
    restarts: datetime | None = None
    """When the host is about to start the next process."""
    program_at_start: Mapping[str, bytes] = field(default_factory=dict)
    """The program's files when its process started."""
    service_takes_all: bool = False
    """Whether stopping its service ends all processes that came from it, an upgrade under way among them."""
