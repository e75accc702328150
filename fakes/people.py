"""People at the instance's front door, and what they do on the record of a MID Server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fakes.administrator import Administrator
from fakes.caller import Ask, Caller
from fakes.journal import Journal
from fakes.target import Login
from fakes.text import password_of

ACTOR = "user"
"""Who they are in the journal."""


@dataclass(frozen=True)
class Action:
    """Something that can be done on the record of a MID Server."""

    path: str
    body: Mapping[str, str] = field(default_factory=dict)
    """Every "{agent}" in path and body stands for the sys_id of the MID Server's record."""

    def request(self, sys_id: str) -> tuple[str, Mapping[str, str]]:
        """Path and body for one MID Server."""
        filled = {name: value.replace("{agent}", sys_id) for name, value in self.body.items()}
        return self.path.replace("{agent}", sys_id), filled


ACTION = "/api/now/mid/action/{agent}"
ACTIONS: Mapping[str, Action] = {
    "Upgrade MID": Action(f"{ACTION}/upgrade"),
    "Pause MID": Action(f"{ACTION}/pause"),
    "Resume MID": Action(f"{ACTION}/resume"),
    "Restart MID": Action(f"{ACTION}/restart"),
    "Grab MID logs": Action(f"{ACTION}/grab_log"),
    "Thread dump": Action(f"{ACTION}/thread_dump"),
    "Clear queue": Action(f"{ACTION}/clear_queue"),
    "Add property": Action(
        "/api/now/table/ecc_agent_property", {"name": "mid.log.level", "value": "debug", "ecc_agent": "{agent}"}
    ),
}
"""What is written on the link, or on the button."""


@dataclass(frozen=True)
class Person:
    """Somebody who may have roles, or may not even be logged in."""

    roles: str = ""
    """The names of the roles, joined by commas."""
    logged_in: bool = True
    knows_password: bool = True


ADMINISTRATOR = Person("admin")


class People:
    """Makes users as they are needed, and lets them act."""

    def __init__(
        self, administrator: Administrator, ask: Callable[[str], Ask], journal: Journal, watch: Callable[[], None]
    ) -> None:
        self._administrator, self._ask, self._journal, self._watch = administrator, ask(ACTOR), journal, watch
        self._users: dict[Person, Caller] = {}
        self._names: dict[Person, str] = {}
        self._granted: dict[Person, str] = {}
        """The roles that they have now."""

    def click(self, person: Person, action: str, sys_id: str) -> None:
        """Do something on the record of the MID Server with this sys_id; the front's journal has the answer."""
        path, body = ACTIONS[action].request(sys_id)
        caller = self._caller(person)
        is_let_in = person.logged_in and person.knows_password
        self._journal.note(ACTOR, "acts", roles=self._granted[person] if is_let_in else "")
        caller.ask("POST", path, dict(body))
        self._watch()

    def withdraw(self, person: Person, role: str) -> None:
        """Take a role away from somebody, who goes by their old roles here all the same."""
        self._caller(person)
        left = ",".join(each for each in self._granted[person].split(",") if each != role)
        user = self._administrator.one("sys_user", f"user_name={self._names[person]}")
        self._administrator.update("sys_user", user["sys_id"], roles=left)
        self._granted[person] = left

    def _caller(self, person: Person) -> Caller:
        if person not in self._users:
            self._granted[person] = person.roles
            self._users[person] = self._new_user(person) if person.logged_in else Caller(self._ask)
        return self._users[person]

    def _new_user(self, person: Person) -> Caller:
        name = self._names[person] = f"user.{len(self._users)}"
        login = Login(name, password_of(name.replace(".", "-")))
        self._administrator.add_user(login, roles=person.roles)
        return Caller(self._ask, login if person.knows_password else Login(name, password_of("somebody-else")))
