"""Where the parts of the suite lie, in a checkout and where it is installed."""

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ROOT / "features"
RULE_SETS = FEATURES / "rule_sets"
SKELETONS = ROOT / "midcert" / "adapter" / "skeletons"
"""A folder for each language, and in it one for each role, with an adapter to begin with."""
LANGUAGES: Mapping[str, str] = {"node": "node", "python": "python3"}
"""The languages of the skeletons, and what runs a file of each."""


def plugins() -> list[str]:
    """The pytest plugins that make up the suite, by the names of their modules."""
    steps = sorted(path.stem for path in (ROOT / "steps").glob("*.py") if path.stem != "__init__")
    return ["midcert.run.plugin", "midcert.run.target", *(f"steps.{name}" for name in steps)]


def configuration() -> Path:
    """The file with pytest's configuration."""
    return _own_or_installed("pyproject.toml")


def legend() -> Path:
    """The document that says what the phrases of the features mean."""
    return _own_or_installed("docs/reading-the-features.md")


def _own_or_installed(name: str) -> Path:
    """A file of the project: its own, or the copy of it that is installed."""
    own = ROOT / name
    return own if own.exists() else ROOT / "midcert" / own.name
