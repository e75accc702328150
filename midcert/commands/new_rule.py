"""`midcert new-rule`: the first draft of a rule: its entry, a scenario, and an implementation that breaks it."""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import RULE_ID, Keeper, Ledger, Level, Rule, load_ledger
from midcert.rules.tables import nearest
from midcert.run.layout import ROOT

ENTRY = """
[[rule]]
id = "{id}"
chapter = "{chapter}"
level = "{level}"
role = "{role}"
says = "{says}"
{reading}cases = ["{case}"]
"""
FEATURE = """\
@{tag}
Feature: {says}
  Say here why it matters, and what happens where it does not hold.
  Documentation: MID Server upgrades, "{chapter}".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @{id}
  Rule: {says}

    Scenario: {id}: name the difference that this scenario makes
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
"""
BROKEN = '''

class Breaks{name}({base}, rule="{id}"):
    """Say here in one line what it does wrong."""
'''


class RefusedError(ValueError):
    """There can be no such rule, or not here; the message says why, in one line."""


def run(values: argparse.Namespace) -> int:
    """Write the drafts, and say what comes next."""
    try:
        lines = write(ROOT, _rule(values))
    except RefusedError as refused:
        sys.stderr.write(f"midcert new-rule: {refused}\n")
        return ExitCode.BAD_INPUT
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return ExitCode.PASSED


def write(root: Path, rule: Rule) -> list[str]:
    """Write the drafts of a rule into a checkout; what was written, and what comes next.

    Raises:
        RefusedError: The rule is there already, or this is no checkout.
    """
    if not (root / "pyproject.toml").exists():
        raise RefusedError(f"{root} is no checkout of the suite")
    ledger = load_ledger(root / "features" / "rules.toml")
    if rule.id in ledger.rules:
        raise RefusedError(f"{rule.id} is there already")
    if rule.chapter not in ledger.chapters:
        like = nearest(rule.chapter, list(ledger.chapters)) or f"; there are {', '.join(map(repr, ledger.chapters))}"
        raise RefusedError(f"no chapter is called {rule.chapter!r}{like}")
    feature = _feature_path(root, rule, ledger)
    if feature.exists():
        raise RefusedError(f"{feature.relative_to(root)} is there already")
    written = [_add_entry(root, rule, ledger), _add_feature(feature, rule), _add_broken(root, rule, ledger)]
    return [
        *(f"{path.relative_to(root)}: {what}" for path, what in written),
        "next: write the scenario and the fault, then",
        f"  tox run -e rule -- {rule.id}",
    ]


def _rule(values: argparse.Namespace) -> Rule:
    if not RULE_ID.fullmatch(values.id):
        raise RefusedError(f"{values.id!r} is no id of a rule, such as AUTO-HOURLY")
    level = Level(values.level)
    if (level is Level.INTERPRETED) is not (values.reading is not None):
        raise RefusedError("--reading belongs to an interpreted rule, and only to one: what its doubt is read as")
    says = _sentence("--says", values.says)
    reading = None if values.reading is None else _sentence("--reading", values.reading)
    chapter = values.chapter.strip()
    return Rule(id=values.id, chapter=chapter, level=level, role=Keeper(values.role), says=says, reading=reading)


def _sentence(option: str, text: str) -> str:
    sentence = text.strip().rstrip(".")
    if not sentence or set(sentence) & set('"\\\n\r'):  # as TOML cannot have it between double quotes
        raise RefusedError(f"{option} is one sentence on one line, without double quotes and backslashes")
    return f"{sentence}."


def _add_entry(root: Path, rule: Rule, ledger: Ledger) -> tuple[Path, str]:
    """Put the entry behind its nearest kin: the last one of its chapter whose id begins alike, else the last one."""
    path, rules = root / "features" / "rules.toml", ledger.chapters[rule.chapter]
    family = rule.id.partition("-")[0]
    last = [*rules, *(each for each in rules if each.id.startswith(f"{family}-"))][-1]
    text = path.read_text("utf-8")
    begin = text.index(f'id = "{last.id}"')
    following = text.find("\n[[rule]]", begin)
    end = len(text) if following < 0 else following
    heading = text.find("\n#", begin, end)  # of the section that comes next
    end = end if heading < 0 else heading
    reading = f'reading = "{rule.reading}"\n' if rule.reading else ""
    entry = ENTRY.format(
        id=rule.id,
        chapter=rule.chapter,
        level=rule.level,
        role=rule.role,
        says=rule.says,
        reading=reading,
        case=_title(rule),
    )
    path.write_text(f"{text[:end].rstrip()}\n{entry}{text[end:]}", "utf-8")
    return path, f"its entry, behind {last.id}"


def _feature_path(root: Path, rule: Rule, ledger: Ledger) -> Path:
    """Where its scenario goes: among most of those of its chapter."""
    ids = {each.id for each in ledger.chapters[rule.chapter]}
    folders = Counter(path.parent for path in root.glob("features/*/*.feature") if _tags(path) & ids)
    folder = folders.most_common(1)[0][0] if folders else root / "features" / f"99_{_slug(rule.chapter)}"
    return folder / f"{_slug(rule.id)}.feature"


def _add_feature(path: Path, rule: Rule) -> tuple[Path, str]:
    path.parent.mkdir(exist_ok=True)
    tag = "both" if rule.role is Keeper.SYSTEM else str(rule.role)
    text = FEATURE.format(tag=tag, says=_title(rule), chapter=rule.main_chapter, id=rule.id)
    path.write_text(text, "utf-8")
    return path, "a scenario to begin with"


def _add_broken(root: Path, rule: Rule, ledger: Ledger) -> tuple[Path, str]:
    """Put the fault into the module of the chapter's name, else into that in which most rules of it are broken."""
    ids = [each.id for each in ledger.chapters[rule.chapter]]
    modules = [path for path in sorted((root / "broken").glob("*.py")) if path.stem not in ("__init__", "base", "null")]
    texts = {path: path.read_text("utf-8") for path in modules}
    own = root / "broken" / f"{_slug(rule.main_chapter)}.py"
    path = max(modules, key=lambda each: (each == own, sum(texts[each].count(f'rule="{rule_id}"') for rule_id in ids)))
    base = "BrokenInstance" if rule.role is Keeper.INSTANCE else "BrokenMidServer"
    name = "".join(part.capitalize() for part in rule.id.split("-"))
    path.write_text(texts[path].rstrip("\n") + "\n" + BROKEN.format(name=name, base=base, id=rule.id), "utf-8")
    return path, f"Breaks{name}, an implementation that breaks it"


def _title(rule: Rule) -> str:
    """What the rule asks for: its sentence, or how its doubt is read."""
    return (rule.reading or rule.says).rstrip(".")


def _tags(path: Path) -> set[str]:
    return set(re.findall(r"@([A-Z0-9-]+)", path.read_text("utf-8")))


def _slug(text: str) -> str:
    return re.sub(r"\W+", "_", text).strip("_").lower()
