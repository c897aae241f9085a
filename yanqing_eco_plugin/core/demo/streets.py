"""Streets of the demo: noise, kitchens and passing vehicles follow the day of those who live there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..standards.noise_tables import noise_class_name
from .chance import key, normal, smooth, uniform
from .traits import Traits
from .weather import Weather, gauss

__all__ = ["catering_noise_values", "fume_values", "noise_values", "vehicle_values"]

Floats = NDArray[np.float64]
Values = dict[str, Floats]

# Usual level by day and how much quieter the night is, dB(A), by class of the zone.
_NOISE = {"0": (45.0, 8.0), "1": (50.0, 9.0), "2": (54.5, 8.5), "3": (58.0, 7.0), "4a": (65.0, 13.0), "4b": (65.0, 9.0)}
_OFFENDERS, _FORGETFUL = 0.04, 0.004
_NEGLECTED = 0.06


def noise_values(sites: Traits, weather: Weather, seed: int) -> Values:
    """Equivalent levels in town, dB(A): loud by day, quiet by night, now and then something passes."""
    usual = np.array([_NOISE[noise_class_name(zone)] for zone in sites.table["noise_class"]]).reshape(-1, 2)
    awake = 1.0 / (1.0 + np.exp(-1.6 * (weather.clock - 6.2))) - 1.0 / (1.0 + np.exp(-1.3 * (weather.clock - 21.4)))
    own = 1.1 * normal(key(seed, "noise site"), sites.code)[:, None]
    swing = 0.9 * smooth(key(seed, "noise"), sites.code, weather.hours.astype(float), 3.0)
    event = uniform(key(seed, "noise event"), sites.code[:, None], weather.hours[None, :]) < 0.015
    return {"leq": usual[:, :1] - usual[:, 1:] * (1.0 - awake) + own + swing + 6.0 * event}


def _meals(sites: Traits, weather: Weather, seed: int) -> Floats:
    """How busy each kitchen is, shape (n, t), 0–1."""
    early = (uniform(key(seed, "breakfast"), sites.code) < 0.18)[:, None]
    late = (uniform(key(seed, "night"), sites.code) < 0.05)[:, None]
    shift = 0.5 * normal(key(seed, "meal time"), sites.code)[:, None]
    clock = weather.clock[None, :] - shift
    busy = gauss(clock, 11.9, 0.95) + 1.05 * gauss(clock, 18.5, 1.25) + 0.8 * early * gauss(clock, 7.0, 0.8)
    busy = np.maximum(busy, 0.45 * late)
    mood = 0.75 + 0.4 * uniform(key(seed, "guests"), sites.code[:, None], weather.day[None, :])
    rest = uniform(key(seed, "day off"), sites.code[:, None], weather.day[None, :]) < 0.03
    return np.clip(busy * mood * ~rest, 0.0, 1.0)


def catering_noise_values(sites: Traits, weather: Weather, seed: int) -> Values:
    """Levels at the complaint hot spots, dB(A): they follow the meals."""
    quiet = 44.0 + 7.0 * gauss(weather.clock, 14.0, 5.0)
    swing = 1.2 * smooth(key(seed, "catering"), sites.code, weather.hours.astype(float), 2.0)
    own = 1.3 * normal(key(seed, "catering site"), sites.code)[:, None]
    return {"leq": quiet + 10.5 * _meals(sites, weather, seed) + own + swing}


def _cleanliness(sites: Traits, hours: Floats, seed: int) -> Floats:
    """Cleanliness of the plates, %, falling until the next cleaning; shape (n, t)."""
    neglected = uniform(key(seed, "neglected"), sites.code) < _NEGLECTED
    cycle = np.where(neglected, 75.0, 12.0 + 26.0 * uniform(key(seed, "cleaning"), sites.code)) * 24.0
    lowest = np.where(neglected, 36.0, 63.0 + 16.0 * uniform(key(seed, "lowest"), sites.code))
    phase = cycle * uniform(key(seed, "cleaning phase"), sites.code)
    worn = np.mod(hours[None, :] + phase[:, None], cycle[:, None]) / cycle[:, None]
    return 98.5 - (98.5 - lowest[:, None]) * worn**0.9 + 0.4 * smooth(key(seed, "plates"), sites.code, hours, 8.0)


def fume_values(sites: Traits, weather: Weather, seed: int) -> Values:
    """What catering-fume points report: fan, purifier, plates, and the fume that leaves; some cook with the purifier off."""
    busy = _meals(sites, weather, seed)
    fan = busy > 0.25
    # Half days that begin at 3 and 15 o'clock: lunch and dinner.
    meal = np.floor((weather.day * 24.0 + weather.clock - 3.0) / 12.0).astype(np.int64)
    offender = uniform(key(seed, "offender"), sites.code) < _OFFENDERS
    chance = np.where(offender, 0.75, _FORGETFUL)[:, None]
    off = uniform(key(seed, "purifier"), sites.code[:, None], meal[None, :]) < chance
    clean = _cleanliness(sites, weather.hours.astype(float), seed)
    wobble = np.exp(0.15 * normal(key(seed, "fume"), sites.code[:, None], weather.hours[None, :]))
    kept = (0.08 + 0.9 * busy * np.maximum(1.25 - clean / 100.0, 0.1)) * wobble
    escaped = (1.3 + 2.2 * busy) * wobble
    return {
        "fan_on": fan.astype(np.float64),
        "purifier_on": (fan & ~off).astype(np.float64),
        "plate_cleanliness": clean,
        "fume": np.where(fan, np.where(off, escaped, kept), 0.02 * wobble),
    }


def vehicle_values(sites: Traits, weather: Weather, seed: int) -> Values:
    """What remote sensing counts: vehicles measured in the hour and those above the limit."""
    rush = gauss(weather.clock, 8.0, 1.5) + gauss(weather.clock, 17.8, 1.8) + 0.6 * gauss(weather.clock, 13.0, 4.0)
    holiday = np.where(weather.weekday >= 5, 1.25, 1.0)
    hours = weather.hours[None, :]
    wobble = 1.0 + 0.07 * normal(key(seed, "vehicles"), sites.code[:, None], hours)
    count = np.round(np.maximum((18.0 + 420.0 * rush * holiday) * wobble, 0.0))
    dirty = 0.018 * count
    over = np.round(dirty + np.sqrt(dirty) * normal(key(seed, "smoky"), sites.code[:, None], hours))
    return {"vehicle_count": count, "vehicle_exceeding": np.clip(over, 0.0, count)}
