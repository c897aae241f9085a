"""Made-up pollution episodes whose origin is known: what the attribution is judged by.

Everything here is simulated and says nothing about any real place. The model is kept apart from the rules of the evidence:
a background, a plume that is carried in with the wind, and a box over the district that its own sources fill.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..errors import InputError
from ..transport import EpisodeData, WindField

__all__ = ["SCENARIOS", "SimulatedEpisode", "simulated_episode"]

SCENARIOS = ("local", "external", "mixture", "stagnation")
Floats = NDArray[np.float64]

_CENTRE = 116.0, 40.45
_HALF_KM = 22.0
_HOURS, _BEFORE_H = 96, 30
_START = np.datetime64("2026-01-10T00", "ns")
_HOUR = np.timedelta64(1, "h")
_KM_LON, _KM_LAT = 111.19 * np.cos(np.radians(_CENTRE[1])), 111.19


@dataclass(frozen=True, eq=False)
class SimulatedEpisode:
    """One made-up episode.

    Attributes
    ----------
    scenario, seed
        What made it.
    data
        As measured: noisy, with gaps.
    external_share
        The true share of the receptor's polluted hours.
    """

    scenario: str
    seed: int
    data: EpisodeData
    external_share: float


@dataclass(frozen=True)
class _Kind:
    """Ranges from which an episode of a scenario is drawn: wind (m/s), plume, local load (µg/m³), mixing (share)."""

    speed: tuple[float, float]
    plume: tuple[float, float]
    load: tuple[float, float]
    mixing: tuple[float, float]
    regional: tuple[float, float]


_KINDS = {
    "local": _Kind((1.2, 2.8), (0.0, 8.0), (90.0, 170.0), (0.7, 1.1), (0.0, 8.0)),
    "external": _Kind((2.5, 5.5), (90.0, 180.0), (5.0, 25.0), (0.8, 1.2), (0.0, 10.0)),
    "mixture": _Kind((1.5, 3.5), (45.0, 80.0), (60.0, 105.0), (0.7, 1.0), (0.0, 10.0)),
    "stagnation": _Kind((0.4, 0.9), (0.0, 5.0), (80.0, 150.0), (0.3, 0.5), (15.0, 35.0)),
}


def _series(random: np.random.Generator, count: int, memory: float) -> Floats:
    """Noise of unit variance that changes slowly."""
    found = np.empty(count)
    found[0] = random.normal()
    for place in range(1, count):
        found[place] = memory * found[place - 1] + np.sqrt(1 - memory**2) * random.normal()
    return found


def _weather(random: np.random.Generator, kind: _Kind) -> tuple[Floats, Floats, Floats]:
    """u, v (m/s) and mixing height (m) for the hours before and of the episode."""
    count = _HOURS + _BEFORE_H
    clock = np.mod(np.arange(count) - _BEFORE_H + 8, 24)
    day = np.clip(np.sin(np.pi * (clock - 7) / 11), 0.0, None)
    speed = random.uniform(*kind.speed) * (1 + 0.25 * _series(random, count, 0.9)) * (0.8 + 0.4 * day)
    toward = np.radians(random.uniform(0, 360) + 20.0 * _series(random, count, 0.95))
    speed = np.maximum(speed, 0.2)
    mixing = random.uniform(*kind.mixing) * (250.0 + 1100.0 * day) * (1 + 0.1 * _series(random, count, 0.8))
    return speed * np.sin(toward), speed * np.cos(toward), np.maximum(mixing, 80.0)


def _box(load: float, begin: int, mixing: Floats, speed: Floats) -> Floats:
    """Concentration of a box that the district's own sources fill from hour `begin` on and the wind flushes."""
    emission = np.where(np.arange(speed.size) >= begin, 1.0, 0.12)
    emission *= np.where(np.arange(speed.size) < begin + 48, 1.0, 0.12)
    flush = np.maximum(speed, 0.3) * 3.6 / (2 * _HALF_KM)
    found = np.zeros(speed.size)
    for place in range(1, speed.size):
        decay = np.exp(-flush[place])
        found[place] = found[place - 1] * decay + emission[place] / mixing[place] * (1 - decay) / flush[place]
    return found / np.percentile(found, 90) * load


