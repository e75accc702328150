"""Each specimen is what it says: to the reference, for the reason given, and to the JDKs, as its rule has it."""

from collections import Counter

import pytest

from fakes.releases.packages.corpus import CORPUS, Specimen
from fakes.releases.packages.kinds import SHAPE, VERIFY
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.recorded import recorded
from fakes.releases.packages.replies import TOLD
from reference_impl.mid.verification import Code, Refused
from reference_impl.mid.verification.__main__ import judge

NOT_HIT = {
    Code.NO_TRUST_ANCHORS: "it is about who verifies, and not about a package",
    Code.NO_TIMESTAMP: "likewise: good packages need no timestamp unless somebody asks for one",
}
"""Codes that no specimen is refused for, and why."""

BY_NAME = {specimen.name: specimen for specimen in CORPUS}


def reason_for(specimen: Specimen) -> str:
    try:
        judge(specimen.make(), default_pki().trust_anchors, specimen.at, specimen.reply())
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize("name", BY_NAME)
def test_the_reference_has_the_verdict_of_the_corpus_for_its_reason(name: str) -> None:
    assert reason_for(BY_NAME[name]) == BY_NAME[name].reason


def test_there_are_packages_of_many_kinds_and_no_two_of_one_name() -> None:
    assert len(BY_NAME) == len(CORPUS) >= 140
    assert sum(specimen.is_good for specimen in CORPUS) >= 25


def test_no_two_packages_are_the_same_but_for_what_their_responder_says() -> None:
    packages = Counter(specimen.make() for specimen in CORPUS if specimen.name not in TOLD)
    assert [count for count in packages.values() if count > 1] == []


def test_a_package_is_the_same_bytes_each_time() -> None:
    assert [one.name for one in CORPUS if one.make() != one.make()] == []


def test_every_reason_to_refuse_a_package_has_one_or_a_reason_why_not() -> None:
    hit = {Code(specimen.reason) for specimen in CORPUS if specimen.reason}
    assert set(Code) - hit == NOT_HIT.keys()


def test_what_both_jdks_refuse_is_required_and_nothing_else_is() -> None:
    bad = [specimen for specimen in CORPUS if not specimen.is_good]
    assert [one.name for one in bad if (one.rule == VERIFY) != recorded()[one.name].refused_by_both] == []


def test_both_jdks_take_what_has_the_documented_shape() -> None:
    shown = [specimen for specimen in CORPUS if specimen.rule == SHAPE]
    assert all(specimen.is_good and recorded()[specimen.name].accepted_by_both for specimen in shown)
