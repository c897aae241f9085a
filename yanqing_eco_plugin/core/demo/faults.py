"""What goes wrong with the demo's devices: lost hours, silence for hours or days, faults and maintenance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .chance import key, normal, uniform

__all__ = ["Condition", "condition"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
UInts = NDArray[np.uint64]

_LOST = 0.006
# Block (h), chance of an event in it, median and longest duration (h). About 3 % of all devices are silent and 2 % at
# fault at any time.
_SILENCE = (192, 0.25, 15.0, 150.0)
_FAULT = (240, 0.21, 19.0, 160.0)
# One of a kind: without them a whole network would be missing from the map.
_SPARED = ("lidar", "vehicle")
_FLAGS = np.array(["N", "D", "B", "M", "C"], dtype=object)


@dataclass(frozen=True)
class Condition:
    """State of n devices over t hours.

    Attributes
    ----------
    sent
        Whether a record came at all, shape (n, t).
    valued
        Whether it has a value, shape (n, t).
    flag
        Position in `flags` of the record's HJ 212 flag, shape (n, t).
    flags
        The flags that occur.
    """

    sent: Bools
    valued: Bools
    flag: NDArray[np.int8]
    flags: NDArray[np.object_]


def _spells(stream: int, names: UInts, hours: Ints, shape: tuple[int, float, float, float]) -> tuple[Bools, Ints]:
    """Whether a device is in one of its spells, and the number of the block the spell began in; shape (n, t)."""
    block, chance, median, longest = shape
    inside = np.zeros((len(names), len(hours)), dtype=bool)
    origin = np.zeros(inside.shape, dtype=np.int64)
    now = hours // block
    # A spell may reach over the end of its block, but not over the next one.
    for number in (now - 1, now):
        code, at = names[:, None], number[None, :]
        start = number * block + np.floor(uniform(stream, code, at, 1) * block)
        length = np.clip(median * np.exp(0.9 * normal(stream, code, at, 2)), 3.0, longest)
        here = (uniform(stream, code, at, 3) < chance) & (hours > start) & (hours <= start + length)
        origin[here] = np.broadcast_to(at, here.shape)[here]
        inside |= here
    return inside, origin


def condition(kind: str, names: UInts, hours: Ints, seed: int) -> Condition:
    """How devices of a kind fare at the hours (since 1970 UTC); the same whenever it is asked.

    Faults (D), maintenance (M) and broken links (B) come as records without a value, as does the weekly calibration (C) of
    the gas analysers; lost hours and silence leave no record.
    """
    shape = (len(names), len(hours))
    flag = np.zeros(shape, dtype=np.int8)
    sent = uniform(key(seed, "lost"), names[:, None], hours[None, :]) >= _LOST
    if kind not in _SPARED:
        stream = key(seed, "fault")
        broken, block = _spells(stream, names, hours, _FAULT)
        cause = uniform(stream, names[:, None], block, 9)
        flag[broken] = np.select([cause < 0.65, cause < 0.85], [1, 2], 3)[broken]
        sent &= ~_spells(key(seed, "silence"), names, hours, _SILENCE)[0]
    if kind == "air":
        # One hour a week, by night: 02:00-03:00 on a day of each station's own.
        local = hours + 7
        due = (local % 24 == 2) & (local // 24 % 7 == (names % np.uint64(7)).astype(np.int64)[:, None])
        flag[due & (flag == 0)] = 4
    return Condition(sent, flag == 0, flag, _FLAGS)
