"""Judge one package by its file: it ends with 0 where the package is taken, and with 1 where it is refused.

python -m reference_impl.mid.verification PACKAGE --at 2020-07-01T00:00:00Z --anchors FILE --reply FILE
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reference_impl.mid.http import Answer, NoAnswerError
from reference_impl.mid.verification import Refused, verify
from reference_impl.mid.verification.revocation import Revocation


@dataclass(frozen=True)
class Replying:
    """In the place of a network: one responder, which replies what is known beforehand; None: nothing."""

    reply: bytes | None

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """The reply, whatever is asked."""
        del method, headers, body
        if self.reply is None:
            raise NoAnswerError(url)
        return Answer(200, self.reply)


def judge(package: bytes, anchors: Sequence[str], at: datetime, reply: bytes | None) -> None:
    """Verify a package at a time, with the reply to the question about its signer.

    Raises:
        Refused: It is not to be used.
    """
    for signer in verify(package, anchors, at):
        Revocation(Replying(reply)).check(signer, at)


def moment(text: str) -> datetime:
    """A time such as 2020-07-01T00:00:00Z.

    Raises:
        ValueError: It is none, or has no zone.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the package that the command line names; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("package", type=Path)
    options.add_argument("--at", type=moment, required=True, help="when it is verified, with its time zone")
    options.add_argument("--anchors", type=Path, required=True, help="the trusted certificates, in PEM")
    options.add_argument("--reply", default="", help="what the responder replies; empty where it cannot be asked")
    values = options.parse_args(arguments)
    try:
        reply = Path(values.reply).read_bytes() if values.reply else None
        judge(values.package.read_bytes(), [values.anchors.read_text("utf-8")], values.at, reply)
    except (OSError, ValueError) as error:
        options.error(str(error))
    except Refused as refused:
        sys.stdout.write(f"{refused.code}: {refused}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
