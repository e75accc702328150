"""What requests about the ECC queue tell: who was shown commands, who has queued, taken or answered one."""

from collections.abc import Iterator, Mapping
from typing import Any

from fakes.journal import Entry
from fakes.observe import details as d
from fakes.observe import events as e
from fakes.observe.exchanges import (
    ADMINISTRATOR,
    ALL_RECORDS,
    TABLE_API,
    UPDATE_METHODS,
    is_success,
    path_of,
    plain,
    records_of,
    result_of,
)

_QUEUE = f"{TABLE_API}/ecc_queue"
_COMMAND = {"sys_id", "agent", "queue", "topic", "source", "state"}
"""The fields without which a command is not known."""
_OWNER = "mid.server."
"""What stands before a MID Server's name in a queue."""


def work_told(entry: Entry) -> Iterator[e.Event]:
    """What a MID Server tells of its work."""
    sent = entry.detail.get("sent")
    if not isinstance(sent, dict):
        return
    folder, _, sys_id = path_of(entry).rpartition("/")
    is_update = entry.detail["method"] in UPDATE_METHODS and folder == _QUEUE
    if is_update and sys_id and sent.get("state") in ("processing", "processed"):
        yield e.CommandTaken(entry.actor, sys_id, is_done=sent["state"] == "processed")
    if sent.get("queue") == "input" and (command := str(sent.get("response_to", ""))):
        yield e.ResultSent(entry.actor, command, is_success(entry))


def queue_told(entry: Entry) -> Iterator[e.Event]:
    """What anybody is shown of a queue, or puts into it."""
    commands = [each for each in records_of(entry) if each.keys() >= _COMMAND and each["queue"] == "output"]
    for each in commands:
        command, source, state = (plain(each, name) for name in ("sys_id", "source", "state"))
        yield e.CommandSeen(_owner(each), command, _is_system(each), source, state)
    if not is_success(entry):
        return
    if entry.detail["method"] == "POST":
        yield from _added(entry)
    if entry.actor != ADMINISTRATOR:
        return
    if entry.detail["method"] == "POST":
        yield from (e.CommandQueued(_owner(each), plain(each, "source")) for each in commands)
    elif entry.detail["path"].endswith(ALL_RECORDS):
        ready = (_owner(each) for each in commands if (each["source"], each["state"]) == ("autoUpgrade", "ready"))
        yield e.QueuesSeen(frozenset(ready))


def system_commands_shown(entry: Entry) -> Iterator[d.SystemCommandShown]:
    """The commands for MID Servers themselves in an answer, whatever it answers."""
    for each in records_of(entry):
        if "topic" in each and _is_system(each):
            yield d.SystemCommandShown(_owner(each), plain(each, "sys_id"))


def _added(entry: Entry) -> Iterator[d.CommandAdded]:
    """The command that was made of what was sent; the answer need tell no more of it than its sys_id."""
    sent, made = entry.detail.get("sent"), result_of(entry)
    if path_of(entry) != _QUEUE or not isinstance(sent, dict) or not isinstance(made, dict):
        return
    agent, sys_id = str(sent.get("agent", "")), str(made.get("sys_id", ""))
    if agent.startswith(_OWNER) and sent.get("queue") == "output" and sys_id:
        yield d.CommandAdded(agent.removeprefix(_OWNER), sys_id, str(sent.get("source", "")))


def _owner(command: Mapping[str, Any]) -> str:
    return plain(command, "agent").removeprefix(_OWNER)


def _is_system(command: Mapping[str, Any]) -> bool:
    return plain(command, "topic") == "SystemCommand"
