"""The certificate that `midcert certify --certificate` writes: what it needs is looked at before the run."""

import argparse
import getpass
import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from midcert.certificates import envelope, evidence, keys, statement
from midcert.certificates.evidence import EvidenceError
from midcert.certificates.keys import PASSPHRASE, KeyFileError
from midcert.certificates.refusals import refusal
from midcert.certificates.statement import Digests
from midcert.results.run import RunFileError
from midcert.rules.rule_sets import RuleSet, RuleSetError, load_rule_set, path_of
from midcert.run.layout import RULE_SETS


class NoCertificateError(ValueError):
    """There can be no certificate; the message says why, in one line."""


@dataclass(frozen=True)
class Wanted:
    """A certificate that is to be written."""

    path: Path
    run: Path
    journals: Path
    rule_set: RuleSet
    signer: CryptoSigner | None
    """None where it is wanted unsigned."""

    def write(self) -> str:
        """Write it, of the run and the journals that lie there now; what it is, in one line.

        Raises:
            NoCertificateError: The run is not conformant, or a file cannot be read or written.
        """
        content = self._content()
        try:
            with self.path.open("xb") as out:
                out.write(content)
        except OSError as error:
            raise NoCertificateError(f"{self.path} cannot be written: {error.strerror}") from None
        signed = f"signed by the key {self.signer.public_key.keyid}" if self.signer else "unsigned"
        return f"Certificate: {self.path}, {signed}; keep {self.run} and {self.journals} with it"

    def _content(self) -> bytes:
        try:
            file = evidence.run_file(self.run)
            if (reason := refusal(file.run)) or file.run.tested is None:
                raise NoCertificateError(reason)
            rule_set = path_of(RULE_SETS, self.rule_set.name).read_bytes()
            journals = evidence.digest_of_journals(file.run, self.journals)
            digests = Digests(hashlib.sha256(rule_set).hexdigest(), journals)
            said = statement.written(statement.statement_of(file, file.run.tested, self.rule_set, digests))
        except EvidenceError as error:
            raise NoCertificateError(f"its evidence {error}") from None
        except RunFileError as error:
            raise NoCertificateError(f"{self.run} holds {error}") from None
        except OSError as error:
            raise NoCertificateError(f"{error.filename} cannot be read: {error.strerror}") from None
        return envelope.sealed(said, self.signer)


def run_beside(certificate: Path) -> Path:
    """Where the run of a certificate is kept, unless it is named: `mine.run.json` of `mine.json`."""
    return certificate.with_suffix(".run.json")


def journals_beside(certificate: Path) -> Path:
    """Where its journals are kept, unless they are named: `mine.journals` of `mine.json`."""
    return certificate.with_suffix(".journals")


def wanted(values: argparse.Namespace) -> Wanted | None:
    """The certificate that is asked for, if there is one; its run and its journals are asked for as well.

    Raises:
        NoCertificateError: What is wrong shows before the run.
    """
    path: Path | None = values.certificate
    if path is None:
        if values.key or values.unsigned:
            raise NoCertificateError("--key and --unsigned need --certificate FILE")
        return None
    values.run = values.run or run_beside(path)
    values.journals = values.journals or journals_beside(path)
    try:
        if reason := next(_obstacles(path, values), ""):
            raise NoCertificateError(reason)
        rule_set = load_rule_set(RULE_SETS, values.rule_set)
        if rule_set.scenarios is None:
            raise NoCertificateError("the rule set is a draft, and nothing is conformant to a draft")
        signer = keys.signer(values.key, _passphrase) if values.key else None
        values.run.unlink(missing_ok=True)  # whoever finds one later finds this run's
    except (RuleSetError, KeyFileError) as error:
        raise NoCertificateError(str(error)) from None
    except OSError as error:
        raise NoCertificateError(f"{error.filename}: {error.strerror}") from None
    return Wanted(path, values.run, values.journals, rule_set, signer)


def _obstacles(path: Path, values: argparse.Namespace) -> Iterator[str]:
    if bool(values.key) == values.unsigned:
        yield "it needs either --key FILE, which midcert keygen writes, or --unsigned"
    for option in ("scenario", "rule"):
        if getattr(values, option):
            yield f"--{option} narrows the run, and a narrowed run is never conformant"
    if values.shard:
        yield "--shard runs a part, and a part alone is never conformant"
    if path.exists():
        yield f"{path} is there already"
    if not os.access(path.absolute().parent, os.W_OK):
        yield f"{path} cannot be written: there is no such folder, or nothing may be written there"
    if len({each.absolute() for each in (path, values.run, values.journals)}) < 3:  # noqa: PLR2004 - three things
        yield "certificate, run and journals are three things, and need three names"
    if values.journals.is_dir() and any(values.journals.iterdir()):
        yield f"{values.journals} holds files already, and the journals of a certificate lie alone: take them away"


def _passphrase() -> str:
    """From the environment, or from whoever sits there.

    Raises:
        KeyFileError: There is none.
    """
    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    if not sys.stdin.isatty():
        raise KeyFileError(f"the key has a passphrase, which {PASSPHRASE} does not say")
    return getpass.getpass("Passphrase of the key: ")