def _plume(hours: Floats, rise: float, lasting: float) -> Floats:
    """Shape (0–1) of a plume that begins to arrive at hour 0."""
    return np.clip(np.minimum(hours / rise, (lasting - hours) / (1.5 * rise)), 0.0, 1.0)


def simulated_episode(scenario: str, seed: int, *, without: Collection[str] = ()) -> SimulatedEpisode:
    """Make up an episode of four days over a square district with stations inside and around it.

    Parameters
    ----------
    scenario
        One of `SCENARIOS`.
    seed
        The same seed gives the same episode.
    without
        Evidence to leave out: ``wind``, ``mixing``, ``aloft``, ``flux``, ``gases``, ``outside`` (stations around).

    Raises
    ------
    InputError
        For an unknown scenario.
    """
    if scenario not in _KINDS:
        raise InputError("There is no scenario “{scenario}”.", scenario=scenario)
    kind = _KINDS[scenario]
    random = np.random.default_rng([SCENARIOS.index(scenario), seed])
    u, v, mixing = _weather(random, kind)
    speed, count = np.hypot(u, v), _HOURS + _BEFORE_H
    begin = _BEFORE_H + int(random.integers(18, 30))
    angle = random.uniform(0, 360) + 60.0 * np.arange(6)
    inner = random.uniform(6, 17, 6)[:, None] * np.stack([np.sin(np.radians(angle)), np.cos(np.radians(angle))], 1)
    angle = random.uniform(0, 360) + 45.0 * np.arange(8)
    outer = random.uniform(30, 65, 8)[:, None] * np.stack([np.sin(np.radians(angle)), np.cos(np.radians(angle))], 1)
    place = np.concatenate([np.zeros((1, 2)), inner, outer])
    inside = np.arange(len(place)) < 7
    # The plume travels with the mean wind of the hours in which it comes.
    east, north = u[begin - 3 : begin + 6].mean(), v[begin - 3 : begin + 6].mean()
    pace = max(float(np.hypot(east, north)), 0.3)
    lag = (place @ np.array([east, north])) / pace / (pace * 3.6)
    hours = np.arange(count, dtype=np.float64)
    rise, lasting = random.uniform(4, 8), random.uniform(30, 50)
    plume = random.uniform(*kind.plume) * np.stack([_plume(hours - begin - one, rise, lasting) for one in lag])
    background = random.uniform(14, 26) * (1 + 0.15 * _series(random, count, 0.95))
    slow = np.clip((hours - begin) / 36.0, 0.0, 1.0) * np.clip((_HOURS + _BEFORE_H - hours) / 10.0, 0.0, 1.0)
    foreign = np.maximum(background + random.uniform(*kind.regional) * slow, 4.0)[None] + plume
    box = _box(random.uniform(*kind.load), begin, mixing, speed)
    # Beyond the border the district's own air is met only downwind, and thinned.
    down = np.clip((place @ np.stack([u, v])) / np.maximum(np.linalg.norm(place, axis=1)[:, None] * speed, 1e-9), 0, 1)
    thinned = 0.55 * down * np.exp(-(np.linalg.norm(place, axis=1) - _HALF_KM)[:, None] / 40.0)
    own = np.where(inside[:, None], random.lognormal(0.0, 0.15, len(place))[:, None], thinned) * box
    own[0] = box
    fine = foreign + own
    data, polluted = _measured(random, place, inside, u, v, mixing, foreign, own, plume, set(without))
    truth = float(foreign[0, _BEFORE_H:][polluted].sum() / fine[0, _BEFORE_H:][polluted].sum())
    return SimulatedEpisode(scenario, seed, data, truth)


