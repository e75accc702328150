"""Verification of an upgrade package's digital signature, before the package is used.

Chapter "Upgrade methods". Rules SIG-VERIFY and SIG-PACKAGE-SHAPE: what `jarsigner -verify -strict` refuses is refused,
and packages of the documented shape are accepted. SIG-HARDENED: so is what it takes although nobody should install it.
SIG-TIMESTAMP: an expired signer is good if a trusted time stamp shows that it signed while it was valid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference_impl.mid.verification.refusal import Code, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from reference_impl.mid.verification.verifier import Signer

__all__ = ["Code", "Refused", "verify"]


def verify(
    package: bytes,
    trust_anchors: Sequence[str],
    now: datetime,
    tell: Callable[[str], None] = lambda _: None,
    *,
    require_timestamp: bool = False,
) -> list[Signer]:
    """The signers of a good package; what it showed is remembered by its content.

    Args:
        package: The file as it was downloaded.
        trust_anchors: The certificates of trusted roots, of signers and time-stamping authorities alike, in PEM.
        now: The host's time, aware of its zone.
        tell: Is told each step, in words.
        require_timestamp: Whether a package without a time stamp is refused.

    Raises:
        Refused: The package is not to be used.
    """
    from reference_impl.mid.verification.verifier import verifier_for  # noqa: PLC0415 - its libraries load slowly

    return verifier_for(tuple(trust_anchors)).verify(package, now, tell, require_timestamp=require_timestamp)
