"""Tags say which documented rule a scenario is about and who is judged by it; the ledger knows both."""

import difflib
from collections.abc import Iterable, Iterator

from gherkin import parser_types as gherkin

from midcert.gherkin.tree import Placed, Problem, rules_of, scenarios_of, tag_names
from midcert.rules.capabilities import CAPABILITY_TAGS, TIME_TAGS
from midcert.rules.ledger import Keeper, Ledger, Rule

ROLE_TAGS = {
    "mid": "judges a MID Server",
    "instance": "judges an instance",
    "both": "judges a MID Server and an instance",
}


OTHER_TAGS = {**ROLE_TAGS, **CAPABILITY_TAGS, **TIME_TAGS}
"""All tags but the ids of rules, and what each means."""


def tag_problems(feature: gherkin.Feature, ledger: Ledger) -> Iterator[Problem]:
    """Every tag is known; each scenario has exactly one rule, one that has scenarios, and one role that fits it."""
    scenarios = list(scenarios_of(feature))
    yield from _unknown(feature, scenarios, ledger)
    yield from _misplaced(feature, scenarios, ledger)
    for placed in scenarios:
        tags = tag_names(_nearby(placed))
        if tags <= ledger.rules.keys() | OTHER_TAGS.keys():  # else a misspelt tag is the cause, and is reported
            yield from ((placed.line, reason) for reason in _rule_flaws(placed, tags & ledger.rules.keys(), ledger))
            yield from ((placed.line, reason) for reason in _role_flaws(feature, placed, ledger))


def rule_of(placed: Placed, ledger: Ledger) -> Rule | None:
    """The one rule that a scenario stands under; None if that is not so."""
    ids = tag_names(_nearby(placed)) & ledger.rules.keys()
    return ledger.rules[min(ids)] if len(ids) == 1 else None


def _nearby(placed: Placed) -> list[gherkin.Tag]:
    """The tags that may name a rule."""
    return [*placed.node["tags"], *(placed.rule["tags"] if placed.rule else ())]


def _example_tags(scenarios: Iterable[Placed]) -> Iterator[gherkin.Tag]:
    return (tag for placed in scenarios for examples in placed.node["examples"] for tag in examples["tags"])


def _unknown(feature: gherkin.Feature, scenarios: list[Placed], ledger: Ledger) -> Iterator[Problem]:
    known = [*ledger.rules, *OTHER_TAGS]
    in_rules = (tag for rule in rules_of(feature) for tag in rule["tags"])
    in_scenarios = (tag for placed in scenarios for tag in placed.node["tags"])
    for tag in (*feature["tags"], *in_rules, *in_scenarios, *_example_tags(scenarios)):
        name = tag["name"].removeprefix("@")
        if name not in known:
            like = difflib.get_close_matches(name, known, n=1) or difflib.get_close_matches(name.upper(), known, n=1)
            hint = f"; the nearest known tag is @{like[0]}" if like else ""
            yield tag["location"]["line"], f"unknown tag @{name}{hint}"


def _misplaced(feature: gherkin.Feature, scenarios: list[Placed], ledger: Ledger) -> Iterator[Problem]:
    for tag in feature["tags"]:
        if tag["name"].removeprefix("@") in ledger.rules:
            yield tag["location"]["line"], f"{tag['name']} stands above the Feature: a rule id belongs to a Rule"
    for tag in _example_tags(scenarios):
        yield tag["location"]["line"], f"{tag['name']} stands above Examples: all rows of an outline share their tags"


def _rule_flaws(placed: Placed, ids: Iterable[str], ledger: Ledger) -> Iterator[str]:
    match sorted(ids):
        case []:
            yield f"{placed.name!r} stands under no rule id: tag its Rule"
        case [rule_id]:
            rule = ledger.rules[rule_id]
            if not rule.judged:
                yield f"{placed.name!r} stands under {rule_id}, which may have no scenarios: it is {_unjudged(rule)}"
        case several:
            yield f"{placed.name!r} stands under {len(several)} rule ids: {', '.join(several)}"


def _unjudged(rule: Rule) -> str:
    if rule.merged_into:
        return f"merged into {rule.merged_into}"
    return "a self-test of the suite" if rule.self_test else f"{rule.level}"


def _role_flaws(feature: gherkin.Feature, placed: Placed, ledger: Ledger) -> Iterator[str]:
    roles = sorted(tag_names((*feature["tags"], *_nearby(placed))) & ROLE_TAGS.keys())
    if len(roles) != 1:
        found = ", ".join(f"@{role}" for role in roles) if roles else "none"
        yield f"{placed.name!r} needs exactly one of @mid, @instance and @both, but has {found}"
        return
    rule = rule_of(placed, ledger)
    if rule and rule.role is not Keeper.SYSTEM and roles != [rule.role]:
        yield f"{placed.name!r} is tagged @{roles[0]}, but the role of {rule.id} is {rule.role}"
