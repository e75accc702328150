"""`midcert serve-target`: what cannot be served."""

import pytest

from tests.forked import Ended
from tests.midcert.commands.conftest import Midcert


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("bogus", "names no factory: use py:package.module:factory"),
        ("py:nowhere:X", "No module named 'nowhere'"),
        ("cmd:./adapter:x", "names no factory: use py:package.module:factory"),
    ],
)
def test_what_cannot_be_served_is_named_in_one_line(midcert: Midcert, target: str, said: str) -> None:
    assert midcert("serve-target", target) == Ended(4, "", f"midcert serve-target: {target}: {said}\n")
