"""What the verifier says of a package, in one word."""

from datetime import UTC, datetime

from fakes.releases.packages.pki import default_pki
from reference_impl.mid.verification import Code, Refused, verify

NOW = datetime(2020, 3, 1, tzinfo=UTC)


def code_for(package: bytes) -> Code | None:
    """Why it is refused; None: it is not."""
    try:
        verify(package, default_pki().trust_anchors, NOW)
    except Refused as refused:
        return refused.code
    return None
