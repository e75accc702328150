"""What is drawn: the suite's own steps, about MID Servers that are there, and the same again for the same seed."""

import re
from collections.abc import Iterator, Mapping

import pytest

from fakes.host.host import LINUX
from midcert.explore.corpus import INSTALLS, QUOTED, Corpus, Line, read_corpora
from midcert.explore.draw import drawn
from midcert.explore.play import Stage, definition_of
from midcert.protocol.handler import REFERENCE
from midcert.rules.ledger import load_ledger
from midcert.run.layout import FEATURES
from midcert.targets import locate

LEDGER = load_ledger(FEATURES / "rules.toml")
ROLES = ("mid", "instance")


@pytest.fixture(scope="module")
def corpora() -> Mapping[str, Corpus]:
    return read_corpora(FEATURES, LEDGER)


def stage(role: str) -> Stage:
    return Stage(locate(REFERENCE, 60).describe(), role, [LINUX], {"ledger": LEDGER})


@pytest.fixture(scope="module")
def sequences(corpora: Mapping[str, Corpus]) -> Mapping[str, list[list[Line]]]:
    return {role: [drawn(corpora[role], stage(role), f"1/{number}") for number in range(8)] for role in ROLES}


def all_lines(sequences: Mapping[str, list[list[Line]]]) -> Iterator[Line]:
    return (line for several in sequences.values() for lines in several for line in lines)


def test_each_deed_of_the_suite_has_a_definition_or_is_a_look(corpora: Mapping[str, Corpus]) -> None:
    """What only looks is left out: the Givens that are Thens, too."""
    missing = {line.text for corpus in corpora.values() for line in corpus.deeds if definition_of(line) is None}
    assert {re.sub(r'".*?"', '"x"', text) for text in missing} == {'no command "x" waits for "x"'}


@pytest.mark.parametrize("role", ROLES)
def test_a_corpus_keeps_apart_what_begins_what_is_done_and_what_lets_time_pass(
    corpora: Mapping[str, Corpus], role: str
) -> None:
    corpus = corpora[role]
    assert all(any(INSTALLS.fullmatch(line.text) for line in lines) for lines in corpus.begins)
    assert {"10 minutes pass"} <= {line.text for line in corpus.waits}
    assert not [line for line in corpus.deeds if re.search(r" pass(es)?\b|^the MID Server", line.text)]
    assert {"berlin", "munich"} <= corpus.names


def test_a_seed_draws_the_same_again(corpora: Mapping[str, Corpus], sequences: Mapping[str, list[list[Line]]]) -> None:
    assert drawn(corpora["mid"], stage("mid"), "1/0") == sequences["mid"][0] != sequences["mid"][1]


def test_what_is_drawn_is_about_those_who_are_there(
    corpora: Mapping[str, Corpus], sequences: Mapping[str, list[list[Line]]]
) -> None:
    for role, several in sequences.items():
        for lines in several:
            there = {name for line in lines if INSTALLS.fullmatch(line.text) for name in QUOTED.findall(line.text)}
            played = {"lisbon", "oslo"}  # whom another step brings along
            named = {name for line in lines for name in QUOTED.findall(line.text)} & corpora[role].names
            assert named <= there | played


def test_no_two_are_installed_under_one_name(sequences: Mapping[str, list[list[Line]]]) -> None:
    for lines in (lines for several in sequences.values() for lines in several):
        names = [
            name for line in lines if (found := INSTALLS.fullmatch(line.text)) for name in QUOTED.findall(found[1])
        ]
        assert len(names) == len(set(names))


def test_versions_are_spoken_of_again(sequences: Mapping[str, list[list[Line]]]) -> None:
    assert any("Orlando Patch 1" in line.text and not INSTALLS.fullmatch(line.text) for line in all_lines(sequences))
