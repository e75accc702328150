from datetime import UTC, datetime
from typing import Any

import pytest

from fakes.administrator import Administrator
from fakes.caller import Ask
from fakes.journal import Journal
from fakes.network.backends import in_process
from fakes.network.front import read_json
from fakes.network.http_types import Answer, Request, Response
from fakes.people import ACTIONS, ADMINISTRATOR, People, Person
from fakes.target import Login
from reference_impl.instance import Instance, InstanceApi, counting_ids

STAMP = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
LOGIN = Login("admin", "secret")
COMMANDS = {
    "Upgrade MID": "autoUpgrade",
    "Pause MID": "pauseMid",
    "Resume MID": "resumeMid",
    "Restart MID": "restart",
    "Grab MID logs": "grabLog",
    "Thread dump": "threaddump",
}


class Scene:
    """An instance, the record of a MID Server, and what people were answered."""

    def __init__(self, status: str = "Up") -> None:
        self.instance = Instance(lambda: NOON, counting_ids(1), STAMP, [STAMP])
        self.instance.add_administrator(LOGIN.user, LOGIN.password)
        self.sys_id = self.instance.tables.insert("ecc_agent", {"name": "berlin", "status": status})["sys_id"]
        self.answers: list[tuple[str, Request, int]] = []
        """Who asked, what, and the HTTP status."""
        self.journal = Journal(lambda: NOON)
        self._serve = in_process(InstanceApi(self.instance))
        self.people = People(Administrator(self._serve, LOGIN), self._as, self.journal, lambda: None)

    def _as(self, actor: str) -> Ask:
        def ask(request: Request) -> Answer:
            answer = self._serve(request)
            assert isinstance(answer, Response)
            self.answers.append((actor, request, answer.status))
            self.journal.note(actor, "exchange")
            return answer

        return ask

    def click(self, person: Person, action: str) -> int:
        """The HTTP status of the answer."""
        self.people.click(person, action, self.sys_id)
        return self.answers[-1][2]

    def select(self, table: str, *fields: str) -> list[tuple[str, ...]]:
        return [tuple(each.get(field, "") for field in fields) for each in self.instance.tables.select(table)]


def test_every_action_is_one_request_of_a_user_s() -> None:
    scene = Scene()
    for action in ACTIONS:
        scene.click(ADMINISTRATOR, action)
    asked: list[tuple[str, str, Any]] = [(who, each.path, read_json(each.body)) for who, each, _ in scene.answers]
    links = ("upgrade", "pause", "resume", "restart", "grab_log", "thread_dump", "clear_queue")
    debug = {"name": "mid.log.level", "value": "debug", "ecc_agent": scene.sys_id}
    assert asked == [
        *(("user", f"/api/now/mid/action/{scene.sys_id}/{link}", {}) for link in links),
        ("user", "/api/now/table/ecc_agent_property", debug),
    ]
    assert {request.method for _, request, _ in scene.answers} == {"POST"}


@pytest.mark.parametrize(("action", "command"), COMMANDS.items())
def test_a_link_that_sends_a_system_command_sends_it_once_to_the_mid_server(action: str, command: str) -> None:
    scene = Scene(status="Paused" if action == "Resume MID" else "Up")
    assert [scene.click(ADMINISTRATOR, action) for _ in range(2)] == [204, 204]
    sent = ("mid.server.berlin", "output", "SystemCommand", command, "ready")
    assert scene.select("ecc_queue", "agent", "queue", "topic", "source", "state") == [sent]


def test_clearing_the_queue_leaves_nothing_that_waits() -> None:
    scene = Scene()
    for action in ("Upgrade MID", "Clear queue"):
        scene.click(ADMINISTRATOR, action)
    assert scene.select("ecc_queue", "source", "state") == [("autoUpgrade", "processed")]


def test_a_property_is_the_mid_server_s_own() -> None:
    scene = Scene()
    assert scene.click(ADMINISTRATOR, "Add property") == 201
    added = ("mid.log.level", "debug", scene.sys_id)
    assert scene.select("ecc_agent_property", "name", "value", "ecc_agent") == [added]


