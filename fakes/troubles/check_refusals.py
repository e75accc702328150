"""What a host can refuse of the pre-upgrade tests' file operations, each by itself.

The files of the tests are those below the temporary folder and below agent/package/upgradeCheck, but no archives: the
tests may extract one, and packages may lie there. docs/protocol.md says which operation of the host is which test.
"""

from collections.abc import Callable

from fakes.agent_folder import AgentFolder
from fakes.host.host import Attempt, Refusal

READ_ONLY = "Read-only file system"
NO_PERMISSION = "Permission denied"
NOT_PERMITTED = "Operation not permitted"
NOT_READABLE = "Input/output error"
NOT_THERE = "No such file or directory"
DEVICE_BUSY = "Device or resource busy"


def check_folder(folder: AgentFolder) -> str:
    """The folder of the tests below the agent folder."""
    return folder.path("package", "upgradeCheck")


def extracting_into(place: str) -> Callable[[AgentFolder], Refusal]:
    """Nothing can be extracted to a folder or below it, packages included."""

    def refusal(folder: AgentFolder) -> Refusal:
        def refuse(attempt: Attempt) -> str:
            return NO_PERMISSION if attempt.operation == "extract" and folder.is_below(attempt.path, place) else ""

        return refuse

    return refusal


def making_the_folder(folder: AgentFolder) -> Refusal:
    """The folder of the tests cannot be made, and nothing can be put below it."""
    place = check_folder(folder)

    def refuse(attempt: Attempt) -> str:
        makes = attempt.operation in ("make_folder", "write", "copy", "extract")
        return READ_ONLY if makes and folder.is_below(attempt.path, place) else ""

    return refuse


def copying_files(folder: AgentFolder) -> Refusal:
    """No file of the tests can be copied, from either folder or to it."""
    return _of_files(folder, "copy", NOT_PERMITTED)


def reading_files(folder: AgentFolder) -> Refusal:
    """No file of the tests can be read; to copy one is no reading."""
    return _of_files(folder, "read", NOT_READABLE)


def finding_files(folder: AgentFolder) -> Refusal:
    """To whoever wants to read a file of the tests there is none."""
    return _of_files(folder, "read", NOT_THERE)


def deleting_files(folder: AgentFolder) -> Refusal:
    """No file and no folder of the tests can be deleted."""
    return _of_files(folder, "delete", DEVICE_BUSY)


def _of_files(folder: AgentFolder, operation: str, text: str) -> Refusal:
    place = check_folder(folder)

    def refuse(attempt: Attempt) -> str:
        is_of_tests = attempt.is_temporary or folder.is_below(attempt.path, place)
        return text if attempt.operation == operation and is_of_tests and not attempt.is_about_archive else ""

    return refuse
