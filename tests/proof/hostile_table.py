"""The hostile targets: in which time mode and on which way each is met, and what becomes of the run."""

from typing import NamedTuple

from midcert.protocol.words import TimeMode
from tests.proof.hostile import BUILD_STAMP, BY_HAND, CLICKED, HOURLY
from tests.proof.hurry import HURRIED_SECONDS

THEN = {
    HOURLY: "features/03_upgrade_methods/automatic_upgrade.feature::test_an_upgrade_needs_no_configuration",
    CLICKED: "features/11_manual_upgrade/administrators.feature"
    "::test_a_mid_server_that_is_up_and_validated_finds_the_command_of_a_click_in_its_queue",
    BUILD_STAMP: f"{BY_HAND}[newer override-Orlando Patch 2-Orlando Patch 3-Orlando Patch 3]",
}
"""The scenario that comes after the one with the attack."""


class Row(NamedTuple):
    """A hostile target, the way to it, and how what becomes of two scenarios begins; or that it is bad input."""

    target: str
    way: str
    first: str
    then: str = ""
    scenario: str = HOURLY
    hurry: str = ""
    """What the target never comes to the end of, as tests/proof/hurry.py names it: there its time is short."""
    time: TimeMode = TimeMode.ADVANCE

    @property
    def name(self) -> str:
        """What tests/proof/serve_hostile.py finds it by."""
        return self.target if self.time is TimeMode.ADVANCE else f"{self.target}.in_{self.time}"


def silent(target: str, way: str) -> Row:
    """It is found to hang in the first scenario."""
    return Row(target, way, f"hung: no answer to advance within {HURRIED_SECONDS} s", "passed", hurry="advance")


def in_service(target: str, way: str, first: str, then: str = "passed", hurry: str = "") -> Row:
    """Its processes wait on the host's clock."""
    return Row(target, way, first, then, hurry=hurry, time=TimeMode.SERVICE)


def in_real(target: str, way: str, first: str, then: str = "passed", hurry: str = "nothing") -> Row:
    """Its processes wait on the wall's clock."""
    return Row(target, way, first, then, BUILD_STAMP, hurry, TimeMode.REAL)


def silent_at_once(target: str, way: str) -> Row:
    """It does not say who it is."""
    reason = f"bad input: no answer to describe within {HURRIED_SECONDS} s"
    return Row(f"{target}.at_once", way, reason, hurry="describe")


