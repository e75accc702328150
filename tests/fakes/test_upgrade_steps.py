from fakes.upgrade_steps import Step


def test_a_step_is_told_as_people_say_it() -> None:
    assert str(Step("Install", "in_progress")) == '"Install" in progress'
    assert str(Step("Install", "success", "at last")) == '"Install" successful with "at last"'
    assert str(Step("Install", "failed", "no space")) == '"Install" failed with "no space"'
    assert str(Step("Install", "done")) == '"Install" done'
