"""SigmaMPL files of micro-pulse lidars, vertical or scanning: records of a 163-byte header and the channels' count rates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..scan import LidarChannel, LidarScan, Location
from .angles import azimuth_of, elevation_of
from .reader import Reader
from .source import Source

__all__ = ["READER"]

_LIGHT = 299_792_458.0
_HEADER = np.dtype(
    [
        ("unit", "<u2"), ("version", "<u2"), ("moment", "<u2", 6), ("shots", "<u4"), ("trigger_hz", "<i4"),
        ("energy_nj", "<u4"), ("temperature", "<i4", 5), ("background_1", "<f4"), ("background_std_1", "<f4"),
        ("channels", "<u2"), ("bins", "<u4"), ("bin_time_s", "<f4"), ("range_offset", "<f4"), ("data_bins", "<u2"),
        ("scan_flags", "<u2"), ("background_bins", "<u2"), ("azimuth", "<f4"), ("elevation", "<f4"), ("compass", "<f4"),
        ("site", "S6"), ("wavelength_nm", "<u2"), ("latitude", "<f4"), ("longitude", "<f4"), ("altitude", "<f4"),
        ("bad_data", "i1"), ("file_version", "i1"), ("background_2", "<f4"), ("background_std_2", "<f4"),
        ("mode", "i1"), ("first_data_bin", "<u2"), ("system_type", "i1"), ("sync_per_second", "<u2"),
        ("first_background_bin", "<u2"), ("header_size", "<u2"), ("weather_used", "i1"), ("weather_temperature", "<f4", 2),
        ("weather_humidity", "<f4", 2), ("dew_point", "<f4"), ("wind_speed", "<f4"), ("wind_direction", "<i2"),
        ("pressure", "<f4"), ("rain_rate", "<f4"),
    ]
)  # fmt: skip


def _float(values: NDArray[np.float32]) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore"):  # a signalling NaN in a damaged file is a NaN
        return values.astype(np.float64)


def _plausible(first: np.void) -> bool:
    year, month, day, hour, minute, second = (int(part) for part in first["moment"])
    return (
        1990 <= year <= 2100
        and 1 <= month <= 12
        and 1 <= day <= 31
        and hour < 24
        and minute < 60
        and second < 62
        and 1 <= first["channels"] <= 4
        and 1 <= first["bins"] <= 100_000
        and 1e-9 < first["bin_time_s"] < 1e-4
        and first["header_size"] == _HEADER.itemsize
    )


def _sniff(source: Source) -> bool:
    return source.size >= _HEADER.itemsize and _plausible(np.frombuffer(source.head, _HEADER, 1)[0])


def _times(moments: NDArray[np.uint16]) -> NDArray[np.datetime64]:
    parts = moments.astype(np.int64)
    months = (parts[:, 0] - 1970) * 12 + parts[:, 1] - 1
    days = months.astype("datetime64[M]").astype("datetime64[D]") + (parts[:, 2] - 1).astype("timedelta64[D]")
    seconds = (parts[:, 3] * 60 + parts[:, 4]) * 60 + parts[:, 5]
    return (days + seconds.astype("timedelta64[s]")).astype("datetime64[ns]")


def _location(header: np.void) -> Location:
    numbers = [float(header[name]) for name in ("longitude", "latitude", "altitude")]
    return Location(*(number if number > -990 else np.nan for number in numbers))


def _read(source: Source) -> LidarScan:
    first = np.frombuffer(source.data, _HEADER, 1)[0]
    count, bins = int(first["channels"]), int(first["bins"])
    record = np.dtype([("header", _HEADER), ("data", "<f4", (count, bins))])
    rays, rest = divmod(source.size, record.itemsize)
    if rays == 0 or rest:
        raise source.damaged("SigmaMPL", f"{source.size} bytes are no multiple of {record.itemsize}")
    records = np.frombuffer(source.data, record, rays)
    headers = records["header"]
    same = (headers["channels"] == count) & (headers["bins"] == bins) & (headers["bin_time_s"] == first["bin_time_s"])
    if not same.all() or not all(_plausible(header) for header in headers):
        raise source.damaged("SigmaMPL", f"record {int(np.argmin(same))} differs from the first")
    width = _LIGHT * float(first["bin_time_s"]) / 2.0
    scanning = bool((headers["scan_flags"] & 1).any())
    wavelength = float(first["wavelength_nm"]) or 532.0
    channels = {
        name: LidarChannel(
            # The stored rates are little-endian and lie between headers: the copy is contiguous, for the work to come.
            signal=_float(records["data"][:, number]),
            wavelength_nm=wavelength,
            # Polarised units alternate between two states; which channel is which depends on the unit's set-up.
            polarization="unknown" if count > 1 else "total",
            detection="photon_counting",
            unit="MHz",
            bin_width_m=width,
            shots=headers["shots"].astype(np.float64),
            background=_float(headers[f"background_{number + 1}"]) if number < 2 else None,
            background_std=_float(headers[f"background_std_{number + 1}"]) if number < 2 else None,
        )
        for number, name in enumerate(f"channel_{number + 1}" for number in range(count))
    }
    return LidarScan(
        time=_times(headers["moment"]),
        azimuth=azimuth_of(headers["azimuth"]) if scanning else np.zeros(rays),
        elevation=elevation_of(headers["elevation"]) if scanning else np.full(rays, 90.0),
        # Bins before the first data bin were recorded before the laser fired.
        range_m=(np.arange(bins) - int(first["first_data_bin"]) + 0.5) * width + float(first["range_offset"]),
        channels=channels,
        location=_location(first),
        attributes={
            "site": bytes(first["site"]).rstrip(b"\x00").decode("latin-1"),
            "unit": int(first["unit"]),
            "scanning": scanning,
            "energy_uj": headers["energy_nj"].astype(np.float64) / 1000.0,
            "trigger_hz": int(first["trigger_hz"]),
            "first_background_bin": int(first["first_background_bin"]),
            "background_bins": int(first["background_bins"]),
            "bad_data": headers["bad_data"].astype(bool),
        },
    )


READER = Reader("sigmampl", "SigmaMPL", _sniff, _read)
