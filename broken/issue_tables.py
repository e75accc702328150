"""Faults in the chapter "Data provided": what becomes of issues that people look at, or change."""

from typing import ClassVar

from werkzeug.wrappers import Request, Response

from broken.base import BrokenInstance
from broken.issues import ISSUES
from broken.roles import serving
from midcert.adapter import Adapter, System
from reference_impl.instance import InstanceApi
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.table_api import TableApi


class IssueTables(TableApi):
    """Serves issues in another way: `looked_at` and `changed` say in which."""

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """One page of the records that match."""
        response = super().select(request, roles, table)
        for each in self.instance.tables.select(ISSUES) if table == ISSUES else []:
            self.looked_at(each)
        return response

    def update(self, request: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """Change a record."""
        before = dict(self.instance.tables.get(table, sys_id))
        response = super().update(request, roles, table, sys_id)
        if table == ISSUES:
            self.changed(before, self.instance.tables.get(table, sys_id))
        return response

    def looked_at(self, issue: Record) -> None:
        """Somebody was shown an issue."""

    def changed(self, before: Record, issue: Record) -> None:
        """Somebody has changed an issue."""

    def spread(self, issue: Record, field: str) -> None:
        """Give its state to all issues that have this field in common with it."""
        for each in self.instance.tables.select(ISSUES, f"{field}={issue[field]}"):
            self.set(each, issue["state"])

    def set(self, issue: Record, state: str) -> None:
        """Give an issue a state."""
        self.instance.tables.update(ISSUES, issue["sys_id"], {"state": state})


class BrokenTables(BrokenInstance, rule=""):
    """The reference instance with a fault in how it serves issues."""

    tables_type: ClassVar[type[IssueTables]]

    @classmethod
    def target(cls, system: System) -> Adapter:
        """The factory that `--target` wants."""
        return serving(type("Api", (InstanceApi,), {"table_api": cls.tables_type}), system)


class Acknowledging(IssueTables):
    """Takes every state for Acknowledged."""

    def changed(self, before: Record, issue: Record) -> None:  # noqa: ARG002
        """Somebody has changed an issue."""
        self.set(issue, "acknowledged")


class Curious(IssueTables):
    """Takes a look for an acknowledgement."""

    def looked_at(self, issue: Record) -> None:
        """Somebody was shown an issue."""
        if issue["state"] == "new":
            self.set(issue, "acknowledged")


class SameText(IssueTables):
    """Changes all issues of one text."""

    def changed(self, before: Record, issue: Record) -> None:  # noqa: ARG002
        """Somebody has changed an issue."""
        self.spread(issue, "message")


class SameMidServer(IssueTables):
    """Changes all issues of one MID Server."""

    def changed(self, before: Record, issue: Record) -> None:  # noqa: ARG002
        """Somebody has changed an issue."""
        self.spread(issue, "mid_server")


class FromAcknowledgedOnly(IssueTables):
    """Wants an issue to be acknowledged before it is resolved."""

    def changed(self, before: Record, issue: Record) -> None:
        """Somebody has changed an issue."""
        if (before["state"], issue["state"]) == ("new", "resolved"):
            self.set(issue, "new")


class FreshFromPeople(IssueTables):
    """Takes a change for a detection."""

    def changed(self, before: Record, issue: Record) -> None:  # noqa: ARG002
        """Somebody has changed an issue."""
        self.instance.tables.update(ISSUES, issue["sys_id"], {"last_detected": self.instance.tables.stamp()})


class TakesAnAcknowledgementForADetection(BrokenTables, rule="ISSUE-FIELDS"):
    """Brings the last detection up to date when somebody changes the state."""

    tables_type = FreshFromPeople


class ResolvesTheMidServer(BrokenTables, rule="ISSUE-RESOLVED-MANUAL"):
    """Resolves all issues of a MID Server when an administrator has resolved one."""

    tables_type = SameMidServer


class ResolvesTheText(BrokenTables, rule="ISSUE-RESOLVED-MANUAL"):
    """Resolves what an administrator has resolved on all MID Servers that have it."""

    tables_type = SameText


class ResolvesByItselfAlone(BrokenTables, rule="ISSUE-RESOLVED-MANUAL"):
    """Lets nobody resolve an issue."""

    tables_type = Acknowledging


class WantsAnAcknowledgementFirst(BrokenTables, rule="ISSUE-RESOLVED-MANUAL"):
    """Lets nobody resolve an issue that is New."""

    tables_type = FromAcknowledgedOnly


class AcknowledgesWhatIsLookedAt(BrokenTables, rule="ISSUE-ACKNOWLEDGED"):
    """Acknowledges an issue that was shown to somebody."""

    tables_type = Curious


class AcknowledgesTheText(BrokenTables, rule="ISSUE-ACKNOWLEDGED"):
    """Acknowledges all issues with a text that an administrator has acknowledged once."""

    tables_type = SameText
