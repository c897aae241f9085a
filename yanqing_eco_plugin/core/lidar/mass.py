"""Extinction → mass of PM2.5 and PM10, fitted each hour where rays pass the district's own stations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError

__all__ = [
    "GAMMA_BEIJING",
    "MassRelation",
    "choose_relation",
    "fit_growth",
    "fit_mass",
    "humidity_growth",
]

Floats = NDArray[np.float64]

DRY_HUMIDITY = 40.0
"""Relative humidity below which particles count as dry, per cent."""

GAMMA_BEIJING = 0.41
"""γ for polluted air near Beijing: from f(80 %) = 1.57 against dry (< 40 %), Pan et al. 2009, doi:10.5194/acp-9-7519-2009."""

_HIGHEST_HUMIDITY = 98.0
LEAST_STATIONS = 3
LEAST_R_SQUARED = 0.3
LONGEST_AGE = timedelta(hours=72)


def humidity_growth(
    relative_humidity: ArrayLike, gamma: float = GAMMA_BEIJING, reference_humidity: float = DRY_HUMIDITY
) -> Floats:
    """f(RH) = [(1 − RH)/(1 − RH₀)]^(−γ): how much more moist particles extinguish than dry ones.

    Source: Hänel 1976, Adv. Geophys. 19, 73, doi:10.1016/S0065-2687(08)60142-9. At or below RH₀ it is 1; above 98 % the
    value of 98 % is taken, because fog is no aerosol.

    Parameters
    ----------
    relative_humidity
        Any shape, per cent.
    gamma
        Exponent, ≥ 0.
    reference_humidity
        RH₀, per cent.

    Raises
    ------
    InputError
        When a humidity, the exponent or RH₀ is impossible.
    """
    humidity = np.asarray(relative_humidity, dtype=np.float64)
    if np.any(humidity < 0) or np.any(humidity > 105) or not 0 <= gamma <= 3 or not 0 <= reference_humidity < 98:
        raise InputError(
            "The relative humidity or its growth exponent is impossible.",
            hint="Humidity is in per cent, 0 to 100; the exponent between 0 and 3 (0.4 is usual near Beijing).",
        )
    moist = np.clip(humidity, reference_humidity, _HIGHEST_HUMIDITY)
    return ((100.0 - moist) / (100.0 - reference_humidity)) ** -gamma


@dataclass(frozen=True)
class MassRelation:
    """PM = slope · (α / f(RH)) + offset, and how far it can be trusted.

    Attributes
    ----------
    quantity
        ``pm2_5`` or ``pm10``.
    slope, offset
        µg/m³ per km⁻¹, µg/m³.
    gamma, reference_humidity
        Of `humidity_growth`; a `gamma` of 0 means that the extinction was not dried.
    r_squared, rmse
        Of the fit; µg/m³.
    stations, pairs
        How many stations and pairs of values it rests on.
    hour
        End of the hour it was fitted for.
    source
        ``fitted`` for this hour, ``last_good`` taken over from an earlier one, ``given`` by the user.
    age
        How much older than the scan it is.
    """

    quantity: str
    slope: float
    offset: float
    gamma: float
    reference_humidity: float
    r_squared: float
    rmse: float
    stations: int
    pairs: int
    hour: datetime
    source: Literal["fitted", "last_good", "given"] = "fitted"
    age: timedelta = timedelta(0)

    @property
    def good(self) -> bool:
        """Whether it may be used: enough stations, mass that grows with extinction, and a correlation."""
        known = np.isfinite([self.slope, self.offset, self.r_squared]).all()
        return bool(known and self.stations >= LEAST_STATIONS and self.slope > 0 and self.r_squared >= LEAST_R_SQUARED)

    def mass(self, extinction_km: ArrayLike, uncertainty_km: ArrayLike = 0.0) -> tuple[Floats, Floats]:
        """Mass and its expanded uncertainty, µg/m³, of dried extinction (km⁻¹); never below zero."""
        dried, spread = np.asarray(extinction_km, dtype=np.float64), np.asarray(uncertainty_km, dtype=np.float64)
        return np.maximum(self.slope * dried + self.offset, 0.0), np.hypot(self.slope * spread, 2.0 * self.rmse)

    def described(self) -> dict[str, Any]:
        """What goes into the attributes of a picture or raster."""
        return {
            "mass_slope": self.slope,
            "mass_offset": self.offset,
            "mass_gamma": self.gamma,
            "mass_r_squared": self.r_squared,
            "mass_rmse": self.rmse,
            "mass_stations": self.stations,
            "mass_pairs": self.pairs,
            "mass_hour": self.hour.isoformat(),
            "mass_source": self.source,
            "mass_age_h": self.age.total_seconds() / 3600.0,
        }


def fit_mass(
    extinction_km: ArrayLike,
    mass: ArrayLike,
    *,
    quantity: str,
    hour: datetime,
    stations: ArrayLike | None = None,
    relative_humidity: ArrayLike | None = None,
    gamma: float = GAMMA_BEIJING,
    reference_humidity: float = DRY_HUMIDITY,
) -> MassRelation:
    """Least squares of PM = k·α_dry + b over pairs of gates and stations (after ACP 2021, 21, 17003).

    Parameters
    ----------
    extinction_km, mass
        (n,) km⁻¹ at the gates beside stations, µg/m³ at these stations; pairs with a gap are left out.
    quantity, hour
        What mass, and the end of the hour.
    stations
        (n,) id of the station of each pair; None = each pair is a station of its own.
    relative_humidity
        (n,) or one number, per cent; None = the extinction is not dried.

    Returns
    -------
    MassRelation
        Also where it is no good: ask `good`. R² is NaN with fewer than three pairs.
    """
    alpha, values = np.asarray(extinction_km, dtype=np.float64), np.asarray(mass, dtype=np.float64)
    names = np.arange(alpha.size) if stations is None else np.asarray(stations)
    used = 0.0 if relative_humidity is None else gamma
    growth: Floats = np.ones(alpha.shape)
    if relative_humidity is not None:
        growth = np.broadcast_to(humidity_growth(relative_humidity, gamma, reference_humidity), alpha.shape)
    known = np.isfinite(alpha) & np.isfinite(values) & np.isfinite(growth)
    dried, seen = (alpha / growth)[known], values[known]
    slope = offset = r_squared = rmse = float("nan")
    if dried.size >= 3 and np.ptp(dried) > 0:
        matrix = np.column_stack([dried, np.ones(dried.size)])
        slope, offset = (float(one) for one in np.linalg.lstsq(matrix, seen, rcond=None)[0])
        left = seen - (slope * dried + offset)
        total = float(((seen - seen.mean()) ** 2).sum())
        r_squared = 1.0 - float((left**2).sum()) / total if total > 0 else float("nan")
        rmse = float(np.sqrt((left**2).sum() / max(dried.size - 2, 1)))
    return MassRelation(
        quantity,
        slope,
        offset,
        used,
        reference_humidity,
        r_squared,
        rmse,
        int(np.unique(names[known]).size),
        int(dried.size),
        hour,
    )


def fit_growth(extinction_km: ArrayLike, mass: ArrayLike, relative_humidity: ArrayLike) -> float:
    """γ with which dried extinction follows the mass best, over pairs of many hours.

    Returns `GAMMA_BEIJING` where the humidity spans less than 20 % above the dry one or there are fewer than ten pairs: one
    hour alone cannot tell γ from k.
    """
    alpha, values = np.asarray(extinction_km, dtype=np.float64), np.asarray(mass, dtype=np.float64)
    humidity = np.asarray(relative_humidity, dtype=np.float64)
    known = np.isfinite(alpha) & np.isfinite(values) & np.isfinite(humidity)
    moist = np.clip(humidity[known], DRY_HUMIDITY, _HIGHEST_HUMIDITY)
    if known.sum() < 10 or np.ptp(moist) < 20.0:
        return GAMMA_BEIJING
    tried = np.arange(0.0, 1.505, 0.01)
    left = []
    for gamma in tried:
        dried = alpha[known] / humidity_growth(moist, float(gamma))
        matrix = np.column_stack([dried, np.ones(dried.size)])
        fit = np.linalg.lstsq(matrix, values[known], rcond=None)[0]
        left.append(float(((values[known] - matrix @ fit) ** 2).sum()))
    return float(tried[int(np.argmin(left))])


def choose_relation(
    fitted: MassRelation | None, earlier: MassRelation | None, hour: datetime, *, longest_age: timedelta = LONGEST_AGE
) -> MassRelation:
    """The relation to use: this hour's where it is good, else the last good one, which then says so and how old it is.

    Raises
    ------
    InputError
        When neither can be used.
    """
    if fitted is not None and fitted.good:
        return fitted
    if earlier is not None and earlier.good and timedelta(0) <= hour - earlier.hour <= longest_age:
        return replace(earlier, source="last_good", age=hour - earlier.hour)
    raise InputError(
        "Mass cannot be told: {stations} stations lie under the scan, and there is no good earlier relation.",
        hint="At least {least} stations with values of this hour must lie under the scan; show the extinction instead.",
        stations=0 if fitted is None else fitted.stations,
        least=LEAST_STATIONS,
    )
