"""The agent folder of a MID Server: the program that is installed there, and its config.xml."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from fakes.host.files import Files, HostError
from fakes.releases.builds import Build
from fakes.releases.download_site import installed_stamp, program_of

PROGRAM_FOLDERS = ("bin/", "lib/", "jre/", "package/meta/")
"""The folders that an upgrade replaces, below the agent folder."""


class AgentFolder:
    """The folder, such as /opt/servicenow/mid/agent.

    Args:
        files: The host's file system.
        root: The path of the folder.
        connection: What config.xml always sets: how to reach the instance, and as whom.
    """

    def __init__(self, files: Files, root: str, connection: Mapping[str, str]) -> None:
        self.root = root
        self._files, self._connection = files, connection
        self._parameters: dict[str, str] = {}

    def path(self, *names: str) -> str:
        """A path below the folder."""
        return self._files.join(self.root, *names)

    def is_below(self, path: str, folder: str) -> bool:
        """Whether a path is a folder or lies below it."""
        return self._files.is_below(path, folder)

    # ---- The program

    def install(self, build: Build) -> None:
        """Put the files of a build into the folder, as an installer does."""
        for name, content in program_of(build).items():
            self._files.write(self.path(*name.split("/")), content)

    def version(self) -> str:
        """The build stamp of what is installed, as the meta file of the core package says; empty if it does not."""
        return installed_stamp(self.read("package", "meta", "mid-core.meta.properties"))

    def program(self) -> dict[str, bytes]:
        """The files that an upgrade replaces, by their names below the folder, such as "bin/mid.sh"."""
        try:
            names = [name for name in self._files.list_files(self.root) if name.startswith(PROGRAM_FOLDERS)]
        except HostError:
            return {}
        return {name: self._files.read(self.path(*name.split("/"))) for name in names}

    def program_file(self, path: str) -> str:
        """The name of such a file below the folder; empty for any other path."""
        name = self._files.below(path, self.root)
        return name if name.startswith(PROGRAM_FOLDERS) else ""

    def restore(self, program: Mapping[str, bytes]) -> None:
        """Let the program be what it was."""
        for name in self.program().keys() - program.keys():
            self._files.delete(self.path(*name.split("/")))
        for name, content in program.items():
            self._files.write(self.path(*name.split("/")), content)

    # ---- config.xml, and other files

    def configure(self, parameter: str = "", value: str | None = None) -> None:
        """Write config.xml anew, with one parameter set; None takes the parameter away."""
        self._parameters.pop(parameter, None)
        if value is not None:
            self._parameters[parameter] = value
        root = ET.Element("parameters")
        for name, each in {**self._connection, **self._parameters}.items():
            ET.SubElement(root, "parameter", name=name, value=each)
        self._files.write(self.path("config.xml"), ET.tostring(root, encoding="utf-8", xml_declaration=True))

    def parameter(self, name: str) -> str:
        """The value of a parameter in config.xml; empty where it is not there."""
        try:
            root = ET.fromstring(self.read("config.xml"))  # noqa: S314 - in memory
        except ET.ParseError:
            return ""
        return next((each.get("value", "") for each in root.iter("parameter") if each.get("name") == name), "")

    def read(self, *names: str) -> bytes:
        """The content of a file below the folder; empty where there is none."""
        try:
            return self._files.read(self.path(*names))
        except HostError:
            return b""
