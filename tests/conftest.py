"""What tests of all folders share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.forked import Interpreter

settings.register_profile("midcert", deadline=None, derandomize=True)  # no verdict hangs on speed or on luck
settings.load_profile("midcert")


@pytest.fixture(scope="session")
def interpreter() -> Iterator[Interpreter]:
    """The interpreter from which a worker runs midcert and pytest."""
    with Interpreter() as made:
        yield made
