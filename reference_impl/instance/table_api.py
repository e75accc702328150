"""The Table API: the records of the instance's tables, and who may see and change them.

Source: ServiceNow API reference, "Table API".
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from werkzeug.exceptions import BadRequest, UnsupportedMediaType
from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from reference_impl.instance.answers import body_of, need, result
from reference_impl.instance.encoded_query import Record, equal_to
from reference_impl.instance.instance import Instance
from reference_impl.instance.shown import Shown
from reference_impl.instance.tables import NoRecordError

MID_SERVER_WRITES = {"ecc_agent", "ecc_agent_issue", "ecc_queue"}
"""The tables in which the role mid_server may change something; it reads all but the users."""
MID_SERVER_ADDS = {*MID_SERVER_WRITES, "ecc_agent_upgrade_history_stage"}
"""Those to which it may add records."""

FIRST_VERSION = "/api/now/v1/"
RULES = [
    Rule(f"/api/now{version}/table/<table>{record}", methods=methods, endpoint=endpoint)
    for version in ("", "/v1", "/v2")
    for record, methods, endpoint in (
        ("", ["GET"], "select"),
        ("", ["POST"], "insert"),
        ("/<sys_id>", ["GET"], "get"),
        ("/<sys_id>", ["PUT", "PATCH"], "update"),
        ("/<sys_id>", ["DELETE"], "delete"),
    )
]


class TableApi:
    """The endpoints of the Table API."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """One page of the records that match.

        Raises:
            NoRecordError: There are none; the first version of the API answers so.
        """
        _may_read(roles, table)
        arguments = request.args.to_dict()
        found = self._matching(table, arguments)
        first, limit = _number(arguments, "sysparm_offset", 0), _number(arguments, "sysparm_limit", 10_000)
        page = found[first : first + limit]
        if not page and request.path.startswith(FIRST_VERSION):
            raise NoRecordError
        answer = result(list(map(self._shown(request, table), page)))
        if arguments.get("sysparm_no_count", "").lower() != "true":
            answer.headers["X-Total-Count"] = str(len(found))
        is_bare = arguments.get("sysparm_suppress_pagination_header", "").lower() == "true"
        if 0 < limit < len(found) and not is_bare:
            answer.headers["Link"] = _pages(request, first, limit, len(found))
        return answer

    def get(self, request: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """One record."""
        _may_read(roles, table)
        return result(self._shown(request, table)(self.instance.tables.get(table, sys_id)))

    def insert(self, request: Request, roles: set[str], table: str) -> Response:
        """Add a record."""
        need(roles, "mid_server" if table in MID_SERVER_ADDS else "admin")
        record = self.instance.tables.insert(table, _values(request))
        if table == "ecc_queue":
            self.instance.queued(record)
        shown = self._shown(request, table)
        answer = result(shown(record), 201)
        answer.headers["Location"] = shown.link(table, record["sys_id"])
        return answer

    def update(self, request: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """Change a record."""
        _may_write(roles, table)
        values = _values(request)
        record = self.instance.tables.update(table, sys_id, values)
        if table == "ecc_agent" and "status" in values:
            self.instance.agent_changed(record)
        return result(self._shown(request, table)(record))

    def delete(self, _: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """Remove a record."""
        _may_write(roles, table)
        self.instance.tables.delete(table, sys_id)
        return Response(status=204)

    def _matching(self, table: str, arguments: Mapping[str, str]) -> list[Record]:
        if "sysparm_query" in arguments:
            return self.instance.tables.select(table, arguments["sysparm_query"])
        plain = {name: value for name, value in arguments.items() if not name.startswith("sysparm_")}
        return self.instance.tables.matching(table, equal_to(plain))

    def _shown(self, request: Request, table: str) -> Shown:
        return Shown(self.instance.tables, table, request)


def _may_read(roles: set[str], table: str) -> None:
    need(roles, "admin" if table == "sys_user" else "mid_server")


def _may_write(roles: set[str], table: str) -> None:
    need(roles, "mid_server" if table in MID_SERVER_WRITES else "admin")


def _number(arguments: Mapping[str, str], name: str, default: int) -> int:
    try:
        return max(0, int(arguments[name]))
    except (KeyError, ValueError):
        return default


def _pages(request: Request, first: int, limit: int, total: int) -> str:
    """The header Link (RFC 8288): where the first, the neighbouring and the last page are."""
    offsets = {"first": 0}
    if first > 0:
        offsets["prev"] = max(0, first - limit)
    if first + limit < total:
        offsets["next"] = first + limit
    offsets["last"] = (total - 1) // limit * limit
    asked = {**request.args.to_dict(), "sysparm_limit": limit}
    queries = {page: urlencode({**asked, "sysparm_offset": offset}) for page, offset in offsets.items()}
    return ",".join(f'<{request.base_url}?{query}>;rel="{page}"' for page, query in queries.items())


def _values(request: Request) -> Record:
    if not request.is_json and request.mimetype:
        raise UnsupportedMediaType(f"A record is sent as application/json, not as {request.mimetype}")
    body = body_of(request)
    return {name: _text(value) for name, value in body.items()}


def _text(value: object) -> str:
    """A value as tables hold it; clients may send numbers, yes or no, and nothing as JSON has them."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str() | int() | float():
            return str(value)
    raise BadRequest("Every value is a string, a number, true, false or null")
