"""`midcert keygen`: a pair of keys to sign certificates with."""

import argparse
import os
import sys

from midcert.certificates.keys import PASSPHRASE, KeyFileError, generate, public_path
from midcert.results.outcomes import ExitCode


def run(values: argparse.Namespace) -> int:
    """Write the keys, over nothing."""
    try:
        key = generate(values.file, os.environ.get(PASSPHRASE, ""))
    except KeyFileError as error:
        sys.stderr.write(f"midcert keygen: {error}\n")
        return ExitCode.BAD_INPUT
    sys.stdout.write(
        f"{values.file}: the private key, for midcert certify --key; keep it to yourself\n"
        f"{public_path(values.file)}: the public key, for whoever verifies; publish it\n"
        f"key id: {key.keyid}\n"
    )
    return ExitCode.PASSED
