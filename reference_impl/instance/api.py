"""The instance over HTTP: logins, routes, errors, and what the documentation names without specifying it.

The paths below /api/now/mid are this project's own; the Table API is a part of its own.
"""

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.datastructures import Authorization, MIMEAccept
from werkzeug.exceptions import (
    BadRequest,
    Conflict,
    Forbidden,
    HTTPException,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    Unauthorized,
)
from werkzeug.http import parse_accept_header
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from reference_impl.instance import actions, batch, table_api
from reference_impl.instance.answers import body_of, need, result
from reference_impl.instance.batch import BatchApi
from reference_impl.instance.encoded_query import UnreadableError
from reference_impl.instance.instance import Instance, UnknownVersionError
from reference_impl.instance.table_api import TableApi
from reference_impl.instance.tables import NoRecordError, UnknownTableError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

RULES = [
    Rule("/api/now/mid/instance_info", methods=["GET"], endpoint="instance_info"),
    Rule("/api/now/mid/assigned_packages", methods=["GET"], endpoint="assigned_packages"),
    Rule("/api/now/mid/upgrade_permit/<agent>", methods=["POST"], endpoint="take_permit"),
    Rule("/api/now/mid/upgrade_permit/<agent>", methods=["DELETE"], endpoint="release_permit"),
    Rule("/api/now/mid/upgrade_check/<agent>", methods=["POST"], endpoint="report_check"),
    Rule("/api/now/mid/upgrade_step/<agent>", methods=["POST"], endpoint="report_step"),
    Rule("/api/now/mid/channel/<agent>", methods=["POST"], endpoint="open_channel"),
    Rule("/api/now/mid/channel/<agent>", methods=["DELETE"], endpoint="close_channel"),
    Rule(f"/api/now/mid/action/<agent>/<any({','.join(actions.ACTIONS)}):action>", methods=["POST"], endpoint="act"),
]
STEP_STATES = ("in_progress", "success", "failed")
PATHS = Map([*table_api.RULES, *batch.RULES, *RULES]).bind("instance")
"""The same for every host: an instance is asked by many names."""


