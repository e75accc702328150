"""On what it depends how a run ends, in words: where two of them differ is why the runs may have ended otherwise."""

from collections.abc import Mapping

from midcert.results.run import SHOWN_DIGITS, Run


def terms_of(run: Run) -> Mapping[str, str]:
    """The terms of a run by their names: who was tested, how, and by which suite."""
    tested, asked, suite = run.tested, run.asked, run.suite
    return {
        "implementation": f"{tested.name} {tested.version}" if tested else "none",
        "target": tested.where if tested else "none",
        "SHA-256 of the implementation": tested.identity if tested else "none",
        "transport": tested.transport if tested else "none",
        "time mode": tested.time if tested else "none",
        "roles": ", ".join(tested.roles) if tested else "none",
        "capabilities": ", ".join(tested.capabilities) or "none" if tested else "none",
        "profile": asked.profile or "none",
        "platforms": ", ".join(asked.platforms) or "none",
        "seed": str(asked.seed),
        "rule set": asked.rule_set,
        "deviations": ", ".join(each.subject for each in run.deviations) or "none",
        "version of the suite": suite.version,
        "features": suite.features[:SHOWN_DIGITS],
        "rules": suite.rules[:SHOWN_DIGITS],
        "code of the suite": suite.code[:SHOWN_DIGITS],
    }
