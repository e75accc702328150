"""The OpenAPI documents: valid, complete, and true of what is asked and answered in a run of the features."""

import dataclasses
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from fakes.upgrade_steps import STATES
from midcert.protocol.control import VERBS
from midcert.protocol.messages import read, read_control, read_question
from midcert.protocol.openapi import control_document, host_document
from midcert.protocol.system import OPERATIONS
from midcert.protocol.words import Operation as HostOperation
from reference_impl.instance import actions, api, shown, tables
from steps.words.vocabulary import ISSUE_STATES
from tests.forked import Interpreter
from tests.midcert.protocol.described import Described, Operation, resolved, wrong
from tests.midcert.protocol.exchanges import Exchange
from tests.proof.rows import one_of_each
from tests.reference_impl.instance.surroundings import ADMIN, Surroundings

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = {name: ROOT / "docs" / "openapi" / f"{name}.json" for name in ("instance", "host", "control")}


def document(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(DOCUMENTS[name].read_text("utf-8"))
    return read


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_is_openapi(name: str) -> None:
    assert document(name)["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document(name)).validate()


# ---- The host

NOW = "2020-07-01T00:00:00.000Z"
FACTS = {"os": "windows", "architecture": "x86-64", "temp_folder": "C:\\Temp"}
CALLS: dict[str, tuple[dict[str, object], object]] = {
    "facts": ({}, FACTS),
    "free_bytes": ({}, 7),
    "read": ({"path": "/a"}, "YWJj"),
    "write": ({"path": "/a", "content": "YWJj"}, None),
    "append": ({"path": "/a", "text": ""}, None),
    "copy": ({"source": "/a", "target": "/b"}, None),
    "delete": ({"path": "/a"}, None),
    "make_folder": ({"path": "/a"}, None),
    "list_files": ({"path": "/a"}, ["b/c"]),
    "extract": ({"archive": "/a", "folder": "/b"}, {"ends": NOW}),
    "run": ({"command": "net user"}, {"output": "", "exit_code": 0, "ends": NOW}),
    "powershell_version": ({}, "5.1"),
    "service_state": ({"service": "AeLookupSvc"}, "disabled"),
    "restart_service": ({}, None),
    "sleep": ({"until": NOW, "listening": True}, {"now": NOW, "notified": False}),
}
"""Arguments and result of each operation."""
NETWORK = {"plane": "network", "mid": "berlin", "method": "GET", "url": "https://a/", "headers": {}, "body": ""}


@pytest.fixture(scope="module")
def ask() -> dict[str, Any]:
    """The one thing that a target does at the URL of its system plane."""
    found: dict[str, Any] = resolved(document("host"))["paths"]["/{system}"]["post"]
    return found


def content(described: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(described["content"]["application/json"]["schema"])


def test_the_host_s_document_is_what_the_messages_say() -> None:
    assert document("host") == host_document(), "python -m midcert.protocol.openapi host > docs/openapi/host.json"


def test_every_operation_has_its_call(ask: dict[str, Any]) -> None:
    branches = [branch["properties"] for branch in content(ask["requestBody"]).schema["oneOf"]]
    called = [branch["operation"]["const"] for branch in branches if branch["plane"] == {"enum": ["host"]}]
    assert called == list(HostOperation) == list(CALLS)
    assert len(branches) == len(called) + 1


@pytest.mark.parametrize("operation", CALLS)
def test_an_operation_is_asked_and_answered_as_the_messages_say(ask: dict[str, Any], operation: str) -> None:
    arguments, result = CALLS[operation]
    question = {"plane": "host", "mid": "berlin", "operation": operation, "arguments": arguments}
    refused = [{**arguments, "x": ""}, *({**arguments, name: ["x"]} for name in arguments)]
    refused += [{name: value for name, value in arguments.items() if name != left_out} for left_out in arguments]
    read_question(question)
    assert content(ask["requestBody"]).is_valid(question)
    assert not any(content(ask["requestBody"]).is_valid({**question, "arguments": each}) for each in refused)
    read(OPERATIONS[HostOperation(operation)][1], {"result": result}, "answer")
    assert content(ask["responses"]["200"]).is_valid({"result": result})


@pytest.mark.parametrize(
    "change",
    [{}, {"plane": "host"}, {"mid": ""}, {"method": "get"}, {"url": "/"}, {"headers": {"a": 1}}, {"body": "x"}],
)
def test_the_network_is_asked_as_the_messages_say(ask: dict[str, Any], change: dict[str, object]) -> None:
    assert content(ask["requestBody"]).is_valid({**NETWORK, **change}) == (not change)


@pytest.mark.parametrize(
    ("answer", "is_one"),
    [
        ({"status": 200, "headers": {}, "body": ""}, True),
        ({"fault": "timed out"}, True),
        ({"error": "No space left on device"}, True),
        ({"status": 200, "headers": {}}, False),
        ({"fault": "gone"}, False),
        ({"result": {"ends": NOW, "output": ""}}, False),
        ({"result": None, "error": ""}, False),
        ({}, False),
    ],
)
def test_nothing_else_is_an_answer(ask: dict[str, Any], answer: object, is_one: bool) -> None:  # noqa: FBT001 - a case
    assert content(ask["responses"]["200"]).is_valid(answer) == is_one


# ---- The target

INSTANCE_SETUP = {"buildstamp": "x", "builds": ["x"], "administrator": {"user": "a", "password": ""}, "seed": 0}
TOLD: dict[str, list[dict[str, object]]] = {
    "describe": [{"protocol": 1}],
    "setup": [
        base := {"scenario": "a", "now": NOW, "download_site": "x", "network_timeout": 0.2, "trust_anchors": []},
        {**base, "system": "http://127.0.0.1:8080/1", "instance": INSTANCE_SETUP},
    ],
    "start": [{"mid": "berlin", "agent_folder": "/a"}, {}],
    "stop": [{"mid": "berlin"}, {}],
    "notify": [{"mid": "berlin"}],
    "advance": [{"to": NOW}],
    "upgrade": [{"to": "x"}],
    "teardown": [{}],
}
"""For each verb what may be told."""


@pytest.fixture(scope="module")
def tell() -> dict[str, Any]:
    """The one thing that the suite does at the URL of a target."""
    found: dict[str, Any] = resolved(document("control"))["paths"]["/"]["post"]
    return found


def test_the_target_s_document_is_what_the_messages_say() -> None:
    command = "python -m midcert.protocol.openapi control > docs/openapi/control.json"
    assert document("control") == control_document(), command
    assert list(TOLD) == list(VERBS)


@pytest.mark.parametrize("verb", TOLD)
def test_a_verb_is_told_as_the_messages_say(tell: dict[str, Any], verb: str) -> None:
    body = content(tell["requestBody"])
    for arguments in TOLD[verb]:
        message = {"verb": verb, **arguments}
        read_control(message)
        assert body.is_valid(message)
        assert not any(body.is_valid({**message, name: [7]}) for name in arguments)
        assert not body.is_valid({**message, "x": ""})
        assert not body.is_valid({**message, "verb": "greet"})


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ({"ok": {}}, True),
        ({"ok": {"next": NOW}}, True),
        ({"ok": {"instance_url": "http://127.0.0.1:8080"}}, True),
        ({"unsupported": "it has no host"}, True),
        ({"errored": {"message": "KeyError"}}, True),
        ({"ok": {"next": 3600}}, False),
        ({"ok": None}, False),
        ({"ok": {}, "unsupported": ""}, False),
        ({"errored": "KeyError"}, False),
        ({}, False),
    ],
)
def test_a_target_answers_in_an_envelope(tell: dict[str, Any], said: object, is_one: bool) -> None:  # noqa: FBT001 - a case
    assert content(tell["responses"]["200"]).is_valid(said) == is_one


# ---- The instance: what there is

INSTANCE = Described(document("instance"))


def test_every_route_of_the_instance_is_described_and_nothing_else_is() -> None:
    rules = list(api.PATHS.map.iter_rules())
    served = {(method, re.sub("<[^>]+>", "{}", rule.rule)) for rule in rules for method in rule.methods or ()}
    described = {(each.method, re.sub(r"\{\w+\}", "{}", each.path)) for each in INSTANCE.operations}
    assert described == {(method, path) for method, path in served if method != "HEAD"}  # werkzeug adds it to GET


@pytest.mark.parametrize(
    ("name", "values"),
    [("action", actions.ACTIONS), ("table", tables.NAMES), ("sysparm_display_value", tuple(shown.PARTS))],
)
def test_the_values_of_a_parameter_are_those_of_the_instance(name: str, values: tuple[str, ...]) -> None:
    parameters = [
        parameter for each in INSTANCE.operations for parameter in each.parameters if parameter["name"] == name
    ]
    assert {tuple(parameter["schema"]["enum"]) for parameter in parameters} == {values}


def test_every_parameter_that_the_instance_understands_is_described() -> None:
    modules = (ROOT / "reference_impl" / "instance").glob("*.py")
    understood = {name for each in modules for name in re.findall(r'"(sysparm_\w+[a-z])"', each.read_text("utf-8"))}
    described = {parameter["name"] for each in INSTANCE.operations for parameter in each.parameters}
    assert {name for name in described if name.startswith("sysparm_")} == understood


# ---- The instance: a run

RUN = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.midcert.protocol.exchanges")


@pytest.fixture(scope="module")
def exchanges(interpreter: Interpreter, tmp_path_factory: pytest.TempPathFactory) -> list[Exchange]:
    """Those of the features, of each outline one row, and those of the instance's own tests.

    These ask for more, and also what is wrong.
    """
    file = tmp_path_factory.mktemp("run") / "exchanges.jsonl"
    features = one_of_each(interpreter.scenarios, 0)
    command = (*RUN, f"--exchanges={file}", *features, "tests/reference_impl/instance")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return [Exchange(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]


def test_whatever_the_features_ask_and_are_answered_is_as_described(exchanges: list[Exchange]) -> None:
    of_features = [each for each in exchanges if each.test.startswith("features/")]
    asked = {operation.name for each in of_features if (operation := INSTANCE.operation_of(each))}
    assert asked == {each.name for each in INSTANCE.operations} - {"batch", "update_by_put"}  # the suite needs neither
    assert len(of_features) > 5000
    assert [(each, fault) for each in of_features for fault in INSTANCE.wrong(each)] == []


def test_whatever_the_instance_is_asked_it_answers_as_described(exchanges: list[Exchange]) -> None:
    others = [(each, INSTANCE.operation_of(each)) for each in exchanges if not each.test.startswith("features/")]
    assert {each.status for each, operation in others if operation is None} == {404, 405}
    assert len(others) > 500
    assert [(each, fault) for each, operation in others if operation for fault in operation.wrong_answer(each)] == []


SCHEMAS = resolved(document("instance"))["components"]["schemas"]
HELD = {table: SCHEMAS[table] for table in tables.NAMES if table in SCHEMAS}
"""What the records of issues and of the upgrade history hold."""
OF_A_TABLE = re.compile(r"/api/now/table/(\w+)(?:/\w+)?")


def held(exchange: Exchange) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records that an exchange shows by their values, each with its table."""
    table = OF_A_TABLE.fullmatch(exchange.path)
    if table and table[1] in HELD and exchange.status in (200, 201) and "sysparm_display_value" not in exchange.query:
        result = json.loads(exchange.received)["result"]
        yield from ((table[1], record) for record in (result if isinstance(result, list) else [result]))


def test_issues_and_the_upgrade_history_hold_what_is_described(exchanges: list[Exchange]) -> None:
    of_features = [each for each in exchanges if each.test.startswith("features/")]
    records = [record for each in of_features for record in held(each)]
    assert {(table, field) for table, record in records for field in record} >= {
        (table, field) for table, schema in HELD.items() for field in schema["properties"]
    }
    assert [fault for table, record in records for fault in wrong(HELD[table], record, table)] == []


@pytest.mark.parametrize(
    ("table", "record"),
    [
        ("ecc_agent_issue", {"state": "open"}),
        ("ecc_agent_issue", {"count": "0"}),
        ("ecc_agent_issue", {"last_detected": "2020-07-01T12:00:00Z"}),
        ("ecc_agent_issue", {"mid_server": {"link": "berlin"}}),
        ("ecc_agent_upgrade_history", {"new_version": ""}),
        ("ecc_agent_upgrade_history_stage", {"state": "done"}),
        ("ecc_agent_upgrade_history_stage", {"stage": ""}),
    ],
)
def test_nothing_else_is_held(table: str, record: dict[str, Any]) -> None:
    assert len(list(wrong(HELD[table], record, table))) == 1


def test_the_states_are_those_that_people_see() -> None:
    assert HELD["ecc_agent_issue"]["properties"]["state"]["enum"] == list(ISSUE_STATES.values())
    assert SCHEMAS["step"]["properties"]["state"]["enum"] == list(STATES.values())


# ---- The instance: one exchange


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
