"""The adapter: `midcert certify --target py:examples.sqlite_instance.adapter:target`."""

from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from examples.sqlite_instance.http_api import Application
from examples.sqlite_instance.instance import Instance
from examples.sqlite_instance.store import Store

Message = dict[str, Any]
NAME = {"name": "an instance on SQLite", "version": "1"}
ABOUT = {"protocol": 1, "implementation": NAME, "roles": ["instance"], "time": "advance", "capabilities": []}


class Adapter:
    """Answers control messages; what comes between two `advance`s is done in the second, since that is its time."""

    def __init__(self) -> None:
        self.instance_application = Application()
        self._scenario = ExitStack()

    def __call__(self, message: Message) -> Message:
        """The answer to one message."""
        match message:
            case {"verb": "describe"}:
                return ABOUT
            case {"verb": "setup", "now": now, "instance": settings}:
                self._set_up(datetime.fromisoformat(now), **settings)
            case {"verb": "start" | "stop" as verb}:
                self._due.append(getattr(self._instance, verb))
            case {"verb": "upgrade", "to": version}:
                self._due.append(partial(self._instance.upgrade, version))
            case {"verb": "advance", "to": to}:
                self._instance.store.now = datetime.fromisoformat(to)
                while self._due:
                    self._due.pop(0)()
                following = self._instance.work()
                return {"next": following and following.isoformat()}
            case {"verb": "teardown"}:
                self._scenario.close()
        return {}

    def _set_up(self, now: datetime, buildstamp: str, builds: list[str], administrator: Message, seed: int) -> None:
        self._scenario.close()  # one that has crashed was not torn down
        folder = self._scenario.enter_context(TemporaryDirectory())
        store = Store(Path(folder, "instance.db"), now, seed)
        self._instance = self.instance_application.instance = Instance(store, buildstamp, builds, **administrator)
        self._scenario.callback(self._instance.stop)
        self._due: list[Any] = []


def target(_system: object) -> Adapter:
    """The factory that `--target` wants; an instance asks the suite for nothing."""
    return Adapter()
