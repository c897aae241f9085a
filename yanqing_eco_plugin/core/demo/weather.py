"""The weather over the demo district, hour by hour: what drives every network alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .chance import codes, key, smooth, uniform
from .episodes import LOCAL_HOURS, episode

__all__ = ["Weather", "gauss", "weather_at"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_LATITUDE = np.radians(40.5)
_EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday
_FRONTS_HOURS = 144.0  # a divisor of `EVERY_HOURS`


@dataclass(frozen=True)
class Weather:
    """Weather and clock for t hours; every array has shape (t,).

    Attributes
    ----------
    hours
        Ends of the hours, since 1970 UTC.
    clock
        Local time in the middle of the hour, 0–24.
    day
        Local days since 1970.
    weekday
        0 = Monday.
    season
        1 in midsummer, −1 in midwinter.
    sun
        Sine of the sun's elevation, 0 at night.
    warmth
        What the sun has done over the last hours, 0–1.
    temperature
        °C.
    wind_x, wind_y
        Where the air moves, m/s east and north.
    mixing
        Height of the mixed layer, m.
    rain
        mm in the hour.
    background
        PM2.5 that comes with the air when nothing happens, µg/m³.
    """

    hours: Ints
    clock: Floats
    day: Ints
    weekday: Ints
    season: Floats
    sun: Floats
    warmth: Floats
    temperature: Floats
    wind_x: Floats
    wind_y: Floats
    mixing: Floats
    rain: Floats
    background: Floats

    @property
    def wind(self) -> Floats:
        """Wind speed, m/s."""
        speed: Floats = np.hypot(self.wind_x, self.wind_y)
        return speed


def gauss(clock: Floats, middle: Floats | float, width: float) -> Floats:
    """A bump of height 1 around an hour of the day, closed over midnight."""
    away = np.mod(clock - middle + 12.0, 24.0) - 12.0
    bump: Floats = np.exp(-0.5 * (away / width) ** 2)
    return bump


def _sun(hours: Floats) -> Floats:
    local = hours + LOCAL_HOURS
    declination = np.radians(23.44) * np.sin(2 * np.pi * (local / 24.0 - 80.0) / 365.2425)
    turn = np.radians(15.0) * (np.mod(local, 24.0) - 12.0)
    height = np.sin(_LATITUDE) * np.sin(declination) + np.cos(_LATITUDE) * np.cos(declination) * np.cos(turn)
    return np.maximum(height, 0.0)


def _rain(seed: int, day: Ints, clock: Floats, season: Floats) -> Floats:
    stream = key(seed, "rain")
    wet = uniform(stream, day) < 0.06 + 0.16 * np.maximum(season, 0.0)
    middle = 24.0 * uniform(stream, day, 1)
    amount = 0.4 + 3.5 * uniform(stream, day, 2) ** 2
    shower = np.exp(-0.5 * ((clock - middle) / 1.8) ** 2)
    return np.where(wet & (shower > 0.1), amount * shower, 0.0)


def weather_at(hours: Ints, seed: int, origin: int) -> Weather:
    """Weather for the hours that end at `hours` (since 1970 UTC), shape (t,); the same for a seed whenever it is asked."""
    here = codes(["district"])
    middle = hours - 0.5
    clock = np.mod(middle + LOCAL_HOURS, 24.0)
    day = np.floor((middle + LOCAL_HOURS) / 24.0).astype(np.int64)
    season = np.cos(2 * np.pi * (day - 200.0) / 365.2425)
    warmth = (_sun(middle) + _sun(middle - 1.5) + _sun(middle - 3.0)) / 3.0
    rain = _rain(seed, day, clock, season)

    def drift(purpose: str, period: float) -> Floats:
        return smooth(key(seed, purpose), here, middle, period)[0]

    dust, transport, still = (episode(name).strength(origin, middle) for name in ("dust", "transport", "stagnation"))
    calm = 1.0 - 0.75 * still
    breeze = 1.6 * warmth - 0.7
    pieces = []
    for along, noise, heading in ((0, "wind east", np.sin), (1, "wind north", np.cos)):
        valley = breeze * (np.sin(np.radians(55)), np.cos(np.radians(55)))[along]
        carried = 3.0 * transport * heading(np.radians(episode("transport").bearing + 180))
        carried += 8.0 * dust * heading(np.radians(episode("dust").bearing + 180))
        pieces.append(calm * (valley + 1.3 * drift(noise, 30.0)) + carried)
    wind_x, wind_y = pieces
    temperature = 9.0 + 16.0 * season + 13.0 * (warmth - 0.35) + 2.5 * drift("temperature", 72.0) - 4.0 * dust
    mixing = 230.0 + 1700.0 * warmth * (0.75 + 0.25 * season) + 70.0 * np.hypot(wind_x, wind_y)
    # Fronts pass every few days and leave clean air behind; the day the demo was made is an ordinary, slightly hazy one.
    passing = np.cos(2 * np.pi * (middle - origin - 12.0) / _FRONTS_HOURS)
    chance = 4.0 * np.tanh(0.8 * drift("background", 66.0)) + 1.2 * drift("haze", 20.0)
    background = 27.0 - 2.5 * season + 5.5 * passing + chance
    return Weather(
        hours=hours,
        clock=clock,
        day=day,
        weekday=(day + _EPOCH_WEEKDAY) % 7,
        season=season,
        sun=_sun(middle),
        warmth=warmth,
        temperature=temperature,
        wind_x=wind_x,
        wind_y=wind_y,
        mixing=mixing * (1.0 - 0.55 * still) * (1.0 + 0.08 * drift("mixing", 7.0)),
        rain=rain,
        background=np.maximum(background, 7.0) * (1.0 - 0.3 * np.tanh(rain)),
    )
