from datetime import timedelta

import pytest

from fakes.host.host import LINUX
from reference_impl.mid import MidServer, Surroundings
from reference_impl.mid.failures import BuildstampError
from reference_impl.mid.http import Answer
from reference_impl.mid.waiting import Listen
from tests.reference_impl.mid.memory import NOON, STAMP, MemoryHost
from tests.reference_impl.mid.scripted_http import ScriptedHttp, result

OTHER = "orlando-12-11-2019__patch2-03-25-2020_04-01-2020_1200"
PARIS = "paris-06-24-2020__patch1-07-15-2020_07-22-2020_1200"
TAG = STAMP.rpartition("_02-26")[0]
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def make(http: ScriptedHttp | None = None, **parameters: str) -> tuple[MidServer, MemoryHost]:
    names = {name.replace("_", "."): value for name, value in parameters.items()}
    host = MemoryHost(parameters={"name": "berlin", "url": "https://x", "mid_sys_id": "1", **names})
    return MidServer(host, http or ScriptedHttp(), Surroundings(LINUX.agent_folder, "https://site", [])), host


def test_a_process_runs_what_lay_in_the_folder_when_it_started() -> None:
    mid, host = make()
    host.files.write(
        mid.agent.path("package", "meta", "mid-core.meta.properties"),
        f"package.filename=mid-core.{OTHER}.universal.universal.zip\n".encode(),
    )
    assert mid.running.text == STAMP


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


API = "https://x/api/now"
QUERY = "agent%3Dmid.server.berlin%5Equeue%3Doutput%5Estate%3Dready%5EORDERBYsys_created_on"
REPORT, INFO = f"PATCH {API}/table/ecc_agent/1", f"GET {API}/mid/instance_info"
STATUS = f"GET {API}/table/ecc_agent/1?sysparm_fields=status"
QUEUE = f"GET {API}/table/ecc_queue?sysparm_query={QUERY}"


def test_it_reports_and_checks_at_its_start_and_fetches_commands_when_it_is_called() -> None:
    answers = {REPORT: Answer(200), INFO: result({"mid_buildstamp": STAMP}), QUEUE: result([])}
    http = ScriptedHttp({**answers, STATUS: result({"status": "Up"})})
    mid, host = make(http)
    process = mid.run()
    assert next(process) == Listen(NOON + HOUR)
    assert list(http.asked) == [REPORT, INFO]
    http.asked.clear()
    host.time += HOUR
    assert process.send(False) == Listen(NOON + 2 * HOUR)
    assert list(http.asked) == [INFO]
    http.asked.clear()
    assert process.send(True) == Listen(NOON + 2 * HOUR)
    assert list(http.asked) == [STATUS, QUEUE]


def test_called_while_its_instance_thinks_it_down_it_reports_and_checks_before_it_fetches_commands() -> None:
    answers = {REPORT: Answer(200), INFO: result({"mid_buildstamp": STAMP}), QUEUE: result([])}
    http = ScriptedHttp({**answers, STATUS: result({"status": "Down"})})
    mid, _ = make(http)
    process = mid.run()
    next(process)
    http.asked.clear()
    assert process.send(True) == Listen(NOON + HOUR)
    assert list(http.asked) == [STATUS, REPORT, INFO, QUEUE]


def test_called_after_a_report_that_was_lost_it_reports_and_checks_before_it_fetches_commands() -> None:
    http = ScriptedHttp({REPORT: Answer(503), INFO: result({"mid_buildstamp": STAMP}), QUEUE: result([])})
    mid, _ = make(http)
    process = mid.run()
    next(process)
    http.asked.clear()
    assert process.send(True) == Listen(NOON + HOUR)
    assert list(http.asked) == [REPORT, INFO, QUEUE]
