"""The instance over HTTP: the Table API, and what the documentation names without specifying it.

Source: ServiceNow API reference, "Table API"; the paths below /api/now/mid are this project's own.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import BadRequest, Conflict, Forbidden, HTTPException, NotFound, Unauthorized
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from reference_impl.instance.encoded_query import Record
from reference_impl.instance.instance import Instance, UnknownVersionError
from reference_impl.instance.tables import NoRecordError, UnknownTableError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HIDDEN = {"user_password"}
MID_SERVER_WRITES = {"ecc_agent", "ecc_agent_issue", "ecc_queue"}
"""The tables in which the role mid_server may change something; it reads all but the users."""

ROUTES = Map(
    [
        Rule("/api/now/table/<table>", methods=["GET"], endpoint="select"),
        Rule("/api/now/table/<table>", methods=["POST"], endpoint="insert"),
        Rule("/api/now/table/<table>/<sys_id>", methods=["GET"], endpoint="get"),
        Rule("/api/now/table/<table>/<sys_id>", methods=["PUT", "PATCH"], endpoint="update"),
        Rule("/api/now/table/<table>/<sys_id>", methods=["DELETE"], endpoint="delete"),
        Rule("/api/now/mid/instance_info", methods=["GET"], endpoint="instance_info"),
        Rule("/api/now/mid/assigned_packages", methods=["GET"], endpoint="assigned_packages"),
        Rule("/api/now/mid/upgrade_permit/<agent>", methods=["POST"], endpoint="take_permit"),
        Rule("/api/now/mid/upgrade_permit/<agent>", methods=["DELETE"], endpoint="release_permit"),
        Rule("/api/now/mid/upgrade_check/<agent>", methods=["POST"], endpoint="report_check"),
        Rule("/api/now/mid/channel/<agent>", methods=["DELETE"], endpoint="close_channel"),
    ]
)


class InstanceApi:
    """A WSGI application over an instance."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._endpoints: Mapping[str, Callable[..., Response]] = {
            rule.endpoint: getattr(self, rule.endpoint) for rule in ROUTES.iter_rules()
        }

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request; WSGI."""
        request = Request(environ)
        try:
            roles = self._roles_of(request)
            endpoint, arguments = ROUTES.bind_to_environ(environ).match()
            response = self._endpoints[endpoint](request, roles, **arguments)
        except UnknownTableError as error:
            response = _error(400, f"Invalid table {error}")
        except NoRecordError:
            response = _error(404, "No Record found")
        except HTTPException as error:
            response = _error(error.code or 500, error.description or "")
        return response(environ, start_response)

    # ---- Table API

    def select(self, request: Request, roles: set[str], table: str) -> Response:
        """Records that match; sysparm_query, sysparm_fields, sysparm_limit, sysparm_offset."""
        _may_read(roles, table)
        found = self.instance.tables.select(table, request.args.get("sysparm_query", ""))
        first = _number(request, "sysparm_offset", 0)
        page = found[first : first + _number(request, "sysparm_limit", 10_000)]
        response = _result([_shown(record, request) for record in page])
        response.headers["X-Total-Count"] = str(len(found))
        return response

    def get(self, request: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """One record."""
        _may_read(roles, table)
        return _result(_shown(self.instance.tables.get(table, sys_id), request))

    def insert(self, request: Request, roles: set[str], table: str) -> Response:
        """Add a record."""
        _may_write(roles, table)
        record = self.instance.tables.insert(table, _values(request))
        if table == "ecc_queue":
            self.instance.queued(record)
        return _result(_shown(record, request), 201)

    def update(self, request: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """Change a record."""
        _may_write(roles, table)
        values = _values(request)
        record = self.instance.tables.update(table, sys_id, values)
        if table == "ecc_agent" and "status" in values:
            self.instance.agent_changed(record)
        return _result(_shown(record, request))

    def delete(self, _: Request, roles: set[str], table: str, sys_id: str) -> Response:
        """Remove a record."""
        _may_write(roles, table)
        self.instance.tables.delete(table, sys_id)
        return Response(status=204)

    # ---- MID Server upgrades

    def instance_info(self, _: Request, roles: set[str]) -> Response:
        """InstanceInfo: the assigned version, and the instance's own."""
        _need(roles, "mid_server")
        return _result({"mid_buildstamp": self.instance.assigned(), "instance_buildstamp": self.instance.stamp})

    def assigned_packages(self, request: Request, roles: set[str]) -> Response:
        """The packages of the assigned version, or of the one that `version` names."""
        _need(roles, "mid_server")
        wanted = [request.args.get(name, "") for name in ("os", "architecture", "version")]
        try:
            stamp, packages = self.instance.packages(*wanted)
        except UnknownVersionError as error:
            raise NotFound(f"No build, or more than one, is named {error}") from error
        return _result({"buildstamp": stamp, "packages": [asdict(package) for package in packages]})

    def take_permit(self, _: Request, roles: set[str], agent: str) -> Response:
        """A permit to upgrade, or 409."""
        _need(roles, "mid_server")
        self.instance.tables.get("ecc_agent", agent)
        if not self.instance.take_permit(agent):
            raise Conflict("The number of concurrent MID Server upgrades is exceeded")
        return _result({"mid_server": agent}, 201)

    def release_permit(self, _: Request, roles: set[str], agent: str) -> Response:
        """Give a permit back."""
        _need(roles, "mid_server")
        self.instance.release_permit(agent)
        return Response(status=204)

    def report_check(self, request: Request, roles: set[str], agent: str) -> Response:
        """The messages of one run of the pre-upgrade tests; none when all passed."""
        _need(roles, "mid_server")
        self.instance.tables.get("ecc_agent", agent)
        match _body(request):
            case {"source": str(source), "messages": [*messages]} if all(isinstance(each, str) for each in messages):
                self.instance.report_check(agent, source, messages)
            case _:
                raise BadRequest("A source and a list of messages are needed")
        return Response(status=204)

    def close_channel(self, _: Request, roles: set[str], agent: str) -> Response:
        """The network's word that a MID Server is gone."""
        _need(roles, "admin")
        self.instance.channel_closed(agent)
        return Response(status=204)

    def _roles_of(self, request: Request) -> set[str]:
        login = request.authorization
        for user in self.instance.tables.select("sys_user"):
            known = user.get("user_name"), user.get("user_password")
            if login and known == (login.username, login.password):
                return set(user.get("roles", "").split(","))
        raise Unauthorized("User Not Authenticated")


