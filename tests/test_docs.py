"""What the documents show is so."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from fakes import bounds
from fakes.releases.builds import named
from fakes.releases.download_site import contents
from midcert.commands.readings import not_tested, readings
from midcert.rules.capabilities import CAPABILITY_TAGS
from midcert.rules.ledger import Ledger, load_ledger
from midcert.rules.profiles import PROFILES
from midcert.run.layout import FEATURES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_first_adapter_is_found_as_well_and_as_ill_as_the_protocol_shows(tmp_path: Path) -> None:
    protocol = (DOCS / "protocol.md").read_text("utf-8")
    [adapter], [shown] = blocks(protocol, "python"), blocks(protocol, "text")
    assert len([line for line in adapter.splitlines() if line]) <= 10
    (tmp_path / "adapter.py").write_text(adapter, "utf-8")
    command, expected = shown.split("\n", 1)
    program, *arguments = shlex.split(command.removeprefix("$ "))
    assert program == "midcert"
    here = [word.replace("python3", sys.executable) for word in arguments]
    done = subprocess.run(
        [sys.executable, "-m", "midcert", *here], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == expected


def test_a_red_scenario_is_told_as_the_page_shows_it() -> None:
    [shown] = blocks((DOCS / "reading-the-features.md").read_text("utf-8"), "text")
    command, expected = shown.split("\n", 1)
    program, *arguments = shlex.split(command.removeprefix("$ "))
    assert program == "midcert"
    done = subprocess.run(
        [sys.executable, "-m", "midcert", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    _, red, told = done.stdout.partition(" red scenarios ")
    assert red
    assert told.partition("\n")[2].partition("\n\n====")[0] + "\n" == expected


def test_the_meta_file_of_the_core_is_as_the_protocol_shows_it() -> None:
    [shown] = blocks((DOCS / "protocol.md").read_text("utf-8"), "properties")
    assert contents("mid-core", named("Orlando Patch 1"))["package/meta/mid-core.meta.properties"].decode() == shown


def test_every_profile_and_capability_is_in_the_table_of_what_may_be_left_out() -> None:
    page = (DOCS / "what-to-implement.md").read_text("utf-8")
    firsts = [line.split("|")[1] for line in page.splitlines() if line.startswith("|")]
    named = {name for first in firsts for name in re.findall(r"`([^`]+)`", first)}
    assert named == {*PROFILES, *CAPABILITY_TAGS, "advance", "service", "real"}


@pytest.mark.parametrize(("page", "table"), [("readings", readings), ("not-tested", not_tested)])
def test_the_tables_of_rules_are_those_of_the_ledger(page: str, table: Callable[[Ledger], Iterator[str]]) -> None:
    lines = list(table(load_ledger(FEATURES / "rules.toml")))
    assert [line for line in lines if line.endswith("|  |")] == [], "because: it is not said why"
    told = (DOCS / f"{page}.md").read_text("utf-8").splitlines()
    assert told[-len(lines) :] == lines, f"midcert list --{page}"


@pytest.mark.parametrize("page", sorted([*DOCS.glob("*.md"), ROOT / "README.md"]), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text("utf-8")):
        file, _, heading = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE) if heading else []
        assert not heading or heading in [each.lower().replace(" ", "-") for each in headings], link


def test_the_bounds_that_steps_keep_to_are_those_of_the_page() -> None:
    page = (DOCS / "instance.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (.+?) \| (\d+ (?:seconds|minutes|hours)) \|$", page, re.MULTILINE))
    stated = sorted(timedelta(**{unit: int(number)}) for number, unit in map(str.split, rows.values()))
    kept = [
        value
        for name, value in vars(bounds).items()
        if name.isupper() and name not in ("NEXT_CHECK", "TIME_FOR_AN_UPGRADE")
    ]
    assert stated == sorted(kept)
