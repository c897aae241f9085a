"""The air over the demo district: particles and gases at every station, and what devices that watch the air report."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .chance import codes, key, normal, smooth, uniform
from .episodes import episode
from .traits import Traits
from .weather import Weather, gauss

__all__ = ["Particles", "air_values", "lidar_values", "micro_values", "particles", "scenic_values"]

Floats = NDArray[np.float64]
Values = dict[str, Floats]

_HOT_SPOTS = 0.035
_BUILDING_SITES = 0.04
_DRIFTING = 0.04
_DRIFT_CYCLE_HOURS = 25 * 24


@dataclass(frozen=True)
class Particles:
    """Particle concentrations, µg/m³, shape (stations, hours)."""

    pm2_5: Floats
    pm10: Floats
    tsp: Floats


def _traffic(weather: Weather) -> Floats:
    """Rush hours, shape (t,), 0–1."""
    clock = weather.clock
    rush = gauss(clock, 8.0, 1.4) + 0.9 * gauss(clock, 18.3, 1.8) + 0.35 * gauss(clock, 13.0, 3.5)
    weekend = np.where(weather.weekday >= 5, 0.75, 1.0)
    return np.minimum(rush * weekend, 1.0)


def _carried(name: str, sites: Traits, network: Traits, weather: Weather, origin: int) -> Floats:
    """Strength of an episode at each station once its front has come there, shape (n, t)."""
    event = episode(name)
    lags = dict(zip(network.code.tolist(), event.lag(network.place), strict=True))
    lag = np.array([lags[code] for code in sites.code.tolist()])
    return event.peak * event.strength(origin, weather.hours[None, :] - 0.5 - lag[:, None])


def particles(sites: Traits, network: Traits, weather: Weather, seed: int, origin: int) -> Particles:
    """Particles at the stations: background, towns, hot spots and the three episodes.

    Parameters
    ----------
    sites
        n stations.
    network
        The whole network; fronts enter where it begins.
    weather
        t hours.
    seed, origin
        Of the demo and of its calendar.
    """

    def wobble(purpose: str, period: float, size: float) -> Floats:
        return np.exp(size * smooth(key(seed, purpose), sites.code, weather.hours.astype(float), period))

    urban, mountain = sites.urban[:, None], sites.mountain[:, None]
    shallow = 900.0 / (weather.mixing + 450.0)
    town = (2.0 + 11.0 * urban) * (0.45 + 0.55 * _traffic(weather)) * shallow
    own = np.exp(0.13 * normal(key(seed, "site"), sites.code))[:, None]
    # The south-west lies open to the plain, the north-east behind the ridges.
    open_side = 1.0 - 0.16 * np.tanh(sites.place.sum(axis=1) / 40.0)[:, None]
    fine = weather.background * (1.0 - 0.45 * mountain) * open_side * own * wobble("particles", 9.0, 0.1) + town
    fine += _carried("transport", sites, network, weather, origin) * (1.0 - 0.2 * mountain)
    basin = (1.0 - mountain) ** 2 * (0.55 + 0.45 * urban)
    trapped = 0.6 + 0.4 * (1.0 - np.minimum(weather.warmth / 0.6, 1.0))
    fine += _carried("stagnation", sites, network, weather, origin) * basin * trapped
    fine *= wobble("patches", 4.0, 0.05) * _restless("particles hour", sites, weather, seed, 0.035)
    # Local sources show at micro-stations; comprehensive stations are sited away from them.
    spot = (uniform(key(seed, "hot spot"), sites.code) < _HOT_SPOTS) & (sites.table["kind"] == "micro").to_numpy()
    extra = spot * (26.0 + 34.0 * uniform(key(seed, "hot spot size"), sites.code))
    fine += extra[:, None] * (0.7 + 0.3 * gauss(weather.clock, 13.0, 5.0)) * wobble("hot spot", 7.0, 0.2)
    dust = _carried("dust", sites, network, weather, origin) * (1.0 + 0.15 * mountain)
    dry = 1.0 - 0.5 * np.tanh(weather.rain)
    stirred = (9.0 + 9.0 * urban) * (0.5 + 0.8 * _traffic(weather)) * dry * wobble("coarse", 8.0, 0.2)
    coarse = stirred + 0.12 * fine + dust
    building = (uniform(key(seed, "building site"), sites.code) < _BUILDING_SITES)[:, None]
    work = 120.0 * building * gauss(weather.clock, 13.5, 3.6) * dry
    fine = fine + 0.1 * dust
    pm10 = fine + coarse
    return Particles(fine, pm10, 1.22 * pm10 + 1.3 * stirred + 0.9 * dust + work)


def _restless(purpose: str, sites: Traits, weather: Weather, seed: int, size: float) -> Floats:
    """What one hour differs from the next beyond the weather: without it integers would stand still for hours."""
    return 1.0 + size * normal(key(seed, purpose), sites.code[:, None], weather.hours[None, :])


def air_values(sites: Traits, network: Traits, weather: Weather, seed: int, origin: int) -> Values:
    """What comprehensive air stations report: six pollutants, µg/m³ (CO mg/m³)."""
    air = particles(sites, network, weather, seed, origin)
    urban, mountain = sites.urban[:, None], sites.mountain[:, None]
    shallow = 900.0 / (weather.mixing + 450.0)

    def wobble(purpose: str, size: float) -> Floats:
        return np.exp(size * smooth(key(seed, purpose), sites.code, weather.hours.astype(float), 5.0))

    held = 1.0 + 0.6 * episode("stagnation").strength(origin, weather.hours - 0.5)
    no2 = (4.0 + (6.0 + 24.0 * urban) * (0.3 + 0.7 * _traffic(weather)) * shallow * held) * wobble("no2", 0.15)
    no2 *= _restless("no2 hour", sites, weather, seed, 0.06)
    hot = np.clip((weather.temperature + 8.0) / 33.0, 0.1, 1.2)
    made = 125.0 * weather.warmth * hot * (1.0 - 0.4 * np.tanh(weather.rain))
    made = made * np.exp(0.18 * smooth(key(seed, "o3 day"), codes(["district"]), weather.hours.astype(float), 48.0))
    # Titration: what NO2 there is was made from ozone; mountains keep theirs at night.
    o3 = np.maximum(52.0 + 18.0 * mountain + made - 0.85 * no2, 3.0) * wobble("o3", 0.05)
    o3 *= _restless("o3 hour", sites, weather, seed, 0.03)
    cold = np.maximum(-weather.season, 0.0)
    so2 = (2.5 + 2.0 * urban + 4.0 * cold * shallow + 0.04 * air.pm2_5) * wobble("so2", 0.2)
    co = (0.18 + 0.1 * urban * shallow + 0.008 * air.pm2_5 + 0.15 * cold) * wobble("co", 0.1)
    return {"pm2_5": air.pm2_5, "pm10": air.pm10, "no2": no2, "o3": o3, "so2": so2, "co": co}


def micro_values(sites: Traits, network: Traits, weather: Weather, seed: int, origin: int) -> Values:
    """What micro-stations report; they are noisier, and a few drift until somebody sets them right."""
    air = particles(sites, network, weather, seed, origin)
    hours = weather.hours[None, :]
    noisy = 1.0 + 0.05 * normal(key(seed, "micro noise"), sites.code[:, None], hours)
    drifting = uniform(key(seed, "drift"), sites.code) < _DRIFTING
    phase = _DRIFT_CYCLE_HOURS * uniform(key(seed, "drift phase"), sites.code)
    along = np.mod(hours + phase[:, None], _DRIFT_CYCLE_HOURS) / _DRIFT_CYCLE_HOURS
    gain = 1.0 + drifting[:, None] * 0.7 * along
    return {"pm2_5": air.pm2_5 * noisy * gain, "tsp": air.tsp * noisy}


def scenic_values(sites: Traits, network: Traits, weather: Weather, seed: int, origin: int) -> Values:
    """What eco-scenic stations report; forests and wet mornings are rich in negative ions."""
    air = particles(sites, network, weather, seed, origin)
    forest = (750.0 + 2900.0 * sites.mountain) * np.exp(0.2 * normal(key(seed, "forest"), sites.code))
    daily = 0.85 + 0.4 * gauss(weather.clock, 6.5, 3.0) + 0.5 * np.tanh(weather.rain)
    growing = 0.75 + 0.25 * weather.season
    clean = (30.0 / (air.pm2_5 + 15.0)) ** 0.5
    wobble = np.exp(0.18 * smooth(key(seed, "ions"), sites.code, weather.hours.astype(float), 3.0))
    ions = forest[:, None] * daily * growing * clean * wobble
    return {"negative_ions": ions, "pm2_5": air.pm2_5, "pm10": air.pm10}


def lidar_values(sites: Traits, weather: Weather, seed: int) -> Values:
    """What the aerosol lidar reports hour by hour: the height of the boundary layer, m."""
    wobble = np.exp(0.07 * smooth(key(seed, "lidar"), sites.code, weather.hours.astype(float), 2.0))
    return {"boundary_layer_height": weather.mixing * wobble}
