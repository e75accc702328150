"""The pre-upgrade tests.

Documentation: MID Server upgrades, "Pre-upgrade tests" and "Errors that block the upgrade".
"""

from reference_impl.mid.host import Host
from reference_impl.mid.servers import DownloadSite

MINIMUM_SPACE = 10**9
""""At least 1 GB of free disk space", in bytes."""


def errors(host: Host, site: DownloadSite) -> list[str]:
    """The messages of the tests that failed; none when the upgrade may go on."""
    found = []
    free = host.free_bytes()
    if free < MINIMUM_SPACE:
        found.append(f"Not enough free disk space. The system reports {free} bytes free")
    if not site.is_accessible():
        found.append("Unable to download updates from the install server")
    return found
