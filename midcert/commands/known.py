"""What the suite knows besides a run, gathered for a page."""

import importlib
import inspect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fakes.observe.tried import WAYS, Way
from midcert.reports.html_phrases import load_phrases
from midcert.reports.html_rules import Known, Variant
from midcert.rules.cases import load_cases
from midcert.rules.ledger import load_ledger
from midcert.rules.untried import load_untried
from midcert.run.layout import FEATURES, legend


def known(tried: Mapping[str, Counter[Way]]) -> Known:
    """All of it.

    Args:
        tried: In how many scenarios of a rule each way was tried; empty where nobody has measured it.

    Raises:
        ValueError: A file of the suite cannot be used; the message is one line that names it.
    """
    ledger = load_ledger(FEATURES / "rules.toml")
    wrong: defaultdict[str, list[Variant]] = defaultdict(list)
    for each in _variants("broken", "BROKEN"):
        wrong[each.rule].append(_variant(each))
    return Known(
        ledger,
        load_cases(FEATURES / "cases.toml", ledger),
        load_untried(FEATURES / "untried.toml", ledger, WAYS),
        wrong,
        [_variant(each, each.freedom, each.reads_otherwise) for each in _variants("right", "RIGHT")],
        load_phrases(legend()),
        tried,
    )


def _variants(package: str, name: str) -> list[Any]:
    """The classes that a package above this one lists: loaded by name, as targets are."""
    classes: list[Any] = getattr(importlib.import_module(package), name)
    return classes


def _variant(each: type, freedom: str = "", reads_otherwise: Sequence[str] = ()) -> Variant:
    says = " ".join((inspect.getdoc(each) or "").split())
    return Variant(f"py:{each.__module__}:{each.__name__}.target", says, freedom, reads_otherwise)
