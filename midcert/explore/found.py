"""What exploration has found, as a reader wants it: the rule, what happened, the scenario, how to see it again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from midcert.explore.corpus import LOOK, Line
from midcert.reports.lines import wrapped
from midcert.rules.laws.all import LAWS
from midcert.rules.laws.law import Law
from midcert.rules.ledger import Ledger

_BY_NAME = {law.name: law for law in LAWS}


@dataclass(frozen=True)
class Found:
    """Something that no right implementation does."""

    sequence: str
    """Which it was, such as "mid/17"."""
    name: str
    """That of the law that was broken, or how the target has ended; empty where it shows in facts alone."""
    wrong: str
    """What happened, in a line; empty where it shows in facts alone."""
    lines: Sequence[Line]
    """What leads to it, and what is to be seen."""
    missing: Sequence[str] = ()
    """What all right implementations show in the end, and this one does not, the most telling first."""
    likely: str = ""
    """The id of the rule that it most likely breaks."""

    @property
    def law(self) -> Law | None:
        """The law that was broken."""
        return _BY_NAME.get(self.name)


def account(found: Found, ledger: Ledger, repeat: str) -> Iterator[str]:
    """The finding, line by line, with a scenario that is ready to be pasted."""
    law = found.law
    rule = ledger.rules[law.rule if law else found.likely]
    if law:
        yield f"sequence {found.sequence}: it does not hold that {law.step}"
    else:
        yield f"sequence {found.sequence}: {found.name or f'it does not hold that {found.missing[0]}'}"
    if not found.name:
        yield "all right implementations that were asked agree on it"
    if law or not found.name:
        yield from wrapped(f"{'' if law else 'most likely '}rule {rule.id} ({rule.level}): {rule.says}")
    yield from wrapped(found.wrong)
    yield ""
    yield from scenario(found)
    yield ""
    yield f"once more: {repeat}"


def scenario(found: Found) -> Iterator[str]:
    """The scenario; where no Then shows what is wrong, what it should say in the end is for whoever pastes it."""
    role = found.sequence.partition("/")[0]
    yield f"    @{found.law.role if found.law else role}"
    yield f"    Scenario: Explored {found.sequence}"
    yield from written(found.lines)
    if found.name:
        yield f"      # {f'Then {found.law.step}' if found.law else found.name}"


def written(lines: Iterable[Line]) -> Iterator[str]:
    """The steps, as a feature has them."""
    before = ""
    for line in lines:
        if line != LOOK:
            yield f"      {'And' if line.kind == before else line.kind.capitalize()} {line.text}"
            before = line.kind
