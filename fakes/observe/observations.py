"""All that a Then may ask, by subject: `world.observe.permits.requests("berlin")`.

Every question is journalled with its answer, wherever the answer lies: in the journal, in the instance's tables, on a
host. What speaks of a period means the time since the last When began.
"""

from collections.abc import Callable

from fakes.administrator import Administrator
from fakes.observe.checks import Checks
from fakes.observe.commands import Commands
from fakes.observe.evidence import Evidence, Player
from fakes.observe.history import History
from fakes.observe.host_files import Files
from fakes.observe.instance import Instance
from fakes.observe.issues import Issues
from fakes.observe.logs import Logs
from fakes.observe.messages import Messages
from fakes.observe.packages import Packages
from fakes.observe.permits import Permits
from fakes.observe.shown import Shown
from fakes.observe.status import Status
from fakes.observe.versions import Versions


class Observations:
    """The subjects.

    Args:
        evidence: What questions are answered from.
        administrator: Selects records of the instance.
        player: What plays a MID Server, by its name.
    """

    def __init__(self, evidence: Evidence, administrator: Administrator, player: Callable[[str], Player]) -> None:
        self.checks = Checks(evidence)
        self.permits = Permits(evidence)
        self.packages = Packages(evidence)
        self.files = Files(evidence)
        self.logs = Logs(evidence)
        self.shown = Shown(evidence)
        self.status = Status(evidence, administrator)
        self.versions = Versions(evidence)
        self.commands = Commands(evidence, administrator, player)
        self.messages = Messages(evidence, administrator)
        self.issues = Issues(evidence, administrator)
        self.history = History(evidence, administrator)
        self.instance = Instance(evidence, administrator, player)