class InstanceApi:
    """A WSGI application over an instance."""

    table_api: type[TableApi] = TableApi

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._endpoints: Mapping[str, Callable[..., Response]] = {
            rule.endpoint: getattr(part, rule.endpoint)
            for part, rules in (
                (self.table_api(instance), table_api.RULES),
                (BatchApi(self), batch.RULES),
                (self, RULES),
            )
            for rule in rules
        }

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request; WSGI."""
        request = Request(environ)
        try:
            if not takes_json(request.headers.get("Accept", "")):
                raise NotAcceptable("This instance answers in JSON alone")
            roles = self._roles_of(request)
            endpoint, arguments = route(request.path, request.method)
            response = self._endpoints[endpoint](request, roles, **arguments)
        except UnknownTableError as error:
            response = _error(400, f"Invalid table {error}")
        except UnreadableError as error:
            response = _error(400, f"Invalid query: {error}")
        except NoRecordError:
            response = _error(404, "No Record found")
        except HTTPException as error:
            response = _error(error.code or 500, error.description or "")
            if isinstance(error, MethodNotAllowed):
                response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))  # RFC 9110, 15.5.6
        return response(environ, start_response)

    def instance_info(self, _: Request, roles: set[str]) -> Response:
        """InstanceInfo: the assigned version, and the instance's own."""
        need(roles, "mid_server")
        return result({"mid_buildstamp": self.instance.assigned(), "instance_buildstamp": self.instance.stamp})

    def assigned_packages(self, request: Request, roles: set[str]) -> Response:
        """The packages of the assigned version, or of the one that `version` names."""
        need(roles, "mid_server")
        wanted = [request.args.get(name, "") for name in ("os", "architecture", "version")]
        try:
            stamp, packages = self.instance.packages(*wanted)
        except UnknownVersionError as error:
            raise NotFound(f"No build, or more than one, is named {error}") from error
        return result({"buildstamp": stamp, "packages": [asdict(package) for package in packages]})

    def take_permit(self, _: Request, roles: set[str], agent: str) -> Response:
        """A permit to upgrade, or 409."""
        need(roles, "mid_server")
        self.instance.tables.get("ecc_agent", agent)
        if not self.instance.take_permit(agent):
            raise Conflict("The number of concurrent MID Server upgrades is exceeded")
        return result({"mid_server": agent}, 201)

    def release_permit(self, _: Request, roles: set[str], agent: str) -> Response:
        """Give a permit back."""
        need(roles, "mid_server")
        self.instance.release_permit(agent)
        return Response(status=204)

    def report_check(self, request: Request, roles: set[str], agent: str) -> Response:
        """The messages of one run of the pre-upgrade tests; none when all passed."""
        need(roles, "mid_server")
        self.instance.tables.get("ecc_agent", agent)
        match body_of(request):
            case {"source": str(source), "messages": [*messages]} if all(isinstance(each, str) for each in messages):
                self.instance.report_check(agent, source, messages)
            case _:
                raise BadRequest("A source and a list of messages are needed")
        return Response(status=204)

    def report_step(self, request: Request, roles: set[str], agent: str) -> Response:
        """How far a step of an upgrade is."""
        need(roles, "mid_server")
        self.instance.tables.get("ecc_agent", agent)
        match body_of(request):
            case {"stage": str(stage), "state": str(state), "message": str(message)} if stage and state in STEP_STATES:
                self.instance.report_step(agent, stage, state, message)
            case _:
                raise BadRequest(f"A stage, a state ({', '.join(STEP_STATES)}) and a message are needed")
        return Response(status=204)

    def act(self, _: Request, roles: set[str], agent: str, action: str) -> Response:
        """What an administrator does on the record of a MID Server."""
        if not self.instance.may_act(roles):
            raise Forbidden("The role mid_server or admin is required")
        try:
            self.instance.act(agent, action)
        except actions.UnavailableError as error:
            raise Conflict(str(error)) from error
        return Response(status=204)

    def open_channel(self, _: Request, roles: set[str], agent: str) -> Response:
        """The network's word that a MID Server can be reached."""
        need(roles, "admin")
        self.instance.channel_opened(agent)
        return Response(status=204)

    def close_channel(self, _: Request, roles: set[str], agent: str) -> Response:
        """The network's word that a MID Server is gone."""
        need(roles, "admin")
        self.instance.channel_closed(agent)
        return Response(status=204)

    def _roles_of(self, request: Request) -> set[str]:
        name, password = login(request.headers.get("Authorization", ""))
        for user in self.instance.tables.all("sys_user"):
            if name and user.get("user_name") == name and user.get("user_password") == password:
                return set(user.get("roles", "").split(","))
        raise Unauthorized("User Not Authenticated")


@functools.lru_cache(maxsize=1024)
def route(path: str, method: str) -> tuple[str, Mapping[str, str]]:
    """The endpoint of a request, and what its path says; kept, as MID Servers ask the same again and again."""
    endpoint, arguments = PATHS.match(path, method)
    return endpoint, arguments


@functools.lru_cache(maxsize=1024)
def takes_json(accept: str) -> bool:
    """Whether a client takes what the instance answers, by the header Accept (RFC 9110, 12.5.1)."""
    return not accept or parse_accept_header(accept, MIMEAccept).quality("application/json") > 0


@functools.lru_cache(maxsize=1024)
def login(header: str) -> tuple[str, str]:
    """User and password of Basic authentication (RFC 7617); both are empty where there is none."""
    try:
        said = Authorization.from_header(header)
    except ValueError:  # werkzeug's, for what is no Base64
        said = None
    return (said.username or "", said.password or "") if said else ("", "")


def _error(status: int, message: str) -> Response:
    body = {"error": {"message": message, "detail": ""}, "status": "failure"}
    response = Response(json.dumps(body), status, content_type="application/json")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Basic realm="Service-now"'  # RFC 9110, 11.5: a realm is quoted
    return response
