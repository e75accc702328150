"""`midcert list`: what the suite has, by the ids that the command line takes."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.observe.tried import WAYS
from midcert.commands import list as listing
from midcert.commands.cli import main
from midcert.commands.list import HOW_TO_SEE_MORE, explanation
from midcert.commands.named import all_ids
from midcert.commands.readings import not_tested, readings
from midcert.commands.tried import page, table, unexplained
from midcert.reports.lines import WIDTH_COLUMNS
from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import Ledger, load_ledger
from midcert.rules.untried import Reason, Untried
from midcert.run.layout import FEATURES, ROOT
from tests.forked import Interpreter

Midcert = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def midcert(interpreter: Interpreter) -> Midcert:
    """Run the command: its exit code, and what it says on standard output and error."""

    def run(*arguments: str, folder: Path = ROOT) -> tuple[int, str, str]:
        ended = interpreter.run("midcert", *arguments, folder=folder)
        return ended.code, ended.out, ended.err

    return run


@pytest.fixture(scope="module")
def listed(midcert: Midcert) -> list[str]:
    code, out, err = midcert("list")
    assert (code, err) == (0, "")
    return out.splitlines()


@pytest.fixture(scope="module")
def ids(midcert: Midcert) -> list[str]:
    code, out, err = midcert("list", "--ids")
    assert (code, err) == (0, "")
    return out.splitlines()


def test_every_rule_is_listed_once_below_its_chapter(listed: list[str]) -> None:
    ledger = load_ledger(FEATURES / "rules.toml")
    lines = listed[: listed.index("")]
    rules = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert rules == [rule.id for chapter in ledger.chapters.values() for rule in chapter]
    assert [line for line in lines if not line.startswith(" ")] == list(ledger.chapters)


def test_the_rules_are_listed_with_what_they_say_and_how_many_scenarios_they_have(
    ids: list[str], listed: list[str]
) -> None:
    begin = listed.index(next(line for line in listed if line.startswith("  AUTO-DEFAULT ")))
    assert re.fullmatch(r"  AUTO-DEFAULT \(required, mid, \d+ scenarios\)", listed[begin])
    assert listed[begin + 1] == "    A MID Server upgrades automatically although nobody has configured it to."
    assert "  ACC-DOWNLOAD-SITE (merged into PRE-DOWNLOAD)" in listed
    counts = [int(count) for line in listed for count in re.findall(r"^  \S+ \(.*, (\d+) scenarios?\)$", line)]
    assert sum(counts) == len(ids)
    assert max(map(len, listed)) <= WIDTH_COLUMNS


def test_a_newcomer_is_told_at_the_end_how_to_see_more(ids: list[str], listed: list[str]) -> None:
    rules = len(load_ledger(FEATURES / "rules.toml").rules)
    assert listed[-5:] == ["", f"{rules} rules, {len(ids)} scenarios", *HOW_TO_SEE_MORE]


@pytest.mark.parametrize("start", ["features/03_upgrade_methods", "features/07_upgrade_error_messages/build_s"])
def test_what_is_named_can_be_run(midcert: Midcert, ids: list[str], start: str, tmp_path: Path) -> None:
    scenario = next(each for each in ids if each.startswith(start))
    code, out, _ = midcert("certify", "--scenario", scenario, folder=tmp_path)
    assert code == ExitCode.INCOMPLETE
    assert "1 of 1 " in out.splitlines()[-1]


def test_a_rule_is_explained_with_its_scenarios_step_by_step(midcert: Midcert) -> None:
    code, out, _ = midcert("list", "--explain", "AUTO-DEFAULT")
    rule = load_ledger(FEATURES / "rules.toml").rules["AUTO-DEFAULT"]
    assert code == 0
    assert out.splitlines()[:2] == ["AUTO-DEFAULT (required, mid)", f"chapter: {rule.chapter}"]
    assert '  Given the MID Server "berlin" runs Orlando Patch 1' in out.splitlines()
    assert all(line.endswith(" (mid)") for line in out.splitlines() if line.startswith("features/"))


def test_the_ways_in_which_a_rule_is_tried_are_measured_and_the_others_have_a_reason(midcert: Midcert) -> None:
    code, out, _ = midcert("list", "--explain", "FAIL-RESTORE")
    begin = out.splitlines().index("tried with the reference, in so many scenarios:")
    assert code == 0
    trigger, others, *_ = out.splitlines()[begin + 1 :]
    assert re.fullmatch(r"  trigger     hour \d+, command \d+, click \d+, start \d+", trigger)
    assert others.startswith("    not pin, override, instance upgrade: A variant of another rule")
    assert "nobody has said why" not in out


def test_an_empty_cell_without_a_reason_is_seen() -> None:
    ledger = load_ledger(FEATURES / "rules.toml")
    rule, counts = ledger.rules["FAIL-RESTORE"], Counter({(name, value): 1 for name in WAYS for value in WAYS[name]})
    del counts["trigger", "pin"], counts["duration", "days"]
    untried = Untried([Reason(ways=["duration"], because="It is over at once")])
    assert list(table(rule, counts, untried))[:2] == [
        "  trigger     hour 1, command 1, click 1, start 1, override 1, instance upgrade 1",
        "    not pin: nobody has said why",
    ]
    assert unexplained({rule.id: counts}, ledger, untried) == ["FAIL-RESTORE: trigger: pin"]
    lines = list(page({rule.id: counts}, ledger, untried))
    assert "hours 1<br>*days* <sup>[2](#why-not)</sup>" in next(line for line in lines if "`FAIL-RESTORE`" in line)
    assert lines[-3:] == ["", "1. nobody has said why", "2. It is over at once"]


def test_what_is_tried_at_least_and_what_always_holds_stand_in_the_explanation() -> None:
    rule = load_ledger(FEATURES / "rules.toml").rules["STATE-QUIET"]
    first, *others = rule.cases
    lines = list(explanation(rule, [], {first: ["One", "Two"], **dict.fromkeys(others, ())}))
    named = [f"  {first}", "    by One", "    by Two", *(f"  {case}" for case in others)]
    assert lines[-len(named) - 1 :] == ["tries at least:", *named]
    [law] = [line for line in lines if line.startswith("law: ")]
    assert law.partition(": ")[2] in (rule.law or "")


def test_every_case_leads_to_the_scenarios_that_try_it(midcert: Midcert) -> None:
    code, out, err = midcert("list", "--cases")
    assert (code, err) == (0, "")
    told = (ROOT / "docs" / "cases.md").read_text("utf-8")
    assert out == told, "midcert list --cases > docs/cases.md"
    assert sorted({int(number) for number in re.findall(r"\[B(\d+)\]", told)}) == list(range(1, 31))


@pytest.mark.parametrize(("page", "table"), [("--readings", readings), ("--not-tested", not_tested)])
def test_a_page_of_rules_is_printed_alone(
    midcert: Midcert, page: str, table: Callable[[Ledger], Iterator[str]]
) -> None:
    code, out, err = midcert("list", page)
    assert (code, err) == (0, "")
    assert out.splitlines() == list(table(load_ledger(FEATURES / "rules.toml")))


def test_two_pages_at_once_are_bad_input(midcert: Midcert) -> None:
    code, out, err = midcert("list", "--cases", "--tried")
    assert (code, out) == (ExitCode.BAD_INPUT, "")
    assert "--tried: not allowed with argument --cases" in err


def test_a_rule_that_is_not_there_is_bad_input_and_the_nearest_are_named(midcert: Midcert) -> None:
    code, out, err = midcert("list", "--explain", "AUTO-DEFAULD")
    assert (code, out) == (ExitCode.BAD_INPUT, "")
    assert err == "midcert list: no rule is called AUTO-DEFAULD; is it AUTO-DEFAULT or AUTO-HOURLY?\n"


def test_a_ledger_that_cannot_be_read_is_said_in_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(listing, "FEATURES", tmp_path)
    assert main(["list"]) == ExitCode.BAD_INPUT
    said = f"midcert list: {tmp_path}/rules.toml: cannot be read: No such file or directory\n"
    assert tuple(capsys.readouterr()) == ("", said)


def test_the_ids_are_those_of_all_scenarios_or_of_one_rule(midcert: Midcert, ids: list[str]) -> None:
    assert sorted(set(ids)) == sorted(all_ids())
    code, out, _ = midcert("list", "--ids", "--explain", "AUTO-DEFAULT")
    assert code == 0
    assert 0 < len(out.splitlines()) < len(ids)


def test_what_can_be_judged_in_real_time_waits_for_something_and_for_no_length_of_time(midcert: Midcert) -> None:
    code, out, _ = midcert("list", "--explain", "MAN-VERSION")
    assert code == 0
    assert "real-time" in out
    texts = [path.read_text("utf-8") for path in FEATURES.rglob("*.feature")]
    blocks = [block for text in texts for block in scenarios(text) if "@real-time" in block]
    assert len(blocks) > 5
    waits = [
        line.strip()
        for block in blocks
        for line in block.splitlines()
        if re.search(r"\b(pass|passes|running for)\b", line)
    ]
    assert [wait for wait in waits if "up to" not in wait] == []


def scenarios(text: str) -> list[str]:
    """Each scenario with the tags above it and above its feature."""
    head, *rest = re.split(r"\n(?=(?:    @.*\n)?    Scenario)", text)
    tags = head.splitlines()[0]
    return [f"{tags}\n{block}" for block in rest]
