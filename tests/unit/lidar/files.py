"""Tiny files of the makers' formats, made up for the tests."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from scipy.io import netcdf_file

LICEL_CHANNELS = (
    " 1 0 1 {n:05d} 1 0850 7.50 00532.p 0 0 00 000 12 000600 0.500 BT0",
    " 1 1 1 {n:05d} 1 0850 7.50 00532.s 0 0 00 000 00 000600 3.1746 BC0",
)


def licel(
    counts: np.ndarray,
    *,
    angles: str = "00 00 25.0 950.0",
    scan_line: str = "",
    channels: tuple[str, ...] = LICEL_CHANNELS,
    end: str = "\r\n",
) -> bytes:
    """A Licel file of made-up counts (channels, bins)."""
    lines = [
        " t2410021.730000",
        f" Testsite 02/10/2024 17:30:00 02/10/2024 17:30:10 0480 0115.9 0040.4 {angles}",
        *([scan_line] if scan_line else []),
        f" 0000600 0020 0000600 0020 {len(channels):02d}",
    ]
    head = "\r\n".join(lines) + "\r\n" + end.join(line.format(n=counts.shape[1]) for line in channels) + end + "\r\n"
    return head.encode("ascii") + b"".join(row.astype("<i4").tobytes() + b"\r\n" for row in counts)


def sigmampl(signal: np.ndarray, azimuth: np.ndarray, elevation: np.ndarray, *, scanning: bool = True) -> bytes:
    """A SigmaMPL file of made-up rates (rays, 2, bins)."""
    rays, _, bins = signal.shape
    out = b""
    for ray in range(rays):
        head = struct.pack(
            "<8HIiI5I2fHI2f3H3f6sH3f2b2fbHb3Hb6fh2f",
            *(7, 1, 2024, 10, 2, 17, 30, ray, 37500, 2500, 3119, 3009, 0, 3140, 3092, 22687, 0.4, 0.01, 2, bins, 1e-7),
            *(0.0, bins, int(scanning), 10, azimuth[ray], elevation[ray], 0.0, b"test", 532, -999.0, -999.0, -999.0),
            *(0, 5, 0.5, 0.02, 2, 0, 1, 2499, bins - 10, 163, 0, *[-999.0] * 6, -999, -999.0, -999.0),
        )
        out += head + signal[ray].astype("<f4").tobytes()
    return out


def classic_netcdf(path: Path, dimensions: dict[str, int], variables: dict[str, tuple], **attributes: object) -> Path:
    """A classic NetCDF file; variables: name → (dimensions, values, attributes)."""
    with netcdf_file(str(path), "w") as file:
        for name, length in dimensions.items():
            file.createDimension(name, length)
        for name, (axes, values, told) in variables.items():
            array = np.asarray(values)
            variable = file.createVariable(name, array.dtype, axes)
            variable[...] = array
            for key, value in told.items():
                setattr(variable, key, value)
        for key, value in attributes.items():
            setattr(file, key, value)
    return path


def chm15k(path: Path, beta: np.ndarray, *, time_units: str = "seconds since 1904-01-01 00:00:00.000 00:00") -> Path:
    """A CHM15k file of made-up signals (rays, bins)."""
    rays, bins = beta.shape
    return classic_netcdf(
        path,
        {"time": rays, "range": bins},
        {
            "time": (("time",), 3_786_912_000.0 + 15.0 * np.arange(rays), {"units": time_units}),
            "range": (("range",), 15.0 * (np.arange(bins) + 1.0), {"units": "m"}),
            "zenith": ((), np.float32(0.0), {}),
            "azimuth": ((), np.float32(0.0), {}),
            "latitude": ((), np.float32(40.45), {}),
            "longitude": ((), np.float32(115.97), {}),
            "altitude": ((), np.float32(480.0), {}),
            "wavelength": ((), np.float32(1064.0), {}),
            "laser_pulses": (("time",), np.full(rays, 100_000, np.int32), {}),
            "beta_raw": (("time", "range"), beta.astype(np.float32), {}),
        },
        location="Testsite",
    )


def cl31(profiles: np.ndarray, *, stamps: tuple[str, ...]) -> bytes:
    """A log of CL31 messages with made-up counts (messages, gates); without control characters there is no checksum."""
    text = ""
    for stamp, counts in zip(stamps, profiles):
        digits = "".join(f"{int(count) & 0xFFFFF:05x}" for count in counts)
        text += (
            f"-{stamp}\nCL020221\n00 ///// ///// ///// 000000000080\n  2 261  0 ///  0 ///  0 ///  0 ///\n"
            f"00100 10 {len(counts):04d} 098 +24 100 12 0003 L0016HN15 002\n{digits}\n7903\n\n"
        )
    return text.encode("ascii")


def halo(velocity: np.ndarray, azimuth: np.ndarray, *, gate_m: float = 30.0, scan_type: str = "VAD") -> bytes:
    """A Halo file of made-up velocities (rays, gates)."""
    rays, gates = velocity.shape
    lines = [
        "Filename:\tVAD_1_20241002_173000.hpl",
        "System ID:\t1",
        f"Number of gates:\t{gates}",
        f"Range gate length (m):\t{gate_m}",
        "Gate length (pts):\t10",
        "Pulses/ray:\t10000",
        f"No. of rays in file:\t{rays}",
        f"Scan type:\t{scan_type}",
        "Focus range:\t65535",
        "Start time:\t20241002 17:30:00.00",
        "****",
    ]
    for ray in range(rays):
        lines.append(f"{17.5 + ray / 3600:.8f} {azimuth[ray]:6.2f}  75.00 0.00 0.00")
        lines += [f"{gate:3d} {velocity[ray, gate]:.4f} 1.100000 1.000000E-6" for gate in range(gates)]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")
