from datetime import timedelta

import pytest

from fakes.host import LINUX
from reference_impl.mid import MidServer, Surroundings
from reference_impl.mid.failures import BuildstampError
from tests.reference_impl.mid.memory import NOON, STAMP, MemoryHost

OTHER = "orlando-12-11-2019__patch2-03-25-2020_04-01-2020_1200"
PARIS = "paris-06-24-2020__patch1-07-15-2020_07-22-2020_1200"
TAG = STAMP.rpartition("_02-26")[0]
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def make(**parameters: str) -> tuple[MidServer, MemoryHost]:
    names = {name.replace("_", "."): value for name, value in parameters.items()}
    host = MemoryHost(parameters={"name": "berlin", "url": "https://x", "mid_sys_id": "1", **names})
    return MidServer(host, Surroundings(LINUX.agent_folder, "https://site", [], 0.2)), host


def test_a_process_runs_what_lay_in_the_folder_when_it_started() -> None:
    mid, host = make()
    host.files.write(mid.agent.path("package", "meta", "mid-core.meta.properties"), f"buildstamp={OTHER}\n".encode())
    assert (mid.name, mid.running.text) == ("berlin", STAMP)


@pytest.mark.parametrize(
    ("passed", "due"),
    [
        (timedelta(), HOUR),
        (SECOND, HOUR),
        (HOUR - SECOND, HOUR),
        (HOUR, 2 * HOUR),
        (HOUR + SECOND, 2 * HOUR),
        (timedelta(days=30), timedelta(days=30) + HOUR),
    ],
)
def test_full_hours_count_from_the_start_of_the_process(passed: timedelta, due: timedelta) -> None:
    mid, host = make()
    host.time += passed
    assert mid.next_check() == NOON + due


def test_without_a_pin_the_assigned_version_is_wanted() -> None:
    assert make()[0].wanted(OTHER) == OTHER


@pytest.mark.parametrize("assigned", [OTHER, "latest", ""])
def test_a_pin_goes_before_whatever_is_assigned(assigned: str) -> None:
    assert make(mid_pinned_version=TAG)[0].wanted(assigned) == TAG


@pytest.mark.parametrize("assigned", ["", "latest", TAG])
def test_an_assigned_version_must_be_a_stamp(assigned: str) -> None:
    with pytest.raises(BuildstampError) as failed:
        make()[0].wanted(assigned)
    assert str(failed.value).startswith("Not a valid package buildstamp")


@pytest.mark.parametrize(
    ("wanted", "different"), [(STAMP, False), (TAG, False), (OTHER, True), (PARIS, True), ("latest", True)]
)
def test_any_version_that_does_not_name_what_runs_is_different(wanted: str, *, different: bool) -> None:
    assert make()[0].is_different(wanted) is different


@pytest.mark.parametrize(("wanted", "other"), [(OTHER, False), (TAG, False), (PARIS, True), ("orlandox-1", True)])
def test_a_family_is_the_first_word_of_a_stamp(wanted: str, *, other: bool) -> None:
    assert make()[0].is_other_family(wanted) is other
