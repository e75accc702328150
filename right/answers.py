"""Free: how an instance answers, apart from what is asked."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from reference_impl.instance import InstanceApi
from reference_impl.instance.answers import result
from right.base import RightInstance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class ShowingApi(InstanceApi):
    """Answers an action with what it was."""

    def act(self, request: Request, roles: set[str], agent: str, action: str) -> Response:
        super().act(request, roles, agent, action)
        return result({"mid_server": agent, "action": action})


class AnswersActionsWith200(
    RightInstance,
    freedom="docs/instance.md: an action is answered by success, or 409 where the status does not allow it",
):
    """Answers an action with 200 and a body instead of 204."""

    api = ShowingApi


class TalkativeApi(InstanceApi):
    """Answers InstanceInfo with more than was asked for."""

    def instance_info(self, request: Request, roles: set[str]) -> Response:
        known = super().instance_info(request, roles).get_json()["result"]
        return result({**known, "instance_name": "dev12345", "node": {"id": 1}})


class TellsMoreThanItWasAsked(
    RightInstance,
    freedom="docs/instance.md: InstanceInfo has mid_buildstamp and instance_buildstamp; not that it has no more",
):
    """Answers InstanceInfo with two fields more."""

    api = TalkativeApi


class HidingApi(InstanceApi):
    """Knows nothing of actions where somebody may not act."""

    def act(self, request: Request, roles: set[str], agent: str, action: str) -> Response:
        if not self.instance.may_act(roles):
            raise NotFound("No such action")
        return super().act(request, roles, agent, action)


class HidesWhatMayNotBeDone(
    RightInstance, freedom="docs/measured.md: seen is whether an action was accepted; not how it was refused"
):
    """Answers 404 instead of 403 to an action of somebody without the role."""

    api = HidingApi


class StartingApi(InstanceApi):
    """Answers 503 while the instance starts."""

    instance: "TakesAMinuteToStart"

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        if self.instance.now() < self.instance.is_back:
            return Response("The instance is starting", 503)(environ, start_response)
        return super().__call__(environ, start_response)


class TakesAMinuteToStart(
    RightInstance,
    freedom="docs/protocol.md: without `mid`, the instance starts again; no sentence says how long that takes",
):
    """Answers 503 for a minute after it was restarted or upgraded."""

    api = StartingApi
    is_back: datetime

    def add_administrator(self, user: str, password: str) -> None:
        super().add_administrator(user, password)
        self.is_back = self.now()

    def restart(self) -> None:
        super().restart()
        self.is_back = self.now() + timedelta(minutes=1)
