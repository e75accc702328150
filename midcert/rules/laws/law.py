"""What a law is: a sentence that belongs to a rule, and a function from a story to where it was at stake."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from midcert.rules.laws.story import Moment, Story

ALWAYS = "at every moment "
"""How the Then of a law begins."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A moment at which a law was at stake."""

    moment: Moment
    wrong: str
    """What broke it, in a few words; empty where it held."""


Judge = Callable[[Story], Iterator[Finding]]


@dataclass(frozen=True)
class Law:
    """One sentence, and how it is judged.

    It yields a finding wherever it is at stake. It never speaks of what the documentation leaves free (readings A1 to
    A11), and where the journal cannot tell, it is not at stake.
    """

    rule: str
    """The id of the rule that it belongs to, whose level it has."""
    role: str
    """Who keeps it: "mid" or "instance"."""
    sentence: str
    """Such as "at most two MID Servers hold a permit"."""
    judge: Judge

    @property
    def step(self) -> str:
        """The Then of its scenario."""
        return f"{ALWAYS}{self.sentence}"

    @property
    def name(self) -> str:
        """That of the function, such as "at_most_two_permits"."""
        return self.judge.__name__

    def findings(self, story: Story) -> Iterator[Finding]:
        """Where it was at stake: for those under test alone."""
        for finding in self.judge(story):
            keeper = finding.moment.mid if self.role == "mid" else finding.moment.instance
            if keeper.is_tested:
                yield finding


def law(rule: str, role: str) -> Callable[[Judge], Law]:
    """Make a function a law; its docstring is the sentence."""

    def made(judge: Judge) -> Law:
        text = " ".join((judge.__doc__ or "").split()).removesuffix(".")
        return Law(rule, role, text[:1].lower() + text[1:], judge)

    return made


def found(moment: Moment, *, holds: bool, wrong: str) -> Finding:
    """A finding of this moment."""
    return Finding(moment, "" if holds else wrong)
