"""The words of steps, each read through a phrase as a feature writes it."""

from datetime import timedelta
from typing import Any

import pytest

from fakes.host.host import LINUX, WINDOWS
from fakes.network.front import every_request
from fakes.network.http_types import NetworkFault, Request, Response
from fakes.observe.version_requests import is_list_request, is_version_request
from fakes.people import ACTIONS, ADMINISTRATOR, Person
from fakes.releases.builds import named, parse_stamp
from fakes.releases.download_site import is_package
from fakes.troubles import check_refusals, faults, refusals
from steps.words.phrase import phrase

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
PATCH_1, PATCH_2 = named("Orlando Patch 1"), named("Orlando Patch 2")
BRAZIL = "brazil-08-12-2026__patch0-09-02-2026_09-10-2026_1200"
UNKNOWN = object()


def read(type_: str, text: str) -> Any:  # noqa: ANN401 - whatever the type makes of it
    """What a word means, and UNKNOWN if it means nothing."""
    found = phrase(f"it is {{word:{type_}}}, they say").parse_arguments(f"it is {text}, they say")
    return UNKNOWN if found is None else found["word"]


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("1 second", SECOND),
        ("59 minutes and 59 seconds", 59 * MINUTE + 59 * SECOND),
        ("1 hour and 30 minutes", 90 * MINUTE),
        ("an hour", HOUR),
        ("a day", 24 * HOUR),
        ("another second", SECOND),
        ("another 30 minutes", 30 * MINUTE),
        ("30 days", 720 * HOUR),
        ("two hours", UNKNOWN),
        ("1 week", UNKNOWN),
        ("1.5 hours", UNKNOWN),
        ("1 hour, 2 minutes", UNKNOWN),
        ("1 hour and 2 minutes and 3 seconds", UNKNOWN),
        ("1 Hour", UNKNOWN),
    ],
)
def test_a_duration_has_one_or_two_parts(text: str, duration: object) -> None:
    assert read("Duration", text) == duration


@pytest.mark.parametrize(
    ("text", "build"),
    [
        ("Orlando Patch 1", PATCH_1),
        ("New York Patch 0 Hotfix 2", named("New York Patch 0 Hotfix 2")),
        ("San Diego Patch 10 (second build)", named("San Diego Patch 10 (second build)")),
        (f"the build {BRAZIL}", parse_stamp(BRAZIL)),
        ("the build 12-11-2019-1509", parse_stamp("12-11-2019-1509")),
        ("San Diego Patch 10", UNKNOWN),
        ("Orlando Patch 99", UNKNOWN),
        ("the build latest", UNKNOWN),
        (BRAZIL, UNKNOWN),
    ],
)
def test_a_version_is_a_build_by_its_name_or_by_its_stamp(text: str, build: object) -> None:
    assert read("Version", text) == build


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Orlando Patch 1", PATCH_1),
        ('"latest"', "latest"),
        ('""', ""),
        ('"Orlando Patch 1"', "Orlando Patch 1"),
        ("empty", ""),
        ("not set", None),
        ("latest", UNKNOWN),
        ("Orlando Patch 99", UNKNOWN),
    ],
)
def test_a_value_is_a_build_or_a_text_in_quotes_or_nothing(text: str, value: object) -> None:
    assert read("Value", text) == value


@pytest.mark.parametrize(
    ("text", "builds"),
    [
        ("Orlando Patch 1", [PATCH_1]),
        ("Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 1", [PATCH_1, PATCH_2, PATCH_1]),
        (f"the build {BRAZIL}, then Orlando Patch 2", [parse_stamp(BRAZIL), PATCH_2]),
        (f"Orlando Patch 1, then the build {BRAZIL}", [PATCH_1, parse_stamp(BRAZIL)]),
        ("Orlando Patch 1, Orlando Patch 2", UNKNOWN),
        ("Orlando Patch 1, then Orlando Patch 99", UNKNOWN),
    ],
)
def test_versions_follow_one_another(text: str, builds: object) -> None:
    assert read("Versions", text) == builds


