"""Nothing that is right breaks a law in what is drawn: the reference, and each right implementation with a share of it.

`midcert explore` draws on for as long as it may; here the sequences are the same each time.
"""

import functools
from collections.abc import Mapping

import pytest

from fakes.host.host import LINUX, WINDOWS
from midcert.explore.corpus import Corpus, Line, read_corpora
from midcert.explore.draw import drawn
from midcert.explore.play import Stage
from midcert.protocol.handler import REFERENCE
from midcert.rules.ledger import load_ledger
from midcert.run.layout import FEATURES
from midcert.targets import locate
from right import RIGHT
from right.base import RightInstance, RightMidServer
from tests.proof.certified import LONGEST_ANSWER_SECONDS
from tests.proof.test_right_implementations import DEAR

LEDGER = load_ledger(FEATURES / "rules.toml")
SEED = 2026
SEQUENCES = {"mid": 20, "instance": 40}
"""How many the reference meets of each role."""
SHARE = 3
"""How many each right implementation meets: the next one meets others."""


def stage(target: str, role: str) -> Stage:
    return Stage(locate(target, LONGEST_ANSWER_SECONDS).describe(), role, [LINUX, WINDOWS], {"ledger": LEDGER})


@functools.cache
def corpora() -> Mapping[str, Corpus]:
    return read_corpora(FEATURES, LEDGER)


@functools.cache
def sequence(role: str, number: int) -> tuple[str, list[Line]]:
    """A seed and the lines that it draws."""
    seed = f"{SEED}/{role}/{number}"
    return seed, drawn(corpora()[role], stage(REFERENCE, role), seed)


@pytest.mark.parametrize("role", SEQUENCES)
def test_the_reference_breaks_no_law(role: str) -> None:
    for number in range(SEQUENCES[role]):
        seed, lines = sequence(role, number)
        assert stage(REFERENCE, role).play(lines, seed).broken == {}, lines


@pytest.mark.parametrize("right", [each for each in RIGHT if each not in DEAR], ids=lambda right: right.__name__)
def test_no_right_one_breaks_a_law(right: type[RightMidServer | RightInstance]) -> None:
    role = "mid" if issubclass(right, RightMidServer) else "instance"
    target = stage(f"py:{right.__module__}:{right.__name__}.target", role)
    for number in range(SHARE):
        seed, lines = sequence(role, (RIGHT.index(right) + number) % SEQUENCES[role])
        assert target.play(lines, seed).broken == {}, lines
