"""What can go wrong with an upgrade, and the messages for it.

Documentation: MID Server upgrades, "Upgrade error messages" and "Errors that block the upgrade".
"""


class UpgradeFailure(Exception):  # noqa: N818 - the documentation's word
    """An upgrade that did not happen. The text is the documented message, with details behind it."""

    message = "Unable to refresh packages"

    def __init__(self, details: str = "") -> None:
        super().__init__(f"{self.message}. {details}" if details else self.message)


class RefreshError(UpgradeFailure):
    """The generic error, for whatever no other message covers."""


class DownloadError(UpgradeFailure):
    """A package could not be had."""


class QueryError(UpgradeFailure):
    """The instance could not be asked."""

    message = "Failed to query instance for MID Server buildstamp"


class BuildstampError(UpgradeFailure):
    """What InstanceInfo returned is not a build stamp."""

    message = "Not a valid package buildstamp"


class VerificationError(UpgradeFailure):
    """A package is not what was signed."""

    message = "Signature verification failed"


class BlockedError(UpgradeFailure):
    """The pre-upgrade tests met errors."""

    message = "Aborting MID Server upgrade due to pre-upgrade check failure"
