from datetime import UTC, datetime

import pytest
from asn1crypto import core

from fakes.releases.packages import der


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 65_536])
def test_lengths_of_every_form_are_read_back(size: int) -> None:
    encoded = der.octets(bytes(size))
    (element,) = der.children(encoded)
    assert element == der.Element(der.Tag.OCTET_STRING, bytes(size), encoded)
    assert core.OctetString.load(encoded, strict=True).native == bytes(size)


@pytest.mark.parametrize("value", [0, 1, 127, 128, 255, 256, 2**159])
def test_an_integer_is_never_taken_for_a_negative_one(value: int) -> None:
    assert core.Integer.load(der.integer(value), strict=True).native == value


@pytest.mark.parametrize("dotted", ["1.2.840.113549.1.7.2", "2.16.840.1.101.3.4.2.1", "1.3.6.1.4.1.99999.1.1"])
def test_object_identifiers_are_those_of_another_reader(dotted: str) -> None:
    assert core.ObjectIdentifier.load(der.oid(dotted), strict=True).dotted == dotted


def test_time_is_in_utc_to_the_second() -> None:
    moment = datetime(2019, 11, 5, 19, 55, 37, tzinfo=UTC)
    assert core.GeneralizedTime.load(der.time(moment), strict=True).native == moment


def test_a_set_is_in_order_whatever_order_its_members_came_in() -> None:
    assert der.set_of(der.integer(2), der.integer(1)) == der.set_of(der.integer(1), der.integer(2))


def test_children_are_those_of_the_content() -> None:
    inner = [der.integer(1), der.octets(b"two"), der.sequence(der.NULL)]
    (outer,) = der.children(der.sequence(*inner))
    assert [child.encoded for child in der.children(outer.content)] == inner
