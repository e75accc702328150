import pytest

from reference_impl.mid import precheck
from tests.reference_impl.mid.memory import MemoryHost

SPACE = "Not enough free disk space. The system reports 999999999 bytes free"
SITE = "Unable to download updates from the install server"


class Site:
    def __init__(self, *, there: bool) -> None:
        self._there = there

    def is_accessible(self) -> bool:
        return self._there


class SmallHost(MemoryHost):
    def free_bytes(self) -> int:
        return 999_999_999


@pytest.mark.parametrize(
    ("host", "there", "errors"),
    [
        (MemoryHost(), True, []),
        (SmallHost(), True, [SPACE]),
        (MemoryHost(), False, [SITE]),
        (SmallHost(), False, [SPACE, SITE]),
    ],
    ids=["all is well", "a byte too few", "no site", "both"],
)
def test_every_test_that_fails_has_its_message(host: MemoryHost, errors: list[str], *, there: bool) -> None:
    assert precheck.errors(host, Site(there=there)) == errors  # type: ignore[arg-type]
