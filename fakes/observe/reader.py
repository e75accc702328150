"""The one reader of journals: each entry tells a few events, whoever wrote it, and details beside them.

Requests are read as they were made and answered; what a target says of itself is no event.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from fakes.agent_folder import PROGRAM_FOLDERS
from fakes.host.files import Files
from fakes.host.host import AGENT_LOG
from fakes.journal import Entry
from fakes.observe import events as e
from fakes.observe.details import PackageExtracted, blanks, kept
from fakes.observe.exchanges import package_parts
from fakes.observe.request_reader import RequestReader

_OF_SCENARIO = {"rest": e.Rested, "end": e.ScenarioEnded}
_PATH_OF = {"write": "path", "append": "path", "delete": "path", "copy": "target", "extract": "folder"}
"""What each operation that changes files calls the place."""
_PATHS_OF = {"copy": ("source", "target"), "extract": ("archive", "folder")}
"""What operations call the places that they use, where that is not "path"."""
_RUNTIME = "jre/"
"""The one folder of the program in which nothing is the MID Server's own."""


class Happening(NamedTuple):
    """An event, when it was, and who did it."""

    time: datetime
    sequence: int
    """That of the entry which tells it."""
    actor: str
    event: e.Event | None
    """None where the entry tells none: only time has passed."""


class EventReader:
    """Reads one journal from its beginning; it learns on the way whose record and which property a sys_id is.

    Args:
        names: Whose record a sys_id is, as far as that is known from elsewhere; more may be added.
    """

    def __init__(self, names: Mapping[str, str] = MappingProxyType({})) -> None:
        self._requests = RequestReader(names)
        self._places: dict[str, Callable[[str], str]] = {}

    @property
    def was_helped(self) -> bool:
        """Whether a name was known that the journal had not told."""
        return self._requests.was_helped

    def read(self, entries: Iterable[Entry]) -> Iterator[Happening]:
        """What happened, in order."""
        for entry in entries:
            tells = False
            for event in self._events(entry):
                tells = True
                yield Happening(entry.time, entry.sequence, entry.actor, event)
            if not tells:
                yield Happening(entry.time, entry.sequence, entry.actor, None)

    def _events(self, entry: Entry) -> Iterator[e.Event]:
        match entry.actor:
            case "network":
                return
            case "observer":
                if entry.kind == "requests at once":
                    yield e.PermitsAskedAtOnce(tuple(entry.detail["answers"].items()))
            case "scenario":
                if entry.kind in _OF_SCENARIO:
                    yield _OF_SCENARIO[entry.kind]()
            case "host":
                yield from self._of_host(entry)
            case "instance":
                yield from _of_instance(entry)
            case _ if entry.kind == "exchange":
                yield from self._requests.read(entry, is_of_mid=entry.actor in self._places)
            case _ if entry.kind == "acts":
                self._requests.act(entry.detail["roles"])
            case _:
                yield from self._of_files(entry)

    def _of_host(self, entry: Entry) -> Iterator[e.Event]:
        detail, kind = entry.detail, entry.kind
        mid = detail["mid"]
        match kind:
            case "installed":
                self._places[mid] = functools.partial(_place, detail["os"] == "windows", detail["folder"])
                yield e.Installed(mid, detail["played"], detail["os"])
            case "started":
                yield e.Started(mid, detail["version"], detail["whole"], detail["pin"])
            case "stopped" | "killed" | "restarting" | "cannot start":
                yield e.Ended(mid, kind)
            case "service":
                yield e.ServiceSet(mid, detail["service"], detail["state"])
            case "configured":
                yield e.Configured(mid, detail["parameter"], detail["value"] or "")

    def _of_files(self, entry: Entry) -> Iterator[e.Event]:
        """What a MID Server lets its host do; a text that is written into the log anew counts like one added."""
        mid, kind, detail = entry.actor, entry.kind, entry.detail
        is_done = "error" not in detail
        if is_done and detail.get("text") and detail["path"].lower().endswith(AGENT_LOG):
            yield e.Said(mid, detail["text"], is_logged=True)
        if mid not in self._places:
            return
        for name in _PATHS_OF.get(kind, ("path",)):
            yield from blanks(mid, detail.get(name, ""))
        if kind not in _PATH_OF:
            return
        yield from kept(mid, detail)
        if kind == "extract":
            yield e.Extracted(mid, is_done)
            if is_done and "holds" in detail:
                yield PackageExtracted(mid)
        match self._places[mid](detail[_PATH_OF[kind]]):
            case "program":
                yield e.ProgramChanged(mid, is_done)
            case "runtime":
                yield e.ProgramChanged(mid, is_done, is_runtime=True)
            case "package" if kind in ("write", "copy") and is_done:
                yield e.PackageStored(mid)


def _of_instance(entry: Entry) -> Iterator[e.Event]:
    match entry.kind:
        case "begun":
            yield e.InstanceBegun(entry.detail["version"], entry.detail["played"])
        case "restarted":
            yield e.InstanceRestarted()
        case "upgraded":
            yield e.InstanceUpgraded(entry.detail["version"])


@functools.lru_cache(maxsize=4096)
def _place(is_windows: bool, folder: str, path: str) -> str:  # noqa: FBT001 - a key
    """What a path is in an agent folder: "program", "runtime", "package", or empty for anything else.

    What concerns the runtime and more of the program is "program".
    """
    files = Files(windows=is_windows)
    if not files.is_below(path, folder):
        return "program" if files.is_below(folder, path) else ""
    below = files.below(path, folder)
    name = f"{below}/" if below else ""
    touched = {each for each in PROGRAM_FOLDERS if name.startswith(each) or each.startswith(name)}
    if touched:
        return "runtime" if touched == {_RUNTIME} else "program"
    return "package" if package_parts(below.rpartition("/")[2])[0] else ""
