"""Evidence from the moving air: its way, its layers, its exchange."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from ..progress import Progress, portion
from .attribution_data import EpisodeData, rise_time
from .evidence import Evidence, evidence, missing
from .paths import as_matrix
from .source_regions import source_regions
from .trajectories import trajectories
from .ventilation import POOR_VENTILATION, ventilation_coefficient

__all__ = ["boundary_flux", "layer_aloft", "paths_of", "residence", "source_region_contrast", "ventilation"]

_BACK_H, _EVERY_S = 24.0, 1200.0
# Hours in which a district's own sources fill its air: the short and the long guess that span the range.
_FILLING_H = (6.0, 24.0)


def paths_of(data: EpisodeData, progress: Progress | None = None) -> pd.DataFrame | None:
    """Back trajectories of 24 h from the receptor for every hour the wind field allows; None without any."""
    wind = data.wind
    if wind is None:
        return None
    home = data.places.loc[data.receptor]
    lon, lat = np.full(data.hours.size, home["lon"]), np.full(data.hours.size, home["lat"])
    pressure, height = data.surface_level
    levels = [None if one is None else np.full(lon.shape, one) for one in (pressure, height)]
    kept = wind.covers(data.hours, lon, lat, *levels, hours=-_BACK_H)
    if kept.sum() < 3:
        return None
    frame = trajectories(
        wind,
        lon[kept],
        lat[kept],
        start=data.hours[kept],
        hours=-_BACK_H,
        pressure_hpa=pressure,
        height_m=height,
        output_s=_EVERY_S,
        progress=portion(progress, 0.1, 0.8),
    )
    frame.attrs["hour"] = np.flatnonzero(kept)
    return frame


def residence(data: EpisodeData, paths: pd.DataFrame | None) -> Evidence:
    """How long the polluted air had been over the district before it arrived.

    Air that stayed t hours over sources that fill it in τ keeps exp(−t/τ) of what it brought, τ from 6 to 24 h (our
    assumption). A short stay does not exclude strong local sources, so that the lower bound is but 0.4 of it.
    """
    key = "residence"
    if paths is None or data.district is None:
        return missing(key, "no_paths" if paths is None else "no_district")
    high = np.flatnonzero(data.polluted[paths.attrs["hour"]])
    chosen = paths[paths["trajectory"].isin(high)]
    if len(high) < 3:
        return missing(key, "no_paths")
    inside = shapely.contains_xy(data.district, chosen["lon"].to_numpy(), chosen["lat"].to_numpy())
    hours = float(inside.sum()) * _EVERY_S / 3600.0 / len(high)
    low, high_share = (float(np.exp(-hours / filling)) for filling in _FILLING_H)
    # What left the wind field early is taken to have stayed outside.
    return evidence(key, 0.4 * low, high_share + 0.05, "stayed", hours=hours, paths=float(len(high)))


def source_region_contrast(data: EpisodeData, paths: pd.DataFrame | None) -> Evidence:
    """Whether polluted paths differ from clean ones in the cells of the district or in those outside (PSCF)."""
    key = "source_regions"
    if paths is None or data.district is None:
        return missing(key, "no_paths" if paths is None else "no_district")
    amount = data.amounts[data.receptor].to_numpy()[paths.attrs["hour"]]
    dirty = np.isfinite(amount) & data.polluted[paths.attrs["hour"]]
    clean = np.isfinite(amount) & ~dirty
    if min(dirty.sum(), clean.sum()) < 6:
        return missing(key, "few_paths", paths=float(min(dirty.sum(), clean.sum())))
    lon, lat = as_matrix(paths, "lon"), as_matrix(paths, "lat")
    box = [(float(np.nanmin(one)), float(np.nanmax(one)) + 0.11) for one in (lon, lat)]
    found = source_regions(
        lon,
        lat,
        np.where(clean | dirty, dirty, np.nan),
        lon_bounds=box[0],
        lat_bounds=box[1],
        cell_deg=0.1,
        threshold=0.5,
        rule="none",
    )
    x, y = np.meshgrid((found.lon[1:] + found.lon[:-1]) / 2, (found.lat[1:] + found.lat[:-1]) / 2)
    inside = shapely.contains_xy(data.district, x, y)
    visited = found.points >= 3
    if (visited & inside).sum() < 3 or (visited & ~inside).sum() < 3:
        return missing(key, "few_cells")
    home, away = (
        float(np.average(found.pscf[m], weights=found.points[m])) for m in (visited & inside, visited & ~inside)
    )
    if home + away <= 0.0:
        return missing(key, "few_cells")
    share = away / (home + away)
    return evidence(key, share - 0.35, share + 0.35, "regions", inside=home, outside=away)


def layer_aloft(data: EpisodeData) -> Evidence:
    """Whether the lidar saw the pollution aloft before it was at the ground."""
    key, aloft = "layer_aloft", data.hourly(data.aloft)
    if aloft is None:
        return missing(key, "no_lidar")
    above, ground = rise_time(aloft), rise_time(data.amounts[data.receptor].to_numpy())
    if not np.isfinite(ground):
        return missing(key, "no_rise")
    if not np.isfinite(above):
        return evidence(key, 0.0, 0.6, "nothing_aloft")
    lead = ground - above
    if lead >= 1.5:
        return evidence(key, 0.5, 0.95, "aloft_first", hours=lead)
    if lead <= -1.5:
        return evidence(key, 0.0, 0.5, "ground_first", hours=-lead)
    return evidence(key, 0.15, 0.85, "together", voice=0.4, hours=lead)


def boundary_flux(data: EpisodeData) -> Evidence:
    """Inflow over outflow of the district during the polluted hours, where both sides were measured."""
    key = "boundary_flux"
    names = ("inflow_g_s", "outflow_g_s", "inflow_error", "outflow_error")
    columns = [data.hourly(data.flux, name) for name in names] if data.flux is not None else [None]
    if any(column is None for column in columns):
        return missing(key, "no_flux")
    inflow, outflow, in_error, out_error = (float(np.nanmean(c[data.polluted])) for c in columns if c is not None)
    if not (outflow > 0 and inflow >= 0):
        return missing(key, "no_flux")
    share = min(inflow / outflow, 1.0)
    doubt = share * float(np.hypot(in_error / max(inflow, 1e-9), out_error / outflow))
    if doubt > 0.5:
        return missing(key, "flux_uncertain", error=doubt)
    return evidence(key, share - doubt, share + doubt, "flux", inflow=inflow, outflow=outflow)


def ventilation(data: EpisodeData) -> Evidence:
    """Whether the air was exchanged during the polluted hours (see `POOR_VENTILATION`)."""
    key, wind = "ventilation", data.hourly_wind
    if wind is None:
        return missing(key, "no_wind")
    speed = np.hypot(wind["u"].to_numpy(), wind["v"].to_numpy())
    height = data.hourly(data.mixing_height)
    if height is None:
        mean = (
            float(np.nanmean(np.where(data.polluted, speed, np.nan))) if np.isfinite(speed[data.polluted]).any() else 0
        )
        low, high = (0.4, 1.0) if mean >= 4.0 else (0.0, 0.65) if mean < 1.5 else (0.1, 0.9)
        return evidence(key, low, high, "speed_only", voice=0.5, speed=mean)
    coefficient = ventilation_coefficient(height, speed)[data.polluted]
    if not np.isfinite(coefficient).any():
        return missing(key, "no_wind")
    # The limit is meant for the best hours of the afternoon.
    best = float(np.nanpercentile(coefficient, 90.0))
    low, high = (0.0, 0.6) if best < POOR_VENTILATION / 3 else (0.1, 0.85) if best < POOR_VENTILATION else (0.3, 1.0)
    return evidence(key, low, high, "exchange", coefficient=best)
