"""Packages with names that an extractor takes for other files than were signed (rule SIG-HARDENED)."""

from collections.abc import Callable, Mapping

from fakes.releases.packages.flawed_content import BAD, signed
from fakes.releases.packages.kinds import HARDENED, Flaw, Kind


def _named(name: Callable[[str], str]) -> Flaw:
    """One more file that was signed as all others were, with a name that is made of that of the first."""
    return lambda entries: signed([*entries, (name(entries[0][0]), BAD)])


def _together(*names: str) -> Flaw:
    """More files that were signed as all others were."""
    return lambda entries: signed([*entries, *((name, BAD) for name in names)])


NAMES: Mapping[str, Kind] = {
    "with a name that leads out of the folder": Kind(_named(lambda _: "../more.sh"), HARDENED, "path-traversal"),
    "with a name that leads out of the folder in the end": Kind(
        _named(lambda _: "bin/../../more.sh"), HARDENED, "path-traversal"
    ),
    "with an absolute name": Kind(_named(lambda _: "/tmp/more.sh"), HARDENED, "absolute-path"),  # noqa: S108 - a path of the fake
    "with a drive letter in a name": Kind(_named(lambda _: "C:/more.bat"), HARDENED, "absolute-path"),
    "with backslashes in a name": Kind(_named(lambda _: "..\\more.bat"), HARDENED, "bad-name"),
    "with names that differ in case alone": Kind(_named(str.upper), HARDENED, "case-collision"),
    "with two names of one file on Windows": Kind(_named(lambda name: f"{name}."), HARDENED, "bad-name"),
    "with the name of a stream on Windows": Kind(_named(lambda name: f"{name}:more"), HARDENED, "bad-name"),
    "with the name of a device on Windows": Kind(_named(lambda _: "bin/aux.txt"), HARDENED, "bad-name"),
    "with an absolute name of another host": Kind(_together("//host/share/more.sh"), HARDENED, "absolute-path"),
    "with a name that begins with a dot": Kind(_together("./bin/more.sh"), HARDENED, "path-traversal"),
    "with a name that has an empty part": Kind(_together("bin//more.sh"), HARDENED, "path-traversal"),
    "with a control character in a name": Kind(_together("bin/more\x1b.sh"), HARDENED, "bad-name"),
    "with a name that is written backwards": Kind(_together("bin/\u202ehs.erom"), HARDENED, "bad-name"),
    "with a space at the end of a folder's name": Kind(_together("bin /more.sh"), HARDENED, "bad-name"),
    "with a folder by the name of a device on Windows": Kind(_together("nul/more.sh"), HARDENED, "bad-name"),
    "with a device of another spelling on Windows": Kind(_together("bin/COM\u00b9.txt"), HARDENED, "bad-name"),
    "with two spellings of one letter": Kind(
        _together("bin/caf\u00e9.sh", "bin/cafe\u0301.sh"), HARDENED, "case-collision"
    ),
    "with two spellings of one letter, one of them in capitals": Kind(
        _together("bin/\u0390.sh", "bin/\u03aa\u0301.sh"), HARDENED, "case-collision"
    ),
    "with a name that is too long for any file": Kind(_together("bin/" + "m" * 256), HARDENED, "bad-name"),
    "with folders in folders, too deep to go through": Kind(_together("/".join(["m"] * 120)), HARDENED, "bad-name"),
    "with a file where another file has its folder": Kind(_together("bin"), HARDENED, "duplicate-entry"),
}
"""What is wrong with a name, by the words of the features."""
