"""A MID Server as the world knows it, and how it gets onto its host."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree import ElementTree as ET

from fakes.administrator import PlayedMidServer
from fakes.host.files import HostError
from fakes.host.host import Host
from fakes.network.front import INSTANCE_URL
from fakes.releases.builds import FAMILIES, Build, parse_stamp
from fakes.releases.download_site import program_of

MADRID = list(FAMILIES).index("madrid")
PROGRAM = ("bin/", "lib/", "jre/", "package/meta/")
"""The folders that an upgrade replaces, below the agent folder."""


@dataclass
class Party:
    """A MID Server, its host, and the life of its process."""

    name: str
    agent: str
    """sys_id of its record."""
    login: dict[str, str]
    """`user` and `password` of its MID user."""
    host: Host
    started: datetime
    """When the present or last process started; before the first one, when it was installed."""
    played: PlayedMidServer | None
    """How the suite plays it; None for one under test."""
    running: bool = False
    start_entry: int = 0
    """Where in the journal that process started."""
    restarts: datetime | None = None
    """When the host is about to start the next process."""
    parameters: dict[str, str] = field(default_factory=dict)
    """What config.xml sets besides."""
    program_at_start: Mapping[str, bytes] = field(default_factory=dict)
    """The program's files when its process started."""
    service_takes_all: bool = False
    """Whether stopping its service ends all processes that came from it, an upgrade under way among them."""

    @property
    def agent_folder(self) -> str:
        """Where it is installed."""
        return self.host.platform.agent_folder

    def path(self, *names: str) -> str:
        """A path below the agent folder."""
        return self.host.files.join(self.agent_folder, *names)

    def install(self, build: Build) -> None:
        """Put a version into the agent folder and define the service, as an installer does.

        On Linux the service takes all its processes along as Madrid and older versions define it (KB0870356).
        """
        self.service_takes_all = self.host.platform.os == "linux" and 0 <= build.release <= MADRID
        for name, content in program_of(build).items():
            self.host.files.write(self.path(*name.split("/")), content)

    def installed(self) -> str:
        """The version in the agent folder, as the meta file of the core package says; empty if it does not."""
        try:
            meta = self.host.files.read(self.path("package", "meta", "mid-core.meta.properties"))
        except HostError:
            return ""
        return meta.decode(errors="replace").partition("buildstamp=")[2].partition("\n")[0].strip()

    def program(self) -> dict[str, bytes]:
        """The files that an upgrade replaces, by their names below the agent folder."""
        files = self.host.files
        try:
            names = [name for name in files.list_files(self.agent_folder) if name.startswith(PROGRAM)]
        except HostError:
            return {}
        return {name: files.read(self.path(*name.split("/"))) for name in names}

    def program_file(self, path: str) -> str:
        """The name of such a file below the agent folder; empty for any other path."""
        name = self.host.files.below(path, self.agent_folder)
        return name if name.startswith(PROGRAM) else ""

    def restore(self, program: Mapping[str, bytes]) -> None:
        """Let the program be what it was."""
        for name in self.program().keys() - program.keys():
            self.host.files.delete(self.path(*name.split("/")))
        for name, content in program.items():
            self.host.files.write(self.path(*name.split("/")), content)

    @property
    def upgrade_dies_with_service(self) -> bool:
        """Whether the upgrade that lies in the agent folder ends with the service, as one to New York or later does.

        Documentation: "Failed upgrades".
        """
        try:
            return self.service_takes_all and parse_stamp(self.installed()).release > MADRID
        except ValueError:
            return False

    def configure(self, parameter: str = "", value: str | None = None) -> None:
        """Write config.xml: how to reach the instance, and what has been set; None takes a parameter away."""
        self.parameters.pop(parameter, None)
        if value is not None:
            self.parameters[parameter] = value
        root = ET.Element("parameters")
        for name, each in (self._connection() | self.parameters).items():
            ET.SubElement(root, "parameter", name=name, value=each)
        self.host.files.write(self.path("config.xml"), ET.tostring(root, encoding="utf-8", xml_declaration=True))

    def parameter(self, name: str) -> str:
        """The value of a parameter in config.xml; empty where it is not there."""
        try:
            root = ET.fromstring(self.host.files.read(self.path("config.xml")))  # noqa: S314 - in memory
        except (HostError, ET.ParseError):
            return ""
        return next((each.get("value", "") for each in root.iter("parameter") if each.get("name") == name), "")

    def _connection(self) -> dict[str, str]:
        return {
            "url": INSTANCE_URL,
            "name": self.name,
            "mid_sys_id": self.agent,
            "mid.instance.username": self.login["user"],
            "mid.instance.password": self.login["password"],
        }
