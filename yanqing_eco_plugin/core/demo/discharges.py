"""Works, boilers and the landfill of the demo, and the rivers they drain to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..standards.emissions import emission_limits
from .chance import key, normal, smooth, uniform
from .episodes import episode
from .traits import Traits
from .weather import Weather, gauss

__all__ = ["effluent_values", "odour_values", "water_values"]

Floats = NDArray[np.float64]
Values = dict[str, Floats]

# Usual share of the limit, and its spread, of what works and boilers give off.
_WORKS = {
    "codcr": (0.6, 0.1),
    "ammonia_nitrogen": (0.4, 0.25),
    "total_phosphorus": (0.6, 0.14),
    "total_nitrogen": (0.7, 0.1),
}
_BOILER = {"stack_so2": (0.25, 0.3), "stack_nox": (0.68, 0.12), "stack_particulate": (0.4, 0.2)}
_UPSET_BLOCK, _UPSETS = 144, 0.22


def _nothing(sites: Traits, weather: Weather) -> Floats:
    return np.full((len(sites), len(weather.hours)), np.nan)


def _upset(sites: Traits, hours: Floats, seed: int) -> Floats:
    """How much more than usual a works gives off while it is upset, shape (n, t); 0 most of the time."""
    block = np.floor(hours / _UPSET_BLOCK).astype(np.int64)[None, :]
    code = sites.code[:, None]
    happens = uniform(key(seed, "upset"), code, block) < _UPSETS
    start = uniform(key(seed, "upset start"), code, block) * (_UPSET_BLOCK - 20)
    since = hours[None, :] - block * _UPSET_BLOCK - start
    length = 5.0 + 13.0 * uniform(key(seed, "upset length"), code, block)
    share = np.clip(since / length, 0.0, 1.0)
    return np.where(happens, (0.7 + 0.8 * uniform(key(seed, "upset size"), code, block)) * np.sin(np.pi * share), 0.0)


def effluent_values(sites: Traits, weather: Weather, seed: int) -> Values:
    """What sewage works and boilers report; each only what its emission rule is about, NaN for the rest."""
    hours = weather.hours.astype(float)
    values = {name: _nothing(sites, weather) for name in ("ph", "flow", *_WORKS, *_BOILER)}
    upset = _upset(sites, hours, seed)
    load = 0.7 + 0.35 * gauss(weather.clock, 9.0, 2.5) + 0.4 * gauss(weather.clock, 20.5, 2.5)
    for row, rule in enumerate(sites.table["emission_rule"]):
        one = sites.take(np.array([row]))
        limits = {limit.prop: limit.limit for limit in emission_limits().get(str(rule), ())}
        for name, (share, spread) in (_WORKS | _BOILER).items():
            if name in limits:
                own = np.exp(spread * normal(key(seed, f"{name} site"), one.code))
                swing = np.exp(0.5 * spread * smooth(key(seed, name), one.code, hours, 10.0))[0]
                values[name][row] = limits[name] * share * own * swing * (1.0 + upset[row])
        if "ph" in limits:
            values["ph"][row] = 7.25 + 0.2 * smooth(key(seed, "works ph"), one.code, hours, 20.0)[0]
            size = 40.0 * np.exp(1.1 * np.abs(normal(key(seed, "works size"), one.code)))
            values["flow"][row] = size * load * (1.0 + 0.3 * np.tanh(weather.rain))
    return values


def odour_values(sites: Traits, weather: Weather, seed: int) -> Values:
    """What the landfill's odour devices report: those downwind smell it, most on still nights."""
    middle = np.median(sites.place, axis=0) if len(sites) else np.zeros(2)
    away = sites.place - middle
    far = np.hypot(away[:, 0], away[:, 1])
    toward = away / np.maximum(far, 0.05)[:, None]
    speed = np.maximum(weather.wind, 0.3)
    cosine = (toward[:, :1] * weather.wind_x + toward[:, 1:] * weather.wind_y) / speed
    downwind = np.exp(3.5 * (cosine - 1.0))
    still = 600.0 / (weather.mixing + 300.0) * np.clip(1.8 / (speed + 0.8), 0.3, 1.4)
    warm = 0.7 + 0.3 * np.clip(weather.temperature / 25.0, 0.0, 1.2)
    smell = downwind * still * warm * np.exp(-far / 1.4)[:, None]
    smell = smell * np.exp(0.2 * smooth(key(seed, "odour"), sites.code, weather.hours.astype(float), 3.0))
    noise = np.exp(0.1 * normal(key(seed, "odour noise"), sites.code[:, None], weather.hours[None, :]))
    return {
        "odour_concentration": (3.0 + 21.0 * smell) * noise,
        "ammonia": (0.02 + 0.5 * smell) * noise,
        "hydrogen_sulfide": (0.0012 + 0.022 * smell) * noise,
    }


