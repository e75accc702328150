"""Who may do what, by the names of their roles."""

from werkzeug.datastructures import Authorization, WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from examples.sqlite_instance.store import Store

_CHANGED_BY_MID_SERVERS = {"ecc_agent", "ecc_agent_issue", "ecc_queue"}
_ADDED_BY_MID_SERVERS = _CHANGED_BY_MID_SERVERS | {"ecc_agent_upgrade_history_stage"}


class Access:
    """What somebody may do who has these roles; what they may not is refused with 403."""

    def __init__(self, roles: set[str]) -> None:
        self._admin = "admin" in roles
        self._mid_server = "mid_server" in roles

    def to_read(self, table: str) -> None:
        """Select records of a table."""
        _need(self._admin or (self._mid_server and table != "sys_user"))

    def to_add(self, table: str) -> None:
        """Insert a record."""
        _need(self._admin or (self._mid_server and table in _ADDED_BY_MID_SERVERS))

    def to_change(self, table: str) -> None:
        """Change or delete a record."""
        _need(self._admin or (self._mid_server and table in _CHANGED_BY_MID_SERVERS))

    def as_mid_server(self) -> None:
        """Ask what MID Servers and those who look after them ask."""
        _need(self._admin or self._mid_server)

    def as_admin(self) -> None:
        """Ask what administrators alone ask."""
        _need(self._admin)


def log_in(store: Store, said: Authorization | None) -> Access:
    """What whoever sends this may do (RFC 7617); who is nobody is refused with 401."""
    if said and said.type == "basic":
        name, password = said.username or "", said.password or ""
        row = store.execute(
            "SELECT roles FROM sys_user WHERE user_name = ? AND user_password = ?", name, password
        ).fetchone()
        if row:
            return Access({role.strip() for role in row["roles"].split(",")})
    raise Unauthorized(www_authenticate=WWWAuthenticate("basic", {"realm": "Service-now"}))


def _need(allowed: bool) -> None:  # noqa: FBT001 -- a predicate is all that there is to say
    if not allowed:
        raise Forbidden
