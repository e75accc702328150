import json
import re

from tests.fakes.scene import API, LOG, Scene


def test_a_message_counts_in_its_period_in_log_and_report(scene: Scene) -> None:
    both = re.compile("no space"), re.compile("no site")
    scene.target.host("berlin").append(LOG, "no space\n")
    assert scene.ask.messages.places("berlin", *both) == ["the agent log"]
    scene.world.begin_period()
    assert scene.ask.messages.places("berlin", *both) == []
    body = '{"source": "UpgradeCheck", "messages": ["no site"]}'
    scene.sends("POST", f"{API}/mid/upgrade_check/{scene.sys_id}", body)
    assert scene.ask.messages.places("berlin", *both) == ["the instance"]
    scene.target.host("berlin").append(LOG, "no space\n")
    assert scene.ask.messages.places("berlin", *both) == ["the agent log", "the instance"]


def test_a_message_on_a_step_of_the_history_counts(scene: Scene) -> None:
    both = re.compile("no space"), re.compile("no site")
    body = '{"stage": "Install", "state": "failed", "message": "no site"}'
    scene.sends("POST", f"{API}/mid/upgrade_step/{scene.sys_id}", body)
    assert scene.ask.messages.places("berlin", *both) == ["the instance"]


def test_open_issues_are_those_of_the_mid_server_that_are_not_resolved(scene: Scene) -> None:
    for messages in (["no space", "no site"], ["no site"]):
        body = json.dumps({"source": "UpgradeCheck", "messages": messages})
        scene.sends("POST", f"{API}/mid/upgrade_check/{scene.sys_id}", body)
    scene.administrator.insert("ecc_agent_issue", mid_server="another", message="no power", state="new")
    assert scene.ask.messages.open_issues("berlin") == ["no site"]


def test_issues_of_the_tests_are_those_of_one_source(scene: Scene) -> None:
    for source, message in (("UpgradeCheck", "no space"), ("AutoUpgrade", "no site")):
        body = json.dumps({"source": source, "messages": [message]})
        scene.sends("POST", f"{API}/mid/upgrade_check/{scene.sys_id}", body)
    assert scene.ask.messages.issues_of_tests("berlin") == ["no space"]
    scene.sends("POST", f"{API}/mid/upgrade_check/{scene.sys_id}", '{"source": "UpgradeCheck", "messages": []}')
    assert scene.ask.messages.issues_of_tests("berlin") == []


def test_texts_in_the_log_are_those_that_it_has_gained_each_once(scene: Scene) -> None:
    space, host = re.compile(r"(?P<text>\d+ bytes)"), scene.target.host("berlin")
    host.append(LOG, "1 bytes\n")
    scene.world.begin_period()
    host.append(LOG, "2 bytes, 3 bytes\n3 bytes\n")
    assert scene.ask.messages.in_log("berlin", space) == ["2 bytes", "3 bytes"]
