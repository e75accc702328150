r"""The kinds of texts and numbers in messages.

A pattern ends with `\Z`, where Python ends a text; in JSON Schema that is written `$`.
"""

import re
from datetime import datetime
from typing import Annotated, Any, Self

from msgspec import Meta, Struct

from fakes.journal import timestamp

Json = dict[str, Any]
"""An object of JSON, as Python's `json` reads it: with dictionaries, lists, texts, numbers, true, false and null."""
PROTOCOL = 1
NO_SURROGATES = r"^[^\ud800-\udfff]*\Z"
"""Halves of surrogate pairs, which JSON can name, are in no text that can be written down in UTF-8."""
BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\Z"
HTTP_METHOD = r"^[A-Z]+\Z"
HTTP_FIELD = r"^[\t -~\u00a0-\u00ff]*\Z"
HTTP_URL = (
    r"^https?://([!-.0-9;=A-Za-z~_%:]+@)?([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])"
    r"(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?#][!-~]*)?\Z"
)
RFC_3339 = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\Z"
"""A date-time (RFC 3339, 5.6); fractions of a second beyond microseconds are cut off."""
MAX_SHOWN = 60
"""How many characters of a wrong value an error shows."""
A_TIME = "a time with its offset from UTC, such as 2020-07-01T00:00:00.000Z"

Name = Annotated[str, Meta(min_length=1, pattern=NO_SURROGATES)]
Text = Annotated[str, Meta(pattern=NO_SURROGATES)]
Url = Annotated[str, Meta(pattern=HTTP_URL)]
Method = Annotated[str, Meta(pattern=HTTP_METHOD)]
HeaderValue = Annotated[str, Meta(pattern=HTTP_FIELD)]
Base64 = Annotated[bytes, Meta(extra_json_schema={"pattern": BASE64})]
"""Bytes, which are written in Base64 with its padding (RFC 4648, 4)."""
Natural = Annotated[int, Meta(ge=0)]
ProtocolNumber = Annotated[float, Meta(extra_json_schema={"const": PROTOCOL})]
"""1, or 1.0 where somebody's JSON has no whole numbers."""


class Message(Struct, frozen=True, forbid_unknown_fields=True):
    """What goes over the wire, or a part of it. It has the fields that are named, and no others."""


class Time(datetime):
    """A time, which is written with its offset from UTC (RFC 3339)."""

    @classmethod
    def at(cls, moment: datetime) -> Self:
        """This moment."""
        return cls.combine(moment.date(), moment.timetz())

    @classmethod
    def read(cls, text: object) -> Self:
        """The time that a message names.

        Raises:
            ValueError: It is not written as a time, or no calendar has it.
        """
        try:
            if isinstance(text, str) and re.match(RFC_3339, text):
                return cls.fromisoformat(text.upper())
        except ValueError:
            pass  # the pattern knows no calendar
        raise ValueError(f"Expected {A_TIME}, not {repr(text)[:MAX_SHOWN]}")

    def written(self) -> str:
        """As messages carry it: in UTC, to the millisecond."""
        return timestamp(self)
