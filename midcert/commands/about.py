"""`midcert --version`: which suite this is, and by which rule set it judges."""

from importlib.metadata import version

from midcert.results.run import DISTRIBUTION
from midcert.rules.rule_sets import load_rule_set
from midcert.run.layout import RULE_SETS


def about() -> str:
    """One line, such as "midcert 1.0, rule set 1.0": the newest one, by which it judges where no other is named."""
    return f"midcert {version(DISTRIBUTION)}, rule set {load_rule_set(RULE_SETS).name}"
