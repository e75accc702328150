"""What people do on the record of a MID Server: in which status, and what comes of it."""

import pytest

from reference_impl.instance import Instance, counting_ids
from reference_impl.instance.actions import ACTIONS, CLEAR_QUEUE, COMMANDS, UnavailableError, is_available
from reference_impl.instance.tables import NoRecordError
from tests.reference_impl.instance.surroundings import NOON, STAMP

STATUSES = ["Up", "Down", "Paused", "Upgrading", "Upgrade Failed"]
ALWAYS = {"upgrade", "grab_log", "thread_dump", "clear_queue"}


class Scene:
    """An instance with the record of a MID Server, and whom it has called."""

    def __init__(self, status: str = "Up") -> None:
        self.called: list[str] = []
        self.instance = Instance(lambda: NOON, counting_ids(1), STAMP, [STAMP], self.called.append)
        self.agent = self.instance.tables.insert("ecc_agent", {"name": "berlin", "status": status})["sys_id"]

    def act(self, *actions: str) -> None:
        for action in actions:
            self.instance.act(self.agent, action)

    def add(self, **values: str) -> None:
        """Puts something into the queue."""
        self.instance.tables.insert("ecc_queue", values)

    def queue(self, *fields: str) -> list[tuple[str, ...]]:
        """What is there or was there."""
        return [tuple(each.get(field, "") for field in fields) for each in self.instance.tables.select("ecc_queue")]


# ---- In which status


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("Up", {"pause", "restart"}),
        ("Down", {"restart"}),
        ("Paused", {"resume", "restart"}),
        ("Upgrading", set()),
        ("Upgrade Failed", {"restart"}),
        ("", {"restart"}),
    ],
)
def test_a_status_allows_some_actions_besides_those_that_are_always_there(status: str, more: set[str]) -> None:
    assert {action for action in ACTIONS if is_available(action, status)} == ALWAYS | more


@pytest.mark.parametrize("action", [action for action in ACTIONS if action not in ("resume", "restart")])
def test_upgrading_is_like_paused_but_for_resume_and_restart(action: str) -> None:
    assert is_available(action, "Upgrading") is is_available(action, "Paused")


@pytest.mark.parametrize(("action", "status"), [("resume", "Upgrading"), ("restart", "Upgrading"), ("pause", "Paused")])
def test_what_the_status_does_not_allow_is_refused_and_sends_nothing(action: str, status: str) -> None:
    scene = Scene(status)
    with pytest.raises(UnavailableError, match=f"^{action} is not available in the status {status}$"):
        scene.act(action)
    assert (scene.queue("source"), scene.called) == ([], [])


# ---- What comes of it


@pytest.mark.parametrize(
    ("action", "command"),
    [
        ("upgrade", "autoUpgrade"),
        ("pause", "pauseMid"),
        ("resume", "resumeMid"),
        ("restart", "restart"),
        ("grab_log", "grabLog"),
        ("thread_dump", "threaddump"),
    ],
)
def test_an_action_is_a_system_command_that_waits_in_the_queue(action: str, command: str) -> None:
    assert COMMANDS[action] == command
    scene = Scene(next(status for status in STATUSES if is_available(action, status)))
    scene.act(action)
    sent = ("mid.server.berlin", "output", "SystemCommand", command, "ready")
    assert scene.queue("agent", "queue", "topic", "source", "state") == [sent]
    assert scene.called == ["berlin"]


def test_what_waits_already_is_not_sent_again_and_calls_nobody() -> None:
    scene = Scene()
    scene.act("upgrade", "grab_log", "upgrade", "grab_log")
    assert scene.queue("source") == [("autoUpgrade",), ("grabLog",)]
    assert scene.called == ["berlin", "berlin"]


def test_what_was_taken_is_sent_again() -> None:
    scene = Scene()
    scene.act("upgrade")
    (waiting,) = scene.instance.waiting("berlin")
    scene.instance.tables.update("ecc_queue", waiting["sys_id"], {"state": "processed"})
    scene.act("upgrade")
    assert scene.queue("state") == [("processed",), ("ready",)]


def test_a_cleared_queue_is_empty_for_this_mid_server_alone() -> None:
    scene = Scene()
    scene.add(agent="mid.server.oslo", queue="output", state="ready")
    scene.add(agent="mid.server.berlin", queue="output", state="processing")
    scene.add(agent="mid.server.berlin", queue="input", state="ready")
    scene.add(agent="mid.server.berlin", queue="output", state="ready")
    scene.act("upgrade", CLEAR_QUEUE)
    assert scene.instance.waiting("berlin") == []
    states = [state for (state,) in scene.queue("state")]
    assert states == ["ready", "processing", "ready", "processed", "processed"]


def test_there_is_nothing_to_do_without_a_record() -> None:
    scene = Scene()
    with pytest.raises(NoRecordError):
        scene.instance.act("x", "upgrade")
    assert scene.called == []


# ---- Who


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ({"admin"}, True),
        ({"mid_server"}, True),
        ({"itil", "mid_server"}, True),
        ({"itil"}, False),
        ({"mid_server_admin", "administrator"}, False),
        ({""}, False),
        (set(), False),
    ],
)
def test_the_role_mid_server_or_admin_is_required(roles: set[str], *, may: bool) -> None:
    assert Scene().instance.may_act(roles) is may
