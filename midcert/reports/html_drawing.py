"""The drawing beside a line of a timeline: in SVG, a bar for each MID Server that is there, and who asks whom.

It is made of numbers and of classes of the style sheet, never of a text of a target; so it needs no escaping. Most
lines are drawn like others before them, and each drawing is made once.
"""

from functools import lru_cache

MAX_WIDE = 5
"""How many lanes stand wide apart."""
WIDE_PIXELS, NARROW_PIXELS = 26, 14
_HALF_BAR_PIXELS = 5.5


def places(lanes: int) -> list[float]:
    """Where the middle of each of so many lanes is, in pixels from the left."""
    pitch = WIDE_PIXELS if lanes <= MAX_WIDE else NARROW_PIXELS
    return [pitch // 2 + 0.5 + pitch * number for number in range(lanes)]


@lru_cache(maxsize=4096)
def drawing(lanes: tuple[str, ...], lane: str, to: str, bands: tuple[tuple[str, str], ...]) -> str:
    """What is inside the SVG element of a line.

    Args:
        lanes: Who is drawn, from left to right.
        lane: Who did it.
        to: Who was asked.
        bands: The MID Servers that are there, and the classes of each.
    """
    place = dict(zip(lanes, places(len(lanes)), strict=True))
    bars = "".join(
        f'<rect class="{band}" x="{place[mid] - _HALF_BAR_PIXELS:.0f}"/>' for mid, band in bands if mid in place
    )
    if lane not in place:
        return bars
    arrow = f'<path d="M{place[lane]} 11H{place[to]}"/>' if to in place else ""
    return f'{bars}{arrow}<circle cx="{place[lane]}"/>'
