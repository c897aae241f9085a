"""How much of a pollutant the wind carries through a line or over the boundary of a district, layer by layer."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .sphere import EARTH_RADIUS_M, distance_m
from .wind import WindField

__all__ = ["boundary_segments", "transport_flux"]

Floats = NDArray[np.float64]
_MOST_SEGMENTS = 100_000


def boundary_segments(lon: ArrayLike, lat: ArrayLike, *, longest_m: float = 2000.0) -> pd.DataFrame:
    """Straight pieces of a line or closed boundary with their outward (right-hand) normals.

    Parameters
    ----------
    lon, lat
        (n,) degrees, the vertices in order. A boundary is closed (last = first) and may run either way round; a line's
        normal points to its right.
    longest_m
        Longer pieces are divided, so that the wind is looked up often enough.

    Returns
    -------
    DataFrame
        lon, lat (middle of the piece), length_m, normal_east, normal_north (unit vector: out of the district).

    Raises
    ------
    InputError
        When there are fewer than two different points, or too many pieces.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape or x.size < 2 or not np.isfinite([x, y]).all() or longest_m <= 0:
        raise InputError("A line for the flux needs two points or more.")
    length = distance_m(x[:-1], y[:-1], x[1:], y[1:])
    pieces = np.maximum(np.ceil(length / longest_m), 1).astype(np.int64)
    if not length.sum() or pieces.sum() > _MOST_SEGMENTS:
        raise InputError("The line for the flux has no length, or too many pieces.", hint="Simplify the line first.")
    which = np.repeat(np.arange(length.size), pieces)
    inside = np.arange(which.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = (inside + 0.5) / pieces[which]
    middle_x = x[which] + share * (x[which + 1] - x[which])
    middle_y = y[which] + share * (y[which + 1] - y[which])
    metres = np.radians(1.0) * EARTH_RADIUS_M
    # Of the piece itself and not of the whole side: the cosine is that of its own latitude.
    east = (x[which + 1] - x[which]) * metres * np.cos(np.radians(middle_y)) / pieces[which]
    north = (y[which + 1] - y[which]) * metres / pieces[which]
    size = np.hypot(east, north)
    closed = x[0] == x[-1] and y[0] == y[-1] and x.size > 3
    area = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
    turn = -1.0 if closed and area < 0 else 1.0
    kept = size > 0
    table = pd.DataFrame(
        {
            "lon": middle_x,
            "lat": middle_y,
            "length_m": size,
            "normal_east": turn * north / np.where(kept, size, 1.0),
            "normal_north": -turn * east / np.where(kept, size, 1.0),
        }
    )
    return table[kept].reset_index(drop=True)


def transport_flux(
    segments: pd.DataFrame,
    wind: WindField,
    time: ArrayLike,
    *,
    layer_edges_m: ArrayLike,
    concentration: ArrayLike,
    concentration_error: ArrayLike = 0.0,
    wind_error: float = 1.0,
    atmosphere: tuple[Floats, Floats] | None = None,
) -> pd.DataFrame:
    """Mass carried in and out by layer: F = C · (v · n) · length · thickness (cf. ACP 2019, 19, 9531).

    Inflow and outflow are told apart, because with one profile for the whole boundary the net flux says nothing about
    what the district adds: it is the small difference of large numbers.

    Parameters
    ----------
    segments
        From `boundary_segments`.
    wind, time
        The field and the instant (UTC). A field without levels is taken for all layers.
    layer_edges_m
        (n_layers + 1,) ascending heights in m, as the field means them.
    concentration, concentration_error
        (n_layers,) or (n_layers, n_segments), µg/m³; NaN layers are left out. The error is one standard deviation.
    wind_error
        Standard deviation of the wind component across the boundary, m/s.
    atmosphere
        Heights (m, ascending) and pressures (hPa) for a field on pressure levels without heights.

    Returns
    -------
    DataFrame
        One row per layer and a last one, ``total``: layer, bottom_m, top_m, inflow_g_s (into the district, or from right
        to left of the line), outflow_g_s, net_g_s (inflow − outflow), inflow_error, outflow_error (one standard
        deviation; errors are taken as common to all pieces of a layer, which is cautious, and independent between
        layers), mean_wind (m/s across, outward).

    Raises
    ------
    InputError
        When shapes do not fit, a concentration is negative, or a piece lies outside the field.
    """
    edges = np.asarray(layer_edges_m, dtype=np.float64)
    count, pieces = edges.size - 1, len(segments)
    if edges.ndim != 1 or count < 1 or not (np.diff(edges) > 0).all() or wind_error < 0:
        raise InputError("The heights of the layers must rise.", hint="Give them in metres, for example 0, 200, 500.")
    amounts = []
    for values in (concentration, concentration_error):
        given = np.asarray(values, dtype=np.float64)
        given = given[:, None] if given.ndim == 1 else given
        try:
            amounts.append(np.broadcast_to(given, (count, pieces)))
        except ValueError as error:
            raise InputError(
                "{layers} layers need as many concentrations.", layers=count, details=repr(error)
            ) from error
        if (given < 0).any():
            raise InputError("Concentrations and their errors must not be negative.")
    lon, lat = segments["lon"].to_numpy(), segments["lat"].to_numpy()
    normal = segments[["normal_east", "normal_north"]].to_numpy()
    length = segments["length_m"].to_numpy()
    rows = []
    for layer in range(count):
        middle = (edges[layer] + edges[layer + 1]) / 2.0
        u, v, _ = wind.at(time, lon, lat, **_asked(wind, middle, atmosphere))
        across = u * normal[:, 0] + v * normal[:, 1]
        area = length * (edges[layer + 1] - edges[layer])
        mass, mass_error = amounts[0][layer] * 1e-6, amounts[1][layer] * 1e-6
        flux = mass * across * area
        doubt = np.hypot(mass * wind_error, mass_error * across) * area
        known, out = np.isfinite(flux), across > 0
        inflow, outflow = -flux[known & ~out].sum(), flux[known & out].sum()
        mean = float(np.average(across, weights=length))
        errors = doubt[known & ~out].sum(), doubt[known & out].sum()
        rows.append((str(layer + 1), edges[layer], edges[layer + 1], inflow, outflow, inflow - outflow, *errors, mean))
    names = ["layer", "bottom_m", "top_m", "inflow_g_s", "outflow_g_s", "net_g_s"]
    table = pd.DataFrame(rows, columns=[*names, "inflow_error", "outflow_error", "mean_wind"])
    total = table[["inflow_g_s", "outflow_g_s", "net_g_s"]].sum()
    total_errors = np.sqrt((table[["inflow_error", "outflow_error"]] ** 2).sum())
    mean = float(np.average(table["mean_wind"], weights=np.diff(edges)))
    table.loc[count] = ["total", edges[0], edges[-1], *total, *total_errors, mean]
    return table


def _asked(wind: WindField, height: float, atmosphere: tuple[Floats, Floats] | None) -> dict[str, float]:
    if wind.part.level is None:
        return {}
    if wind.part.level_kind == "pressure" and wind.part.height is None and atmosphere is not None:
        return {"pressure_hpa": float(np.interp(height, *atmosphere))}
    return {"height_m": height}
