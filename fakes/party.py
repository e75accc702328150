"""A MID Server as the world knows it, and how it gets onto its host."""

from dataclasses import dataclass, field
from datetime import datetime
from xml.etree import ElementTree as ET

from fakes.administrator import PlayedMidServer
from fakes.builds import Build
from fakes.download_site import contents
from fakes.front import INSTANCE_URL
from fakes.host import Host


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

    @property
    def agent_folder(self) -> str:
        """Where it is installed."""
        return self.host.platform.agent_folder

    def path(self, *names: str) -> str:
        """A path below the agent folder."""
        return self.host.files.join(self.agent_folder, *names)

    def install(self, build: Build) -> None:
        """Put a version into the agent folder, as an installer does."""
        for package in ("mid-core", "mid-jre"):
            for name, content in contents(package, build).items():
                self.host.files.write(self.path(*name.split("/")), content)

    def installed(self) -> str:
        """The version in the agent folder, as the meta file of the core package says."""
        meta = self.host.files.read(self.path("package", "meta", "mid-core.meta.properties")).decode()
        return meta.partition("buildstamp=")[2].partition("\n")[0]

    def configure(self, parameter: str = "", value: str | None = None) -> None:
        """Write config.xml: how to reach the instance, and what has been set; None takes a parameter away."""
        self.parameters.pop(parameter, None)
        if value is not None:
            self.parameters[parameter] = value
        root = ET.Element("parameters")
        for name, each in (self._connection() | self.parameters).items():
            ET.SubElement(root, "parameter", name=name, value=each)
        self.host.files.write(self.path("config.xml"), ET.tostring(root, encoding="utf-8", xml_declaration=True))

    def _connection(self) -> dict[str, str]:
        return {
            "url": INSTANCE_URL,
            "name": self.name,
            "mid_sys_id": self.agent,
            "mid.instance.username": self.login["user"],
            "mid.instance.password": self.login["password"],
        }
