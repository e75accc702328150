import pytest

from tests.fakes.scene import Scene


@pytest.fixture
def scene() -> Scene:
    """A MID Server under test, in a world of its own."""
    return Scene()
