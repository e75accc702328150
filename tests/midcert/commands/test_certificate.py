"""`midcert certify --certificate`, `keygen` and `verify` as a user meets them."""

import shutil
from pathlib import Path

import pytest

from midcert.certificates import keys
from midcert.commands import certificate
from midcert.commands.certificate import NoCertificateError, Wanted
from midcert.results.outcomes import ExitCode
from tests.forked import Ended
from tests.midcert.certificates.made import ROWS, RULE_SET, SIGNER, Kept, run_of
from tests.midcert.commands.conftest import Midcert

IS_EMPTY = "the journals of a certificate lie alone: take them away"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--key=key.pem", "--key and --unsigned need --certificate FILE"),
        ("--unsigned", "--key and --unsigned need --certificate FILE"),
        ("--certificate=c.json", "it needs either --key FILE, which midcert keygen writes, or --unsigned"),
        (
            "--certificate=c.json --unsigned --key=key.pem",
            "it needs either --key FILE, which midcert keygen writes, or --unsigned",
        ),
        ("--certificate=c.json --key=none.pem", "none.pem cannot be read: No such file or directory"),
        ("--certificate=c.json --key=own.py", "own.py holds no private key in PEM"),
        ("--certificate=c.json --key=locked.pem", "the key has a passphrase, which MIDCERT_PASSPHRASE does not say"),
        (
            "--certificate=c.json --unsigned --rule-set=draft",
            "the rule set is a draft, and nothing is conformant to a draft",
        ),
        ("--certificate=c.json --unsigned --rule-set=9.9", "there is no rule set 9.9, but draft, 1.0"),
        (
            "--certificate=c.json --unsigned --scenario=features/a.feature::test_b",
            "--scenario narrows the run, and a narrowed run is never conformant",
        ),
        (
            "--certificate=c.json --unsigned --rule=AUTO-HOURLY",
            "--rule narrows the run, and a narrowed run is never conformant",
        ),
        (
            "--certificate=c.json --unsigned --shard=1/2",
            "--shard runs a part, and a part alone is never conformant",
        ),
        ("--certificate=own.py --unsigned", "own.py is there already"),
        (
            "--certificate=none/c.json --unsigned",
            "none/c.json cannot be written: there is no such folder, or nothing may be written there",
        ),
        (
            "--certificate=c.json --unsigned --run=c.json",
            "certificate, run and journals are three things, and need three names",
        ),
        (f"--certificate={'x' * 300} --unsigned", f"{'x' * 300}: File name too long"),
        ("--certificate=c.json --unsigned --journals=full", f"full holds files already, and {IS_EMPTY}"),
    ],
)
def test_what_keeps_a_certificate_from_being_written_is_said_before_the_run(
    midcert: Midcert, tmp_path: Path, options: str, said: str
) -> None:
    keys.generate(tmp_path / "key.pem")
    keys.generate(tmp_path / "locked.pem", "sesame")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "old.jsonl").write_text("", "utf-8")
    ended = midcert("certify", *options.split())
    assert ended == Ended(ExitCode.BAD_INPUT, "", f"midcert certify: no certificate: {said}\n")


def test_a_run_that_is_not_conformant_gets_none_and_its_evidence_stays(midcert: Midcert, tmp_path: Path) -> None:
    ended = midcert("certify", "--certificate=c.json", "--unsigned", PYTEST_ADDOPTS="-k hourly_check")
    assert ended.code == ExitCode.INCOMPLETE
    assert ended.err.startswith("midcert certify: no certificate: incomplete: not the whole suite ran (")
    assert ended.err.count("\n") == 1
    assert not (tmp_path / "c.json").exists()
    assert (tmp_path / "c.run.json").exists()
    assert any((tmp_path / "c.journals").iterdir())


