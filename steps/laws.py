"""Steps of laws, which hold at every moment of every scenario."""

from pytest_bdd import then

from midcert.rules.laws.law import Law
from steps.words.phrase import phrase


@then(phrase("at every moment {law:Law}"))
def at_every_moment(law: Law) -> None:
    """A law: asserts that it held wherever it was at stake, in each scenario of the run, whatever that one tries.

    It is judged once all scenarios are over, from their journals, for whoever is under test there. It passes where it
    was broken nowhere and was at stake in a scenario that passed.
    """
    raise NotImplementedError(f"a law is judged by the run and not by a step: {law.sentence}")
