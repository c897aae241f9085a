"""How high the sun stands: whether a profile was taken by night."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["sun_elevation"]

Floats = NDArray[np.float64]


def sun_elevation(time: NDArray[np.datetime64], longitude: float, latitude: float) -> Floats:
    """Elevation of the sun's centre without refraction, degrees, to 0.02° (Astronomical Almanac's low-precision formulas).

    Source: Michalsky 1988, Solar Energy 40, 227, doi:10.1016/0038-092X(88)90045-X.

    Parameters
    ----------
    time
        Any shape, UTC; NaT gives NaN.
    longitude, latitude
        Degrees.
    """
    day = (time.astype("datetime64[ns]") - np.datetime64("2000-01-01T12:00:00", "ns")).astype(np.int64) / 8.64e13
    anomaly = np.radians(357.528 + 0.9856003 * day)
    along = np.radians(280.460 + 0.9856474 * day + 1.915 * np.sin(anomaly) + 0.020 * np.sin(2.0 * anomaly))
    tilt = np.radians(23.439 - 4e-7 * day)
    right = np.arctan2(np.cos(tilt) * np.sin(along), np.cos(along))
    declination = np.arcsin(np.sin(tilt) * np.sin(along))
    sidereal = np.radians((18.697374558 + 24.06570982441908 * day) % 24.0 * 15.0 + longitude)
    at = np.radians(latitude)
    sine = np.sin(at) * np.sin(declination) + np.cos(at) * np.cos(declination) * np.cos(sidereal - right)
    return np.where(np.isnat(time), np.nan, np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0))))
