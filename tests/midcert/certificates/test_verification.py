"""A certificate held against its evidence."""

import os
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner

from midcert.certificates import evidence
from midcert.certificates.verification import Finding, Holds
from midcert.results.run import written
from midcert.rules.rule_sets import RuleSet
from midcert.run.layout import ROOT
from tests.midcert.certificates.made import HERE, KEY, ROWS, RULE_SET, SUITE, Kept, run_of

STRANGER = CryptoSigner(Ed25519PrivateKey.generate())


def test_where_nothing_was_edited_all_holds(kept: Kept) -> None:
    assert [(each.holds, each.says.partition(":")[0]) for each in kept.findings()] == [
        (Holds.YES, "signature"),
        (Holds.YES, "run"),
        (Holds.YES, "journals"),
        (Holds.YES, "suite"),
        (Holds.YES, "certificate"),
        (Holds.YES, "verdict"),
        (Holds.YES, "replay"),
    ]


def test_the_page_shows_what_is_said_of_each_thing(kept: Kept) -> None:
    shown = (ROOT / "docs" / "certificates.md").read_text("utf-8").partition("$ midcert verify ")[2].partition("```")[0]
    said = [line.split(maxsplit=2)[:2] for line in shown.splitlines()[1:]]
    assert said == [[each.holds, f"{each.says.partition(':')[0]}:"] for each in kept.findings()]


def test_an_unsigned_one_is_said_to_be_unsigned(kept: Kept) -> None:
    kept.keep(run_of(), None)
    said = "signature: none; whoever has the evidence can have written this certificate"
    assert kept.findings(None)[0] == Finding(Holds.NOTE, said)
    assert kept.findings()[0] == Finding(Holds.NO, "signature: none, though a public key is given")


def test_a_signature_is_worth_what_its_key_is(kept: Kept) -> None:
    unknown = f"signature: said to be of the key {KEY.keyid}; tell by --public-key which it is"
    assert kept.findings(None)[0] == Finding(Holds.UNKNOWN, unknown)
    other = STRANGER.public_key
    wrong = f"signature: not of the key {other.keyid} over what the certificate says"
    assert kept.findings(other)[0] == Finding(Holds.NO, wrong)


def test_what_replay_finds_is_told(kept: Kept) -> None:
    here = replace(HERE, replay=lambda run, folder: [f"{run.rows[0].id}: {folder.name} says no"])
    assert kept.findings(here=here)[-1] == Finding(
        Holds.NO, "replay: features/x.feature::test_0: mine.journals says no"
    )


def test_another_suite_judges_nothing_and_names_the_one_that_does(kept: Kept) -> None:
    here = replace(HERE, suite=msgspec.structs.replace(SUITE, version="1.1", features="0"))
    found = kept.findings(here=here)
    assert [each.says for each in found if each.holds is Holds.UNKNOWN] == [
        (
            "suite: 1.0; other than in the one installed here, 1.1: version, features; to judge the run and its"
            " journals again, install mid-server-upgrade-conformance==1.0"
        )
    ]
    assert not any(each.says.startswith(("verdict", "replay")) for each in found)


def test_a_rule_set_that_was_changed_after_its_release_is_noticed(kept: Kept) -> None:
    here = replace(HERE, rule_sets=lambda _: (RULE_SET, "0" * 64))
    broken = [each.says for each in kept.findings(here=here) if each.holds is Holds.NO]
    assert broken == ["certificate: other than its evidence: rule set"]


def test_a_run_with_another_verdict_than_its_rows_come_to_is_noticed_though_it_is_certified(kept: Kept) -> None:
    more = RuleSet("1.0", frozenset({*(each.id for each in ROWS), "features/x.feature::test_99"}))
    here = replace(HERE, rule_sets=lambda _: (more, "d" * 64))
    [broken] = [each.says for each in kept.findings(here=here) if each.holds is Holds.NO]
    assert broken.startswith(
        "verdict: the rows come to another one: harness error: scenarios of the rule set 1.0 that are gone: 1, such as"
    )


def test_a_run_that_should_have_got_none_is_noticed_though_it_is_certified(kept: Kept) -> None:
    kept.keep(run_of(ROWS[:4], whole=False))
    assert "run: there is no certificate for it: incomplete: not the whole suite ran" in kept.broken()[-1]


def test_rows_that_are_missing_doubled_or_exchanged_are_named(kept: Kept) -> None:
    was = run_of()
    for rows, said in {
        (1, 2, 3): "rows that are missing at the beginning: 1",
        (0, 1, 3): "rows that are missing after that of features/x.feature::test_1: 1",
        (0, 1, 1, 2, 3): "the row of features/x.feature::test_1",
        (0, 2, 1, 3): "the order of its rows, from that of features/x.feature::test_2 on",
    }.items():
        changed = [*(was.rows[number] for number in rows), *was.rows[4:]]
        kept.run.write_text(written(msgspec.structs.replace(was, rows=changed)), "utf-8")
        assert f"run: other than certified: {said}" in kept.broken()


def test_a_journal_is_looked_for_in_its_folder_alone(kept: Kept, tmp_path: Path) -> None:
    outside = tmp_path / "outside.jsonl"
    outside.write_bytes((kept.journals / "0.jsonl").read_bytes())
    was = run_of()
    assert was.rows[0].journal is not None
    journal = msgspec.structs.replace(was.rows[0].journal, file="../outside.jsonl")
    rows = [msgspec.structs.replace(was.rows[0], journal=journal), *was.rows[1:]]
    kept.run.write_text(written(msgspec.structs.replace(was, rows=rows)), "utf-8")
    assert (
        "journal: ../outside.jsonl of features/x.feature::test_0: has a name that leads out of the folder"
        in kept.broken()
    )


def test_what_is_no_file_is_not_waited_for_and_what_is_too_large_not_read(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept.journals / "0.jsonl").unlink()
    os.mkfifo(kept.journals / "0.jsonl")
    assert kept.broken() == ["journal: 0.jsonl of features/x.feature::test_0: is no file"]
    monkeypatch.setattr(evidence, "MAX_RUN_BYTES", 1000)
    assert kept.broken() == [f"run: {kept.run}: is larger than 1000 bytes"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no DSSE envelope of a certificate: Input data was truncated"),
        (b"{}", "no DSSE envelope of a certificate: Object missing required field `payload`"),
        (b"\xff", "no DSSE envelope of a certificate: "),
        (b"[" * 100_000, "no DSSE envelope of a certificate: "),
    ],
)
def test_what_is_no_certificate_is_told_in_one_line(kept: Kept, content: bytes, said: str) -> None:
    kept.certificate.write_bytes(content)
    [broken] = kept.broken()
    assert broken.startswith(f"certificate: {kept.certificate}: {said}")
    assert "\n" not in broken
