"""How well the air over a place is exchanged, and the phases an episode goes through."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError

__all__ = ["POOR_VENTILATION", "episode_phases", "ventilation_coefficient"]

Floats = NDArray[np.float64]
# m²/s, with a mean wind below 4 m/s: “high air pollution potential” (Gross 1970, ESSA Tech. Memo. WBTM NMC 47).
POOR_VENTILATION = 6000.0


def ventilation_coefficient(mixing_height_m: ArrayLike, wind_speed: ArrayLike) -> Floats:
    """Volume of air that is exchanged over each metre across the wind, m²/s: VC = MLH · ū.

    Source: Holzworth 1967, doi:10.1175/1520-0450(1967)006<1039:MDWSAA>2.0.CO;2.

    Parameters
    ----------
    mixing_height_m
        Metres above ground, any shape; NaN where none was found.
    wind_speed
        Mean wind in the mixed layer, m/s; broadcast with the heights.

    Raises
    ------
    InputError
        When a height or speed is negative.
    """
    height, speed = np.asarray(mixing_height_m, dtype=np.float64), np.asarray(wind_speed, dtype=np.float64)
    if (height < 0).any() or (speed < 0).any():
        raise InputError("Mixing heights and wind speeds must not be negative.")
    return height * speed


def episode_phases(
    time: ArrayLike,
    concentration: ArrayLike,
    *,
    limit: float,
    ventilation: ArrayLike | None = None,
    fewest_hours: int = 6,
    fast_rise: float = 0.12,
) -> pd.DataFrame:
    """Divide hourly concentrations into episodes and their phases: onset, transport, accumulation, removal.

    The phases are those of ACP 2021, 21, 7023 (doi:10.5194/acp-21-7023-2021); the rules are ours and simple. The series
    is smoothed by the median of three hours. An episode is a run of at least `fewest_hours` hours above `limit`, gaps of
    two hours or less included, and begins with the hours before it during which the concentration already rose:

    - **onset**: these rising hours up to the limit;
    - **transport**: hours of fast rise, by `fast_rise` of the episode's peak an hour and more, unless ventilation is
      known and poor;
    - **accumulation**: all other hours up to the last one within a tenth of the peak;
    - **removal**: what follows.

    Parameters
    ----------
    time
        (n,) UTC, ascending, hourly.
    concentration
        (n,) in the unit of `limit`; NaN where missing.
    limit
        Above which the air counts as polluted, e.g. 75 µg/m³ PM2.5 (GB 3095, 24 h, class 2).
    ventilation
        (n,) ventilation coefficient, m²/s; NaN where unknown.

    Returns
    -------
    DataFrame
        episode (0, 1, …), phase, start, end (first and last hour), hours, mean, change (from first to last hour),
        ventilation (mean of its known hours; NaN without).

    Raises
    ------
    InputError
        When lengths differ, or times do not rise.
    """
    instants = np.asarray(time, dtype="datetime64[ns]")
    amount = pd.Series(np.asarray(concentration, dtype=np.float64))
    if instants.shape != amount.shape or (np.diff(instants) <= np.timedelta64(0, "ns")).any():
        raise InputError("The hours of the series must rise, with one concentration each.")
    air = np.full(amount.shape, np.nan) if ventilation is None else np.asarray(ventilation, dtype=np.float64)
    if air.shape != instants.shape:
        raise InputError("The hours of the series must rise, with one concentration each.")
    smooth = amount.rolling(3, center=True, min_periods=1).median().to_numpy()
    rows = []
    for number, (first, last) in enumerate(_runs(smooth > limit, fewest_hours)):
        begin = first
        while begin > 0 and smooth[begin - 1] < smooth[begin]:
            begin -= 1
        phases = _named(smooth, air, (begin, first, last), fast_rise)
        edges = [0, *(np.flatnonzero(phases[1:] != phases[:-1]) + 1), phases.size]
        for low, high in pairwise(edges):
            place = slice(begin + low, begin + high)
            values = amount.to_numpy()[place]
            known = values[np.isfinite(values)]
            rows.append(
                (number, str(phases[low]), instants[place][0], instants[place][-1], high - low)
                + ((known.mean(), known[-1] - known[0]) if known.size else (np.nan, np.nan))
                + (float(pd.Series(air[place]).mean()),)
            )
    names = ["episode", "phase", "start", "end", "hours", "mean", "change", "ventilation"]
    return pd.DataFrame(rows, columns=names)


def _runs(high: NDArray[np.bool_], fewest: int) -> list[tuple[int, int]]:
    """First and last place of runs of True; gaps of two places are bridged."""
    places = np.flatnonzero(high)
    if not places.size:
        return []
    groups = np.split(places, np.flatnonzero(np.diff(places) > 3) + 1)
    return [(int(g[0]), int(g[-1])) for g in groups if g[-1] - g[0] + 1 >= fewest]


def _named(smooth: Floats, air: Floats, bounds: tuple[int, int, int], fast_rise: float) -> NDArray[np.str_]:
    begin, first, last = bounds
    part = smooth[begin : last + 1]
    peak = float(np.nanmax(part))
    names = np.full(part.size, "accumulation", dtype="<U12")
    rise = np.diff(part, prepend=part[0])
    poor = np.isfinite(air[begin : last + 1]) & (air[begin : last + 1] < POOR_VENTILATION)
    names[(rise >= fast_rise * peak) & ~poor] = "transport"
    names[: first - begin] = "onset"
    near = np.flatnonzero(part >= 0.9 * peak)
    names[int(near[-1]) + 1 :] = "removal"
    return names
