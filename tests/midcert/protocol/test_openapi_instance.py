"""The OpenAPI document of the instance: true of each exchange, and of no other."""

import dataclasses
import json
from typing import Any

import pytest

from tests.midcert.protocol.described import Operation
from tests.midcert.protocol.documents import INSTANCE
from tests.midcert.protocol.exchanges import Exchange
from tests.reference_impl.instance.surroundings import ADMIN, Surroundings


def heard(
    asked: str, login: tuple[str, str] | None = ADMIN, kind: str = "application/json", accept: str = "*/*"
) -> Exchange:
    """What an instance answers about Berlin, which has one of the two permits, and Oslo, which has none.

    Args:
        asked: The method, the path, and what is sent, if anything is.
        login: Who asks.
        kind: What kind of content is said to be sent.
        accept: What kind is said to be taken.
    """
    method, path, *body = asked.split(" ", 2)
    around = Surroundings()
    around.instance.tables.insert("sys_user", {"user_name": "guest", "user_password": "guest", "roles": "itil"})
    around.instance.report_check(around.agent, "UpgradeCheck", ["no space"])
    around.instance.holders.update([around.agent, "rome"])
    path, _, query = path.replace("berlin", around.agent).replace("oslo", around.add("oslo")).partition("?")
    sent = "".join(body)
    how = {"data": sent, "content_type": kind, "auth": login, "headers": {"Accept": accept}}
    answer = around.client.open(path, query_string=query, method=method, **how)
    status, headers, received = answer.status_code, dict(answer.headers), answer.get_data(as_text=True)
    return Exchange("", method, path, query, "Basic" if login else "", sent, status, headers, received)


SENT = {
    "batch": '{"batch_request_id": "1", "rest_requests": []}',
    "report_check": '{"source": "UpgradeCheck", "messages": []}',
    "report_step": '{"stage": "Install", "state": "failed", "message": "no space"}',
}
"""By operation; any other that takes something takes the values of a record."""
NOT_FOUND = {"select": "?name=nobody", "assigned_packages": "?version=latest"}


@pytest.mark.parametrize(
    ("operation", "status"),
    [
        pytest.param(operation, status, id=f"{operation.method} {operation.path} {status}")
        for operation in INSTANCE.operations
        for status in operation.statuses
        if "v1" in operation.path or (operation.name, status) != ("select", 404)
    ],
)
def test_the_instance_gives_every_status_that_is_described(operation: Operation, status: int) -> None:
    name, takes = operation.name, "requestBody" in operation.about
    sent = ("[]" if status == 400 else SENT.get(name, '{"name": "rome"}')) if takes else ""
    path = operation.path.format(
        table="incident" if status == 400 and not takes else "ecc_agent",
        sys_id={404: "nobody", 409: "oslo"}.get(status, "berlin"),
        action="resume" if status == 409 else "upgrade",
    )
    login = {401: None, 403: ("guest", "guest")}.get(status, ADMIN)
    query = NOT_FOUND.get(name, "") if status == 404 else ""
    kind = "text/xml" if status == 415 else "application/json"
    accept = "text/xml" if status == 406 else "*/*"
    exchange = heard(f"{operation.method} {path}{query} {sent}", login, kind, accept)
    assert exchange.status == status
    assert list(operation.wrong_answer(exchange)) == []


AGENTS, USERS, ISSUES = (f"GET /api/now/table/{table}" for table in ("ecc_agent", "sys_user", "ecc_agent_issue"))
AGENT, NO_AGENT = f"{AGENTS}/berlin", f"{AGENTS}/nobody"
INFO = "GET /api/now/mid/instance_info"
PACKAGES = "GET /api/now/mid/assigned_packages?os=linux&architecture=x86-64"
PERMIT, NO_PERMIT = (f"POST /api/now/mid/upgrade_permit/{mid}" for mid in ("berlin", "oslo"))
CHECK = f"POST /api/now/mid/upgrade_check/berlin {SENT['report_check']}"
STEP = f"POST /api/now/mid/upgrade_step/berlin {SENT['report_step']}"
QUEUED = "POST /api/now/table/ecc_queue {}"
PAUSE, DOWN = "POST /api/now/mid/action/berlin/pause", "DELETE /api/now/mid/channel/berlin"
"""What can be asked."""

LINK = "https://instance.service-now.com/api/now/table/ecc_agent/1"
STAMPS = {"mid_buildstamp": "a", "instance_buildstamp": "b"}
PACKAGE = {"name": "mid-core", "file": "mid-core.zip", "url": "https://install.service-now.com/mid-core.zip"}
JSON = {"Content-Type": "application/json"}
ERROR = {"error": {"message": "User Not Authenticated", "detail": ""}, "status": "failure"}


def wheres(exchange: Exchange) -> list[str]:
    """Where in the exchange something is wrong."""
    return [fault.partition(": ")[0] for fault in INSTANCE.wrong(exchange)]


