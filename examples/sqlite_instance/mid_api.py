"""What the documentation names and does not specify, below /api/now/mid."""

from werkzeug.exceptions import BadRequest, Conflict, NotFound
from werkzeug.wrappers import Response

from examples.sqlite_instance import commands, history, issues, permits, releases
from examples.sqlite_instance.call import Call, done, result


def instance_info(call: Call) -> Response:
    """InstanceInfo."""
    call.access.as_mid_server()
    return result({"mid_buildstamp": call.instance.assigned(), "instance_buildstamp": call.instance.version})


def assigned_packages(call: Call) -> Response:
    """What makes up the assigned version, or the one that is named."""
    call.access.as_mid_server()
    asked = call.request.args
    if not asked.get("os") or not asked.get("architecture"):
        raise BadRequest("os and architecture are wanted")
    if asked.get("version"):
        builds = call.instance.builds_named(asked["version"])
        if len(builds) != 1:
            raise NotFound(f"{len(builds)} builds have the name {asked['version']!r}")
        [build] = builds
    else:
        assigned = call.instance.assigned()
        read = releases.read(assigned)
        if not read:
            return result({"buildstamp": assigned, "packages": []})
        build = read
    packages = releases.packages(build, asked["os"], asked["architecture"])
    return result({"buildstamp": build.stamp, "packages": [each._asdict() for each in packages]})


def take_permit(call: Call, sys_id: str) -> Response:
    """Ask for a permit to upgrade; two MID Servers have one at a time."""
    call.access.as_mid_server()
    call.record("ecc_agent", sys_id)
    if not permits.take(call.store, sys_id):
        raise Conflict("two other MID Servers have a permit")
    return result({"mid_server": sys_id}, 201)


def release_permit(call: Call, sys_id: str) -> Response:
    """Give it back."""
    call.access.as_mid_server()
    permits.release(call.store, sys_id)
    return done()


def report_check(call: Call, sys_id: str) -> Response:
    """Report one run of a process that looks for issues."""
    call.access.as_mid_server()
    call.record("ecc_agent", sys_id)
    match call.said():
        case {"source": str(source), "messages": [*messages]} if all(isinstance(each, str) for each in messages):
            issues.report(call.store, sys_id, source, messages)
            return done()
    raise BadRequest("these are no source and messages")


def report_step(call: Call, sys_id: str) -> Response:
    """Report how far a step of an upgrade is."""
    call.access.as_mid_server()
    call.record("ecc_agent", sys_id)
    match call.said():
        case {
            "stage": str(stage),
            "state": "in_progress" | "success" | "failed" as state,
            "message": str(message),
        } if stage:
            history.report(call.store, sys_id, {"stage": stage, "state": state, "message": message})
            return done()
    raise BadRequest("these are no stage, state and message")


def open_channel(call: Call, sys_id: str) -> Response:
    """It can be reached; it reports its status itself."""
    call.access.as_admin()
    call.record("ecc_agent", sys_id)
    return done()


def close_channel(call: Call, sys_id: str) -> Response:
    """It is gone, and Down."""
    call.access.as_admin()
    call.record("ecc_agent", sys_id)
    call.store.update("ecc_agent", sys_id, {"status": "Down"})
    return done()


def act(call: Call, sys_id: str, action: str) -> Response:
    """What an administrator does on the record of a MID Server."""
    call.access.as_mid_server()
    mid_server = call.record("ecc_agent", sys_id)
    if action not in commands.ACTIONS:
        raise NotFound(f"there is no action {action!r}")
    try:
        commands.act(call.store, mid_server, action)
    except commands.RefusedError as error:
        raise Conflict(str(error)) from error
    return done()
