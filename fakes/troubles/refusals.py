"""What a host can refuse to let its MID Server do."""

from fakes.agent_folder import AgentFolder
from fakes.host.archives import is_upgrade_package
from fakes.host.host import Attempt, Refusal

FILE_BUSY = "Text file busy"
NO_MEMORY = "Cannot allocate memory"


def replacing_files_in_bin(folder: AgentFolder) -> Refusal:
    """No file below agent/bin can be written."""
    files = folder.path("bin")

    def refuse(attempt: Attempt) -> str:
        return FILE_BUSY if attempt.operation == "write" and folder.is_below(attempt.path, files) else ""

    return refuse


def replacing_a_third_file(folder: AgentFolder) -> Refusal:
    """Two files of the program can be replaced by others, whichever they are, and no more.

    What a file held when the refusal began can always be put back.
    """
    before = folder.program()
    replaced: list[str] = []

    def refuse(attempt: Attempt) -> str:
        name = folder.program_file(attempt.path)
        if attempt.operation != "write" or not name or before.get(name) == attempt.content:
            return ""
        if name not in replaced:
            replaced.append(name)
        return FILE_BUSY if name in replaced[2:] else ""

    return refuse


def extracting_packages(_: AgentFolder) -> Refusal:
    """No package can be extracted; other archives can."""

    def refuse(attempt: Attempt) -> str:
        return NO_MEMORY if attempt.operation == "extract" and is_upgrade_package(attempt.content) else ""

    return refuse
