"""The verdict as a badge: a picture (SVG), or the JSON from which shields.io makes one (its "endpoint")."""

import json

from anybadge import Badge

from midcert.results.outcomes import Outcome, Word
from midcert.results.run import Run

LABEL = "MID Server upgrades"
COLOURS = {
    Word.CONFORMANT: "#2e7d32",
    Word.PASSED_DRAFT: "#4d7c0f",
    Word.NOT_CONFORMANT: "#b91c1c",
    Word.BAD_DEVIATIONS: "#b91c1c",
}
"""Dark enough for white letters; whatever is neither good nor bad is grey."""
GREY = "#5f6368"


def svg(run: Run) -> str:
    """The badge as a picture."""
    badge = Badge(LABEL, message(run), default_color=COLOURS.get(run.verdict.word, GREY))
    badge.mask_str = "badge"  # else each badge has a number of its own
    return str(badge.badge_svg_text)


def endpoint(run: Run) -> str:
    """The badge as shields.io wants to read it."""
    colour = COLOURS.get(run.verdict.word, GREY).removeprefix("#")
    fields = {"schemaVersion": 1, "label": LABEL, "message": message(run), "color": colour}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def message(run: Run) -> str:
    """What the badge says: the verdict, and of how many required scenarios."""
    word, required = run.verdict.word, run.verdict.counts.required
    if word is Word.CONFORMANT:
        return f"{word} to {run.asked.rule_set}"
    applicable = sum(required.values()) - required.get(Outcome.NOT_APPLICABLE, 0)
    return f"{word}, {required.get(Outcome.PASSED, 0)} of {applicable}"
