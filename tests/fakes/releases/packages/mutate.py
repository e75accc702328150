"""Verify mutants of a good package: of what is accepted, everybody has to install what was signed.

    python -m tests.fakes.releases.packages.mutate --count 20000 --seed 1

It prints the figures, and ends with 1 if something is installed that was not signed, or a verification takes a second
of processor time. One that fails, rather than to refuse the package, ends it at once.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from fakes.releases.packages.kinds import NOW
from fakes.releases.packages.pki import default_pki
from reference_impl.mid.verification import Refused, verify
from tests.fakes.releases.packages.extractors import Tree, by_directory, by_python, by_stream, by_unzip
from tests.fakes.releases.packages.jdk import on_the_path
from tests.fakes.releases.packages.mutants import GOOD, KINDS

ACCEPTED = "accepted"
INSTALLED = by_directory(GOOD)
LIMIT_SECONDS = 1

Reader = Callable[[Sequence[bytes]], Sequence[Tree]]
"""Extracts packages, one after another."""
OURS: Mapping[str, Reader] = {
    "from header to header": lambda packages: list(map(by_stream, packages)),
    "by the central directory": lambda packages: list(map(by_directory, packages)),
    "Python": lambda packages: list(map(by_python, packages)),
}
TOOLS: Mapping[str, Reader] = {
    "jar": lambda packages: on_the_path().extracted(packages),
    "unzip": lambda packages: list(map(by_unzip, packages)),
}


@dataclass
class Figures:
    """What has become of mutants.

    Attributes:
        said: How many of a kind were accepted, or refused for which reason.
        accepted: Those that were accepted.
        slowest: The longest verification, in seconds of processor time.
    """

    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    accepted: dict[bytes, str] = field(default_factory=dict)
    slowest: float = 0

    def lines(self) -> Iterator[str]:
        """The figures in words."""
        for (kind, said), number in sorted(self.said.items()):
            yield f"{kind:25} {said:25} {number:6}"
        yield f"{self.said.total()} mutants; the slowest took {self.slowest * 1000:.0f} ms"
        yield f"{len(self.accepted)} different ones were accepted"


def main() -> int:
    """Print the figures; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=20_000, help="how many (default: %(default)s)")
    options.add_argument("--seed", type=int, default=1, help="other ones (default: %(default)s)")
    chosen = options.parse_args()
    figures = judge(chosen.count, chosen.seed)
    wrong = list(misread(figures, {**OURS, **TOOLS}))
    sys.stdout.write("".join(f"{line}\n" for line in (*figures.lines(), *wrong)))
    return 1 if wrong or figures.slowest > LIMIT_SECONDS else 0


def judge(number: int, seeded_by: int) -> Figures:
    """Verify so many mutants, as many of each kind."""
    figures = Figures()
    share = settings(
        max_examples=number // len(KINDS) + 1,
        derandomize=False,  # the seed decides
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    for kind, mutants in KINDS.items():

        @seed(seeded_by)
        @share
        @given(mutants.filter(lambda mutant: mutant != GOOD))
        def each(mutant: bytes) -> None:
            take(figures, kind, mutant)  # noqa: B023 - it is called before the next kind's turn

        each()
    return figures


def take(figures: Figures, kind: str, mutant: bytes) -> None:
    """Verify one."""
    began = time.process_time()
    said = verdict(mutant)
    figures.slowest = max(figures.slowest, time.process_time() - began)
    figures.said[kind, said] += 1
    if said == ACCEPTED:
        figures.accepted[mutant] = kind


def verdict(package: bytes) -> str:
    """What the reference says of it: the code of its refusal, or that it is accepted."""
    try:
        verify(package, default_pki().trust_anchors, NOW)
    except Refused as refused:
        return refused.code
    return ACCEPTED


def misread(figures: Figures, readers: Mapping[str, Reader]) -> Iterator[str]:
    """Who would install something else of a mutant that was accepted."""
    packages = list(figures.accepted)
    for who, read in readers.items():
        for package, tree in zip(packages, read(packages), strict=True):
            if tree != INSTALLED:
                yield f"{who} installs {tree} of {package.hex()}, in which {figures.accepted[package]} is another"


if __name__ == "__main__":
    sys.exit(main())
