import pytest

from reference_impl.mid import failures
from reference_impl.mid.failures import UpgradeFailure


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (failures.RefreshError, "Unable to refresh packages"),
        (failures.DownloadError, "Unable to refresh packages"),
        (failures.QueryError, "Failed to query instance for MID Server buildstamp"),
        (failures.BuildstampError, "Not a valid package buildstamp"),
        (failures.VerificationError, "Signature verification failed"),
        (failures.BlockedError, "Aborting MID Server upgrade due to pre-upgrade check failure"),
    ],
)
def test_the_documented_message_stands_before_the_details(kind: type[UpgradeFailure], message: str) -> None:
    assert str(kind()) == message
    assert str(kind("HTTP 500")) == f"{message}. HTTP 500"
