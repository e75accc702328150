"""The administrator of the instance, and what they do through its Table API."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fakes.caller import Ask, Caller
from fakes.errors import TargetCrashedError
from fakes.target import Login

Record = dict[str, str]
GLOBAL = "global"
"""The domain of everybody who is put into no other."""


class InstanceError(TargetCrashedError):
    """The instance does not do for an administrator what every instance must."""


class Administrator:
    """What an administrator does to the instance, through its Table API."""

    def __init__(self, ask: Ask, login: Login) -> None:
        self._caller = Caller(ask, login)

    def select(self, table: str, query: str = "") -> list[Record]:
        """The records that an encoded query selects."""
        path = f"/api/now/table/{table}?sysparm_query={quote(query)}"
        answer = self._do("GET", path)
        if not isinstance(answer, list):
            raise InstanceError(f"the instance answers GET {path} with no list: {answer}")
        return [_record(each, path) for each in answer]

    def one(self, table: str, query: str) -> Record:
        """The one record that an encoded query selects.

        Raises:
            InstanceError: There is none, or there are several.
        """
        found = self.select(table, query)
        if len(found) != 1:
            raise InstanceError(f"{table} has {len(found)} records with {query}, not one")
        return found[0]

    def look(self, table: str) -> None:
        """Read all records, for the journal; an instance that has no such table just says so."""
        self._caller.ask("GET", f"/api/now/table/{table}?sysparm_query=")

    def insert(self, table: str, **values: str) -> Record:
        """Add a record."""
        path = f"/api/now/table/{table}"
        return _record(self._do("POST", path, values), path)

    def update(self, table: str, sys_id: str, **values: str) -> None:
        """Change a record."""
        self._do("PATCH", f"/api/now/table/{table}/{sys_id}", values)

    def is_answered(self) -> bool:
        """Whether the instance answers: 503 says that it is not there yet."""
        status, _ = self._caller.ask("GET", "/api/now/table/sys_properties?sysparm_query=name%3Dmid.buildstamp")
        return bool(status) and status != HTTPStatus.SERVICE_UNAVAILABLE

    def add_user(self, login: Login, roles: str) -> None:
        """Let somebody in, with roles such as "mid_server,itil"; they are in the global domain."""
        known = {"user_name": login.user, "user_password": login.password}
        self.insert("sys_user", **known, roles=roles, sys_domain=GLOBAL)

    def move_user(self, name: str, domain: str) -> None:
        """Put somebody into another domain."""
        for user in self.select("sys_user", f"user_name={name}"):
            self.update("sys_user", user["sys_id"], sys_domain=domain)

    def set_property(self, name: str, value: str) -> None:
        """Give a system property a value, whether or not there was one."""
        found = self.select("sys_properties", f"name={name}") or [self.insert("sys_properties", name=name)]
        self.update("sys_properties", found[0]["sys_id"], value=value)

    def remove_property(self, name: str) -> None:
        """Take a system property away."""
        for found in self.select("sys_properties", f"name={name}"):
            self._do("DELETE", f"/api/now/table/sys_properties/{found['sys_id']}")

    def queue(self, mid: str, topic: str, source: str, name: str = "", priority: str = "0") -> Record:
        """Put a command for a MID Server into the ECC queue."""
        fields = {"topic": topic, "source": source, "name": name, "state": "ready", "priority": priority}
        return self.insert("ecc_queue", agent=f"mid.server.{mid}", queue="output", **fields)

    def open_channel(self, sys_id: str) -> None:
        """Tell the instance that the MID Server with this record can be reached."""
        self._do("POST", f"/api/now/mid/channel/{sys_id}")

    def close_channel(self, sys_id: str) -> None:
        """Tell the instance that it can no longer be reached."""
        self._do("DELETE", f"/api/now/mid/channel/{sys_id}")

    def _do(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        status, answer = self._caller.ask(method, path, body)
        if not status or status >= HTTPStatus.BAD_REQUEST:
            raise InstanceError(f"the instance answers an administrator's {method} {path} with {status}: {answer}")
        return answer.get("result") if isinstance(answer, dict) else None


def _record(value: object, path: str) -> Record:
    if not isinstance(value, dict) or "sys_id" not in value:
        raise InstanceError(f"the instance answers {path} with no record: {value}")
    return value
