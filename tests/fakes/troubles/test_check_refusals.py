"""What a host refuses of the pre-upgrade tests, on both sides of every boundary, on Linux and on Windows."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fakes.agent_folder import AgentFolder
from fakes.host.files import HostError
from fakes.host.host import LINUX, WINDOWS, Host, Platform, Refusal
from fakes.journal import Journal
from fakes.releases.packages import jar
from fakes.troubles import check_refusals as refusals

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
ARCHIVE = jar.write([("upgradeCheck.txt", b"text")])
BOTH = pytest.mark.parametrize("platform", [LINUX, WINDOWS], ids=["Linux", "Windows"])


class Checked:
    """A host on which the files of the tests are there, and that refuses something."""

    def __init__(self, platform: Platform, deed: Callable[[AgentFolder], Refusal]) -> None:
        self.host = Host("berlin", platform, Journal(lambda: NOON), lambda: NOON)
        folder = AgentFolder(self.host.files, platform.agent_folder, {})
        self.temp = self.host.files.join(platform.temp_folder, "check")
        self.check, self.config = folder.path("package", "upgradeCheck"), folder.path("config.xml")
        for place in (self.temp, self.check):
            self.host.files.write(self.below(place), b"text")
        self.host.files.write(self.config, b"text")
        self.archive = folder.path("package", "a.zip")
        self.host.files.write(self.archive, ARCHIVE)
        self.host.refuse(deed(folder))

    def below(self, folder: str, name: str = "a.txt") -> str:
        return self.host.files.join(folder, name)

    def refused(self, operation: str, *arguments: str) -> str:
        """The reason; empty where it is done."""
        try:
            getattr(self.host, operation)(*arguments)
        except HostError as error:
            return str(error).rpartition("(")[2].rstrip(")")
        return ""


@BOTH
@pytest.mark.parametrize(
    ("deed", "text"), [(refusals.reading_files, refusals.NOT_READABLE), (refusals.finding_files, refusals.NOT_THERE)]
)
def test_files_of_the_tests_cannot_be_read_and_others_can(
    platform: Platform, deed: Callable[[AgentFolder], Refusal], text: str
) -> None:
    at = Checked(platform, deed)
    assert [at.refused("read", at.below(place)) for place in (at.temp, at.check)] == [text, text]
    assert at.refused("read", at.config) == at.refused("copy", at.below(at.temp), at.below(at.check)) == ""
    assert at.refused("delete", at.below(at.temp)) == ""


@BOTH
def test_files_of_the_tests_cannot_be_copied_from_or_to_either_folder(platform: Platform) -> None:
    at = Checked(platform, refusals.copying_files)
    copies = [(at.below(at.temp), at.below(at.check)), (at.below(at.temp), at.config), (at.config, at.below(at.check))]
    assert {at.refused("copy", *copy) for copy in copies} == {refusals.NOT_PERMITTED}
    assert at.refused("copy", at.config, f"{at.config}.old") == at.refused("read", at.below(at.temp)) == ""


@BOTH
def test_files_and_folders_of_the_tests_cannot_be_deleted(platform: Platform) -> None:
    at = Checked(platform, refusals.deleting_files)
    places = (at.temp, at.below(at.temp), at.check, at.below(at.check))
    assert {at.refused("delete", place) for place in places} == {refusals.DEVICE_BUSY}
    assert at.refused("delete", at.config) == at.refused("read", at.below(at.temp)) == ""


@BOTH
def test_archives_are_spared(platform: Platform) -> None:
    for deed in (refusals.copying_files, refusals.reading_files, refusals.deleting_files):
        at = Checked(platform, deed)
        inside = at.below(at.temp, "a.zip")
        copied = at.refused("copy", at.archive, inside)
        assert [copied, at.refused("read", inside), at.refused("delete", inside)] == ["", "", ""]


@BOTH
def test_the_folder_cannot_be_made_and_nothing_be_put_below_it(platform: Platform) -> None:
    at = Checked(platform, refusals.making_the_folder)
    below = at.below(at.check, "b")
    assert at.refused("make_folder", at.check) == at.refused("make_folder", below) == refusals.READ_ONLY
    assert at.refused("copy", at.config, below) == at.refused("extract", at.archive, at.check) == refusals.READ_ONLY
    assert at.refused("append", below, "text") == refusals.READ_ONLY
    assert at.refused("make_folder", at.below(at.temp, "b")) == at.refused("read", at.below(at.check)) == ""


@BOTH
def test_nothing_can_be_extracted_to_a_folder_or_below_it(platform: Platform) -> None:
    at = Checked(platform, refusals.extracting_into(platform.temp_folder))
    assert at.refused("extract", at.archive, platform.temp_folder) == refusals.NO_PERMISSION
    assert at.refused("extract", at.archive, at.temp) == refusals.NO_PERMISSION
    others = (at.check, f"{platform.temp_folder}2")
    assert [at.refused("extract", at.archive, other) for other in others] == ["", ""]
    assert at.refused("make_folder", at.below(at.temp, "b")) == at.refused("copy", at.config, at.temp + "2") == ""
