"""A day of vertical profiles as a picture of time and height, with the boundary layer in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from ..errors import InputError
from ..progress import Progress, checkpoint
from .atmosphere import standard_atmosphere
from .boundary_layer import BoundaryLayer, boundary_layer_height
from .clouds import find_clouds
from .depolarization import volume_depolarization
from .fernald import reference_region
from .geometry import beam_height
from .molecular import molecular
from .overlap import OverlapTable
from .retrieval import retrieve
from .scan import LidarScan, Location
from .scan_field import blind_zone
from .scan_signal import ScanSignal, gain_ratio, polarized_pair, scan_signal
from .sun import sun_elevation
from .sweeps import part_of_scan

__all__ = ["TimeHeight", "time_height"]

Floats = NDArray[np.float64]

_RAYS_AT_ONCE = 64
_STEEP = 60.0
_CLEAN_AIR_M = (3000.0, 14_000.0)
_REFERENCE_SNR = 20.0
_CALM_BINS = 9
_LEAST_SNR = 3.0
_LAYER_TOP_M = 4000.0


@dataclass(frozen=True)
class TimeHeight:
    """Profiles over time.

    Attributes
    ----------
    time
        (n,) UTC.
    height_m
        (m,) above the instrument.
    fields
        Quantity → (n, m) float32: ``rcs``, and where they could be told ``extinction`` and ``extinction_uncertainty``
        (km⁻¹), ``depolarisation``; NaN below the blind zone, in noise and behind clouds.
    layer
        Boundary layer of each profile.
    cloud_base_m
        (n,) of the lowest cloud; NaN where there is none.
    night
        (n,) whether the sun was down; all False where the place is not known.
    location
        Of the instrument.
    attributes
        Lidar ratio, clean air, channels, and whether it is synthetic.
    """

    time: NDArray[np.datetime64]
    height_m: Floats
    fields: Mapping[str, NDArray[np.float32]]
    layer: BoundaryLayer
    cloud_base_m: Floats
    night: NDArray[np.bool_]
    location: Location
    attributes: Mapping[str, Any] = field(default_factory=dict)


def time_height(
    scan: LidarScan,
    *,
    lidar_ratio: float = 50.0,
    lidar_ratio_uncertainty: float = 0.3,
    overlap: OverlapTable | None = None,
    blind_m: float | None = None,
    top_m: float = 15_000.0,
    layer_search: tuple[float, float] | None = None,
    retrieval: bool = True,
    progress: Progress | None = None,
) -> TimeHeight:
    """Corrected signal, extinction, depolarisation, clouds and boundary layer of vertical profiles, 64 at a time.

    Parameters
    ----------
    scan
        Profiles, all steeper than 60°; a slant one is brought to height.
    lidar_ratio, lidar_ratio_uncertainty
        Of the aerosol, sr; relative.
    blind_m
        Nearest height shown; None = what the file says.
    top_m
        Greatest height kept.
    layer_search
        Heights between which the boundary layer may end; None = from just above the blind zone to 4 km.
    retrieval
        Whether extinction is told; where no clean air is found it is not, and ``reference`` says so.

    Raises
    ------
    InputError
        When the scan is not vertical, or has no elastic channel.
    Cancelled
        When the user stops the work.
    """
    slope = np.minimum(scan.elevation, 180.0 - scan.elevation)
    if not (np.isfinite(slope).all() and slope.min() >= _STEEP and np.ptp(slope) <= 1.0):
        raise InputError(
            "These are no vertical profiles.",
            hint="Use the overlay for scans around the horizon, and the curtain for scans of elevations.",
        )
    order = np.argsort(scan.time, kind="stable")
    if not (order == np.arange(order.size)).all():
        scan = part_of_scan(scan, order)
    blocks = [slice(start, start + _RAYS_AT_ONCE) for start in range(0, scan.n_rays, _RAYS_AT_ONCE)]
    one = scan_signal(part_of_scan(scan, blocks[0]), overlap=overlap)
    height = beam_height(one.range_m, float(slope.mean()))
    nearest = blind_zone(scan, overlap, blind_m)
    base = scan.location.altitude_m if np.isfinite(scan.location.altitude_m) else 0.0
    wavelength = one.wavelength_nm if np.isfinite(one.wavelength_nm) else 532.0
    beta, alpha = molecular(*standard_atmosphere(base + np.minimum(height, 60_000.0)), wavelength)
    told: dict[str, Any] = {
        "channels": "+".join(one.channels),
        "wavelength_nm": one.wavelength_nm,
        "rcs_unit": one.unit,
        "blind_zone_m": nearest,
        **{key: scan.attributes[key] for key in ("file", "reader", "site", "synthetic") if key in scan.attributes},
    }
    clean = None
    if retrieval:
        mean, noise = _mean_signal(scan, blocks, overlap, nearest, progress)
        far = _farthest_reference(mean, noise, one.range_m)
        clean = reference_region(mean, one.range_m, beta, alpha, search=(_CLEAN_AIR_M[0], far), tolerance=0.2)
        told |= {"lidar_ratio": lidar_ratio, "lidar_ratio_uncertainty": lidar_ratio_uncertainty}
        told["reference"] = "none" if clean is None else f"{clean[0]:.0f}-{clean[1]:.0f} m"
    kept = height <= top_m
    made = _Made(scan.n_rays, int(kept.sum()), clean is not None, polarized_pair(scan, one.wavelength_nm))
    night = _night(scan)
    search = layer_search or (max(nearest + 100.0, 150.0), _LAYER_TOP_M)
    layers: list[BoundaryLayer] = []
    bases: list[Floats] = []
    for number, part in enumerate(blocks):
        checkpoint(progress, 0.2 + 0.8 * number / len(blocks))
        rays = part_of_scan(scan, part)
        signal = scan_signal(rays, overlap=overlap)
        rcs = np.where(one.range_m < nearest, np.nan, signal.rcs)
        clouds = find_clouds(rcs, height, noise=signal.noise, nearest_m=max(nearest, 150.0))
        low = kept & (height <= search[1] + 1000.0)
        layers.append(
            boundary_layer_height(
                rcs[:, low],
                height[low],
                search=search,
                noise=signal.noise[:, low],
                night=night[part],
                ceiling_m=clouds.base_m,
            )
        )
        bases.append(clouds.base_m)
        made.keep("rcs", part, rcs[:, kept])
        hidden = _hidden(rcs, signal.noise, height, clouds.base_m)[:, kept]
        if clean is not None:
            solved = retrieve(
                rcs,
                one.range_m,
                beta,
                alpha,
                lidar_ratio=lidar_ratio,
                reference=clean,
                lidar_ratio_uncertainty=lidar_ratio_uncertainty,
                noise=signal.noise,
            )
            made.keep("extinction", part, np.where(hidden, np.nan, 1e3 * solved.extinction[:, kept]))
            made.keep(
                "extinction_uncertainty",
                part,
                np.where(hidden, np.nan, 1e3 * solved.extinction_uncertainty[:, kept]),
            )
        if made.pair is not None:
            made.keep("depolarisation", part, np.where(hidden, np.nan, _depolarisation(rays, made.pair)[:, kept]))
    checkpoint(progress, 1.0)
    return TimeHeight(
        scan.time,
        height[kept],
        made.fields,
        _joined(layers),
        np.concatenate(bases),
        night,
        scan.location,
        told,
    )


class _Made:
    """The fields, filled block by block with half the digits of the work."""

    def __init__(self, rays: int, bins: int, retrieved: bool, pair: tuple[str, str] | None) -> None:
        self.pair = pair
        names = ["rcs", *(["extinction", "extinction_uncertainty"] if retrieved else [])]
        names += ["depolarisation"] if pair is not None else []
        self.fields = {name: np.empty((rays, bins), dtype=np.float32) for name in names}

    def keep(self, name: str, part: slice, values: Floats) -> None:
        self.fields[name][part] = values


def _mean_signal(
    scan: LidarScan,
    blocks: list[slice],
    overlap: OverlapTable | None,
    nearest: float,
    progress: Progress | None,
) -> tuple[Floats, Floats]:
    """Mean profile of all rays without clouds (of all, where every one has some), and the noise of a single ray."""
    total: Floats | None = None
    clear: Floats | None = None
    square: Floats | None = None
    count = 0
    for number, part in enumerate(blocks):
        checkpoint(progress, 0.2 * number / len(blocks))
        signal: ScanSignal = scan_signal(part_of_scan(scan, part), overlap=overlap)
        rows = np.nan_to_num(signal.rcs)
        cloudy = find_clouds(signal.rcs, signal.range_m, noise=signal.noise, nearest_m=max(nearest, 150.0)).mask.any(
            axis=1
        )
        spread = np.nan_to_num(signal.noise**2).sum(axis=0)
        square = spread if square is None else square + spread
        total = rows.sum(axis=0) if total is None else total + rows.sum(axis=0)
        clear = rows[~cloudy].sum(axis=0) if clear is None else clear + rows[~cloudy].sum(axis=0)
        count += int((~cloudy).sum())
    if total is None or clear is None or square is None:
        raise InputError("The lidar file holds no measurement.", hint="Check that the file was written to its end.")
    return clear / count if count else total / scan.n_rays, np.sqrt(square / scan.n_rays)


def _farthest_reference(mean: Floats, noise: Floats, range_m: Floats) -> float:
    """How far clean air may be looked for: each ray is calibrated by its own signal there, a kilometre of which must be sure."""
    bins = max(1, round(1000.0 / float(np.median(np.diff(range_m)))))
    with np.errstate(divide="ignore", invalid="ignore"):
        snr = uniform_filter1d(np.nan_to_num(mean), bins) * np.sqrt(bins) / uniform_filter1d(noise, bins)
    sure = np.flatnonzero((snr >= _REFERENCE_SNR) & (range_m >= _CLEAN_AIR_M[0]))
    far = min(_CLEAN_AIR_M[1], float(range_m[-1]))
    return far if sure.size == 0 else min(far, max(float(range_m[sure[-1]]) + 500.0, _CLEAN_AIR_M[0] + 1500.0))


def _night(scan: LidarScan) -> NDArray[np.bool_]:
    place = scan.location
    if not (np.isfinite(place.longitude) and np.isfinite(place.latitude)):
        return np.zeros(scan.n_rays, dtype=bool)
    return np.nan_to_num(sun_elevation(scan.time, place.longitude, place.latitude), nan=1.0) < 0.0


def _hidden(rcs: Floats, noise: Floats, height: Floats, cloud_base: Floats) -> NDArray[np.bool_]:
    """Bins in noise (after a running mean), and all from the first cloud upwards: behind it the inversion means nothing."""
    calm = uniform_filter1d(np.nan_to_num(rcs), _CALM_BINS, axis=1)
    spread = np.sqrt(uniform_filter1d(np.nan_to_num(noise) ** 2, _CALM_BINS, axis=1) / _CALM_BINS)
    behind = height >= np.nan_to_num(cloud_base, nan=np.inf)[:, np.newaxis]
    return ~(calm >= _LEAST_SNR * spread) | behind | ~np.isfinite(rcs) | ~np.isfinite(noise)


def _depolarisation(rays: LidarScan, pair: tuple[str, str]) -> Floats:
    parallel, cross = (scan_signal(rays, channel=name) for name in pair)
    ratio, spread = volume_depolarization(
        cross.rcs,
        parallel.rcs,
        gain_ratio(rays, pair[1]),
        cross_noise=cross.noise,
        parallel_noise=parallel.noise,
    )
    return np.where(spread > 0.1, np.nan, ratio)


def _joined(layers: list[BoundaryLayer]) -> BoundaryLayer:
    names = ("height_m", "uncertainty_m", "gradient_m", "agrees", "residual_m", "strength")
    return BoundaryLayer(*(np.concatenate([getattr(one, name) for one in layers]) for name in names))
