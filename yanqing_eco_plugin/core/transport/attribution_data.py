"""What is known about a pollution episode, laid out hour by hour for the evidence to be drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InputError
from .sphere import EARTH_RADIUS_M
from .ventilation import ventilation_coefficient
from .wind import WindField

__all__ = ["EpisodeData", "rise_time"]

Floats = NDArray[np.float64]
_HOUR = np.timedelta64(1, "h")


@dataclass(eq=False)
class EpisodeData:
    """Everything the evidence may use; what is None is missing evidence.

    Parameters
    ----------
    receptor
        Station whose air is explained.
    stations
        station_id, lon, lat of the receptor and of stations around it, inside and outside the district.
    observations
        station_id, property, time (UTC, end of the hour), value: hourly values, at least of `prop` at the receptor.
    start, end
        The span, UTC; hours with start < time ≤ end.
    wind
        Field that covers the receptor in the span, and before it for trajectories.
    district
        Boundary of the district as a shapely polygon in degrees.
    mixing_height
        time, value (m above ground).
    aloft
        time, value: what the lidar saw in a layer aloft, any unit.
    flux
        time, inflow_g_s, outflow_g_s, inflow_error, outflow_error; concentrations upwind and downwind measured apart.
    prop
        The property that is explained.
    limit
        Above which an hour counts as polluted.
    """

    receptor: str
    stations: pd.DataFrame
    observations: pd.DataFrame
    start: np.datetime64
    end: np.datetime64
    wind: WindField | None = None
    district: Any = None
    mixing_height: pd.DataFrame | None = None
    aloft: pd.DataFrame | None = None
    flux: pd.DataFrame | None = None
    prop: str = "pm2_5"
    limit: float = 75.0

    def __post_init__(self) -> None:
        places = self.stations.drop_duplicates("station_id").set_index("station_id")
        if self.receptor not in places.index:
            raise InputError("There is no station {station} among those given.", station=self.receptor)
        self.places = places
        if not (self.end - self.start) >= 6 * _HOUR:
            raise InputError("An episode must be at least six hours long.", hint="Choose a longer span.")
        if (self.end - self.start) > 24 * 62 * _HOUR:
            raise InputError("An episode may be two months long at most.", hint="Choose a shorter span.")
        if self.series(self.prop)[self.receptor].notna().sum() < 6:
            raise InputError(
                "Station {station} has fewer than six hours of data in the span.",
                hint="Choose another station or span.",
                station=self.receptor,
            )

    @cached_property
    def hours(self) -> NDArray[np.datetime64]:
        """The hours of the span, UTC."""
        first = self.start.astype("datetime64[h]").astype("datetime64[ns]")
        count = int((self.end - first) / _HOUR)
        return first + np.arange(1, count + 1) * _HOUR

    def series(self, prop: str) -> pd.DataFrame:
        """Hourly values of a property, a column per station; empty columns where a station has none."""
        rows = self.observations[self.observations["property"] == prop]
        time = pd.DatetimeIndex(pd.to_datetime(rows["time"], utc=True).dt.tz_localize(None)).as_unit("ns")
        table = rows.assign(time=time).pivot_table(index="time", columns="station_id", values="value", aggfunc="mean")
        return table.reindex(index=pd.DatetimeIndex(self.hours), columns=list(self.places.index)).astype(float)

    @cached_property
    def amounts(self) -> pd.DataFrame:
        """Hourly concentrations of the property that is explained."""
        return self.series(self.prop)

    @cached_property
    def polluted(self) -> NDArray[np.bool_]:
        """Hours above the limit; the highest quarter where these are fewer than six."""
        here = self.amounts[self.receptor].to_numpy()
        high = here > self.limit
        if high.sum() < 6:
            high = here >= np.nanpercentile(here, 75.0)
        return high

    @cached_property
    def offsets_m(self) -> pd.DataFrame:
        """How far each station lies east and north of the receptor, m."""
        metres = np.radians(1.0) * EARTH_RADIUS_M
        home = self.places.loc[self.receptor]
        east = (self.places["lon"] - home["lon"]) * metres * np.cos(np.radians(home["lat"]))
        return pd.DataFrame({"east": east, "north": (self.places["lat"] - home["lat"]) * metres})

    @cached_property
    def hourly_wind(self) -> pd.DataFrame | None:
        """u, v (m/s) of every hour at the receptor: of the field, else of the stations' vanes; None without either."""
        u, v = np.full((2, self.hours.size), np.nan)
        if self.wind is not None:
            home = self.places.loc[self.receptor]
            lon, lat = np.full(self.hours.size, home["lon"]), np.full(self.hours.size, home["lat"])
            pressure, height = self.surface_level
            usable = self.wind.covers(self.hours, lon, lat, _each(pressure, lon), _each(height, lon))
            if usable.any():
                u[usable], v[usable], _ = self.wind.at(self.hours[usable], lon[usable], lat[usable], pressure, height)
        else:
            speed, direction = self.series("wind_speed"), np.radians(self.series("wind_direction"))
            with np.errstate(invalid="ignore"):
                u = (-speed * np.sin(direction)).mean(axis=1).to_numpy()
                v = (-speed * np.cos(direction)).mean(axis=1).to_numpy()
        found = pd.DataFrame({"u": u, "v": v}, index=pd.DatetimeIndex(self.hours))
        return found if found["u"].notna().any() else None

    @cached_property
    def exchange(self) -> Floats | None:
        """Ventilation coefficient of every hour, m²/s; None where mixing height or wind is not known."""
        height, wind = self.hourly(self.mixing_height), self.hourly_wind
        if height is None or wind is None:
            return None
        return ventilation_coefficient(height, np.hypot(wind["u"].to_numpy(), wind["v"].to_numpy()))

    @property
    def surface_level(self) -> tuple[float | None, float | None]:
        """The lowest level of the field as pressure (hPa) or height (m); neither where it has no levels."""
        part = None if self.wind is None else self.wind.part
        if part is None or part.level is None:
            return None, None
        if part.level_kind == "pressure":
            return float(part.level.max()), None
        return None, float(part.level.min())

    def hourly(self, frame: pd.DataFrame | None, column: str = "value") -> Floats | None:
        """A column of a frame with ``time``, averaged by hour of the span; None without data."""
        if frame is None or frame.empty:
            return None
        time = pd.DatetimeIndex(pd.to_datetime(frame["time"], utc=True).dt.tz_localize(None)).as_unit("ns").ceil("h")
        means = frame[column].astype(float).groupby(time).mean().reindex(pd.DatetimeIndex(self.hours))
        return means.to_numpy() if means.notna().any() else None


def _each(value: float | None, like: Floats) -> Floats | None:
    return None if value is None else np.full(like.shape, value)


def rise_time(values: Floats, *, least_ratio: float = 1.5) -> float:
    """Hour (as a fractional place) at which a series crosses half its rise to the peak; NaN where it does not rise.

    Parameters
    ----------
    values
        (n,) hourly; smoothed here by the median of three hours.
    least_ratio
        Peak over what was before, below which it is no rise.
    """
    smooth = pd.Series(values).rolling(3, center=True, min_periods=1).median().interpolate(limit=3).to_numpy()
    if np.isfinite(smooth).sum() < 6:
        return float("nan")
    peak = int(np.nanargmax(smooth))
    before = smooth[: peak + 1]
    foot = int(np.nanargmin(before))
    if peak == 0 or not smooth[peak] >= least_ratio * max(smooth[foot], 1e-9):
        return float("nan")
    half = (smooth[foot] + smooth[peak]) / 2.0
    for place in range(foot + 1, peak + 1):
        if smooth[place] >= half:
            step = smooth[place] - smooth[place - 1]
            return place - (smooth[place] - half) / step if np.isfinite(step) and step > 0 else float(place)
    return float("nan")