@pytest.mark.parametrize(
    ("text", "installed"),
    [
        ("Orlando Patch 1", (PATCH_1, None)),
        ("Orlando Patch 1 on Windows", (PATCH_1, WINDOWS)),
        ("Orlando Patch 1 on Linux", (PATCH_1, LINUX)),
        (f"the build {BRAZIL} on Windows", (parse_stamp(BRAZIL), WINDOWS)),
        ("Orlando Patch 1 on AIX", UNKNOWN),
        ("Orlando Patch 1 on", UNKNOWN),
        ("Orlando Patch 99 on Linux", UNKNOWN),
    ],
)
def test_what_is_installed_runs_anywhere_unless_it_is_said(text: str, installed: object) -> None:
    assert read("Installed", text) == installed


@pytest.mark.parametrize(
    ("text", "times"),
    [("once", 1), ("2 times", 2), ("180 times", 180), ("0 times", 0), ("twice", UNKNOWN), ("1 time", UNKNOWN)],
)
def test_something_happens_once_or_so_many_times(text: str, times: object) -> None:
    assert read("Times", text) == times


@pytest.mark.parametrize(
    ("text", "size"),
    [("1 GB", 10**9), ("0.5 GB", 5 * 10**8), ("0.999999999 GB", 999_999_999), ("1 MB", UNKNOWN), ("1GB", UNKNOWN)],
)
def test_a_gigabyte_has_a_thousand_million_bytes(text: str, size: object) -> None:
    assert read("Size", text) == size


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"berlin"', ["berlin"]),
        ('"berlin" and "oslo"', ["berlin", "oslo"]),
        ('"berlin", "munich" and "vienna"', ["berlin", "munich", "vienna"]),
        ('"berlin", "munich", "vienna"', UNKNOWN),
        ('"berlin", and "oslo"', UNKNOWN),
        ("berlin", UNKNOWN),
        ('"Berlin"', UNKNOWN),
        ('""', UNKNOWN),
    ],
)
def test_names_stand_in_quotes_with_an_and_before_the_last(text: str, names: object) -> None:
    assert read("Names", text) == names


