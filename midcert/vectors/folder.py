"""Write the corpus as a folder of vectors."""

from pathlib import Path

from fakes.releases.packages.corpus import CORPUS
from fakes.releases.packages.pki import KEYS, default_pki
from midcert.vectors import manifest
from midcert.vectors.manifest import ANCHORS, MANIFEST, README, SCHEMA, TRUSTSTORE, VectorsError

STORED_TRUSTSTORE = KEYS.with_name("trusted.p12")
"""The trusted root as Java reads it; whoever makes it anew gets other bytes each time."""

ABOUT = """\
# Signed packages as test vectors

Each file in `packages/` is a package for MID Servers, good or with one fault. `vectors.json` says what is to be said of
each at which time (`at`), and how binding that is (`level`); `vectors.schema.json` says what all fields mean.

* Trust the one root in `anchors.pem` alone, for signers and for time stamps. `anchors.p12` is the same
  for Java; its password is `changeit`.
* The package's signer names an OCSP responder. What it replies lies in `replies/`; do not ask the network.
* The signer is to be `O=ServiceNow Inc.` (rule SIG-SIGNER).

`midcert vectors --check 'my-verifier {package} {at} {anchors} {reply}'` runs a verifier on all of them and compares.
"""


def write(folder: Path) -> manifest.Vectors:
    """Write the vectors into a folder that is empty, or not there yet.

    Raises:
        VectorsError: It holds something, or cannot be written.
    """
    told = manifest.vectors()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise VectorsError(f"{folder} is not empty")
        for name in ("packages", "replies"):
            (folder / name).mkdir()
        for vector, specimen in zip(told.vectors, CORPUS, strict=True):
            (folder / vector.file).write_bytes(specimen.make())
            if vector.reply:
                (folder / vector.reply).write_bytes(specimen.reply() or b"")
        for file, text in {
            MANIFEST: manifest.written(told),
            SCHEMA: manifest.schema_text(),
            README: ABOUT,
            ANCHORS: "".join(default_pki().trust_anchors),
        }.items():
            (folder / file).write_text(text, "utf-8")
        (folder / TRUSTSTORE).write_bytes(STORED_TRUSTSTORE.read_bytes())
    except OSError as error:
        raise VectorsError(f"{folder}: {error.strerror}") from None
    return told