def _measured(
    random: np.random.Generator,
    place: Floats,
    inside: NDArray[np.bool_],
    u: Floats,
    v: Floats,
    mixing: Floats,
    foreign: Floats,
    own: Floats,
    plume: Floats,
    without: set[str],
) -> tuple[EpisodeData, NDArray[np.bool_]]:
    """What instruments would have told, and the receptor's polluted hours."""
    times = _START + np.arange(-_BEFORE_H + 1, _HOURS + 1) * _HOUR
    kept = slice(_BEFORE_H, None)
    shape = foreign.shape

    def noisy(values: Floats, floor: float) -> Floats:
        measured = values * (1 + 0.08 * random.normal(size=shape)) + floor * random.normal(size=shape)
        return np.where(random.random(shape) < 0.03, np.nan, np.maximum(measured, 0.5))

    fine = foreign + own
    ids = [f"S{number:02d}" for number in range(len(place))]
    told = {"pm2_5": noisy(fine, 3.0), "pm10": noisy(1.35 * fine + 12.0, 6.0)}
    if "gases" not in without:
        told["no2"] = noisy(14.0 + 0.45 * own + 0.08 * (foreign - foreign.min()), 3.0)
        told["so2"] = noisy(5.0 + 0.03 * own + 0.09 * (foreign - foreign.min()), 1.0)
    usable = inside | ("outside" not in without)
    frames = [
        pd.DataFrame({"station_id": ids[s], "property": name, "time": times[kept], "value": values[s, kept]})
        for name, values in told.items()
        for s in np.flatnonzero(usable)
    ]
    lon, lat = _CENTRE[0] + place[:, 0] / _KM_LON, _CENTRE[1] + place[:, 1] / _KM_LAT
    stations = pd.DataFrame({"station_id": ids, "lon": lon, "lat": lat})[usable]
    half = _HALF_KM / _KM_LON, _HALF_KM / _KM_LAT
    district = shapely.box(_CENTRE[0] - half[0], _CENTRE[1] - half[1], _CENTRE[0] + half[0], _CENTRE[1] + half[1])
    early = round(random.uniform(1.0, 5.0)) if random.random() < 0.8 else 0
    seen = np.roll(plume[0], -early) + 0.4 * np.roll(own[0], 2) + 0.3 * (foreign - plume)[0]
    speed = np.hypot(u, v)
    across = 2 * _HALF_KM * 1e3 * mixing * speed * 1e-6
    inflow, outflow = across * foreign[0], across * (foreign[0] + 1.1 * own[0])
    flux = pd.DataFrame(
        {
            "time": times,
            "inflow_g_s": inflow * random.normal(1.0, 0.12),
            "outflow_g_s": outflow * random.normal(1.0, 0.12),
            "inflow_error": 0.15 * inflow,
            "outflow_error": 0.15 * outflow,
        }
    )
    data = EpisodeData(
        receptor=ids[0],
        stations=stations,
        observations=pd.concat(frames, ignore_index=True),
        start=_START,
        end=_START + _HOURS * _HOUR,
        wind=None if "wind" in without else _field(times, u, v),
        district=district,
        mixing_height=None if "mixing" in without else pd.DataFrame({"time": times, "value": mixing}),
        aloft=None if "aloft" in without else pd.DataFrame({"time": times, "value": seen}),
        flux=None if "flux" in without else flux,
    )
    return data, data.polluted


def _field(times: NDArray[np.datetime64], u: Floats, v: Floats) -> WindField:
    """The wind of each hour, the same everywhere, on a grid wide enough for a day's way."""
    lon, lat = np.arange(110.0, 122.01, 0.5), np.arange(36.0, 45.01, 0.5)
    shape = (times.size, 1, lat.size, lon.size)
    grids = [np.broadcast_to(part[:, None, None, None], shape) for part in (u, v)]
    return WindField.from_arrays(times, lon, lat, *grids)