@pytest.mark.parametrize(
    ("type_", "text", "meaning"),
    [
        ("Status", "Upgrade Failed", "Upgrade Failed"),
        ("Status", "Upgrading", "Upgrading"),
        ("Status", "up", UNKNOWN),
        ("Status", "Upgrade", UNKNOWN),
        ("Status", "turned away with 409", UNKNOWN),
        ("Statuses", "Up, Upgrading, Up", ["Up", "Upgrading", "Up"]),
        ("Statuses", "Up", ["Up"]),
        ("Statuses", "Up, Gone", UNKNOWN),
        ("State", "turned away with 409", "turned away with 409"),
        ("State", "Paused", "Paused"),
        ("Validated", "validated", "true"),
        ("Validated", "not validated", "false"),
        ("Validated", "being validated", "validating"),
        ("Validated", "being rekeyed", "rekey"),
        ("Validated", "true", UNKNOWN),
        ("Platform", "Linux", LINUX),
        ("Platform", "Windows", WINDOWS),
        ("Platform", "AIX", UNKNOWN),
        ("Server", "the instance", "instance.service-now.com"),
        ("Server", "the download site", "install.service-now.com"),
        ("Server", "the proxy", UNKNOWN),
        ("NetworkFault", "refuses connections", NetworkFault.REFUSED),
        ("NetworkFault", "does not answer in time", NetworkFault.TIMED_OUT),
        ("NetworkFault", "cannot be found", NetworkFault.UNRESOLVED),
        ("NetworkFault", "sleeps", UNKNOWN),
        ("Requests", "everything", every_request),
        ("Requests", "questions for the version", is_version_request),
        ("Requests", "requests for the list of packages", is_list_request),
        ("Requests", "requests for packages", is_package),
        ("Deed", "extract packages", refusals.extracting_packages),
        ("Deed", "replace files in bin", refusals.replacing_files_in_bin),
        ("Deed", "replace a third file", refusals.replacing_a_third_file),
        ("Deed", "replace a fourth file", UNKNOWN),
        ("Deed", "make the folder of the tests", check_refusals.making_the_folder),
        ("Deed", "copy the files of the tests", check_refusals.copying_files),
        ("Deed", "read the files of the tests", check_refusals.reading_files),
        ("Deed", "read the files of the tests, as there are none", check_refusals.finding_files),
        ("Deed", "delete the files of the tests", check_refusals.deleting_files),
        ("Deed", "read the files", UNKNOWN),
        ("Deed", "extract anything into ", UNKNOWN),
        ("Work", "restart the service", "restart_service"),
        ("Work", "extract a package", "extract"),
        ("Work", 'run "backup"', "backup"),
        ("Work", "run backup", UNKNOWN),
        ("Answer", "another page", faults.another_page),
        ("Answer", "an empty list", faults.empty_list),
        ("Answer", "half of each package", faults.half_of_it),
        ("Answer", "error 50", UNKNOWN),
        ("Answer", "Orlando Patch 99", UNKNOWN),
    ],
)
def test_a_word_has_one_meaning_or_none(type_: str, text: str, meaning: object) -> None:
    assert read(type_, text) == meaning


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('"no space"', ["no space"]),
        ('"no space: 5" and "no site"', ["no space: 5", "no site"]),
        ('"one", "two" and "three"', ["one", "two", "three"]),
        ("no error", []),
        ('"one", "two"', UNKNOWN),
        ("no space", UNKNOWN),
    ],
)
def test_messages_stand_in_quotes(text: str, messages: object) -> None:
    assert read("Messages", text) == messages


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("New with count 12", ["New with count 12"]),
        ("Resolved with count 1 and New with count 2", ["New with count 2", "Resolved with count 1"]),
        ("Acknowledged with count 3", ["Acknowledged with count 3"]),
        ("Open with count 1", UNKNOWN),
        ("New", UNKNOWN),
    ],
)
def test_issues_are_told_by_state_and_count_in_any_order(text: str, issues: object) -> None:
    assert read("Issues", text) == issues


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ('"Install" in progress', [("Install", "in_progress", "")]),
        ('"a" failed with "HTTP 500", then "b c" successful', [("a", "failed", "HTTP 500"), ("b c", "success", "")]),
        ('"a" successful with "no, then "', [("a", "success", "no, then ")]),
        ('"a" failed, "b" successful', UNKNOWN),
        ('"a" done', UNKNOWN),
        ("Install failed", UNKNOWN),
    ],
)
def test_steps_of_an_upgrade_are_told_by_stage_state_and_message(text: str, steps: object) -> None:
    assert read("HistorySteps", text) == steps


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("just now", [timedelta()]),
        ("20 minutes ago", [timedelta(minutes=20)]),
        ("21 days and 1 hour ago and just now", [timedelta(days=21, hours=1), timedelta()]),
        ("1 hour", UNKNOWN),
    ],
)
def test_ages_are_long_ago_or_not(text: str, ages: object) -> None:
    assert read("Ages", text) == ages


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_is_a_word_for_itself(action: str) -> None:
    assert read("Action", action) == action
    assert read("Action", action.upper()) is UNKNOWN


ASK = Request("GET", "https://instance.service-now.com/api/now/mid/instance_info")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("error 500", Response(500)),
        ("error 404", Response(404)),
        ("Paris Patch 1", Response(200, f'{{"mid_buildstamp": "{named("Paris Patch 1").stamp}"}}'.encode())),
    ],
)
def test_an_answer_may_be_an_error_or_another_version(text: str, answer: Response) -> None:
    spoiled = read("Answer", text)
    assert spoiled(ASK, lambda _: Response(200, b'{"mid_buildstamp": "x"}')) == answer


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("an administrator", ADMINISTRATOR),
        ("somebody who is not logged in", Person(logged_in=False)),
        ("a user without any role", Person()),
        ("a user with the role itil", Person("itil")),
        ("a user with the role snc_internal", Person("snc_internal")),
        ("a user with the roles itil and mid_server", Person("itil,mid_server")),
        ("a user with the roles a and b and c", Person("a,b,c")),
        ("a user", UNKNOWN),
        ("the administrator", UNKNOWN),
        ("a user with the role", UNKNOWN),
    ],
)
def test_a_person_has_roles_or_none_or_no_login(text: str, person: object) -> None:
    assert read("Person", text) == person