@pytest.mark.parametrize(
    ("person", "status"),
    [
        (ADMINISTRATOR, 204),
        (Person("mid_server"), 204),
        (Person("itil,mid_server"), 204),
        (Person("itil"), 403),
        (Person("mid_server_admin"), 403),
        (Person(), 403),
        (Person(logged_in=False), 401),
    ],
)
def test_who_may_act_is_told_by_roles_and_a_login(person: Person, status: int) -> None:
    assert Scene().click(person, "Upgrade MID") == status


def test_people_are_users_of_their_own_made_when_they_first_act() -> None:
    scene = Scene()
    people = [Person(logged_in=False), Person("itil"), ADMINISTRATOR, Person("itil"), Person()]
    for person in people:
        scene.click(person, "Upgrade MID")
    (_, *users) = scene.select("sys_user", "user_name", "roles")
    assert [roles for _, roles in users] == ["itil", "admin", ""]
    assert len({name for name, _ in users} | {"admin"}) == 4
    logins = [request.headers.get("Authorization", "") for _, request, _ in scene.answers]
    assert logins[0] == ""
    assert logins[1] == logins[3]
    assert len(set(logins)) == 4


def test_an_action_names_the_mid_server_in_path_and_body() -> None:
    path, body = ACTIONS["Add property"].request("1a")
    assert (path, body["ecc_agent"]) == ("/api/now/table/ecc_agent_property", "1a")
    assert ACTIONS["Upgrade MID"].request("1a") == ("/api/now/mid/action/1a/upgrade", {})


def test_a_wrong_password_and_a_role_that_was_withdrawn_are_of_no_use() -> None:
    scene = Scene()
    assert scene.click(Person("admin", knows_password=False), "Upgrade MID") == 401
    both = Person("itil,mid_server")
    assert scene.click(both, "Upgrade MID") == 204
    scene.people.withdraw(both, "mid_server")
    assert scene.click(both, "Upgrade MID") == 403
    assert ("user.1", "itil") in scene.select("sys_user", "user_name", "roles")


def test_a_role_can_be_withdrawn_from_somebody_who_has_done_nothing_yet() -> None:
    scene = Scene()
    scene.people.withdraw(ADMINISTRATOR, "admin")
    assert scene.click(ADMINISTRATOR, "Upgrade MID") == 403


# ---- What the journal has of their roles


def acts(roles: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The entries of one click of somebody with these roles."""
    return [("user", "acts", {"roles": roles}), ("user", "exchange", {})]


def noted(scene: Scene) -> list[tuple[str, str, dict[str, Any]]]:
    return [(entry.actor, entry.kind, entry.detail) for entry in scene.journal]


@pytest.mark.parametrize(
    ("person", "roles"),
    [
        (ADMINISTRATOR, "admin"),
        (Person("itil,mid_server"), "itil,mid_server"),
        (Person(), ""),
        (Person("admin", logged_in=False), ""),
        (Person("admin", knows_password=False), ""),
    ],
    ids=["one role", "several", "none", "not logged in", "a wrong password"],
)
def test_before_each_click_stands_which_roles_the_instance_grants(person: Person, roles: str) -> None:
    scene = Scene()
    for action in ("Upgrade MID", "Add property"):
        scene.click(person, action)
    assert noted(scene) == acts(roles) * 2


def test_everybody_acts_with_their_own_roles_and_with_those_that_are_left() -> None:
    scene = Scene()
    both = Person("itil,mid_server")
    for person in (both, ADMINISTRATOR):
        scene.click(person, "Upgrade MID")
    scene.people.withdraw(both, "mid_server")
    scene.people.withdraw(ADMINISTRATOR, "admin")
    for person in (both, ADMINISTRATOR):
        scene.click(person, "Upgrade MID")
    assert noted(scene) == [*acts("itil,mid_server"), *acts("admin"), *acts("itil"), *acts("")]
    assert [status for *_, status in scene.answers] == [204, 204, 403, 403]


def test_a_role_that_was_withdrawn_before_the_first_click_is_not_there() -> None:
    scene = Scene()
    scene.people.withdraw(Person("itil,admin"), "admin")
    scene.click(Person("itil,admin"), "Upgrade MID")
    assert noted(scene) == acts("itil")
