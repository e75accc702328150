"""What tests of all folders share."""

import contextlib
import gc
import os
import shutil
import warnings
from collections.abc import Iterator

import pytest
from docker.errors import DockerException
from hypothesis import HealthCheck, settings

from tests.forked import Interpreter
from tests.images import Images

settings.register_profile(  # no verdict hangs on how fast the machine is, or on luck
    "midcert", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("midcert")

TOOLS_ARE_THERE = "MIDCERT_NEEDS_TOOLS"
"""The environment variable by which CI says so: nothing is skipped there for want of a tool."""
ENGINE_IS_THERE = "MIDCERT_NEEDS_ENGINE"
"""The same for a container engine, which not every machine lets come up."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="prove with all scenarios what else a share of them proves")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: takes ten seconds or more, and so comes first")
    config.addinivalue_line("markers", "needs(tool, ...): skipped where one of these programs is not on the PATH")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: in the end, other workers would wait for it."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(tryfirst=True)  # before any fixture that would use the tool
def pytest_runtest_setup(item: pytest.Item) -> None:
    tools = [tool for mark in item.iter_markers("needs") for tool in mark.args]
    if missing := [tool for tool in tools if shutil.which(tool) is None]:
        end = pytest.fail if os.environ.get(TOOLS_ARE_THERE) else pytest.skip
        end(f"not on the PATH: {', '.join(missing)}")


@pytest.fixture(scope="session")
def interpreter() -> Iterator[Interpreter]:
    """The interpreter from which a worker runs midcert and pytest."""
    with Interpreter() as made:
        yield made


@pytest.fixture(scope="session")
def images() -> Iterator[Images]:
    """What makes images; where no container engine answers, tests that need one are skipped as for any other tool."""
    made, reason = None, ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # docker leaves a socket to the garbage collector
        try:
            made = Images()
        except DockerException as error:
            reason = str(error)
        gc.collect()
    if made is None:
        end = pytest.fail if os.environ.get(ENGINE_IS_THERE) else pytest.skip
        end(f"no container engine answers: {reason}")
    with contextlib.closing(made):
        yield made


@pytest.fixture
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether to prove with all scenarios."""
    is_whole: bool = pytestconfig.option.whole
    return is_whole
