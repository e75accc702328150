from collections.abc import Callable
from pathlib import Path

import pytest

from tests.midcert.run.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Project]:
    """Make projects that several tests of a module share."""
    return lambda: Project(tmp_path_factory.mktemp("project"))
