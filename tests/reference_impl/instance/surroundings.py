"""An instance with its people, a MID Server's record and an HTTP client."""

from datetime import UTC, datetime
from typing import Any

from werkzeug.test import Client, TestResponse

from reference_impl.instance import Instance, InstanceApi, counting_ids

STAMP = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
ADMIN, MID = ("admin", "secret"), ("mid.berlin", "password")
AGENTS = "/api/now/table/ecc_agent"


class Surroundings:
    """An instance with an administrator, a MID user and the record of a MID Server."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.instance = Instance(lambda: NOON, counting_ids(1), STAMP, [STAMP], self.called.append)
        self.instance.add_administrator(*ADMIN)
        user = {"user_name": MID[0], "user_password": MID[1], "roles": "mid_server"}
        self.instance.tables.insert("sys_user", user)
        self.agent = self.add("berlin")
        self.client = Client(InstanceApi(self.instance))

    def add(self, name: str) -> str:
        return self.instance.tables.insert("ecc_agent", {"name": name, "status": "Up"})["sys_id"]

    def ask(self, method: str, path: str, body: object = None, *, by: tuple[str, str] = ADMIN) -> TestResponse:
        more: dict[str, Any] = {} if body is None else {"json": body}
        return self.client.open(path, method=method, auth=by, **more)


def result(answer: TestResponse) -> Any:  # noqa: ANN401 - JSON
    assert answer.status_code in (200, 201)
    assert answer.content_type == "application/json"
    assert answer.json is not None
    return answer.json["result"]


def error(answer: TestResponse) -> tuple[int, str]:
    assert answer.json is not None
    assert answer.json["status"] == "failure"
    return answer.status_code, answer.json["error"]["message"]
