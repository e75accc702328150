"""What tests of all folders share."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.forked import Interpreter

settings.register_profile(  # no verdict hangs on how fast the machine is, or on luck
    "midcert", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("midcert")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="prove with all scenarios what else a share of them proves")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: takes ten seconds or more, and so comes first")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: in the end, other workers would wait for it."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def interpreter() -> Iterator[Interpreter]:
    """The interpreter from which a worker runs midcert and pytest."""
    with Interpreter() as made:
        yield made


@pytest.fixture
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether to prove with all scenarios."""
    is_whole: bool = pytestconfig.option.whole
    return is_whole
