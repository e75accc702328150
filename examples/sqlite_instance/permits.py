"""The two permits to upgrade; the triggers of schema.sql end those whose MID Server is done or gone."""

from examples.sqlite_instance.store import Store


def take(store: Store, mid_server: str) -> bool:
    """Whether this MID Server has a permit now; one that has it already keeps it."""
    store.execute(
        "INSERT OR IGNORE INTO upgrade_permit SELECT ? WHERE (SELECT count(*) FROM upgrade_permit) < 2", mid_server
    )
    return store.execute("SELECT 1 FROM upgrade_permit WHERE mid_server = ?", mid_server).fetchone() is not None


def release(store: Store, mid_server: str) -> None:
    """Give back the permit of this MID Server, if it has one."""
    store.execute("DELETE FROM upgrade_permit WHERE mid_server = ?", mid_server)
