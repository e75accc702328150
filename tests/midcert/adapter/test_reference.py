"""Processes of MID Servers as generators, driven by the control messages alone."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from fakes.administrator import Administrator
from fakes.network.backends import in_process
from fakes.target import Login
from midcert.adapter import Adapter
from midcert.protocol.control import AdvanceAnswer, DescribeAnswer, Nothing
from midcert.protocol.messages import read, read_control
from reference_impl.mid import Http, Listen, MidServer, Process, Sleep

NOW = "2020-07-01T00:00:00.000Z"
HOUR = timedelta(hours=1)
SURROUNDINGS: dict[str, Any] = {
    "scenario": "s",
    "now": NOW,
    "download_site": "https://install.service-now.com",
    "network_timeout": 0.2,
    "trust_anchors": [],
}
INSTANCE: dict[str, Any] = {
    "buildstamp": "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720",
    "builds": [],
    "administrator": {"user": "admin", "password": "admin"},
    "seed": 1,
}

lived: list[str] = []
"""What the MID Servers of a test did, in order."""


class Scripted(MidServer):
    """A MID Server that lives one of the lives below."""

    def __init__(self, host: Any, http: Http, _: object) -> None:  # noqa: ANN401 - a GuestHost
        self.host, self.http = host, http


def living(life: Callable[[MidServer, str], Process]) -> type[MidServer]:
    class Living(Scripted):
        def run(self) -> Process:
            yield from life(self, self.host._mid)  # noqa: SLF001 - whose life it is

    return Living


def clock(life: MidServer) -> str:
    return f"{life.host.now():%H:%M}"


def sleeper(mid: MidServer, name: str) -> Process:
    while True:
        lived.append(f"{name} {clock(mid)}")
        called = yield Sleep(mid.host.now() + HOUR)
        assert not called


def listener(mid: MidServer, name: str) -> Process:
    due = mid.host.now() + HOUR
    while True:
        called = yield Listen(due)
        lived.append(f"{name} {clock(mid)} {'called' if called else 'due'}")
        due = max(due, mid.host.now() + HOUR)


def busy_then_listening(mid: MidServer, name: str) -> Process:
    yield Sleep(mid.host.now() + HOUR)
    lived.append(f"{name} {clock(mid)} awake")
    called = yield Listen(mid.host.now() + HOUR)
    lived.append(f"{name} {clock(mid)} {'called' if called else 'due'}")


def mortal(mid: MidServer, name: str) -> Process:
    lived.append(f"{name} {clock(mid)}")
    yield from ()


def browser(mid: MidServer, name: str) -> Process:
    mid.http.ask("GET", "https://instance.service-now.com/", {})
    mid.host.free_bytes()
    yield Sleep(None)
    lived.append(f"{name} never")


asked: list[Mapping[str, Any]] = []


def system(question: Mapping[str, Any]) -> dict[str, Any]:
    asked.append(question)
    return {"result": 1} if question["plane"] == "host" else {"status": 200, "headers": {}, "body": ""}


class Driver:
    """Sends messages that are checked on both ways."""

    def __init__(self, life: Callable[[MidServer, str], Process]) -> None:
        self.adapter = Adapter(system, mid=living(life))
        self.send("setup", **SURROUNDINGS)

    def send(self, verb: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON values
        message = {"verb": verb, **arguments}
        read_control(message)
        answer = self.adapter(message)
        read(AdvanceAnswer if verb == "advance" else Nothing, answer, f"{verb} answer")
        return answer

    def start(self, *mids: str) -> None:
        for mid in mids:
            self.send("start", mid=mid, agent_folder="/opt")

    def advance(self, hours: float) -> str | None:
        """The hour of the next thing due."""
        answer = self.send("advance", to=(datetime.fromisoformat(NOW) + hours * HOUR).isoformat())
        return None if answer["next"] is None else f"{datetime.fromisoformat(answer['next']):%H:%M}"


@pytest.fixture
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """A target whose MID Servers live the life that the test names."""
    lived.clear()
    asked.clear()
    made = Driver(request.param)
    yield made
    made.send("teardown")


lives = pytest.mark.parametrize


def test_it_describes_itself_as_the_protocol_wants_it() -> None:
    answer = Adapter(system)({"verb": "describe", "protocol": 1})
    read(DescribeAnswer, answer, "describe answer")
    assert answer["roles"] == ["mid", "instance"]


@lives("driver", [sleeper], indirect=True)
def test_a_process_begins_with_the_first_advance_and_sleeps_as_long_as_it_said(driver: Driver) -> None:
    driver.start("berlin")
    assert lived == []
    assert [driver.advance(hours) for hours in (0, 0.5, 0.99, 1, 1)] == ["01:00", "01:00", "01:00", "02:00", "02:00"]
    assert lived == ["berlin 00:00", "berlin 01:00"]


@lives("driver", [sleeper], indirect=True)
def test_several_act_in_the_order_of_their_names_and_the_first_thing_due_is_told(driver: Driver) -> None:
    driver.start("lagos", "berlin")
    assert driver.advance(0) == "01:00"
    driver.start("accra")
    assert driver.advance(0.5) == "01:00"
    assert driver.advance(1) == "01:30"
    assert lived == ["berlin 00:00", "lagos 00:00", "accra 00:30", "berlin 01:00", "lagos 01:00"]


@lives("driver", [sleeper], indirect=True)
def test_a_stopped_process_ends_without_a_word_and_a_new_one_begins_anew(driver: Driver) -> None:
    driver.start("berlin")
    driver.advance(0)
    driver.send("stop", mid="berlin")
    driver.send("stop", mid="nobody")
    assert driver.advance(5) is None
    driver.start("berlin")
    assert driver.advance(5.5) == "06:30"
    assert lived == ["berlin 00:00", "berlin 05:30"]


@lives("driver", [listener], indirect=True)
def test_who_listens_hears_a_call_and_else_wakes_in_time(driver: Driver) -> None:
    driver.start("berlin", "lagos")
    assert driver.advance(0) == "01:00"
    driver.send("notify", mid="berlin")
    driver.send("notify", mid="nobody")
    assert lived == []
    assert driver.advance(0.5) == "01:00"
    assert driver.advance(1) == "01:30"
    assert lived == ["berlin 00:30 called", "lagos 01:00 due"]


@lives("driver", [listener], indirect=True)
def test_two_calls_at_one_instant_are_one(driver: Driver) -> None:
    driver.start("berlin")
    driver.advance(0)
    driver.send("notify", mid="berlin")
    driver.send("notify", mid="berlin")
    driver.advance(0.5)
    driver.advance(0.6)
    assert lived == ["berlin 00:30 called"]


@lives("driver", [busy_then_listening], indirect=True)
def test_a_call_that_meets_a_sleeper_is_heard_when_it_listens_again(driver: Driver) -> None:
    driver.start("berlin")
    driver.advance(0)
    driver.send("notify", mid="berlin")
    assert driver.advance(0.5) == "01:00"
    assert lived == []
    driver.advance(1)
    assert lived == ["berlin 01:00 awake", "berlin 01:00 called"]


@lives("driver", [busy_then_listening], indirect=True)
def test_a_call_before_the_first_advance_is_not_lost(driver: Driver) -> None:
    driver.start("berlin")
    driver.send("notify", mid="berlin")
    driver.advance(0)
    driver.advance(1)
    assert lived == ["berlin 01:00 awake", "berlin 01:00 called"]


@lives("driver", [mortal], indirect=True)
def test_a_process_that_has_ended_waits_for_nothing(driver: Driver) -> None:
    driver.start("berlin")
    assert driver.advance(0) is None
    driver.send("notify", mid="berlin")
    assert driver.advance(100) is None
    assert lived == ["berlin 00:00"]


@lives("driver", [browser], indirect=True)
def test_what_it_asks_of_network_and_host_bears_its_name(driver: Driver) -> None:
    driver.start("lagos", "berlin")
    assert driver.advance(0) is None
    assert [(each["mid"], each["plane"]) for each in asked] == [
        ("berlin", "network"),
        ("berlin", "host"),
        ("lagos", "network"),
        ("lagos", "host"),
    ]


@lives("driver", [sleeper], indirect=True)
def test_nothing_of_one_scenario_reaches_the_next_torn_down_or_not(driver: Driver) -> None:
    driver.start("berlin")
    driver.advance(0)
    driver.send("setup", **SURROUNDINGS)
    assert driver.advance(2) is None
    driver.start("berlin")
    driver.send("teardown")
    driver.send("setup", **SURROUNDINGS)
    assert driver.advance(2) is None
    assert lived == ["berlin 00:00"]


@lives("driver", [sleeper], indirect=True)
def test_it_plays_the_instance_only_where_it_is_asked_to(driver: Driver) -> None:
    assert driver.adapter.instance_application is None
    driver.send("upgrade", to="orlando")
    driver.send("setup", **SURROUNDINGS, instance=INSTANCE)
    assert driver.adapter.instance_application is not None
    driver.send("setup", **SURROUNDINGS)
    assert driver.adapter.instance_application is None


# ---- The instance restarts


def administrator(driver: Driver) -> Administrator:
    """Whoever administers the instance that the target plays."""
    assert driver.adapter.instance_application is not None
    return Administrator(in_process(driver.adapter.instance_application), Login(**INSTANCE["administrator"]))


@lives("driver", [sleeper], indirect=True)
def test_an_instance_that_starts_again_keeps_its_tables_and_names_its_own_version(driver: Driver) -> None:
    driver.send("setup", **SURROUNDINGS, instance=INSTANCE)
    admin = administrator(driver)
    admin.insert("ecc_agent", name="berlin")
    for name in ("mid.buildstamp", "mid.version.override"):
        admin.set_property(name, "orlando-other")
    driver.send("stop")
    driver.send("start")
    values = {each["name"]: each["value"] for each in administrator(driver).select("sys_properties")}
    own = INSTANCE["buildstamp"]
    assert values == {"mid.buildstamp": own, "mid.version": own, "mid.version.override": "orlando-other"}
    assert [each["name"] for each in administrator(driver).select("ecc_agent")] == ["berlin"]


@lives("driver", [sleeper], indirect=True)
def test_mid_servers_outlive_a_restart_of_the_instance(driver: Driver) -> None:
    driver.send("setup", **SURROUNDINGS, instance=INSTANCE)
    driver.start("berlin")
    driver.advance(0)
    driver.send("stop")
    driver.send("start")
    assert driver.advance(1) == "02:00"
    assert lived == ["berlin 00:00", "berlin 01:00"]


@lives("driver", [sleeper], indirect=True)
def test_an_upgraded_instance_names_the_new_version_after_a_restart_too(driver: Driver) -> None:
    driver.send("setup", **SURROUNDINGS, instance=INSTANCE)
    driver.send("upgrade", to="orlando-new")
    driver.send("stop")
    driver.send("start")
    (found,) = administrator(driver).select("sys_properties", "name=mid.buildstamp")
    assert found["value"] == "orlando-new"


@lives("driver", [sleeper], indirect=True)
def test_an_instance_does_its_jobs_while_it_is_told_the_time(driver: Driver) -> None:
    driver.send("setup", **SURROUNDINGS, instance=INSTANCE)
    admin = administrator(driver)
    admin.insert("ecc_agent_issue", message="no space", last_detected="2019-01-01 00:00:00")
    assert driver.advance(23) == "00:00"
    assert len(admin.select("ecc_agent_issue")) == 1
    assert driver.advance(24) == "00:00"
    assert admin.select("ecc_agent_issue") == []