RESTLESS = "hung: the target asked to go on 100 times without letting time pass: its `next` is "
LATE = "failed: expected 1:00:00, 2:00:00"
AWAKE = f"hung: the process of berlin does not go to sleep within {HURRIED_SECONDS} s"
SILENT = f"hung: no answer to advance within {HURRIED_SECONDS} s"
NO_PROTOCOL = "crashed: not the protocol: "
HAS_NO_NEXT = f"{NO_PROTOCOL}where processes have a clock, advance is answered with no "
ASKS_ELSEWHERE = f"{NO_PROTOCOL}where processes have a clock, each asks at the URL of its start"
NO_SLEEP = f"{NO_PROTOCOL}a target sleeps on the host's clock in the time mode service alone"
NO_INSTANCE = "crashed: the instance answers "
GARBAGE = "b'\\xff\\xfe\\x00\\x1b[31m"
TABLE = [
    # It is not there, or cannot say who it is.
    Row("cmd:midcert-no-such-program", "", "bad input: midcert-no-such-program: No such file or directory"),
    Row("http://127.0.0.1:1", "", "bad input: nobody answers at 127.0.0.1:1: Connection refused"),
    Row("py:tests.proof.hostile:nobody", "", "bad input: module 'tests.proof.hostile' has no attribute 'nobody'"),
    Row("exits_at_once", "cmd", "bad input: the process ended with 3 during describe"),
    Row("exits_at_once", "py", "bad input: the factory: it exited with 3"),
    Row("exits_in_the_middle.at_once", "http", "bad input: describe: Remote end closed connection without response"),
    silent_at_once("never_answers", "cmd"),
    silent_at_once("never_answers", "http"),
    silent_at_once("never_answers", "py"),
    Row("hangs_up.at_once", "http", "bad input: describe: Remote end closed connection without response"),
    Row("says_garbage.at_once", "cmd", f"bad input: no JSON in answer to describe: {GARBAGE}"),
    silent_at_once("stops_in_a_line", "http"),
    Row("says_100_megabytes.at_once", "cmd", "bad input: a line of more than 16777216 bytes in answer to describe"),
    Row("says_100_megabytes.at_once", "http", "bad input: an answer to describe of more than 16777216 bytes"),
    Row("adds_a_field.at_once", "cmd", "bad input: not the protocol: describe answer: object contains unknown field"),
    Row("says_numbers.at_once", "py", "bad input: not the protocol: describe answer: "),
    Row("floods.at_once", "py", "bad input: not the protocol: the target asks while it answers describe"),
    Row("marks_up_its_error.at_once", "cmd", "bad input: describe: RuntimeError: <script>"),
    Row("marks_up_its_last_words.at_once", "py", "bad input: describe: it exited with <script>"),
    Row("speaks_no_http.at_once", "http", "bad input: describe: <script>"),
    # It ends, is silent, or does not end.
    Row("exits_in_the_middle", "cmd", "crashed: the process ended with 3 during advance", "passed"),
    Row("exits_in_the_middle", "http", "crashed: advance: Remote end closed connection", "crashed: nobody answers at "),
    Row("exits_in_the_middle", "py", "crashed: advance: it exited with 3", "passed"),
    silent("never_answers", "cmd"),
    silent("never_answers", "http"),
    silent("never_answers", "py"),
    silent("waits_busily", "cmd"),
    silent("waits_busily", "http"),
    silent("waits_busily", "py"),
    Row("hangs_up", "cmd", "crashed: the process closed its standard input or output", "passed", hurry="end"),
    Row("hangs_up", "http", "crashed: advance: Remote end closed connection without response", "passed"),
    Row("closes_each_connection", "http", "passed", "passed"),
    Row("hangs_up_on_the_next", "http", "crashed: advance: Remote end closed connection without", "passed"),
    Row("does_not_end", "cmd", "passed", "passed", hurry="end"),
    Row("floods_its_errors", "cmd", "passed", "passed"),
    Row("leaves_things", "cmd", "passed", "passed"),
    Row("leaves_things", "py", "passed", "passed"),
    # It talks nonsense.
    Row("says_garbage", "cmd", f"crashed: no JSON in answer to advance: {GARBAGE}", "passed"),
    Row("says_garbage", "http", f"crashed: no JSON in answer to advance: {GARBAGE}", "passed"),
    silent("stops_in_a_line", "cmd"),
    silent("stops_in_a_line", "http"),
    Row("exits_in_a_line", "cmd", "crashed: the process ended with 3 during advance", "passed"),
    Row("exits_in_a_line", "http", "crashed: no JSON in answer to advance: b'{", "crashed: nobody answers at "),
    silent("goes_byte_by_byte", "http"),
    Row("says_100_megabytes", "cmd", "crashed: a line of more than 16777216 bytes in answer to advance", "passed"),
    Row("says_100_megabytes", "http", "crashed: an answer to advance of more than 16777216 bytes", "passed"),
    Row("answers_100_megabytes", "py", "crashed: not the protocol: advance answer: next: expected", "passed"),
    Row("fails_with_15_megabytes", "cmd", "crashed: advance: RuntimeError: xxx", "passed"),
    Row("fails_with_15_megabytes", "py", "crashed: advance: RuntimeError: xxx", "passed"),
    Row("adds_a_field", "cmd", "crashed: not the protocol: advance answer: object contains unknown", "passed"),
    Row("adds_a_field", "http", "crashed: not the protocol: advance answer: object contains unknown", "passed"),
    Row("adds_a_field", "py", "crashed: not the protocol: advance answer: object contains unknown", "passed"),
    Row("says_numbers", "cmd", "crashed: not the protocol: advance answer: next: expected", "passed"),
    Row("says_numbers", "http", "crashed: not the protocol: advance answer: next: expected", "passed"),
    Row("says_numbers", "py", "crashed: not the protocol: advance answer: next: expected", "passed"),
    # It lies about time.
    Row("is_early", "cmd", RESTLESS, "passed"),
    Row("is_early", "http", RESTLESS, "passed"),
    Row("is_early", "py", RESTLESS, "passed"),
    Row("is_late", "cmd", LATE, "passed"),
    Row("is_late", "http", LATE, "passed"),
    Row("is_late", "py", LATE, "passed"),
    Row("stands_still", "cmd", RESTLESS, "passed"),
    Row("stands_still", "http", RESTLESS, "passed"),
    Row("stands_still", "py", RESTLESS, "passed"),
    Row("goes_backwards", "cmd", RESTLESS, "passed"),
    Row("goes_backwards", "http", RESTLESS, "passed"),
    Row("goes_backwards", "py", RESTLESS, "passed"),
    Row("crawls", "cmd", "hung: ", "passed"),
    Row("crawls", "py", "hung: ", "passed"),
    Row("begins_the_calendar", "py", "hung: the target asked to go on 100 times", "passed"),
    Row("ends_the_calendar", "py", LATE, "passed"),
    # It asks what it should not, or when it should not.
    silent("floods", "cmd"),
    silent("floods", "http"),
    silent("floods", "py"),
    silent("floods_on", "http"),
    Row("asks_and_hangs_up", "http", "crashed: advance: RuntimeError: it has hung up", "passed"),
    Row("asks_for_the_scenario_before", "http", "passed", "crashed: advance: "),
    Row("answers_twice", "cmd", "passed", 'crashed: it spoke before setup, unasked: b\'{"ok": {}}\\n'),
    Row(
        "asks_with_more_fields", "cmd", "crashed: not the protocol: host call: object contains unknown field", "passed"
    ),
    Row("asks_with_numbers", "cmd", "crashed: not the protocol: host call: mid: expected `str`, got `int`", "passed"),
    Row("asks_with_a_list", "http", "crashed: not the protocol: what is asked goes to the plane host or", "passed"),
    Row("asks_for_another", "cmd", "passed", "passed"),
    Row("asks_in_depth", "cmd", "passed", "passed"),
    Row("asks_at_no_port", "cmd", "crashed: not the protocol: network call", "passed"),
    Row("asks_at_no_address", "cmd", "crashed: not the protocol: network call", "passed"),
    Row("writes_half_a_character", "cmd", "crashed: not the protocol: append", "passed"),
    Row("extracts_what_is_encrypted", "cmd", "passed", "passed"),
    # It claims what is not so, or would rewrite the report.
    Row("claims_success", "cmd", "failed: expected ", "failed: expected "),
    Row("claims_success", "http", "failed: expected ", "failed: expected "),
    Row("claims_success", "py", "failed: expected ", "failed: expected "),
    Row("marks_up_its_name", "http", "passed", "passed"),
    Row("marks_up_its_error", "cmd", "crashed: advance: RuntimeError: <script>alert(1)</script>", "passed"),
    Row("marks_up_its_reason", "cmd", "not verified: the target does not support this: <script>", "passed"),
    Row("marks_up_its_last_words", "cmd", "crashed: the process ended with 1 during advance", "passed"),
    Row("marks_up_its_last_words", "py", "crashed: advance: it exited with <script>", "passed"),
    Row("marks_up_its_reports", "cmd", "failed: expected ", "failed: expected "),
    Row("marks_up_its_reports", "http", "failed: expected ", "failed: expected "),
    Row("marks_up_its_reports", "py", "failed: expected ", "failed: expected "),
    Row("reports_half_a_character", "cmd", "failed: expected ", "failed: expected "),
    Row("speaks_no_http", "http", "crashed: advance: <script>", "crashed: setup: <script>"),
    # It plays an instance that does such things.
    Row("claims_success", "cmd", "failed: expected ", "failed: expected ", CLICKED),
    Row("claims_success", "py", "failed: expected ", "failed: expected ", CLICKED),
    Row("instance_never_answers", "cmd", NO_INSTANCE, "passed", CLICKED, hurry="instance"),
    Row("instance_goes_byte_by_byte", "cmd", NO_INSTANCE, "passed", CLICKED, hurry="instance"),
    Row("instance_hangs_up", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_says_garbage", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_goes_deep", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_says_100_megabytes", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_marks_up_its_page", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_sends_elsewhere", "cmd", NO_INSTANCE, "passed", CLICKED),
    # Its processes wait on the host's clock.
    in_service("says_nothing", "cmd", AWAKE, hurry="sleep"),
    in_service("says_nothing", "py", AWAKE, hurry="sleep"),
    in_service("sleeps_in_the_past", "http", AWAKE, hurry="sleep"),
    in_service("sleeps_in_the_past", "py", AWAKE, hurry="sleep"),
    in_service("sleeps_before_the_calendar", "py", AWAKE, hurry="sleep"),
    in_service("sleeps_no_more", "py", AWAKE, hurry="sleep"),
    in_service("asks_on_and_on", "http", AWAKE, hurry="sleep"),
    in_service("asks_on_and_on", "py", AWAKE, hurry="sleep"),
    in_service("sleeps_for_ever", "py", "failed: "),
    in_service("sleeps_to_the_end_of_the_calendar", "py", "failed: "),
    in_service("sleeps_for_a_moment", "py", "hung: the target asked to go on "),
    in_service("sleeps_twice_at_a_time", "http", f"{NO_PROTOCOL}berlin sleeps twice at a time"),
    in_service("sleeps_until_seven", "py", f"{NO_PROTOCOL}sleep arguments: until: expected"),
    in_service("sleeps_until_tomorrow", "py", f"{NO_PROTOCOL}sleep arguments: until: expected"),
    in_service("sleeps_with_more_fields", "py", f"{NO_PROTOCOL}sleep arguments: object contains unknown"),
    in_service("sleeps_as_another", "py", f"{NO_PROTOCOL}berlin asks as '<script>"),
    in_service("asks_asleep", "py", f"{NO_PROTOCOL}berlin asks before its sleep has ended"),
    in_service("asks_for_another", "cmd", ASKS_ELSEWHERE),
    in_service("asks_for_another", "http", ASKS_ELSEWHERE),
    in_service("asks_for_another", "py", ASKS_ELSEWHERE),
    in_service("asks_after_its_end", "cmd", "passed"),
    in_service("haunts", "http", "passed"),
    in_service("haunts", "py", "passed"),
    in_service("never_answers", "http", SILENT, hurry="advance"),
    in_service("stands_still", "py", HAS_NO_NEXT),
    in_service("speaks_garbage", "py", "passed"),
    in_service("marks_up_its_request", "py", "passed"),
    in_service("marks_up_its_length", "py", "passed"),
    in_service("stops_in_a_head", "cmd", "passed"),
    in_service("stops_in_a_body", "py", "passed"),
    in_service("hangs_up_in_a_head", "py", "passed"),
    in_service("hangs_up_in_a_body", "py", "passed"),
    in_service("sends_100_megabytes", "py", "passed"),
    in_service("sends_100_megabytes_in_chunks", "py", "passed"),
    # And on the wall's.
    in_real("says_nothing", "py", "failed: ", hurry="wall"),
    in_real("asks_asleep", "py", "failed: ", hurry="wall"),
    in_real("sleeps_for_ever", "http", NO_SLEEP),
    in_real("sleeps_for_ever", "py", NO_SLEEP),
    in_real("asks_after_its_end", "http", "passed"),
    in_real("haunts", "py", "passed"),
    in_real("stops_in_a_body", "py", "passed"),
    in_real("never_answers", "cmd", SILENT, hurry="advance"),
    in_real("exits_in_the_middle", "cmd", "crashed: the process ended with 3 during advance"),
    in_real("is_late", "py", HAS_NO_NEXT),
]