def test_what_is_written_holds_the_evidence_as_it_lies_there(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    said = kept.statement()
    kept.certificate.unlink()
    monkeypatch.setattr(certificate, "RULE_SETS", kept.folder)
    (kept.folder / "1.0.txt").write_text("".join(f"{each.id}\n" for each in ROWS), "utf-8")
    wanted = Wanted(kept.certificate, kept.run, kept.journals, RULE_SET, SIGNER)
    assert wanted.write() == (
        f"Certificate: {kept.certificate}, signed by the key {SIGNER.public_key.keyid};"
        f" keep {kept.run} and {kept.journals} with it"
    )
    assert kept.broken() == ["certificate: other than its evidence: rule set"]
    assert said.predicate.passed_tests
    with pytest.raises(NoCertificateError, match=r"mine\.json cannot be written: File exists$"):
        wanted.write()
    (kept.journals / "0.jsonl").unlink()
    with pytest.raises(NoCertificateError, match=r"^its evidence cannot be read: No such file or directory$"):
        wanted.write()
    kept.run.write_text("{}", "utf-8")
    with pytest.raises(NoCertificateError, match=r"mine\.run\.json holds no run of format 1: "):
        wanted.write()


def test_a_rule_set_that_cannot_be_read_is_named(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificate, "RULE_SETS", kept.folder)
    kept.certificate.unlink()
    wanted = Wanted(kept.certificate, kept.run, kept.journals, RULE_SET, SIGNER)
    with pytest.raises(NoCertificateError, match=r"1\.0\.txt cannot be read: No such file or directory$"):
        wanted.write()


def test_keys_are_written_once(midcert: Midcert, tmp_path: Path) -> None:
    ended = midcert("keygen", "mine.pem")
    assert (ended.code, ended.err) == (0, "")
    assert [line.partition(":")[0] for line in ended.out.splitlines()] == ["mine.pem", "mine.pub.pem", "key id"]
    again = midcert("keygen", "mine.pem")
    assert again == Ended(ExitCode.BAD_INPUT, "", "midcert keygen: mine.pub.pem is there already\n")
    assert (tmp_path / "mine.pem").stat().st_mode & 0o077 == 0


def test_verify_says_line_by_line_what_holds_and_ends_accordingly(midcert: Midcert, tmp_path: Path) -> None:
    kept = Kept(tmp_path).keep(run_of())
    ended = midcert("verify", "mine.json")
    lines = ended.out.splitlines()
    assert (ended.code, ended.err) == (ExitCode.INCOMPLETE, "")
    assert lines[0].startswith("unknown  signature: said to be of the key ")
    assert lines[1] == "holds    run: mine.run.json is the one that was certified, 12 scenarios"
    assert lines[2] == "holds    journals: 12 files in mine.journals are those that the run names"
    assert lines[3].startswith("unknown  suite: 1.0; other than in the one installed here, ")
    assert lines[4:] == ["unknown  rule set: 1.0 is another one here than in that suite"]
    shutil.move(kept.journals, tmp_path / "elsewhere")
    shutil.move(kept.run, tmp_path / "run.json")
    assert midcert("verify", "mine.json", "elsewhere", "--run=run.json").out.splitlines()[2].startswith("holds")
    gone = midcert("verify", "mine.json", "elsewhere")
    assert gone.code == ExitCode.NOT_CONFORMANT
    assert gone.out.splitlines()[1] == "broken   run: mine.run.json: cannot be read: No such file or directory"


@pytest.mark.parametrize("arguments", ["keygen .", "certify --unsigned --certificate=.", "verify /"])
def test_a_path_without_a_name_is_bad_input(midcert: Midcert, arguments: str) -> None:
    ended = midcert(*arguments.split())
    path = arguments[-1]
    assert (ended.code, ended.err.count("\n")) == (ExitCode.BAD_INPUT, 1)
    assert f"{path!r} names no file; see midcert" in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.json"], "none.json: No such file or directory"),
        (["x" * 300], f"{'x' * 300}: File name too long"),
        (["own.py", "--public-key=none.pem"], "--public-key: none.pem cannot be read: No such file or directory"),
        (["own.py", "--public-key=own.py"], "--public-key: own.py holds no public key in PEM"),
    ],
)
def test_what_cannot_be_verified_at_all_is_bad_input(midcert: Midcert, arguments: list[str], said: str) -> None:
    assert midcert("verify", *arguments) == Ended(ExitCode.BAD_INPUT, "", f"midcert verify: {said}\n")


def test_a_run_instead_of_a_certificate_is_said_to_be_one(midcert: Midcert, kept: Kept) -> None:
    ended = midcert("verify", kept.run.name)
    assert (ended.code, ended.out) == (ExitCode.BAD_INPUT, "")
    assert ended.err.startswith(f"midcert verify: {kept.run.name} is a run, and no certificate: midcert report ")
    assert ended.err.count("\n") == 1
