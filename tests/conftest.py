"""What tests of all folders share."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.forked import Interpreter

settings.register_profile(  # no verdict hangs on how fast the machine is, or on luck
    "midcert", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("midcert")


@pytest.fixture(scope="session")
def interpreter() -> Iterator[Interpreter]:
    """The interpreter from which a worker runs midcert and pytest."""
    with Interpreter() as made:
        yield made
