"""The Table API: the records of the instance's tables, and who may see and change them.

Source: ServiceNow API reference, "Table API".
"""

from werkzeug.exceptions import BadRequest
from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from reference_impl.instance.encoded_query import Record
from reference_impl.instance.exchange import body_of, need, result
from reference_impl.instance.instance import Instance

HIDDEN = {"user_password"}
MID_SERVER_WRITES = {"ecc_agent", "ecc_agent_issue", "ecc_queue"}
"""The tables in which the role mid_server may change something; it reads all but the users."""

RULES = [
    Rule("/api/now/table/<table>", methods=["GET"], endpoint="select"),
    Rule("/api/now/table/<table>", methods=["POST"], endpoint="insert"),
    Rule("/api/now/table/<table>/<sys_id>", methods=["GET"], endpoint="get"),
    Rule("/api/now/table/<table>/<sys_id>", methods=["PUT", "PATCH"], endpoint="update"),
    Rule("/api/now/table/<table>/<sys_id>", methods=["DELETE"], endpoint="delete"),
]


class TableApi:
    """The endpoints of the Table API."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """Records that match; sysparm_query, sysparm_fields, sysparm_limit, sysparm_offset."""
        _may_read(roles, table)
        found = self.instance.tables.select(table, request.args.get("sysparm_query", ""))
        first = _number(request, "sysparm_offset", 0)
        page = found[first : first + _number(request, "sysparm_limit", 10_000)]
        response = result([_shown(record, request) for record in page])
        response.headers["X-Total-Count"] = str(len(found))
        return response

    def get(self, request: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """One record."""
        _may_read(roles, table)
        return result(_shown(self.instance.tables.get(table, sys_id), request))

    def insert(self, request: Request, roles: set[str], table: str) -> Response:
        """Add a record."""
        _may_write(roles, table)
        record = self.instance.tables.insert(table, _values(request))
        if table == "ecc_queue":
            self.instance.queued(record)
        return result(_shown(record, request), 201)

    def update(self, request: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """Change a record."""
        _may_write(roles, table)
        values = _values(request)
        record = self.instance.tables.update(table, sys_id, values)
        if table == "ecc_agent" and "status" in values:
            self.instance.agent_changed(record)
        return result(_shown(record, request))

    def delete(self, _: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """Remove a record."""
        _may_write(roles, table)
        self.instance.tables.delete(table, sys_id)
        return Response(status=204)


def _may_read(roles: set[str], table: str) -> None:
    need(roles, "admin" if table == "sys_user" else "mid_server")


def _may_write(roles: set[str], table: str) -> None:
    need(roles, "mid_server" if table in MID_SERVER_WRITES else "admin")


def _number(request: Request, name: str, default: int) -> int:
    return max(0, request.args.get(name, default, type=int))


def _values(request: Request) -> Record:
    body = body_of(request)
    if not all(isinstance(value, str) for value in body.values()):
        raise BadRequest("Every value is a string")
    return body


def _shown(record: Record, request: Request) -> Record:
    fields = request.args.get("sysparm_fields")
    wanted = fields.split(",") if fields else record
    return {name: record.get(name, "") for name in wanted if name not in HIDDEN}
