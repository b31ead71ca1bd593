"""The times of a day as the fewest series of equal steps: what a trigger with a repetition can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

DAY = 24 * 60
"""Minutes in a day."""

_HOUR = 60
_HOURS = 24
_SEARCHED = 16  # times of a day: more are covered by their minutes and hours alone
_TRIED = 5000  # choices of the search: random sets of 12 points needed 300, of 16 needed 2200


@dataclass(frozen=True, order=True)
class Series:
    """``count`` points from ``start`` on, ``step`` apart (0 where there is one)."""

    start: int
    step: int
    count: int

    def points(self, size: int) -> Iterator[int]:
        """Its points, in a round of ``size``."""
        return ((self.start + index * self.step) % size for index in range(self.count))


def fewest(minutes: frozenset[int], hours: frozenset[int], around: bool) -> tuple[Series, ...]:
    """The fewest series, in minutes of the day, that hold each of the hours' minutes once, and nothing else.

    ``around`` lets them cross midnight, which is right where every day has the same times. Up to 12 times there are
    never fewer; more are put together by minutes, by hours and by full hours, whichever gives fewest.
    """
    times = frozenset(hour * _HOUR + minute for hour in hours for minute in minutes)
    by_hour = tuple(
        Series(hour * _HOUR + one.start, one.step, one.count) for hour in hours for one in cover(minutes, _HOUR, False)
    )
    found: list[tuple[Series, ...]] = [by_hour, _by_minute(minutes, hours, around)]
    if (whole := _whole(sorted(times), DAY, around)) or len(times) <= _SEARCHED:
        found.append((whole,) if whole else cover(times, DAY, around))
    best = min(found, key=len)
    return tuple(sorted(best))


@lru_cache(4096)
def cover(points: frozenset[int], size: int, around: bool) -> tuple[Series, ...]:
    """The fewest series that hold each point once, and nothing else; beyond 12 points perhaps not the fewest.

    ``around`` lets them cross the end of the round of ``size``.
    """
    ordered = sorted(points)
    if whole := _whole(ordered, size, around):
        return (whole,)
    known: dict[int, Series] = {}
    for one in sorted(_all(ordered, points, size, around), key=lambda one: one.start + one.step * (one.count - 1)):
        known.setdefault(sum(1 << ordered.index(point) for point in one.points(size)), one)
    masks = sorted(known, key=int.bit_count, reverse=True)
    through = [[mask for mask in masks if mask >> bit & 1] for bit in range(len(ordered))]
    return tuple(sorted(known[mask] for mask in _search(through, masks[0].bit_count())))


def _search(through: list[list[int]], longest: int) -> tuple[int, ...]:
    """The fewest disjoint masks that hold every bit; ``through`` has those of each bit, the longest first."""
    best = tuple(1 << bit for bit in range(len(through)))
    seen: dict[int, int] = {}
    left = _TRIED

    def go(rest: int, chosen: tuple[int, ...]) -> None:
        nonlocal best, left
        if not rest:
            best = chosen
            return
        seen[rest] = len(chosen)
        for mask in through[(rest & -rest).bit_length() - 1]:
            after = rest & ~mask
            if mask & ~rest or len(chosen) + 1 - -after.bit_count() // longest >= len(best):
                continue
            if len(chosen) + 1 < seen.get(after, len(best)) and left > 0:
                left -= 1
                go(after, (*chosen, mask))

    go((1 << len(through)) - 1, ())
    return best


def _whole(ordered: list[int], size: int, around: bool) -> Series | None:
    """All points as one series, if they are one."""
    count = len(ordered)
    if count == 1:
        return Series(ordered[0], 0, 1)
    gaps = [(ordered[(index + 1) % count] - ordered[index]) % size for index in range(count)]
    for last in range(count - 1, -1 if around else count - 2, -1):
        steps = {gap for index, gap in enumerate(gaps) if index != last}
        if len(steps) == 1:
            return Series(ordered[(last + 1) % count], steps.pop(), count)
    return None


def _all(ordered: list[int], points: frozenset[int], size: int, around: bool) -> Iterator[Series]:
    """Every series of these points."""
    for start in ordered:
        yield Series(start, 0, 1)
        for second in ordered:
            step = (second - start) % size if around else second - start
            count = 1
            while 0 < step * count < (size if around else size - start) and (start + step * count) % size in points:
                count += 1
                yield Series(start, step, count)


def _by_minute(minutes: frozenset[int], hours: frozenset[int], around: bool) -> tuple[Series, ...]:
    """A series for each minute; but minutes that part the hour evenly run on from hour to hour."""
    found: list[Series] = []
    rest = set(minutes)
    for step in (one for one in range(1, _HOUR + 1) if _HOUR % one == 0):
        for first in range(step):
            evenly = range(first, _HOUR, step)
            if rest.issuperset(evenly):
                rest.difference_update(evenly)
                best = min(_running_on(evenly, hours, around), key=len)
                found += best
    return tuple(found)


def _running_on(evenly: range, hours: frozenset[int], around: bool) -> Iterator[list[Series]]:
    """The ways to have some stretches of hours run through, the longest first, and the other hours minute by minute."""
    stretches = sorted(_stretches(sorted(hours), around), key=len, reverse=True)
    for joined in range(len(stretches) + 1):
        found = [
            Series(one[0] * _HOUR + evenly.start, evenly.step, len(one) * len(evenly)) for one in stretches[:joined]
        ]
        if other := frozenset(hour for one in stretches[joined:] for hour in one):
            found += [
                Series(one.start * _HOUR + minute, one.step * _HOUR, one.count)
                for minute in evenly
                for one in cover(other, _HOURS, around)
            ]
        yield found


def _stretches(hours: list[int], around: bool) -> list[list[int]]:
    """The hours in stretches that follow each other."""
    found: list[list[int]] = []
    for hour in hours:
        if found and found[-1][-1] == hour - 1:
            found[-1].append(hour)
        else:
            found.append([hour])
    if around and len(found) > 1 and found[0][0] == 0 and found[-1][-1] == _HOURS - 1:
        found[-1] += found.pop(0)
    return found
