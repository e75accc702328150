"""What an administrator can do on a MID Server's record.

Documentation: MID Server upgrades, "Upgrade the MID Server manually" and "The Upgrade state".
"""

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "upgrade": "autoUpgrade",
    "pause": "pauseMid",
    "resume": "resumeMid",
    "restart": "restart",
    "grab_log": "grabLog",
    "thread_dump": "threaddump",
}
"""The system command that each of these actions sends; it waits in the ECC queue until the MID Server may take it."""
CLEAR_QUEUE = "clear_queue"
ACTIONS = (*COMMANDS, CLEAR_QUEUE)

ROLES = {"mid_server", "admin"}
"""Either of them is required."""


class UnavailableError(Exception):
    """The status of the MID Server does not allow the action."""


def is_available(action: str, status: str) -> bool:
    """Whether a status allows an action: Upgrading is like Paused, but for resume and restart."""
    match action:
        case "pause":
            return status == "Up"
        case "resume":
            return status == "Paused"
        case "restart":
            return status != "Upgrading"
        case _:
            return True
