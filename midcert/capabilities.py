"""What a target may leave out: a scenario with the tag of a capability that it does not declare is not applicable."""

CAPABILITY_TAGS = {
    "concurrent": "needs a MID Server that does other things while a command runs or an upgrade is under way",
    "older-agents": "needs a MID Server that behaves like an older one where such a version is installed",
}
"""The capabilities of protocol 1, which are also tags of scenarios, and what each means."""
