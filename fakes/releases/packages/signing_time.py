"""When good packages were signed, and the times that the flaws of signers and time stamps are about.

All of them lie on one side of every virtual date and of the real one.
"""

from datetime import UTC, datetime

SIGNING_TIME = datetime(2019, 11, 5, 19, 55, 37, tzinfo=UTC)
"""What the timestamps say."""
ISSUED = datetime(2018, 8, 9, tzinfo=UTC)
"""From when on the certificate of a signer that has expired was valid."""
EXPIRED = datetime(2020, 1, 9, tzinfo=UTC)
"""Until when it was."""
NOT_YET = datetime(2090, 1, 1, tzinfo=UTC)
"""From when on that of a signer of the future will be."""
