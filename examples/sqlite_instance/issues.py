"""Issues: what becomes of them when a run is reported, and when they are old."""

from collections.abc import Collection
from datetime import UTC, datetime

from examples.sqlite_instance.store import Store

_DUE = "datetime(last_detected, '+30 days')"  # SQLite's own: nothing where somebody has written no time
_OPEN = "SELECT sys_id, message FROM ecc_agent_issue WHERE mid_server = ? AND source = ? AND state != 'resolved'"


def report(store: Store, mid_server: str, source: str, messages: Collection[str]) -> None:
    """Count what a run has met, and resolve what it has met no more."""
    rows = store.execute(_OPEN, mid_server, source).fetchall()
    for sys_id, message in rows:
        if message in messages:
            _count(store, sys_id)
        else:
            store.update("ecc_agent_issue", sys_id, {"state": "resolved"})
    known = {message for _, message in rows}
    for message in dict.fromkeys(messages):  # what a run says twice is one issue
        if message not in known:
            store.insert("ecc_agent_issue", {"mid_server": mid_server, "source": source, "message": message})


def clean_up(store: Store) -> None:
    """Delete what was last detected 30 days ago."""
    store.execute(f"DELETE FROM ecc_agent_issue WHERE {_DUE} <= ?", store.time())  # noqa: S608 -- a constant


def next_clean_up(store: Store) -> datetime | None:
    """When the next issue is due to be deleted, if there is one."""
    [due] = store.execute(f"SELECT min({_DUE}) FROM ecc_agent_issue").fetchone()  # noqa: S608 -- a constant
    return datetime.fromisoformat(due).replace(tzinfo=UTC) if due else None


def _count(store: Store, sys_id: str) -> None:
    store.execute(
        "UPDATE ecc_agent_issue SET count = count + 1, last_detected = ? WHERE sys_id = ?", store.time(), sys_id
    )
