"""What is drawn: the suite's own steps, about MID Servers that are there, and the same again for the same seed."""

import itertools
import re
from collections.abc import Iterator, Mapping

import pytest

from midcert.explore.bench import Bench
from midcert.explore.corpus import INSTALLS, LOOK, QUOTED, Corpus, Line
from midcert.explore.phrases import definition_of

ROLES = ("mid", "instance")
NUMBER = 12
MOST = 200
"""Of how many one at least has something in it that the reference cannot do."""


@pytest.fixture
def corpora(benches: Mapping[str, Bench]) -> Mapping[str, Corpus]:
    return {role: bench.corpus for role, bench in benches.items()}


@pytest.fixture(scope="module")
def sequences(benches: Mapping[str, Bench]) -> Mapping[str, list[list[Line]]]:
    return {role: [bench.sequence(f"1/{number}").lines for number in range(NUMBER)] for role, bench in benches.items()}


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


def test_a_plot_is_what_a_scenario_does_with_a_look_for_what_it_says(corpora: Mapping[str, Corpus]) -> None:
    for corpus in corpora.values():
        assert any(plot.count(LOOK) == 2 for plot in corpus.plots)
        assert {line.kind for plot in corpus.plots for line in plot if line != LOOK} == {"given", "when"}


def test_a_seed_draws_the_same_again(benches: Mapping[str, Bench], sequences: Mapping[str, list[list[Line]]]) -> None:
    drawer = benches["mid"].drawer
    assert drawer.drawn("1/0") == drawer.drawn("1/0") != drawer.drawn("1/1")
    assert sequences["mid"][0] != sequences["mid"][1]


def test_what_the_reference_cannot_do_is_left_out(
    benches: Mapping[str, Bench], sequences: Mapping[str, list[list[Line]]]
) -> None:
    for role, bench in benches.items():
        for number, lines in enumerate(sequences[role]):
            assert bench.reference.play(lines, f"1/{number}", rests=False).done == lines
    drawn = ((bench, f"1/{number}") for number in range(MOST) for bench in benches.values())
    assert any(len(bench.sequence(seed).lines) < len(bench.drawer.drawn(seed)) for bench, seed in drawn)


def test_it_is_looked_in_the_end_and_nowhere_twice(sequences: Mapping[str, list[list[Line]]]) -> None:
    for lines in (lines for several in sequences.values() for lines in several):
        assert lines[-1] == LOOK
        assert not [line for line, following in itertools.pairwise(lines) if line == following == LOOK]


def test_some_are_scenarios_done_otherwise_and_some_are_new(
    corpora: Mapping[str, Corpus], sequences: Mapping[str, list[list[Line]]]
) -> None:
    for role, several in sequences.items():
        beginnings = {plot[:4] for plot in corpora[role].plots}
        assert 0 < sum(tuple(lines[:4]) in beginnings for lines in several) < NUMBER


def test_what_is_drawn_is_about_those_who_are_there(
    corpora: Mapping[str, Corpus], sequences: Mapping[str, list[list[Line]]]
) -> None:
    for role, several in sequences.items():
        for lines in several:
            there = {name for line in lines if INSTALLS.fullmatch(line.text) for name in QUOTED.findall(line.text)}
            played = {"lisbon", "oslo"}  # whom another step brings along
            named = {name for line in lines for name in QUOTED.findall(line.text)} & corpora[role].names
            assert named <= there | played


def test_nothing_is_about_one_of_them_twice(
    corpora: Mapping[str, Corpus], sequences: Mapping[str, list[list[Line]]]
) -> None:
    for role, several in sequences.items():
        for line in (line for lines in several for line in lines):
            named = [name for name in QUOTED.findall(line.text) if name in corpora[role].names]
            assert len(named) == len(set(named))


def test_no_two_are_installed_under_one_name(sequences: Mapping[str, list[list[Line]]]) -> None:
    for lines in (lines for several in sequences.values() for lines in several):
        names = [
            name for line in lines if (found := INSTALLS.fullmatch(line.text)) for name in QUOTED.findall(found[1])
        ]
        assert len(names) == len(set(names))


def test_versions_are_spoken_of_again(sequences: Mapping[str, list[list[Line]]]) -> None:
    assert any("Orlando Patch 1" in line.text and not INSTALLS.fullmatch(line.text) for line in all_lines(sequences))
