"""What a report of the pre-upgrade tests says: errors, which block an upgrade, and anything else."""

import re

ERRORS = (
    "Not enough free disk space",
    "Unable to download updates from",
    "Unable to extract contents of pre upgrade check zip",
    "Unable to create folder",
    "Unable to verify file permissions",
    "MID Server Windows Service is not running as LocalSystem or a local Administrator",
)
_ERROR = re.compile(rf"(?:[^\n]*: )?(?:{'|'.join(map(re.escape, ERRORS))})")


def is_error(message: str) -> bool:
    """Whether a message is one that the documentation lists under "Errors that block the upgrade".

    It may follow a prefix that ends in a colon. What blocks nothing is a warning, whose words are free in part.
    """
    return _ERROR.match(message) is not None
