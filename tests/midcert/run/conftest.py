"""A small project, and a small suite with targets of its own, on which pytest runs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forked import Interpreter
from tests.midcert.run.certified import Runner, runner
from tests.midcert.run.project import Project


@pytest.fixture
def project(tmp_path: Path, interpreter: Interpreter) -> Project:
    return Project(tmp_path, interpreter)


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory, interpreter: Interpreter) -> Callable[[], Project]:
    """Make projects that several tests of a module share."""
    return lambda: Project(tmp_path_factory.mktemp("project"), interpreter)


@pytest.fixture
def run(tmp_path: Path, interpreter: Interpreter) -> Runner:
    """Runs pytest on the suite."""
    return runner(tmp_path, interpreter)
