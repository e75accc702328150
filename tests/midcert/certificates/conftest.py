"""A signed certificate in a folder of its own."""

from pathlib import Path

import pytest

from tests.midcert.certificates.made import Kept, run_of


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path).keep(run_of())
