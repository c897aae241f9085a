"""One quantity of a scan at all its gates, with what is not to be trusted masked and the reason kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .averaging import snr_mask
from .depolarization import volume_depolarization
from .mass import MassRelation, humidity_growth
from .overlap import OverlapTable
from .quantities import QUANTITIES
from .scan import LidarScan
from .scan_signal import ScanSignal, gain_ratio, polarized_pair, scan_signal
from .slant import slant_extinction

__all__ = ["BLIND_ZONE_M", "Mask", "ScanField", "blind_zone", "mass_field", "scan_field"]

Floats = NDArray[np.float64]

BLIND_ZONE_M = 150.0
"""How far the beam is not yet in the telescope's view, where neither the file nor an overlap table says it."""


_WORST_DEPOLARISATION = 0.1  # standard deviation from which on a ratio tells dust from smoke no more


class Mask(IntEnum):
    """Why a gate or a cell shows nothing; kept in the second band of an overlay."""

    SHOWN = 0
    OUTSIDE = 1
    BLIND = 2
    TERRAIN = 3
    NOISE = 4
    NOT_RETRIEVED = 5


@dataclass(frozen=True)
class ScanField:
    """A quantity along the rays of a scan.

    Attributes
    ----------
    quantity, unit
        Name in `QUANTITIES` and unit of `values`.
    values
        (n_rays, n_bins); NaN where masked.
    uncertainty
        (n_rays, n_bins) expanded (about 95 %), in the same unit; NaN where not known.
    mask
        (n_rays, n_bins) `Mask`.
    range_m
        (n_bins,) metres.
    attributes
        Lidar ratio, wavelength, channels, fit … : what the values rest on.
    """

    quantity: str
    unit: str
    values: Floats
    uncertainty: Floats
    mask: NDArray[np.uint8]
    range_m: Floats
    attributes: Mapping[str, Any] = field(default_factory=dict)


def scan_field(
    scan: LidarScan,
    quantity: str,
    *,
    lidar_ratio: float = 50.0,
    lidar_ratio_uncertainty: float = 0.3,
    channel: str | None = None,
    overlap: OverlapTable | None = None,
    blind_m: float | None = None,
    least_snr: float = 3.0,
    search: tuple[float, float] | None = None,
    relation: MassRelation | None = None,
    relative_humidity: float | None = None,
) -> ScanField:
    """Compute a quantity at every gate of a scan.

    Parameters
    ----------
    scan
        Any scan with an elastic channel.
    quantity
        ``rcs`` range-corrected signal; ``extinction`` of the aerosol, km⁻¹; ``depolarisation`` volume ratio; ``pm2_5``,
        ``pm10`` mass, µg/m³.
    lidar_ratio, lidar_ratio_uncertainty
        Of the aerosol, sr; relative.
    channel, overlap
        As `scan_signal` takes them.
    blind_m
        Nearest range shown; None = what the file says, else `BLIND_ZONE_M`, or nothing where an overlap table is given.
    least_snr
        Bins below it, and all behind three such in a row, are masked.
    search
        Where a homogeneous stretch may lie (horizontal) or clean air (vertical), metres; None = chosen by the signal.
    relation
        Extinction → mass; needed for mass.
    relative_humidity
        Per cent, at the time of the scan; needed where the relation was fitted on dried extinction.

    Raises
    ------
    InputError
        Unknown quantity, no elastic channel, no reference region, no pair of polarisations, or mass without a relation.
    """
    if quantity not in QUANTITIES:
        raise InputError(
            "“{quantity}” is no quantity of a lidar scan.",
            hint="Known are: {known}.",
            quantity=quantity,
            known=", ".join(QUANTITIES),
        )
    signal = scan_signal(scan, channel=channel, overlap=overlap)
    nearest = blind_zone(scan, overlap, blind_m)
    mask = _signal_mask(signal, nearest, least_snr)
    shown = {
        "channels": "+".join(signal.channels),
        "wavelength_nm": signal.wavelength_nm,
        "blind_zone_m": nearest,
        "least_snr": least_snr,
    }
    if quantity == "rcs":
        return _finished(quantity, signal.unit, signal.rcs, 2.0 * signal.noise, mask, signal.range_m, shown)
    if quantity == "depolarisation":
        values, spread = _depolarisation(scan, signal, mask)
        mask = np.where((mask == Mask.SHOWN) & (spread > _WORST_DEPOLARISATION), Mask.NOISE, mask).astype(np.uint8)
        return _finished(quantity, "1", values, 2.0 * spread, mask, signal.range_m, shown)
    extinction, spread, told = slant_extinction(
        np.where(mask == Mask.BLIND, np.nan, signal.rcs),
        signal.noise,
        mask == Mask.SHOWN,
        signal.range_m,
        scan.elevation,
        altitude_m=scan.location.altitude_m,
        wavelength_nm=signal.wavelength_nm,
        lidar_ratio=lidar_ratio,
        lidar_ratio_uncertainty=lidar_ratio_uncertainty,
        search=search,
    )
    shown |= told
    made = _finished("extinction", "km-1", 1e3 * extinction, 1e3 * spread, mask, signal.range_m, shown)
    if quantity == "extinction":
        return made
    if relation is None or relation.quantity != quantity:
        raise InputError(
            "Mass needs a relation between extinction and the mass at your stations.",
            hint="Give a data centre whose stations lie under the scan, or show the extinction.",
        )
    return mass_field(made, relation, relative_humidity)