@pytest.mark.parametrize(
    ("asked", "body", "where"),
    [
        (AGENTS, {"result": {}}, ".result"),
        (AGENTS, {"result": [], "more": 1}, ""),
        (AGENTS, {"result": [{"count": 1}]}, ".result[0].count"),
        (AGENTS, {"result": [{"status": None}]}, ".result[0].status"),
        (USERS, {"result": [{"user_password": "secret"}]}, ".result[0]"),
        (ISSUES, {"result": [{"mid_server": {"link": LINK}}]}, ".result[0].mid_server"),
        (ISSUES, {"result": [{"mid_server": {"link": LINK, "value": 1}}]}, ".result[0].mid_server"),
        (ISSUES, {"result": [{"mid_server": {"link": "1", "value": "1"}}]}, ".result[0].mid_server"),
        (ISSUES, {"result": [{"mid_server": {"name": "berlin", "value": "1"}}]}, ".result[0].mid_server"),
        (AGENT, {"result": [{}]}, ".result"),
        (NO_AGENT, {"error": "No Record found", "status": "failure"}, ".error"),
        (NO_AGENT, {**ERROR, "status": "error"}, ".status"),
        (INFO, {"result": {"mid_buildstamp": "a"}}, ".result"),
        (INFO, {"result": {**STAMPS, "mid_buildstamp": None}}, ".result.mid_buildstamp"),
        (PACKAGES, {"result": {"buildstamp": "a"}}, ".result"),
        (PACKAGES, {"result": {"buildstamp": "a", "packages": ["mid-core"]}}, ".result.packages[0]"),
        (PACKAGES, {"result": {"buildstamp": "a", "packages": [{**PACKAGE, "size": 1}]}}, ".result.packages[0]"),
        (PERMIT, {"result": "granted"}, ".result"),
        (NO_PERMIT, {"status": "failure"}, ""),
    ],
)
def test_another_body_is_no_answer(asked: str, body: dict[str, Any], where: str) -> None:
    exchange = heard(asked)
    assert wheres(exchange) == []
    assert wheres(dataclasses.replace(exchange, received=json.dumps(body))) == [f"body{where}"]


@pytest.mark.parametrize(
    ("asked", "change", "where"),
    [
        (AGENTS, {"status": 202}, "202"),
        (NO_PERMIT, {"status": 503}, "503"),
        (AGENTS, {"headers": {**JSON, "X-Total-Count": "all"}}, "X-Total-Count"),
        (AGENTS, {"headers": {**JSON, "Link": LINK}}, "Link"),
        (AGENTS, {"headers": {**JSON, "X-Total": "1"}}, "X-Total"),
        (QUEUED, {"headers": JSON}, "Location"),
        (INFO, {"headers": {"Content-Type": "text/html"}}, "Content-Type"),
        (INFO, {"received": "<html>"}, "no JSON"),
        (INFO, {"status": 401, "received": json.dumps(ERROR)}, "WWW-Authenticate"),
        (DOWN, {"received": "{}"}, "a body"),
        (INFO, {"login": ""}, "200"),
        (INFO, {"method": "PUT"}, "PUT /api/now/mid/instance_info"),
        (AGENTS, {"path": "/api/now/v3/table/incident"}, "GET /api/now/v3/table/incident"),
        (AGENTS, {"path": "/api/now/table/incident"}, "table"),
        (PAUSE, {"path": "/api/now/mid/action/berlin/reboot"}, "action"),
        (AGENTS, {"query": "sysparm_limit=all"}, "sysparm_limit"),
        (AGENTS, {"query": "sysparm_display_value=no"}, "sysparm_display_value"),
        (AGENTS, {"query": "sysparm_filter=name"}, "values"),
        (AGENT, {"query": "name=berlin"}, "name"),
        (PACKAGES, {"query": "os=linux"}, "architecture"),
        (PACKAGES, {"query": "os=solaris&architecture=x86-64"}, "os"),
        (PERMIT, {"sent": '{"status": "Up"}'}, "a body"),
        (QUEUED, {"sent": '{"payload": {}}'}, "body.payload"),
        (CHECK, {"sent": '{"source": "UpgradeCheck"}'}, "body"),
        (CHECK, {"sent": '{"source": "UpgradeCheck", "messages": [7]}'}, "body.messages[0]"),
        (CHECK, {"sent": "no space"}, "no JSON"),
        (STEP, {"sent": '{"stage": "Install", "state": "failed"}'}, "body"),
        (STEP, {"sent": '{"stage": "Install", "state": "done", "message": ""}'}, "body.state"),
    ],
)
def test_another_exchange_is_refused(asked: str, change: dict[str, Any], where: str) -> None:
    exchange = heard(asked)
    assert wheres(exchange) == []
    assert wheres(dataclasses.replace(exchange, **change)) == [where]
