"""The parts of a run, as `certify --shard` makes them, joined into the run that they are parts of."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from midcert.results.laws import is_law, of_parts
from midcert.results.part import Part, digest
from midcert.results.row import Row, place_of
from midcert.results.run import Run
from midcert.results.terms import terms_of
from midcert.results.verdict import Terms, judge

Parts = Mapping[str, Run]
"""By the names that they are called by in a message: their files."""


class MergeError(ValueError):
    """The runs are not the parts of one run; the message is one line."""


def merged(parts: Parts, terms: Terms) -> Run:
    """The run that they are parts of: the same, but for real time, as if it had not been divided.

    Args:
        parts: All of them, in any order.
        terms: By which the first of them was judged, but for what it is a part of.

    Raises:
        MergeError: One is no part, or not of this run; one is missing, is there twice, or did not run to its end.
    """
    known = _checked(parts)
    first, *_ = runs = list(parts.values())
    whole = all(part.whole for part in known.values())
    rows = _rows(runs, whole=whole)
    heads = {head.file: head for run in runs for head in run.features}
    given = {option for run in runs for option in run.asked.given} - {"shard"}
    return msgspec.structs.replace(
        first,
        began=min(run.began for run in runs),
        whole=whole,
        part=None,
        asked=msgspec.structs.replace(first.asked, given=sorted(given)),
        features=[heads[file] for file in dict.fromkeys(row.file for row in rows) if file in heads],
        rows=rows,
        verdict=judge(rows, terms, whole=whole),
    )


def _rows(runs: Sequence[Run], *, whole: bool) -> list[Row]:
    """All rows in the order of the files; of a law, one."""
    told = sorted((row for run in runs for row in run.rows), key=place_of)
    order = {row.id: place for place, row in enumerate(told)}
    laws: defaultdict[str, list[Row]] = defaultdict(list)
    for row in told:
        if is_law(row):
            laws[row.id].append(row)
    judged = (of_parts(rows, order, all_ran=whole) for rows in laws.values())
    return sorted([*judged, *(row for row in told if not is_law(row))], key=place_of)


def _checked(parts: Parts) -> Mapping[str, Part]:
    """What each is a part of, once it is sure that they are all of one run."""
    known: dict[str, Part] = {}
    for name, run in parts.items():
        if run.part is None:
            raise MergeError(f"{name}: no part of a run, as certify --shard makes them")
        known[name] = run.part
    checks = (
        _strangers(parts),
        _divided_otherwise(known),
        _twice_or_missing(known),
        _unfinished(parts),
        _others(parts),
    )
    for wrong in itertools.chain.from_iterable(checks):
        raise MergeError(wrong)
    return known


def _strangers(parts: Parts) -> Iterator[str]:
    """Those that were run by other terms than the first one."""
    (first, run), *others = parts.items()
    expected = terms_of(run)
    for name, other in others:
        found = terms_of(other)
        if differing := [
            f"{term}: {expected[term]} | {found[term]}" for term in found if found[term] != expected[term]
        ]:
            yield f"{name}: of another run than {first}: {'; '.join(differing)}"


def _divided_otherwise(known: Mapping[str, Part]) -> Iterator[str]:
    (first, part), *others = known.items()
    for name, other in others:
        if other.shard.of != part.shard.of:
            yield f"{name}: {other.shard.words}, and {first} is {part.shard.words}"
        elif other.divided != part.divided:
            yield f"{name}: of other scenarios than {first}: narrow all parts in the same way"


def _twice_or_missing(known: Mapping[str, Part]) -> Iterator[str]:
    there: dict[int, str] = {}
    for name, part in known.items():
        if part.shard.number in there:
            yield f"{name}: {part.shard.words}, as {there[part.shard.number]} is"
        there[part.shard.number] = name
    shard = next(iter(known.values())).shard
    for number in range(1, shard.of + 1):
        if number not in there:
            yield f"{msgspec.structs.replace(shard, number=number).words} is missing"


def _unfinished(parts: Parts) -> Iterator[str]:
    """Those that did not run to their end, or judge other laws than the others."""
    laws = {row.id for run in parts.values() for row in run.rows if is_law(row)}
    for name, run in parts.items():
        ran = {row.id for row in run.rows}
        if run.part and len(ran - laws) < run.part.scenarios:
            yield f"{name}: it was interrupted; run {run.part.shard.words} again"
        elif run.part and laws - ran:
            yield (
                f"{name}: it does not judge {min(laws - ran)}, a law that another part judges: narrow all parts in the"
                f" same way, or, if it was interrupted, run {run.part.shard.words} again"
            )


def _others(parts: Parts) -> Iterator[str]:
    """Whether the scenarios are not those that were divided, which no run makes but a changed file."""
    ran = [row.id for run in parts.values() for row in run.rows if not is_law(row)]
    for name, run in parts.items():
        if run.part and run.part.divided != digest(ran):
            yield f"{name}: the scenarios of the parts are not those that were divided"
