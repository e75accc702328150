from collections.abc import Callable
from pathlib import Path

import pytest

from tests.midcert.run.certified import Runner, runner
from tests.midcert.run.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Project]:
    """Make projects that several tests of a module share."""
    return lambda: Project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Runs pytest on a small suite with targets of its own."""
    return runner(tmp_path)