def water_values(sites: Traits, weather: Weather, seed: int, origin: int) -> Values:
    """What automatic water stations report: cleaner upstream, warmer in summer, muddy after rain, and one discharge."""
    hours = weather.hours.astype(float)
    lake = (sites.table["water_body"] == "lake").to_numpy()[:, None]
    clean = (sites.table["water_target"] == "II").to_numpy()[:, None]
    load = np.where(clean, 0.35, 0.62 + 0.38 * sites.urban[:, None])

    def swing(name: str, size: float, period: float = 30.0) -> Floats:
        return np.exp(size * smooth(key(seed, f"water {name}"), sites.code, hours, period))

    # The discharge enters above the first station that stands in town and runs down past the next ones.
    event = episode("discharge")
    town = sites.place[int(np.argmax(sites.urban))] if len(sites) else np.zeros(2)
    below = np.where(sites.place[:, 0] < town[0] + 0.1, town[0] - sites.place[:, 0], np.nan)
    arrives = np.clip(np.nan_to_num(below, nan=0.0), 0.0, None)[:, None] / event.speed
    thinner = np.where(np.isnan(below), 0.0, np.exp(-np.nan_to_num(below, nan=0.0) / 8.0))[:, None]
    spill = thinner * event.strength(origin, hours[None, :] - np.minimum(arrives, 40.0))
    mud = np.tanh(weather.rain) * 3.0
    warm = np.maximum(3.0 + 0.72 * weather.temperature - 2.0 * clean, 0.3)
    saturation = 14.6 - 0.394 * warm + 0.0077 * warm**2 - 6.5e-5 * warm**3
    breathing = 0.93 + 0.06 * gauss(weather.clock, 15.0, 4.0) - 0.1 * load
    ammonia = 0.28 * load * swing("ammonia", 0.2) + event.peak / 1000.0 * spill
    codcr = (6.5 + 9.0 * load + 9.0 * spill) * swing("cod", 0.07)
    return {
        "water_temperature": warm + 0.0 * load,
        "ph": 8.05 + 0.2 * gauss(weather.clock, 15.5, 4.0) - 0.25 * spill + 0.1 * np.log(swing("ph", 1.0)),
        "dissolved_oxygen": np.maximum(saturation * breathing - 2.5 * spill, 0.5),
        "conductivity": (360.0 + 320.0 * load + 120.0 * spill) * swing("conductivity", 0.05),
        "turbidity": (3.0 + 7.0 * load + 14.0 * mud) * swing("turbidity", 0.25),
        "permanganate_index": (1.3 + 2.6 * load + 3.2 * spill) * swing("permanganate", 0.08),
        "codcr": codcr,
        "cod": 0.97 * codcr * swing("cod sensor", 0.03, 8.0),
        "ammonia_nitrogen": ammonia,
        "total_phosphorus": np.where(lake, 0.046, 0.03 + 0.085 * load) * swing("phosphorus", 0.13) + 0.12 * spill,
        "total_nitrogen": (1.1 + 2.2 * load + 1.8 * spill) * swing("nitrogen", 0.1),
    }
