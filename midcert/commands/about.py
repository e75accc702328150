"""`midcert --version`: which suite this is, and by which rule set it judges."""

from importlib.metadata import version

from midcert.rules.rule_sets import chosen, load_rule_sets
from midcert.run.layout import FEATURES

PACKAGE = "mid-server-upgrade-conformance"


def about() -> str:
    """One line, such as "midcert 1.0, rule set 1.0": the newest one, by which it judges where no other is named."""
    return f"midcert {version(PACKAGE)}, rule set {chosen(load_rule_sets(FEATURES / 'rule_sets'), None).name}"
