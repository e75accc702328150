"""The instance over HTTP, as a WSGI application: endpoints have the names of docs/openapi/instance.json."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from examples.sqlite_instance import mid_api, table_api
from examples.sqlite_instance.access import log_in
from examples.sqlite_instance.call import Call
from examples.sqlite_instance.instance import Instance

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_TABLE, _RECORD, _MID = "/api/now/table/<table>", "/api/now/table/<table>/<sys_id>", "/api/now/mid"
_ROUTES = Map(
    [
        Rule(_TABLE, methods=["GET"], endpoint=table_api.select),
        Rule(_TABLE, methods=["POST"], endpoint=table_api.insert),
        Rule(_RECORD, methods=["GET"], endpoint=table_api.get),
        Rule(_RECORD, methods=["PATCH", "PUT"], endpoint=table_api.update),
        Rule(_RECORD, methods=["DELETE"], endpoint=table_api.delete),
        Rule(f"{_MID}/instance_info", methods=["GET"], endpoint=mid_api.instance_info),
        Rule(f"{_MID}/assigned_packages", methods=["GET"], endpoint=mid_api.assigned_packages),
        Rule(f"{_MID}/upgrade_permit/<sys_id>", methods=["POST"], endpoint=mid_api.take_permit),
        Rule(f"{_MID}/upgrade_permit/<sys_id>", methods=["DELETE"], endpoint=mid_api.release_permit),
        Rule(f"{_MID}/upgrade_check/<sys_id>", methods=["POST"], endpoint=mid_api.report_check),
        Rule(f"{_MID}/upgrade_step/<sys_id>", methods=["POST"], endpoint=mid_api.report_step),
        Rule(f"{_MID}/channel/<sys_id>", methods=["POST"], endpoint=mid_api.open_channel),
        Rule(f"{_MID}/channel/<sys_id>", methods=["DELETE"], endpoint=mid_api.close_channel),
        Rule(f"{_MID}/action/<sys_id>/<action>", methods=["POST"], endpoint=mid_api.act),
    ]
)


class Application:
    """Serves one instance after another; each request is one transaction."""

    instance: Instance

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """One request (PEP 3333)."""
        try:
            response = self._answer(Request(environ))
        except HTTPException as error:
            response = _refusal(error)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if not self.instance.running:
            raise ServiceUnavailable
        with self.instance.store.transaction():
            access = log_in(self.instance.store, request.authorization)
            endpoint, arguments = _ROUTES.bind_to_environ(request).match()
            answer: Response = endpoint(Call(self.instance, request, access), **arguments)
        return answer


def _refusal(error: HTTPException) -> Response:
    response = Response(status=error.code, mimetype="application/json")
    response.headers.extend(each for each in error.get_headers() if each[0] not in {"Content-Type", "Content-Length"})
    response.data = json.dumps({"error": {"message": error.name, "detail": error.description}, "status": "failure"})
    return response
