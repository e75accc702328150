"""What exploration is made of, read once: the features, and the benches of both roles."""

from collections.abc import Mapping

import pytest

from fakes.host.host import LINUX, WINDOWS
from midcert.explore.bench import Bench, benches_of
from midcert.protocol.handler import REFERENCE
from midcert.rules.ledger import load_ledger
from midcert.run.layout import FEATURES
from midcert.targets import locate


@pytest.fixture(scope="session")
def benches() -> Mapping[str, Bench]:
    ledger = load_ledger(FEATURES / "rules.toml")
    return benches_of(locate(REFERENCE, 60).describe(), ledger, [LINUX, WINDOWS])
