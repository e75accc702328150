"""What an entry of the journal says about a command in the ECC queue."""

from fakes.journal import Entry
from fakes.network.front import INSTANCE
from fakes.observe.reading import TABLE_API, UPDATE_METHODS, is_exchange, is_success, path_of


def command_queued(entry: Entry, mid: str, **wanted: str) -> str:
    """The sys_id of the command with these values that an entry has put into the MID Server's queue; else empty."""
    received = entry.detail.get("received")
    fields = {"agent": f"mid.server.{mid}", "queue": "output", **wanted}
    added = is_exchange(entry, INSTANCE) and (entry.detail["method"], path_of(entry)) == (
        "POST",
        f"{TABLE_API}/ecc_queue",
    )
    if not added or not is_success(entry) or not isinstance(received, dict):
        return ""
    sent = entry.detail.get("sent")
    matches = isinstance(sent, dict) and fields.items() <= sent.items()
    result = received.get("result")
    return str(result.get("sys_id", "")) if matches and isinstance(result, dict) else ""


def command_taken(entry: Entry) -> str:
    """The sys_id of the command that an entry says has been begun with, or done; else empty."""
    sent = entry.detail.get("sent")
    if not is_exchange(entry, INSTANCE) or entry.detail["method"] not in UPDATE_METHODS or not isinstance(sent, dict):
        return ""
    folder, _, sys_id = path_of(entry).rpartition("/")
    return sys_id if folder == f"{TABLE_API}/ecc_queue" and sent.get("state") in ("processing", "processed") else ""


def result_sent(entry: Entry) -> str:
    """The sys_id of the command whose result an entry sends; else empty."""
    sent = entry.detail.get("sent")
    if not is_exchange(entry, INSTANCE) or not isinstance(sent, dict) or sent.get("queue") != "input":
        return ""
    return str(sent.get("response_to", ""))


def system_commands(entry: Entry) -> list[str]:
    """The sys_ids of the system commands that somebody was shown, or that somebody made, with this entry."""
    received = entry.detail.get("received")
    shown = received.get("result") if isinstance(received, dict) else None
    records = shown if isinstance(shown, list) else [shown]
    commands = (each for each in records if isinstance(each, dict) and each.get("topic") == "SystemCommand")
    return [str(each.get("sys_id", "")) for each in commands]
