"""What a MID Server tells of its upgrade, step by step."""

from typing import NamedTuple

SUCCESS, FAILED = "success", "failed"
STATES = {"in progress": "in_progress", "successful": SUCCESS, "failed": FAILED}
"""How far a step may be: what people say, and what the field `state` has."""


class Step(NamedTuple):
    """What is told of a step; its text is such as `"Download" failed with "HTTP 500"`."""

    stage: str
    state: str
    message: str = ""

    def __str__(self) -> str:
        said = next((words for words, state in STATES.items() if state == self.state), self.state)
        return f'"{self.stage}" {said}' + (f' with "{self.message}"' if self.message else "")
