"""People and MID Servers who are not under test, at the instance's front door."""

import base64
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeGuard
from urllib.parse import quote

from fakes.errors import TargetCrashedError
from fakes.network.front import INSTANCE_URL, read_json
from fakes.network.http_types import Answer, NetworkFault, Request

Ask = Callable[[Request], Answer]
Record = dict[str, str]


class InstanceError(TargetCrashedError):
    """The instance does not do for an administrator what every instance must."""


class Client:
    """Somebody with a login, or without one."""

    def __init__(self, ask: Ask, user: str = "", password: str = "") -> None:
        self._ask = ask
        self._headers = {"Content-Type": "application/json"}
        if user:
            credentials = base64.b64encode(f"{user}:{password}".encode()).decode()  # RFC 7617
            self._headers["Authorization"] = f"Basic {credentials}"

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and body of the answer, both of them JSON; without an answer the status is 0, the body the reason."""
        sent = b"" if body is None else json.dumps(body).encode()
        answer = self._ask(Request(method, INSTANCE_URL + path, self._headers, sent))
        if isinstance(answer, NetworkFault):
            return 0, str(answer)
        return answer.status, read_json(answer.body)


class Administrator:
    """What an administrator does to the instance, through its Table API."""

    def __init__(self, ask: Ask, user: str, password: str) -> None:
        self._client = Client(ask, user, password)
        self._properties: dict[str, str] = {}
        """The sys_ids of the properties that were set before, by name."""

    def select(self, table: str, query: str = "") -> list[Record]:
        """The records that an encoded query selects."""
        path = f"/api/now/table/{table}?sysparm_query={quote(query)}"
        answer = self._do("GET", path)
        if not isinstance(answer, list):
            raise InstanceError(f"the instance answers GET {path} with no list: {answer}")
        return [_record(each, path) for each in answer]

    def insert(self, table: str, **values: str) -> Record:
        """Add a record."""
        path = f"/api/now/table/{table}"
        return _record(self._do("POST", path, values), path)

    def update(self, table: str, sys_id: str, **values: str) -> None:
        """Change a record."""
        self._do("PATCH", f"/api/now/table/{table}/{sys_id}", values)

    def add_user(self, user: str, password: str, roles: str) -> None:
        """Let somebody in."""
        self.insert("sys_user", user_name=user, user_password=password, roles=roles)

    def set_property(self, name: str, value: str) -> None:
        """Give a system property a value, whether or not there was one."""
        if name not in self._properties:
            found = self.select("sys_properties", f"name={name}") or [self.insert("sys_properties", name=name)]
            self._properties[name] = found[0]["sys_id"]
        self.update("sys_properties", self._properties[name], value=value)

    def remove_property(self, name: str) -> None:
        """Take a system property away."""
        for found in self.select("sys_properties", f"name={name}"):
            self._do("DELETE", f"/api/now/table/sys_properties/{found['sys_id']}")
        self._properties.pop(name, None)

    def queue(self, mid: str, topic: str, source: str, name: str = "") -> Record:
        """Put a command for a MID Server into the ECC queue."""
        fields = {"topic": topic, "source": source, "name": name, "state": "ready", "priority": "0"}
        return self.insert("ecc_queue", agent=f"mid.server.{mid}", queue="output", **fields)

    def open_channel(self, agent: str) -> None:
        """Tell the instance that a MID Server can be reached."""
        self._do("POST", f"/api/now/mid/channel/{agent}")

    def close_channel(self, agent: str) -> None:
        """Tell the instance that a MID Server can no longer be reached."""
        self._do("DELETE", f"/api/now/mid/channel/{agent}")

    def _do(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        status, answer = self._client.ask(method, path, body)
        if not status or status >= HTTPStatus.BAD_REQUEST:
            raise InstanceError(f"the instance answers an administrator's {method} {path} with {status}: {answer}")
        return answer.get("result") if isinstance(answer, dict) else None


def _record(value: object, path: str) -> Record:
    if not isinstance(value, dict) or "sys_id" not in value:
        raise InstanceError(f"the instance answers {path} with no record: {value}")
    return value


def is_result(answer: object) -> TypeGuard[dict[str, dict[str, Any]]]:
    """Whether an answer holds one record."""
    return isinstance(answer, dict) and isinstance(answer.get("result"), dict)


class PlayedMidServer:
    """A MID Server that the suite plays, where the instance is under test or others must hold the permits."""

    def __init__(self, ask: Ask, agent: str, user: str, password: str) -> None:
        self._client = Client(ask, user, password)
        self._agent = agent

    def report(self, status: str, **more: str) -> None:
        """Tell the instance the status, and other fields of the record."""
        self._client.ask("PATCH", f"/api/now/table/ecc_agent/{self._agent}", {"status": status, **more})

    def ask_for_permit(self) -> None:
        """Ask for a permit; the front's journal has the answer."""
        self._client.ask("POST", f"/api/now/mid/upgrade_permit/{self._agent}", {})

    def release_permit(self) -> None:
        """Give the permit back."""
        self._client.ask("DELETE", f"/api/now/mid/upgrade_permit/{self._agent}")

    def assigned(self) -> list[str]:
        """The version for all MID Servers, as InstanceInfo and the list of packages answer; one where they agree."""
        _, info = self._client.ask("GET", "/api/now/mid/instance_info")
        _, packages = self._client.ask("GET", "/api/now/mid/assigned_packages?os=linux&architecture=x86-64&version=")
        answers = ((info, "mid_buildstamp"), (packages, "buildstamp"))
        told = (str(answer["result"].get(field, "")) if is_result(answer) else "" for answer, field in answers)
        return list(dict.fromkeys(told))

    def waiting_commands(self, name: str) -> list[str]:
        """The commands in its queue."""
        query = quote(f"agent=mid.server.{name}^queue=output^state=ready")
        _, answer = self._client.ask("GET", f"/api/now/table/ecc_queue?sysparm_query={query}")
        match answer:
            case {"result": [*records]}:
                return [each.get("source", "") for each in records if isinstance(each, dict)]
        return []
