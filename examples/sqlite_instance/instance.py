"""An instance: the version that it is, the one that it assigns, and what it does by itself."""

from collections.abc import Sequence
from datetime import datetime

from examples.sqlite_instance import commands, history, issues, releases
from examples.sqlite_instance.releases import Build
from examples.sqlite_instance.store import Store

_OVERRIDE = "mid.version.override"
_ASSIGNED = "mid.buildstamp"


class Instance:
    """One that has just been set up, with an administrator."""

    def __init__(self, store: Store, version: str, builds: Sequence[str], user: str, password: str) -> None:
        self.store = store
        self.version = version
        self.builds = builds
        self.running = True
        with store.transaction():
            store.insert("sys_user", {"user_name": user, "user_password": password, "roles": "admin"})
            self._assign_own()

    def assigned(self) -> str:
        """The version for all MID Servers."""
        return self._property(_OVERRIDE) or self._property(_ASSIGNED)

    def builds_named(self, name: str) -> list[Build]:
        """The builds on offer with this tag or stamp; the assigned one has its stamp, wherever it comes from."""
        return releases.named(name, [name] if name == self.assigned() else self.builds)

    def stop(self) -> None:
        """Its process ends."""
        if self.running:
            self.store.close()
        self.running = False

    def start(self) -> None:
        """Its process begins, with the tables of the one before."""
        self.stop()
        self.store.open()
        self.running = True
        with self.store.transaction():
            self._assign_own()

    def upgrade(self, to: str) -> None:
        """Become another version, assign it, and tell every MID Server on another one."""
        before, self.version = self.version, to
        with self.store.transaction():
            history.record(self.store, before, to)
            self.store.execute("DELETE FROM sys_properties WHERE name = ?", _OVERRIDE)
            self._assign_own()
            for mid_server in self.store.select("ecc_agent", f"version!={to}"):
                commands.send(self.store, mid_server, "autoUpgrade")

    def work(self) -> datetime | None:
        """Do what is due by now, and say when there is more to do."""
        if not self.running:
            return None
        with self.store.transaction():
            issues.clean_up(self.store)
        return issues.next_clean_up(self.store)

    def _property(self, name: str) -> str:
        row = self.store.execute("SELECT value FROM sys_properties WHERE name = ? ORDER BY rowid", name).fetchone()
        return row["value"] if row else ""

    def _assign_own(self) -> None:
        changed = self.store.execute("UPDATE sys_properties SET value = ? WHERE name = ?", self.version, _ASSIGNED)
        if not changed.rowcount:
            self.store.insert("sys_properties", {"name": _ASSIGNED, "value": self.version})