def mass_field(extinction: ScanField, relation: MassRelation, relative_humidity: float | None = None) -> ScanField:
    """Mass at every gate of which the extinction is known.

    Parameters
    ----------
    extinction
        Of `scan_field` (km⁻¹).
    relation
        Extinction → mass.
    relative_humidity
        Per cent, at the time of the scan; needed where the relation was fitted on dried extinction.

    Raises
    ------
    InputError
        When the humidity is needed and not known.
    """
    growth = 1.0
    if relation.gamma > 0:
        if relative_humidity is None:
            raise InputError(
                "The humidity at the time of the scan is not known, and the mass cannot be told from the extinction.",
                hint="Import the weather of that hour, or show the extinction.",
            )
        growth = float(humidity_growth(relative_humidity, relation.gamma, relation.reference_humidity))
    mass, unsure = relation.mass(extinction.values / growth, extinction.uncertainty / growth)
    told = {
        **extinction.attributes,
        **relation.described(),
        "relative_humidity": relative_humidity,
        "humidity_growth": growth,
    }
    return _finished(relation.quantity, "µg/m³", mass, unsure, extinction.mask, extinction.range_m, told)


def blind_zone(scan: LidarScan, overlap: OverlapTable | None = None, blind_m: float | None = None) -> float:
    """Nearest range that may be shown, metres: what is asked for, what the file says, or what is usual."""
    if blind_m is not None:
        return blind_m
    told = scan.attributes.get("blind_zone_m")
    if isinstance(told, int | float) and 0 <= told < 10_000:
        return float(told)
    return 0.0 if overlap is not None else BLIND_ZONE_M


def _signal_mask(signal: ScanSignal, nearest: float, least_snr: float) -> NDArray[np.uint8]:
    mask = np.zeros(signal.rcs.shape, dtype=np.uint8)
    seen = signal.range_m >= nearest
    clear = snr_mask(np.where(seen, signal.rcs, np.nan), signal.noise, least_snr, to_first=True)
    mask[~clear] = Mask.NOISE
    mask[:, ~seen] = Mask.BLIND
    return mask


def _finished(
    quantity: str,
    unit: str,
    values: Floats,
    uncertainty: Floats,
    mask: NDArray[np.uint8],
    range_m: Floats,
    attributes: Mapping[str, Any],
) -> ScanField:
    mask = mask.copy()
    mask[(mask == Mask.SHOWN) & ~np.isfinite(values)] = Mask.NOT_RETRIEVED
    hidden = mask != Mask.SHOWN
    return ScanField(
        quantity,
        unit,
        np.where(hidden, np.nan, values),
        np.where(hidden, np.nan, uncertainty),
        mask,
        range_m,
        attributes,
    )


def _depolarisation(scan: LidarScan, signal: ScanSignal, mask: NDArray[np.uint8]) -> tuple[Floats, Floats]:
    """Volume depolarisation and its noise: from both polarisations, or as the maker computed it."""
    pair = polarized_pair(scan, signal.wavelength_nm) or polarized_pair(scan)
    if pair is not None:
        parallel, cross = (scan_signal(scan, channel=name) for name in pair)
        usable = mask == Mask.SHOWN
        return volume_depolarization(
            np.where(usable, cross.rcs, np.nan),
            parallel.rcs,
            gain_ratio(scan, pair[1]),
            cross_noise=cross.noise,
            parallel_noise=parallel.noise,
        )
    for made in scan.channels.values():
        if made.quantity == "depolarization":
            values = made.signal[:, scan.range_m > 0]
            return values, np.full(values.shape, np.nan)
    raise InputError(
        "The lidar file {file} has no two polarisations to tell the depolarisation from.",
        hint="Choose another quantity, or a scan with a parallel and a cross channel.",
        file=str(scan.attributes.get("file", "")),
    )
