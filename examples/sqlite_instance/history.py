"""The upgrade history: upgrades of the instance, and under each the steps of its MID Servers' upgrades."""

from examples.sqlite_instance.store import Store


def record(store: Store, old_version: str, new_version: str) -> None:
    """The instance has been upgraded."""
    store.insert("ecc_agent_upgrade_history", {"old_version": old_version, "new_version": new_version})


def report(store: Store, mid_server: str, step: dict[str, str]) -> None:
    """Keep a step under the latest upgrade; before the first one it stands under none."""
    latest = store.execute("SELECT sys_id FROM ecc_agent_upgrade_history ORDER BY rowid DESC LIMIT 1").fetchone()
    under = {"upgrade_history": latest["sys_id"] if latest else "", "mid_server": mid_server}
    store.insert("ecc_agent_upgrade_history_stage", {**step, **under})
