"""Nothing that is right breaks a law in what is drawn, or is alone in what it shows: a share for each in turn.

Here the sequences are the same each time, but for the fresh ones, which are the same for a day.
"""

import functools
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from fakes.host.host import LINUX, WINDOWS
from midcert.explore.bench import RIGHTS, Bench, benches_of
from midcert.explore.explorer import Explorer
from midcert.protocol.handler import REFERENCE
from midcert.rules.ledger import load_ledger
from midcert.run.layout import FEATURES
from midcert.targets import locate
from tests.proof.certified import LONGEST_ANSWER_SECONDS

SEED = 2026
SEQUENCES = {"mid": 20, "instance": 40}
"""How many there are of each role that are the same each time."""
FRESH = {"mid": 250, "instance": 500}
"""How many the reference meets each day of those that the day's date draws: half a minute of each role."""
STRANGERS = range(RIGHTS, RIGHTS + 25)
"""The numbers of right implementations that nobody was asked to agree with."""


@functools.cache
def benches() -> Mapping[str, Bench]:
    ledger = load_ledger(FEATURES / "rules.toml")
    return benches_of(locate(REFERENCE, LONGEST_ANSWER_SECONDS).describe(), ledger, [LINUX, WINDOWS])


@pytest.mark.parametrize("role", FRESH)
def test_the_reference_breaks_no_law_in_what_nobody_has_played_before(
    role: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = datetime.now(UTC).date().isoformat()
    with capsys.disabled():
        sys.stdout.write(f"\n{FRESH[role]} sequences of {role} explored with seed {seed}\n")
    bench = benches()[role]
    for number in range(FRESH[role]):
        name = f"{role}/{number}"
        lines = bench.drawer.drawn(f"{seed}/{name}")
        assert bench.reference.play(lines, f"{seed}/{name}", leniently=True).broken == {}, (seed, name, lines)


@pytest.mark.parametrize("role", SEQUENCES)
@pytest.mark.parametrize("number", range(RIGHTS))
def test_no_right_one_breaks_a_law(role: str, number: int) -> None:
    bench = benches()[role]
    seed = f"{SEED}/{role}/{number % SEQUENCES[role]}"
    lines = bench.drawer.drawn(seed)
    assert bench.right(number).play(lines, seed, leniently=True).broken == {}, lines


@pytest.mark.parametrize("role", SEQUENCES)
@pytest.mark.parametrize("number", STRANGERS)
def test_no_right_one_is_alone_in_what_it_shows(role: str, number: int) -> None:
    bench = benches()[role]
    name = f"{role}/{number % SEQUENCES[role]}"
    assert list(Explorer(bench, bench.right(number)).explore(name, f"{SEED}/{name}")) == []
