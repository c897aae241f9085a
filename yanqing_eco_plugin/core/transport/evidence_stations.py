"""Evidence from stations: what the wind brings, the order in which the air gets worse, what it is made of."""

from __future__ import annotations

import numpy as np
import shapely

from .attribution_data import EpisodeData, rise_time
from .evidence import Evidence, evidence, missing
from .polar import conditional_probability

__all__ = ["arrival_timing", "composition", "upwind_contrast", "wind_dependence"]

_CALM = 1.0  # m/s
_SECTOR = np.cos(np.radians(45.0))
_FAR_M = 5_000.0
_UPWIND_M = 20_000.0
_FEWEST_HOURS = 5


def upwind_contrast(data: EpisodeData) -> Evidence:
    """What stations upwind measured when the air passed them, over what the receptor measures.

    The lowest of them stands for the background, as Lenschow et al. 2001 (doi:10.1016/S1352-2310(01)00122-4) take it.
    Where the wind is too weak, the lowest of all stations that are far enough stands for it, with half the weight.
    """
    key, wind = "upwind_contrast", data.hourly_wind
    away = data.offsets_m
    distance = np.hypot(away["east"].to_numpy(), away["north"].to_numpy())
    outer = distance >= _FAR_M
    if data.district is not None:
        # What a station inside measures holds the district's own pollution.
        lon, lat = (data.places[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
        outer &= ~shapely.contains_xy(data.district, lon, lat)
    if not outer.any():
        return missing(key, "no_neighbours")
    amounts, here = data.amounts.to_numpy(), data.amounts[data.receptor].to_numpy()
    pairs, still = [], []
    for hour in np.flatnonzero(data.polluted & np.isfinite(here)):
        around = amounts[hour][outer]
        if np.isfinite(around).any():
            still.append((np.nanmin(around), here[hour]))
        u, v = (np.nan, np.nan) if wind is None else wind.iloc[hour]
        speed = np.hypot(u, v)
        if not speed >= _CALM:
            continue
        along = -(away["east"].to_numpy() * u + away["north"].to_numpy() * v) / speed
        upwind = np.flatnonzero(outer & (along >= _SECTOR * distance))
        passed = hour - np.minimum(np.rint(along[upwind] / speed / 3600.0), 12).astype(int)
        brought = [amounts[p, s] for p, s in zip(passed, upwind, strict=True) if p >= 0 and np.isfinite(amounts[p, s])]
        if brought:
            pairs.append((min(brought), here[hour]))
    moving = len(pairs) >= _FEWEST_HOURS
    used = np.array(pairs if moving else still)
    if len(used) < _FEWEST_HOURS:
        return missing(key, "no_upwind_hours", hours=float(len(used)))
    if not used[:, 1].sum() > 0:
        return missing(key, "no_upwind_hours", hours=0.0)
    ratio = np.minimum(used[:, 0] / np.maximum(used[:, 1], 1e-9), 1.0)
    share = float(np.average(ratio, weights=used[:, 1]))
    doubt = (0.08 if moving else 0.18) + float(ratio.std()) / np.sqrt(len(ratio))
    voice = 1.0 if moving else 0.5
    finding = "contrast_wind" if moving else "contrast_calm"
    return evidence(key, share - doubt, share + doubt, finding, voice=voice, hours=float(len(used)), share=share)


def arrival_timing(data: EpisodeData) -> Evidence:
    """Whether the rise passes over the stations at the speed of the wind, comes everywhere at once, or stays local."""
    key, wind = "arrival_timing", data.hourly_wind
    rises = np.array([rise_time(data.amounts[name].to_numpy()) for name in data.amounts])
    measured = data.amounts.notna().sum().to_numpy() >= 6
    risen = np.isfinite(rises)
    if measured.sum() < 4:
        return missing(key, "few_stations", stations=float(measured.sum()))
    own = risen[list(data.amounts).index(data.receptor)]
    if not own:
        return missing(key, "no_rise")
    if risen.sum() <= 0.4 * measured.sum():
        return evidence(key, 0.0, 0.4, "rise_local", stations=float(risen.sum()), all=float(measured.sum()))
    middle = int(np.clip(round(float(np.median(rises[risen]))), 0, data.hours.size - 1))
    near = slice(max(middle - 4, 0), middle + 3)
    u, v = (np.nan, np.nan) if wind is None else wind.iloc[near].mean()
    speed = float(np.hypot(u, v))
    if not np.isfinite(speed):
        return missing(key, "no_wind")
    if speed < _CALM:
        return missing(key, "timing_calm", speed=speed)
    every = ((data.offsets_m["east"] * u + data.offsets_m["north"] * v) / speed).to_numpy()
    upwind = measured & (every < -_UPWIND_M)
    came = int((upwind & risen).sum())
    if upwind.sum() >= 2 and came <= upwind.sum() / 3:
        return evidence(key, 0.0, 0.4, "upwind_stays_clean", upwind=float(upwind.sum()), risen=float(came))
    if risen.sum() < 4:
        return missing(key, "few_stations", stations=float(risen.sum()))
    expected = every[risen] / speed / 3600.0
    if np.ptp(expected) < 1.5:
        return missing(key, "too_close", hours=float(np.ptp(expected)))
    when = rises[risen]
    slope = float(np.polyfit(expected, when, 1)[0])
    fit = float(np.corrcoef(expected, when)[0, 1]) if np.ptp(when) > 0 else 0.0
    told = {"speed": speed, "slope": slope, "correlation": fit}
    if fit >= 0.6 and 0.4 <= slope <= 2.5:
        # Air that carries the district's own pollution away makes a wave as well: upwind stations tell them apart.
        return evidence(key, 0.45, 0.95, "rise_travels", voice=1.0 if came else 0.4, **told)
    if abs(slope) < 0.3:
        return evidence(key, 0.05, 0.6, "rise_at_once", **told)
    return evidence(key, 0.1, 0.9, "rise_unclear", voice=0.3, **told)


def wind_dependence(data: EpisodeData) -> Evidence:
    """Whether the receptor is polluted in calm air or when it blows (CBPF, see `conditional_probability`)."""
    key, wind = "wind_dependence", data.hourly_wind
    if wind is None:
        return missing(key, "no_wind")
    u, v = wind["u"].to_numpy(), wind["v"].to_numpy()
    speed, direction = np.hypot(u, v), np.mod(np.degrees(np.arctan2(-u, -v)), 360.0)
    here = data.amounts[data.receptor].to_numpy()
    known = np.isfinite(speed) & np.isfinite(here)
    weak, strong = (known & (speed < 1.5)).sum(), (known & (speed >= 2.5)).sum()
    if weak < 6 or strong < 6:
        return missing(key, "one_wind", weak=float(weak), strong=float(strong))
    top = max(30.0, float(speed[known].max()) + 1.0)
    table = conditional_probability(direction, speed, here, sectors=8, speed_edges=[0.0, 1.5, 2.5, top])
    calm = table[table["speed_to"] <= 1.5]
    windy = table[(table["speed_from"] >= 2.5) & table["probability"].notna()]
    in_calm = float(calm["n_high"].sum() / max(calm["n"].sum(), 1))
    in_wind = float(windy["probability"].max()) if len(windy) else 0.0
    if in_calm + in_wind < 0.1:
        return missing(key, "one_wind", weak=float(weak), strong=float(strong))
    share = in_wind / (in_calm + in_wind)
    return evidence(key, share - 0.3, share + 0.3, "polar", calm=in_calm, windy=in_wind)


def composition(data: EpisodeData) -> Evidence:
    """Dust, fresh exhaust or aged air: PM2.5/PM10, how much NO2 comes with PM2.5, and the change of SO2/NO2.

    A PM2.5/PM10 below 0.35 is dust. NO2 lives for hours only, so that air from far away brings little of it with its
    PM2.5; the bounds of 0.30 and 0.15 µg NO2 per µg PM2.5, and of half as much SO2/NO2 again, are our assumption and
    should be set from the district's own data.
    """
    key, name = "composition", data.receptor
    fine, coarse, no2, so2 = (data.series(p)[name].to_numpy() for p in ("pm2_5", "pm10", "no2", "so2"))
    high = data.polluted
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = (fine / coarse)[high]
        ratio = so2 / no2
    if np.isfinite(parts).sum() >= 6 and np.nanmedian(parts) < 0.35:
        return evidence(key, 0.6, 1.0, "dust", ratio=float(np.nanmedian(parts)))
    both = np.isfinite(fine) & np.isfinite(no2)
    if both.sum() < 12 or np.ptp(fine[both]) < 20.0:
        return missing(key, "no_gases")
    slope = float(np.polyfit(fine[both], no2[both], 1)[0])
    before, during = ratio[~high], ratio[high]
    change = float("nan")
    if np.isfinite(before).sum() >= 6 and np.isfinite(during).sum() >= 6:
        change = float(np.nanmedian(during) / max(float(np.nanmedian(before)), 1e-9))
    if slope >= 0.3:
        return evidence(key, 0.05, 0.6, "fresh", slope=slope, change=change)
    if slope <= 0.15 or change >= 1.5:
        return evidence(key, 0.4, 0.95, "aged", slope=slope, change=change)
    return evidence(key, 0.15, 0.85, "composition_unclear", slope=slope, change=change)
