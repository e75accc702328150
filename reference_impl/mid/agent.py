"""The agent folder: configuration, installed version, log, and where packages go.

Documentation: MID Server upgrades, "Version control configuration parameter" and "Disabling the pre-upgrade check".
"""

import re
from xml.etree import ElementTree as ET

from reference_impl.mid.host import Host

BARE_AMPERSAND = re.compile(rb"&(?!#?\w+;)")
"""As in a password that somebody has typed into config.xml."""


class Agent:
    """The agent folder of one MID Server."""

    def __init__(self, host: Host, folder: str) -> None:
        self._host, self._folder = host, folder
        self.separator = "\\" if "\\" in folder else "/"
        written = BARE_AMPERSAND.sub(b"&amp;", host.read(self.path("config.xml")))
        root = ET.fromstring(written)  # noqa: S314 - the MID Server's own file
        self._parameters = {each.get("name", ""): each.get("value", "") for each in root.iter("parameter")}

    def path(self, *names: str) -> str:
        """A path below the agent folder."""
        return self.separator.join((self._folder, *names))

    def parameter(self, name: str) -> str:
        """A parameter of config.xml; empty where it is not set."""
        return self._parameters.get(name, "")

    def installed(self) -> str:
        """The build stamp of what lies in the agent folder."""
        text = self._host.read(self.path("package", "meta", "mid-core.meta.properties")).decode()
        properties = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        return properties["buildstamp"]

    def log(self, text: str, *, error: bool = False) -> None:
        """Write a line to the agent log, in the product's format."""
        now = self._host.now()
        stamp = f"{now:%m/%d/%y %H:%M:%S} ({now.microsecond // 1000:03})"
        mark = "SEVERE *** ERROR *** " if error else ""
        self._host.append(self._log_file, f"{stamp} AutoUpgrade.3600 {mark}{text}\n")

    def trace(self, text: str) -> None:
        """Write a line to the agent log where mid.log.level is trace."""
        if self.parameter("mid.log.level") == "trace":
            self.log(text)

    def read_log(self) -> str:
        """The agent log so far."""
        return self._host.read(self._log_file).decode()

    @property
    def _log_file(self) -> str:
        return self.path("logs", "agent0.log.0")
