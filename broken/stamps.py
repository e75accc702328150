"""What some faults want to know of versions."""

import re

from broken.base import BrokenMidServer
from reference_impl.buildstamp import FAMILIES, InvalidBuildstampError, parse_buildstamp
from reference_impl.instance.instance import BUILDSTAMP
from reference_impl.mid.failures import BuildstampError


def build_stamp(mid: BrokenMidServer) -> str:
    """What the property mid.buildstamp says, whatever the override."""
    answer = mid.instance.ask("GET", f"/api/now/table/sys_properties?sysparm_query=name={BUILDSTAMP}")
    return str(answer.json()["result"][0]["value"])


def order_of(name: str) -> tuple[int, str]:
    """Family and patch of a stamp or of a pin, to be compared."""
    family, _, rest = name.partition("-")
    patch = re.search(r"patch\d+", rest)
    return (FAMILIES.index(family) if family in FAMILIES else -1, patch[0] if patch else "")


def parse_buildstamp_or_refuse(text: str) -> None:
    """Refuse what is no build stamp."""
    try:
        parse_buildstamp(text)
    except InvalidBuildstampError:
        raise BuildstampError(text) from None
