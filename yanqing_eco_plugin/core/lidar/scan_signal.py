"""From a scan to one range-corrected signal with its noise: the chain every picture and retrieval begins with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .averaging import noise_of_counts
from .corrections import apply_overlap, background, correct_dead_time, range_corrected, saturated
from .overlap import OverlapTable
from .scan import LidarChannel, LidarScan

__all__ = ["ScanSignal", "elastic_channels", "polarized_pair", "scan_signal"]

Floats = NDArray[np.float64]

# Raman and water-vapour channels return less than 1/500 of the light and tell of the air, not of the aerosol.
_ELASTIC_NM = (355.0, 532.0, 808.0, 905.0, 910.0, 912.0, 1064.0, 1550.0, 1565.0)
_NEAR_NM = 6.0
_QUANTITIES = ("signal", "range_corrected", "attenuated_backscatter")
_TAIL = 0.1
_PRE_TRIGGER_BINS = 20


@dataclass(frozen=True)
class ScanSignal:
    """The signal of a scan, ready for retrieval.

    Attributes
    ----------
    range_m
        (n_bins,) metres, above zero.
    rcs
        (n_rays, n_bins) range-corrected signal; NaN where nothing was measured or the detector was saturated.
    noise
        (n_rays, n_bins) its standard deviation.
    wavelength_nm
        Wavelength.
    channels
        Names of the channels it was made from.
    unit
        Of `rcs`.
    saturated_share
        Share of bins that were given up because the detector was at its end.
    """

    range_m: Floats
    rcs: Floats
    noise: Floats
    wavelength_nm: float
    channels: tuple[str, ...]
    unit: str
    saturated_share: float


def _is_elastic(channel: LidarChannel) -> bool:
    wavelength = channel.wavelength_nm
    known = np.isnan(wavelength) or min(abs(wavelength - one) for one in _ELASTIC_NM) <= _NEAR_NM
    return known and channel.quantity in _QUANTITIES and channel.detection != "photodiode"


def _liking(channel: LidarChannel) -> tuple[int, float, int, int]:
    """Lower is better: raw signals first, near 532 nm, total polarisation, analogue before counts.

    A counter is blinded by the first kilometre; where a recorder has both, the analogue signal sees the boundary layer.
    """
    known = ("total", "unknown", "parallel")
    return (
        _QUANTITIES.index(channel.quantity),
        600.0 if np.isnan(channel.wavelength_nm) else abs(channel.wavelength_nm - 532.0),
        known.index(channel.polarization) if channel.polarization in known else len(known),
        1 if channel.detection == "photon_counting" else 0,
    )


def polarized_pair(scan: LidarScan, wavelength_nm: float | None = None) -> tuple[str, str] | None:
    """Names of a parallel and a cross channel of one wavelength, detector and quantity; None where there is no such pair."""
    pairs = []
    for name, channel in scan.channels.items():
        if channel.polarization != "parallel" or not _is_elastic(channel):
            continue
        for other, cross in scan.channels.items():
            same = (
                cross.polarization == "cross"
                and cross.quantity == channel.quantity
                and cross.detection == channel.detection
                and cross.unit == channel.unit
                and abs(cross.wavelength_nm - channel.wavelength_nm) < 1.0
            )
            if same and (wavelength_nm is None or abs(channel.wavelength_nm - wavelength_nm) < _NEAR_NM):
                pairs.append((_liking(channel), name, other))
    return min(pairs)[1:] if pairs else None


def elastic_channels(scan: LidarScan) -> tuple[str, ...]:
    """The channel, or the two polarisations to be added, that tell of the aerosol best.

    Raises
    ------
    InputError
        When the scan has no elastic channel, as a Doppler wind lidar's.
    """
    known = [(_liking(channel), name) for name, channel in scan.channels.items() if _is_elastic(channel)]
    if not known:
        raise InputError(
            "The lidar file {file} has no channel of elastic backscatter.",
            hint="Choose a scan of the aerosol lidar; wind profiles hold no aerosol signal.",
            file=str(scan.attributes.get("file", "")),
        )
    best = min(known)[1]
    if scan.channels[best].polarization == "parallel":
        pair = polarized_pair(scan, scan.channels[best].wavelength_nm)
        if pair is not None:
            return pair
    return (best,)


def gain_ratio(scan: LidarScan, cross: str) -> float:
    """Gain of the cross over that of the parallel channel, where the file tells it; else 1."""
    told = scan.channels[cross].attributes.get("gain_ratio", scan.attributes.get("gain_ratio", 1.0))
    return float(told) if isinstance(told, int | float) and told > 0 else 1.0


def scan_signal(
    scan: LidarScan,
    *,
    channel: str | None = None,
    overlap: OverlapTable | None = None,
    background_region: tuple[float, float] | None = None,
) -> ScanSignal:
    """Range-corrected signal of a scan and its noise.

    Saturated bins are given up and counts corrected for the counter's dead time (where the file tells it). Sky light is
    taken from `background_region`, else from the bins before the shot, else from what the instrument recorded, else from the
    last tenth of the ray. Then the signal is divided by the overlap and multiplied by r².

    Parameters
    ----------
    channel
        Name of a channel; None = the best elastic one, two polarisations added where that is what the file has.
    overlap
        Overlap function of the instrument.
    background_region
        From, to, metres.

    Raises
    ------
    InputError
        When the scan has no such or no elastic channel, or no gate beyond the instrument.
    """
    if channel is not None and channel not in scan.channels:
        raise InputError(
            "The lidar scan has no channel “{channel}”.",
            hint="It has: {known}.",
            channel=channel,
            known=", ".join(scan.channels),
        )
    names = elastic_channels(scan) if channel is None else (channel,)
    ahead = scan.range_m > 0
    if ahead.sum() < 10:
        raise InputError("The lidar scan has fewer than ten range gates.", hint="Choose another scan.")
    total, square, lost = None, None, 0.0
    for name in names:
        one = scan.channels[name]
        scale = 1.0 / gain_ratio(scan, name) if len(names) == 2 and one.polarization == "cross" else 1.0
        rcs, noise, share = _one(scan, one, overlap, background_region)
        rcs, noise = rcs[:, ahead] * scale, noise[:, ahead] * scale
        total = rcs if total is None else total + rcs
        square = noise**2 if square is None else square + noise**2
        lost = max(lost, share)
    if total is None or square is None:
        raise InputError("The lidar file has no channel.", hint="Check that the file was written to its end.")
    first = scan.channels[names[0]]
    unit = first.unit if first.quantity != "signal" else f"{first.unit} m2"
    return ScanSignal(scan.range_m[ahead], total, np.sqrt(square), first.wavelength_nm, names, unit, lost)


def _one(
    scan: LidarScan, channel: LidarChannel, overlap: OverlapTable | None, region: tuple[float, float] | None
) -> tuple[Floats, Floats, float]:
    """Range-corrected signal, its noise and the saturated share of one channel."""
    ranges = scan.range_m
    values = np.asarray(channel.signal, dtype=np.float64)
    with np.errstate(divide="ignore"):
        squared = np.where(ranges > 0, ranges**2, np.nan)
    if channel.quantity != "signal":
        rcs, noise = values, _tail_noise(values / squared, ranges) * squared
        return (*_seen(rcs, noise, ranges, overlap, channel.wavelength_nm), 0.0)
    values, lost = _unsaturated(values, channel)
    if channel.shots is not None:  # a ray without a shot is no ray
        values = np.where(np.asarray(channel.shots)[:, np.newaxis] > 0, values, np.nan)
    sky, spread = _sky(values, ranges, channel, region)
    if channel.detection == "photon_counting" and channel.shots is not None and channel.unit == "MHz":
        shots = np.where(channel.shots > 0, channel.shots, np.nan)
        # A bin in which nothing was counted is unsure by one count.
        least = 1.0 / (shots[:, np.newaxis] * 2.0 * channel.bin_width_m / 299.792458)
        noise = noise_of_counts(np.maximum(values, least), shots, channel.bin_width_m)
    elif channel.detection == "photon_counting":
        with np.errstate(divide="ignore", invalid="ignore"):
            noise = spread * np.sqrt(np.maximum(np.nan_to_num(values / sky, nan=1.0, posinf=1.0), 1.0))
    else:
        noise = np.broadcast_to(spread, values.shape)
    rcs = range_corrected(values - sky, ranges)
    return (*_seen(rcs, noise * squared, ranges, overlap, channel.wavelength_nm), lost)


def _seen(
    rcs: Floats, noise: Floats, ranges: Floats, overlap: OverlapTable | None, wavelength: float
) -> tuple[Floats, Floats]:
    if overlap is None:
        return rcs, noise
    share = overlap.at(ranges, overlap.column_for(wavelength))
    return apply_overlap(rcs, share), apply_overlap(noise, share)


def _unsaturated(values: Floats, channel: LidarChannel) -> tuple[Floats, float]:
    """Values with what the detector could not follow as NaN, corrected for dead time, and the share given up."""
    full_scale = channel.attributes.get("adc_range_mv")
    if channel.detection == "photon_counting" and channel.dead_time_ns and channel.unit == "MHz":
        corrected = correct_dead_time(values, channel.dead_time_ns)
    elif channel.detection == "analog" and isinstance(full_scale, int | float) and full_scale > 0:
        corrected = np.where(saturated(values, float(full_scale)), np.nan, values)
    else:
        return values, 0.0
    known = np.isfinite(values)
    return corrected, float((known & ~np.isfinite(corrected)).sum() / max(int(known.sum()), 1))


def _sky(
    values: Floats, ranges: Floats, channel: LidarChannel, region: tuple[float, float] | None
) -> tuple[Floats, Floats]:
    if region is not None:
        return background(values, ranges, region)
    before = np.flatnonzero(ranges < 0)
    if before.size >= _PRE_TRIGGER_BINS:  # the last ones may already see the laser's electromagnetic noise
        return background(values, ranges, (float(ranges[0]), float(ranges[before[-1] - before.size // 10])))
    measured = np.flatnonzero(np.isfinite(values).any(axis=0))
    far = ranges[measured[int(measured.size * (1.0 - _TAIL)) :]] if measured.size else ranges[-10:]
    sky, spread = background(values, ranges, (float(far[0]), float(far[-1])))
    if channel.background is not None and np.isfinite(channel.background).all():
        sky = np.asarray(channel.background, dtype=np.float64)[:, np.newaxis]
    return sky, spread


def _tail_noise(signal: Floats, ranges: Floats) -> Floats:
    """Spread of a signal about its mean in the last tenth of the ray (n_rays, 1)."""
    start = max(int(ranges.size * (1.0 - _TAIL)), 0)
    tail = signal[:, start:]
    # Neighbours differ by noise alone; the level there need not be zero.
    steps = np.diff(tail, axis=1)
    known = np.isfinite(steps)
    count = np.maximum(known.sum(axis=1, keepdims=True), 1)
    return np.sqrt((np.where(known, steps, 0.0) ** 2).sum(axis=1, keepdims=True) / count / 2.0)
