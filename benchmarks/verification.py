"""What it costs to verify a small package with a timestamp, and how that compares with its signatures alone.

The verifier begins anew each time, as it would remember the verdict. Beside it the five signatures are verified that
such a package has: of the signer, of the time-stamping authority, and of the three certificates below the root. The
best of several rounds of each, which take turns, in processor time.
"""

import argparse
import sys
import time
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from fakes.releases.packages.flawed_content import signed
from fakes.releases.packages.kinds import NOW
from fakes.releases.packages.pki import default_pki
from reference_impl.mid.verification.verifier import Verifier

PACKAGE = signed([("bin/mid.sh", b"#!/bin/sh\n" * 10), ("lib/mid.jar", bytes(range(256)) * 20)])
SIGNATURES = 5
REPETITIONS = 50


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7, help="rounds of each (default: %(default)s)")
    rounds = range(options.parse_args().rounds)
    taken = [(_milliseconds(_package), _milliseconds(_signatures())) for _ in rounds]
    whole, alone = (min(each) for each in zip(*taken, strict=True))
    sys.stdout.write(f"a package {whole:.2f} ms   its signatures alone {alone:.2f} ms   ratio {whole / alone:.1f}\n")


def _package() -> None:
    Verifier(default_pki().trust_anchors).verify(PACKAGE, NOW, lambda _: None, require_timestamp=True)


def _signatures() -> Callable[[], None]:
    key = default_pki().signer.key
    signature, public = key.sign(PACKAGE[:100], padding.PKCS1v15(), hashes.SHA256()), key.public_key()

    def verify() -> None:
        for _ in range(SIGNATURES):
            public.verify(signature, PACKAGE[:100], padding.PKCS1v15(), hashes.SHA256())

    return verify


def _milliseconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    for _ in range(REPETITIONS):
        work()
    return (time.process_time() - began) / REPETITIONS * 1e3


if __name__ == "__main__":
    main()
