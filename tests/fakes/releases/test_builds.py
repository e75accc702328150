"""Stamps and names of builds."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fakes.releases import builds as module
from fakes.releases.builds import FAMILIES, Build, builds, called, named, parse_stamp

STAMP = "orlando-12-11-2019__patch1-hotfix2-04-07-2020_04-14-2020_1509"
PLAIN = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
BARE = "12-11-2019-1509"


def test_a_stamp_is_read_part_by_part() -> None:
    assert parse_stamp(STAMP) == Build(
        stamp=STAMP,
        family="orlando",
        family_date=date(2019, 12, 11),
        patch="1",
        hotfix="2",
        tag="orlando-12-11-2019__patch1-hotfix2-04-07-2020",
        built=datetime(2020, 4, 14, 15, 9, tzinfo=UTC),
    )


def test_a_bare_stamp_tells_no_family() -> None:
    build = parse_stamp(BARE)
    assert build == Build(
        stamp=BARE,
        family="",
        family_date=date(2019, 12, 11),
        patch="",
        hotfix=None,
        tag="12-11-2019",
        built=datetime(2019, 12, 11, 15, 9, tzinfo=UTC),
    )
    assert (build.name, named(BARE)) == (BARE, build)
    assert build.release < min(each.release for each in builds())


def test_letters_of_patch_and_hotfix_are_read() -> None:
    assert parse_stamp("newyork-06-26-2019__patch7b-hotfix2-09-21-2020_09-23-2020_0915").patch == "7b"
    assert parse_stamp("london-06-27-2018__patch8-hotfix4b-10-05-2019_10-05-2019_1616").hotfix == "4b"
    assert parse_stamp(PLAIN).hotfix is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "orlando",
        "latest",
        "2015-04-06-2300",
        BARE.replace("-1509", "_1509"),
        f"{BARE}0",
        f"{BARE}\n",
        f" {BARE}",
        f"orlando-{BARE}",
        BARE.replace("2", "\N{ARABIC-INDIC DIGIT TWO}"),
        "orlando-2019-12-11__patch1-2020-02-19_2020-02-26_1720",
        "orlando-12-11-2019__patch1-02-19-2020_02-26-2020",
        "orlando-12-11-2019__patch1-02-19-2020",
        f"{PLAIN}.zip",
        f"{PLAIN} ",
        f"{PLAIN}\n",
        f"{PLAIN}\nrm",
        f"{PLAIN}0",
        f"glide-{PLAIN}",
        f" {PLAIN}",
        f"x {PLAIN}",
        f"../{PLAIN}",
        f"{PLAIN}/../{PLAIN}",
        PLAIN.upper(),
        PLAIN.replace("__", "_"),
        PLAIN.replace("patch1", "patch"),
        PLAIN.replace("patch1", "patch1ab"),
        PLAIN.replace("patch1", "hotfix1"),
        PLAIN.replace("2", "\N{ARABIC-INDIC DIGIT TWO}"),
        "london-06-27-2018__patch2-hotfix5-11-22-201_11-22-2018_1058",
    ],
)
def test_anything_else_is_not_a_build_stamp(text: str) -> None:
    with pytest.raises(ValueError, match=f"^not a build stamp: {re.escape(repr(text))}$"):
        parse_stamp(text)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("12-11-2019", "13-11-2019"),
        PLAIN.replace("02-19-2020", "02-30-2020"),
        PLAIN.replace("02-26-2020", "02-29-2021"),
        PLAIN.replace("1720", "2400"),
        PLAIN.replace("1720", "1760"),
        BARE.replace("12-11", "13-11"),
        BARE.replace("12-11-2019", "02-29-2019"),
        BARE.replace("1509", "2409"),
    ],
)
def test_impossible_dates_and_times_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a build stamp: .*: no such date or time$"):
        parse_stamp(text)


def test_a_family_that_never_was_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^not a build stamp: .*: no family is called 'oslo'$"):
        parse_stamp(PLAIN.replace("orlando", "oslo"))


def test_families_stand_in_release_order() -> None:
    letters = [name[0] for name in FAMILIES.values()]
    assert letters[:26] == sorted(letters[:26])
    assert list(FAMILIES)[-3:] == ["zurich", "australia", "brazil"]
    assert (FAMILIES["newyork"], FAMILIES["sandiego"], FAMILIES["washingtondc"]) == (
        "New York",
        "San Diego",
        "Washington DC",
    )


def test_families_compare_by_release_and_builds_by_date() -> None:
    zurich, australia = named("Zurich Patch 7b Hotfix 2"), named("Australia Patch 2 Hotfix 2")
    assert zurich.release < australia.release
    assert zurich.stamp > australia.stamp
    earlier, later = named("Orlando Patch 2"), named("Orlando Patch 1 Hotfix 2")
    assert earlier.built < later.built
    assert earlier.stamp > later.stamp


def test_family_dates_follow_the_release_order() -> None:
    dates = {build.family: build.family_date for build in builds()}
    assert {(build.family, build.family_date) for build in builds()} == set(dates.items())
    assert list(dates.values()) == sorted(dates.values())


# ---------------------------------------------------------------- the public stamps


def test_every_line_of_the_file_is_one_stamp() -> None:
    text = (Path(module.__file__).parent / "data" / "buildstamps.txt").read_text(encoding="ascii")
    stamps = [line for line in text.splitlines() if not line.startswith("#")]
    assert [parse_stamp(line).stamp for line in stamps] == stamps
    assert [build.stamp for build in builds()] == stamps
    assert len(set(stamps)) == len(stamps)


def test_the_public_builds_are_counted() -> None:
    assert len(builds()) == 298
    assert Counter(build.family for build in builds()) == {
        "helsinki": 1,
        "istanbul": 2,
        "jakarta": 2,
        "kingston": 1,
        "london": 35,
        "madrid": 31,
        "newyork": 39,
        "orlando": 32,
        "paris": 37,
        "quebec": 42,
        "rome": 22,
        "sandiego": 27,
        "tokyo": 24,
        "yokohama": 1,
        "zurich": 1,
        "australia": 1,
    }


def test_families_of_the_file_stand_in_release_order() -> None:
    releases = [build.release for build in builds()]
    assert releases == sorted(releases)


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "stamp"),
    [
        ("Orlando Patch 1", PLAIN),
        ("Orlando Patch 1 Hotfix 2", STAMP),
        ("London Patch 8 Hotfix 4b", "london-06-27-2018__patch8-hotfix4b-10-05-2019_10-05-2019_1616"),
        ("New York Patch 0 Hotfix 2", "newyork-06-26-2019__patch0-hotfix2-07-10-2019_07-16-2019_1636"),
        ("San Diego Patch 10 (first build)", "sandiego-12-22-2021__patch10-01-12-2023_01-23-2023_1901"),
        ("San Diego Patch 10 (second build)", "sandiego-12-22-2021__patch10-01-12-2023_01-26-2023_1707"),
        ("Helsinki Patch 12a", "helsinki-03-16-2016__patch12a-08-25-2017_09-12-2017_1404"),
        (STAMP, STAMP),
    ],
)
def test_a_name_finds_its_build(name: str, stamp: str) -> None:
    assert named(name) == parse_stamp(stamp)


def test_names_round_trip() -> None:
    shared = {name for name, count in Counter(build.name for build in builds()).items() if count > 1}
    assert shared == {"San Diego Patch 10", "San Diego Patch 3 Hotfix 1"}
    assert all(named(build.name) == build for build in builds() if build.name not in shared)
    assert all(named(build.stamp) == build for build in builds())


def test_what_a_public_stamp_is_called_names_it_and_other_texts_stay() -> None:
    assert all(named(called(build.stamp)) == build for build in builds())
    assert called("sandiego-12-22-2021__patch10-01-12-2023_01-23-2023_1901") == "San Diego Patch 10 (first build)"
    for text in ("", "Up", BARE, PLAIN.replace("1720", "1721"), parse_stamp(PLAIN).tag):
        assert called(text) == text


def test_a_whole_stamp_need_not_be_public() -> None:
    assert named(PLAIN.replace("1720", "1721")).built == datetime(2020, 2, 26, 17, 21, tzinfo=UTC)


def test_an_ambiguous_name_is_refused_with_its_stamps() -> None:
    with pytest.raises(ValueError, match="is ambiguous") as caught:
        named("San Diego Patch 10")
    assert str(caught.value) == (
        "'San Diego Patch 10' is ambiguous: "
        "(first build) is sandiego-12-22-2021__patch10-01-12-2023_01-23-2023_1901, "
        "(second build) is sandiego-12-22-2021__patch10-01-12-2023_01-26-2023_1707"
    )


@pytest.mark.parametrize(
    "name", ["orlando patch 1", "Orlando Patch 1 ", "Orlando Patch 11", "Orlando Patch 1 (first build)"]
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(ValueError, match=rf"^no build is called {re.escape(repr(name))}; is it .*Orlando Patch 1"):
        named(name)


def test_a_name_like_no_other_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no build is called 'xyzzy'$"):
        named("xyzzy")


def test_a_bad_stamp_is_refused_as_a_stamp() -> None:
    with pytest.raises(ValueError, match=r"^not a build stamp: "):
        named("orlando-12-11-2019__patch1")
