"""What an administrator can do with a MID Server's record.

Documentation: MID Server upgrades, "Upgrade the MID Server manually" and "The Upgrade state". Most actions are system
commands, which wait in the ECC queue until the MID Server may take them.
"""

from collections.abc import Mapping

from reference_impl.instance.instance import Instance

COMMANDS: Mapping[str, str] = {
    "upgrade": "autoUpgrade",
    "pause": "pauseMid",
    "resume": "resumeMid",
    "restart": "restart",
    "grab_log": "grabLog",
    "thread_dump": "threaddump",
}
"""The system command that each of these actions sends."""
CLEAR_QUEUE = "clear_queue"
ACTIONS = {*COMMANDS, CLEAR_QUEUE}

class UnavailableError(Exception):
    """The status of the MID Server does not allow the action."""


def act(instance: Instance, agent: str, action: str) -> None:
    """Do it for the MID Server of this sys_id.

    Raises:
        NoRecordError: There is no such MID Server.
        UnavailableError: Its status does not allow it.
    """
    record = instance.tables.get("ecc_agent", agent)
    if not is_available(action, record.get("status", "")):
        raise UnavailableError(f"{action} is not available in the status {record.get('status')}")
    if action == CLEAR_QUEUE:
        instance.clear_queue(record["name"])
    else:
        instance.send_system_command(record["name"], COMMANDS[action])


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
