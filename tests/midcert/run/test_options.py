import argparse

import pytest

from midcert.run.options import OF_CERTIFY, OF_REPEATED, OF_THE_TERMINAL, add, as_arguments, given


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add(OF_CERTIFY, parser.add_argument)
    return parser.parse_args(arguments)


def test_what_is_left_at_its_default_is_not_given() -> None:
    assert given(OF_CERTIFY, parsed()) == []
    assert given(OF_CERTIFY, parsed("--seed=1", "--watchdog", "10")) == []
    assert given(OF_CERTIFY, parsed("--rule-set", "1.0", "--no-watchdog", "--seed=2")) == [
        "rule-set",
        "seed",
        "watchdog",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [
            "--target=cmd:./mine --flag 'a b'",
            "--seed=-3",
            "--watchdog=0.5",
            "--profile=mid/linux",
            "--authority=a b.pem",
        ],
        ["--rule-set=1.0", "--deviations=known.toml", "--results=r.json", "--journals=j", "--no-watchdog"],
    ],
)
def test_another_parser_gets_the_same_values(arguments: list[str]) -> None:
    values = parsed(*arguments)
    assert parsed(*as_arguments(OF_CERTIFY, values)) == values


def test_a_flag_is_given_as_often_as_it_was() -> None:
    parser = argparse.ArgumentParser()
    add(OF_THE_TERMINAL, parser.add_argument)
    values = parser.parse_args(["-vv", "-q", "--color=yes", "--python-traceback"])
    assert as_arguments(OF_THE_TERMINAL, values) == [
        "--quiet",
        "--verbose",
        "--verbose",
        "--color=yes",
        "--python-traceback",
    ]
    assert as_arguments(OF_THE_TERMINAL, parser.parse_args([])) == []


def test_a_scenario_is_repeated_with_what_its_end_depends_on() -> None:
    values = parsed("--seed=2", "--results=r.json", "--watchdog=1", "--profile=mid")
    assert as_arguments(OF_REPEATED, values) == ["--seed=2", "--profile=mid"]
