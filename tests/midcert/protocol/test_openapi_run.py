"""The OpenAPI document of the instance: complete, and true of what is asked and answered in a run of the features.

The same run says how much of the reference the features reach.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from fakes.upgrade_steps import STATES
from reference_impl.instance import actions, api, shown, tables
from steps.words.vocabulary import ISSUE_STATES
from tests.forked import Interpreter
from tests.midcert.protocol.described import resolved, wrong
from tests.midcert.protocol.documents import INSTANCE, ROOT, document
from tests.midcert.protocol.exchanges import Exchange
from tests.proof.rows import one_of_each


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


PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.midcert.protocol.exchanges")
LEAST_REACHED = 85
"""Percent of the statements of the reference that one row of each outline reaches."""


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that says which statements of the reference the features reach."""
    return tmp_path_factory.mktemp("reached") / "data"


@pytest.fixture(scope="module")
def of_features(interpreter: Interpreter, tmp_path_factory: pytest.TempPathFactory, reached: Path) -> list[Exchange]:
    """The exchanges of the features, of each outline one row."""
    coverage = ("-m", "coverage", "run", "--source=reference_impl", f"--data-file={reached}")
    return exchanges_of((*coverage, *PYTEST, *one_of_each(interpreter.scenarios, 0)), tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def of_tests(tmp_path_factory: pytest.TempPathFactory) -> list[Exchange]:
    """Those of the instance's own tests, which ask for more, and also what is wrong."""
    return exchanges_of((*PYTEST, "tests/reference_impl/instance"), tmp_path_factory.mktemp("run"))


def exchanges_of(command: Sequence[str], folder: Path) -> list[Exchange]:
    file = folder / "exchanges.jsonl"
    python(*command, f"--exchanges={file}")
    return [Exchange(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]


def python(*arguments: str) -> str:
    """What a run that goes well says."""
    done = subprocess.run((sys.executable, *arguments), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_the_features_reach_no_less_of_the_reference_than_before(of_features: list[Exchange], reached: Path) -> None:
    assert of_features
    report = ("-m", "coverage", "report", f"--data-file={reached}", "--skip-covered", f"--fail-under={LEAST_REACHED}")
    assert "TOTAL" in python(*report)


@pytest.mark.long
def test_whatever_the_features_ask_and_are_answered_is_as_described(of_features: list[Exchange]) -> None:
    asked = {operation.name for each in of_features if (operation := INSTANCE.operation_of(each))}
    assert asked == {each.name for each in INSTANCE.operations} - {"batch", "update_by_put"}  # the suite needs neither
    assert len(of_features) > 5000
    assert [(each, fault) for each in of_features for fault in INSTANCE.wrong(each)] == []


def test_whatever_the_instance_is_asked_it_answers_as_described(of_tests: list[Exchange]) -> None:
    others = [(each, INSTANCE.operation_of(each)) for each in of_tests]
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


@pytest.mark.long
def test_issues_and_the_upgrade_history_hold_what_is_described(of_features: list[Exchange]) -> None:
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
