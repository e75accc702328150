"""Faults in the chapters "Data provided" and "MID Server pre-upgrade check": where issues are seen, and domains."""

from werkzeug.wrappers import Request, Response

from broken.base import BrokenInstance
from broken.issue_tables import BrokenTables, IssueTables
from broken.issues import ISSUES
from reference_impl.instance.encoded_query import Record


class OpenOnTheRecord(IssueTables):
    """Shows of one MID Server what is open."""

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """One page of the records that match."""
        if table == ISSUES and (query := request.args.get("sysparm_query")):
            return super().select(asking(request, f"{query}^state!=resolved"), roles, table)
        return super().select(request, roles, table)


class OpenUnderServerIssues(IssueTables):
    """Shows of all MID Servers what is open."""

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """One page of the records that match."""
        if table == ISSUES and not request.args.get("sysparm_query"):
            return super().select(asking(request, "state!=resolved"), roles, table)
        return super().select(request, roles, table)


class OneSourceUnderServerIssues(IssueTables):
    """Shows what the pre-upgrade tests have found."""

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """One page of the records that match."""
        if table == ISSUES and not request.args.get("sysparm_query"):
            return super().select(asking(request, "source=UpgradeCheck"), roles, table)
        return super().select(request, roles, table)


class EverythingOnTheRecord(IssueTables):
    """Does not know how to look for the issues of one MID Server."""

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """One page of the records that match."""
        return super().select(asking(request, "") if table == ISSUES else request, roles, table)


class NewOnesOnTheRecord(IssueTables):
    """Shows an acknowledged issue as New on the record."""

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """One page of the records that match."""
        response = super().select(request, roles, table)
        if table == ISSUES and request.args.get("sysparm_query"):
            response.set_data(response.get_data().replace(b'"acknowledged"', b'"new"'))
        return response


class LeavesTheResolvedOut(BrokenTables, rule="ISSUE-VIEWS"):
    """Shows no resolved issue on the record of a MID Server."""

    tables_type = OpenOnTheRecord


class ListsWhatIsOpen(BrokenTables, rule="ISSUE-VIEWS"):
    """Shows no resolved issue under Server Issues."""

    tables_type = OpenUnderServerIssues


class ListsOneSource(BrokenTables, rule="ISSUE-VIEWS"):
    """Shows under Server Issues what the pre-upgrade tests have found, and nothing else."""

    tables_type = OneSourceUnderServerIssues


class ListsEverybodysOnTheRecord(BrokenTables, rule="ISSUE-VIEWS"):
    """Shows the issues of all MID Servers on the record of each."""

    tables_type = EverythingOnTheRecord


class ShowsAnOldState(BrokenTables, rule="ISSUE-VIEWS"):
    """Shows an issue that was acknowledged as New on the record."""

    tables_type = NewOnesOnTheRecord


class ForgetsIssuesOfTheDown(BrokenInstance, rule="ISSUE-VIEWS"):
    """Deletes the issues of a MID Server that is Down."""

    def channel_closed(self, agent: str) -> None:
        super().channel_closed(agent)
        for each in self.tables.select(ISSUES, f"mid_server={agent}"):
            self.tables.delete(ISSUES, each["sys_id"])


class TakesTheDomainOfTheRecord(BrokenInstance, rule="ISSUE-DOMAIN"):
    """Gives an issue the domain of the MID Server's record."""

    def domain_of(self, agent: str) -> str:
        return self.tables.get("ecc_agent", agent)["sys_domain"]


class PrefersTheDomainOfTheRecord(BrokenInstance, rule="ISSUE-DOMAIN"):
    """Goes by the MID Server's record unless that is in the global domain."""

    def domain_of(self, agent: str) -> str:
        own = self.tables.get("ecc_agent", agent)["sys_domain"]
        return super().domain_of(agent) if own == "global" else own


class KnowsOneDomain(BrokenInstance, rule="ISSUE-DOMAIN"):
    """Puts every issue into the global domain."""

    def domain_of(self, agent: str) -> str:  # noqa: ARG002
        return "global"


class TakesTheDomainOfTheFirst(BrokenInstance, rule="ISSUE-DOMAIN"):
    """Gives all issues the domain of the first user of a MID Server."""

    def domain_of(self, agent: str) -> str:  # noqa: ARG002
        return super().domain_of(next(each["sys_id"] for each in self.tables.all("ecc_agent")))


class RemembersTheDomain(BrokenInstance, rule="ISSUE-DOMAIN"):
    """Gives later issues of a MID Server the domain of its first one."""

    def domain_of(self, agent: str) -> str:
        known = self.tables.select(ISSUES, f"mid_server={agent}")
        return known[0]["sys_domain"] if known else super().domain_of(agent)


class ForgetsDomainsAtItsRestart(BrokenInstance, rule="ISSUE-DOMAIN"):
    """Puts the issues that there are into the global domain when it is restarted."""

    def restart(self) -> None:
        super().restart()
        for each in self.tables.select(ISSUES):
            self.tables.update(ISSUES, each["sys_id"], {"sys_domain": "global"})


class ResolvesIntoTheGlobalDomain(BrokenInstance, rule="ISSUE-DOMAIN"):
    """Puts an issue into the global domain when it resolves it."""

    def resolve(self, issue: Record) -> None:
        super().resolve(issue)
        self.tables.update(ISSUES, issue["sys_id"], {"sys_domain": "global"})


def asking(request: Request, query: str) -> Request:
    """The same request with another encoded query."""
    return Request({**request.environ, "QUERY_STRING": f"sysparm_query={query}"})
