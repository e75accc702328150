"""What exploration has found, as a reader wants it: the rule, what happened, the scenario, how to see it again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from midcert.explore.corpus import Line
from midcert.explore.play import definition_of
from midcert.gherkin.pickles import Kind
from midcert.results.lines import wrapped
from midcert.rules.laws.all import LAWS
from midcert.rules.ledger import Ledger

_BY_NAME = {law.name: law for law in LAWS}


@dataclass(frozen=True)
class Found:
    """Something that no right implementation does."""

    sequence: str
    """Which it was, such as "mid/17"."""
    name: str
    """That of the law that was broken, or how the target has ended."""
    wrong: str
    """What happened, in a line."""
    lines: Sequence[Line]
    """What leads to it."""


def account(found: Found, ledger: Ledger, repeat: str) -> Iterator[str]:
    """The finding, line by line, with a scenario that is ready to be pasted."""
    law = _BY_NAME.get(found.name)
    rule = ledger.rules[law.rule] if law else None
    yield f"sequence {found.sequence}: {f'it does not hold that {law.step}' if law else found.name}"
    if rule:
        yield from wrapped(f"rule {rule.id} ({rule.level}): {rule.says}")
    yield from wrapped(found.wrong)
    yield ""
    yield from scenario(found)
    yield ""
    yield f"once more: {repeat}"


def scenario(found: Found) -> Iterator[str]:
    """The scenario; what it should say in the end is for whoever pastes it."""
    law = _BY_NAME.get(found.name)
    if law:
        yield f"    @{law.role}"
    yield f"    Scenario: Explored {found.sequence}"
    before = ""
    for line in found.lines:
        kind = _kind(line, before)
        yield f"      {'And' if kind == before else kind.capitalize()} {line.text}"
        before = kind
    yield f"      # {f'Then {law.step}' if law else found.name}"


def _kind(line: Line, before: str) -> str:
    """Once something was done, what can be done rather than be given is done."""
    is_done = before == Kind.WHEN and definition_of(Line(Kind.WHEN, line.text)) is not None
    return Kind.WHEN if is_done else line.kind
