"""The interpreter from which all proofs of one worker run."""

from collections.abc import Iterator

import pytest

from tests.proof.forked import Interpreter


@pytest.fixture(scope="session")
def interpreter() -> Iterator[Interpreter]:
    with Interpreter() as made:
        yield made
