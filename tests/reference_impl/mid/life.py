"""A MID Server's life on a host in memory, with a real instance and the real download site."""

import itertools
import json
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from fakes.host.host import LINUX
from fakes.network.backends import in_process
from fakes.network.front import INSTANCE, INSTANCE_URL
from fakes.network.http_types import Request, Response, Server
from fakes.releases import download_site
from fakes.releases.builds import builds
from fakes.releases.packages.pki import RESPONDER, default_pki
from fakes.releases.responder import responder
from reference_impl.instance import Instance, InstanceApi, counting_ids
from reference_impl.mid import Listen, MidServer, Process, Sleep, Surroundings
from reference_impl.mid.agent import Agent
from reference_impl.mid.commands import Commands
from reference_impl.mid.http import Answer, NoAnswerError
from reference_impl.mid.servers import InstanceClient
from tests.reference_impl.mid.memory import STAMP, MemoryHost

SYSTEM = {"autoUpgrade", "pauseMid", "resumeMid", "restart", "grabLog", "threaddump"}
LOGIN = ("mid.berlin", "password")
LOG = f"{LINUX.agent_folder}/logs/agent0.log.0"


class ServersHttp:
    """The way to servers in this process; one that is unplugged answers nothing."""

    def __init__(self, servers: Mapping[str, Server]) -> None:
        self._servers = servers
        self.unplugged = ""
        """The name of that server."""
        self.asked: list[str] = []
        """Methods and paths, in order."""
        self.told: list[dict[str, str]] = []
        """What the MID Server wanted its record to hold, heard or not, in order."""

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """As every Http."""
        request = Request(method, url, headers, body)
        self.asked.append(f"{method} {urlsplit(url).path}")
        if method == "PATCH" and "/ecc_agent/" in url:
            self.told.append(json.loads(body))
        if request.server == self.unplugged:
            raise NoAnswerError("connection refused")
        answer = self._servers[request.server](request)
        assert isinstance(answer, Response)
        return Answer(answer.status, answer.body)


class Life:
    """Of the MID Server "berlin": its record, its queue, its processes one after another."""

    def __init__(
        self, stamp: str = STAMP, *, validated: str = "true", pin: str = "", parameters: Mapping[str, str] | None = None
    ) -> None:
        self.called = False
        self.host = MemoryHost(stamp=stamp)
        stamps = [each.stamp for each in builds()]
        self.instance = Instance(lambda: self.host.time, counting_ids(1), stamp, stamps, lambda _: self.call())
        self._add("sys_user", user_name=LOGIN[0], user_password=LOGIN[1], roles="mid_server")
        self.agent = self._add("ecc_agent", name="berlin", status="Down", validated=validated, version=stamp)
        connection = {"url": INSTANCE_URL, "name": "berlin", "mid_sys_id": self.agent, "mid.pinned.version": pin}
        login = {"mid.instance.username": LOGIN[0], "mid.instance.password": LOGIN[1]}
        self.host.configure({**connection, **login, **(parameters or {})})
        served = {INSTANCE: in_process(InstanceApi(self.instance)), download_site.DOWNLOAD_SITE: download_site.serve}
        self.http = ServersHttp({**served, RESPONDER: responder(lambda: self.host.time)})
        self.mid: MidServer
        self._process: Process
        self._wait: Sleep | Listen

    # ---- Processes

    def commands(self) -> Commands:
        """The commands of a new process that does nothing else."""
        agent = Agent(self.host, LINUX.agent_folder)
        return Commands(self.host, agent, InstanceClient(self.http, INSTANCE_URL, LOGIN, self.agent))

    def start(self) -> None:
        """Let a new process begin, which runs what the agent folder holds."""
        surroundings = Surroundings(LINUX.agent_folder, download_site.DOWNLOAD_SITE_URL, default_pki().trust_anchors)
        self.mid = MidServer(self.host, self.http, surroundings)
        self._process, self.called = self.mid.run(), bool(self.instance.waiting("berlin"))
        self._wait = next(self._process)
        self.settle()

    def call(self) -> None:
        """Say that a command waits."""
        self.called = True

    def settle(self) -> None:
        """Let the process do what is due now."""
        while self._hears() or (self._wait.until is not None and self._wait.until <= self.host.time):
            heard, self.called = self._hears(), self.called and not self._hears()
            self._wait = self._process.send(heard)

    def pass_(self, time: timedelta) -> None:
        """Let time pass, in which the process does everything punctually."""
        end = self.host.time + time
        while self._wait.until is not None and self._wait.until <= end:
            self.host.time = self._wait.until
            self.settle()
        self.host.time = end

    def _hears(self) -> bool:
        return self.called and isinstance(self._wait, Listen)

    # ---- The instance

    def assign(self, stamp: str) -> None:
        """Make this the version for all."""
        self.instance.set_property("mid.buildstamp", stamp)

    def validate(self, value: str) -> None:
        """Set the field `validated` of the record."""
        self.instance.tables.update("ecc_agent", self.agent, {"validated": value})

    def take_all_permits(self) -> None:
        """Let two others hold both permits."""
        for other in ("lisbon", "oslo"):
            self.instance.take_permit(other)

    def fails_to_reach(self, stamp: str) -> None:
        """Let the MID Server try to become this version while the download site cannot be reached."""
        self.http.unplugged = download_site.DOWNLOAD_SITE
        self.assign(stamp)
        self.send("autoUpgrade")

    def queue(self, *sources: str, topic: str = "") -> None:
        """Put commands into the queue without a word."""
        place = {"agent": "mid.server.berlin", "queue": "output", "state": "ready"}
        for source in sources:
            usual = "SystemCommand" if source in SYSTEM else "Command"
            self._add("ecc_queue", **place, topic=topic or usual, source=source, name=source)

    def send(self, *sources: str) -> None:
        """Put commands into the queue, and let the MID Server take them."""
        self.queue(*sources)
        self.call()
        self.settle()

    @property
    def states(self) -> dict[str, str]:
        """The states of the commands by their sources."""
        return {each["source"]: each["state"] for each in self.instance.tables.select("ecc_queue", "queue=output")}

    @property
    def results(self) -> dict[str, str]:
        """The results by the sources of their commands."""
        return {each["source"]: each["payload"] for each in self.instance.tables.select("ecc_queue", "queue=input")}

    @property
    def status(self) -> str:
        """The status in the record."""
        return self.instance.tables.get("ecc_agent", self.agent)["status"]

    @property
    def open_issues(self) -> list[str]:
        """The messages of the issues that are not resolved."""
        found = self.instance.tables.select("ecc_agent_issue", f"mid_server={self.agent}^state!=resolved")
        return [issue["message"] for issue in found]

    @property
    def statuses(self) -> list[str]:
        """The statuses that were reported, heard or not; equal neighbours count once."""
        return [status for status, _ in itertools.groupby(each["status"] for each in self.http.told)]

    @property
    def checks(self) -> int:
        """How often the assigned version was asked for."""
        return self.http.asked.count("GET /api/now/mid/instance_info")

    @property
    def permit_requests(self) -> int:
        """How often a permit was asked for."""
        return self.http.asked.count(f"POST /api/now/mid/upgrade_permit/{self.agent}")

    @property
    def log(self) -> list[str]:
        """What the agent log says, without times."""
        lines = self.host.files.read(LOG).decode().splitlines()
        return [line.partition("AutoUpgrade.3600 ")[2] for line in lines]

    def _add(self, table: str, **values: str) -> str:
        return self.instance.tables.insert(table, values)["sys_id"]
