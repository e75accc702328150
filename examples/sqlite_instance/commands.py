"""Commands for MID Servers, and the actions of administrators that send them."""

from collections.abc import Mapping

from examples.sqlite_instance.store import Record, Store

COMMANDS: Mapping[str, str] = {
    "upgrade": "autoUpgrade",
    "pause": "pauseMid",
    "resume": "resumeMid",
    "restart": "restart",
    "grab_log": "grabLog",
    "thread_dump": "threaddump",
}
ACTIONS = {*COMMANDS, "clear_queue"}
_NOT_WHILE_UPGRADING = {"resume", "restart"}


class RefusedError(Exception):
    """The status of the MID Server does not allow the action."""


def act(store: Store, mid_server: Record, action: str) -> None:
    """Do what an administrator has clicked; what cannot be done yet waits in the queue."""
    if action in _NOT_WHILE_UPGRADING and mid_server["status"] == "Upgrading":
        raise RefusedError(f"{mid_server['name']} is Upgrading")
    if action == "clear_queue":
        _clear(store, mid_server)
    else:
        send(store, mid_server, COMMANDS[action])


def send(store: Store, mid_server: Record, command: str) -> None:
    """Put a system command into the queue of a MID Server."""
    store.insert(
        "ecc_queue",
        {
            "agent": _queue_of(mid_server),
            "queue": "output",
            "topic": "SystemCommand",
            "source": command,
            "name": command,
            "state": "ready",
        },
    )


def _clear(store: Store, mid_server: Record) -> None:
    store.execute(
        "UPDATE ecc_queue SET state = 'processed' WHERE agent = ? AND queue = 'output' AND state = 'ready'",
        _queue_of(mid_server),
    )


def _queue_of(mid_server: Record) -> str:
    return f"mid.server.{mid_server['name']}"
