import pytest

from reference_impl.mid.failures import DownloadError
from reference_impl.mid.history import step

Told = list[tuple[str, str, str]]


def test_a_step_is_told_when_it_begins_and_when_it_is_over() -> None:
    told: Told = []
    with step(lambda *each: told.append(each), "Install"):
        assert told == [("Install", "in_progress", "")]
    assert told[1:] == [("Install", "success", "")]


def test_an_error_stands_on_the_step_in_which_it_occurred_and_goes_on() -> None:
    told: Told = []
    with pytest.raises(DownloadError), step(lambda *each: told.append(each), "Install"):
        raise DownloadError("HTTP 500")
    assert told[1:] == [("Install", "failed", "Unable to refresh packages. HTTP 500")]


def test_of_a_process_that_ends_in_the_middle_nothing_more_is_told() -> None:
    told: Told = []
    with pytest.raises(GeneratorExit), step(lambda *each: told.append(each), "Install"):
        raise GeneratorExit
    assert told == [("Install", "in_progress", "")]