def _need(roles: set[str], role: str) -> None:
    if not roles & {role, "admin"}:
        raise Forbidden(f"The role {role} is required")


def _may_read(roles: set[str], table: str) -> None:
    _need(roles, "admin" if table == "sys_user" else "mid_server")


def _may_write(roles: set[str], table: str) -> None:
    _need(roles, "mid_server" if table in MID_SERVER_WRITES else "admin")


def _number(request: Request, name: str, default: int) -> int:
    return max(0, request.args.get(name, default, type=int))


def _values(request: Request) -> Record:
    body = _body(request)
    if not all(isinstance(value, str) for value in body.values()):
        raise BadRequest("Every value is a string")
    return body


def _body(request: Request) -> dict[str, Any]:
    body = request.get_json(force=True)
    if not isinstance(body, dict):
        raise BadRequest("The body is one JSON object")
    return body


def _shown(record: Record, request: Request) -> Record:
    fields = request.args.get("sysparm_fields")
    wanted = fields.split(",") if fields else record
    return {name: record.get(name, "") for name in wanted if name not in HIDDEN}


def _result(value: object, status: int = 200) -> Response:
    return Response(json.dumps({"result": value}), status, content_type="application/json")


def _error(status: int, message: str) -> Response:
    body = {"error": {"message": message, "detail": ""}, "status": "failure"}
    response = Response(json.dumps(body), status, content_type="application/json")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Basic realm="Service-now"'  # RFC 9110, 11.5: a realm is quoted
    return response
