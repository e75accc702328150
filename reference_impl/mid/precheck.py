"""The pre-upgrade tests.

Documentation: MID Server upgrades, "Pre-upgrade tests" and "Errors that block the upgrade".
"""

import contextlib
import io
import zipfile

from reference_impl.mid.agent import Agent
from reference_impl.mid.host import Host, HostError
from reference_impl.mid.servers import DownloadSite

MINIMUM_SPACE = 10**9
""""At least 1 GB of free disk space", in bytes."""
TEXT_FILE, TEXT = "upgradeCheck.txt", b"pre-upgrade check\n"


def archive() -> bytes:
    """The pre-upgrade ZIP: one text file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(zipfile.ZipInfo(TEXT_FILE), TEXT)
    return made.getvalue()


class PreUpgradeTests:
    """One run of the tests, in the order of the documentation."""

    def __init__(self, host: Host, agent: Agent, site: DownloadSite) -> None:
        self.host, self.agent, self.site = host, agent, site
        temp_folder = host.facts().temp_folder
        self.archive = agent.separator.join((temp_folder, "pre-upgrade-check.zip"))
        self.extracted = agent.separator.join((temp_folder, "pre-upgrade-check"))
        self.folder = agent.path("package", "upgradeCheck")

    def errors(self) -> list[str]:
        """The messages of the tests that failed; none when the upgrade may go on."""
        messages = self.disk_space(), self.download_site(), self.file_operations()
        return [message for message in messages if message]

    def disk_space(self) -> str:
        """At least 1 GB of free disk space."""
        free = self.host.free_bytes()
        return f"Not enough free disk space. The system reports {free} bytes free" if free < MINIMUM_SPACE else ""

    def download_site(self) -> str:
        """Access to the download site."""
        return "" if self.site.is_accessible() else "Unable to download updates from the install server"

    def file_operations(self) -> str:
        """Permission to execute file operations: each needs the one before it."""
        message = self.extraction() or self.check_folder() or self.permissions()
        if message:
            self.clean_up()
        return message

    def extraction(self) -> str:
        """Extract a ZIP archive to a temp folder."""
        try:
            self.host.write(self.archive, archive())
            self.host.extract(self.archive, self.extracted)
        except HostError:
            return "Unable to extract contents of pre upgrade check zip"
        return ""

    def check_folder(self) -> str:
        """Make the folder for the pre-upgrade checking files."""
        try:
            self.host.make_folder(self.folder)
        except HostError:
            return f"Unable to create folder {self.folder}"
        return ""

    def permissions(self) -> str:
        """Copy files to the agent folder, read a text file, delete the pre-upgrade contents."""
        text_file = self.agent.separator.join((self.folder, TEXT_FILE))
        try:
            self.host.copy(self.agent.separator.join((self.extracted, TEXT_FILE)), text_file)
            self.host.read(text_file)
            self.delete()
        except HostError as error:
            return f"Unable to verify file permissions: {error}"
        return ""

    def delete(self) -> None:
        """Delete the pre-upgrade contents."""
        for place in (self.folder, self.extracted, self.archive):
            self.host.delete(place)

    def clean_up(self) -> None:
        """Delete what there is of them after a test that failed."""
        for place in (self.folder, self.extracted, self.archive):
            with contextlib.suppress(HostError):
                self.host.delete(place)
