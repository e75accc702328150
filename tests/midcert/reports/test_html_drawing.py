import pytest

from midcert.reports.html_drawing import drawing, places

LANES = ("instance", "berlin", "paris")


def test_who_asks_is_a_point_and_an_arrow_leads_to_who_is_asked() -> None:
    assert drawing(LANES, "berlin", "instance", ()) == '<path d="M39.5 11H13.5"/><circle cx="39.5"/>'


def test_who_asks_nobody_is_a_point_alone() -> None:
    assert drawing(LANES, "paris", "", ()) == '<circle cx="65.5"/>'


def test_of_nobody_there_is_no_point() -> None:
    assert drawing(LANES, "", "", ()) == ""


def test_a_mid_server_has_a_bar_in_its_own_lane() -> None:
    bars = drawing(LANES, "", "", (("berlin", "up"), ("paris", "down ended")))
    assert bars == '<rect class="up" x="34"/><rect class="down ended" x="60"/>'


def test_who_has_no_lane_is_not_drawn() -> None:
    assert drawing(LANES, "rome", "instance", (("rome", "up"),)) == ""


@pytest.mark.parametrize(("lanes", "last"), [(1, 13.5), (5, 117.5), (6, 77.5)])
def test_many_stand_closer_together(lanes: int, last: float) -> None:
    assert places(lanes)[-1] == last
