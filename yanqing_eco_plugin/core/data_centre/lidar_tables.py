"""Tables of the lidar: which scans the centre holds, and how mass followed from extinction."""

from __future__ import annotations

from .table import Column, Table

__all__ = ["LIDAR_TABLES"]

LIDAR_TABLES: tuple[Table, ...] = (
    Table(
        "lidar_scan",
        (
            Column("scan_id", "text", True),
            Column("time", "time"),  # of the first ray
            Column("time_to", "time"),  # of the last ray
            Column("kind", "text"),  # ppi, sector, rhi, vertical, other
            Column("file", "text", True),  # below the folder of the centre, or an absolute path for a shared centre
            Column("reader", "text"),
            Column("instrument", "text"),
            *(Column(name, "real") for name in ("wavelength", "azimuth_from", "azimuth_to")),
            *(Column(name, "real") for name in ("elevation_from", "elevation_to", "range_max_m")),
            Column("rays", "integer"),
            Column("sha256", "text", True),
            Column("status", "text"),  # ok, or no_place where the file does not say where the instrument stood
            Column("synthetic", "integer"),
        ),
        "scan_id",
        "Point",
    ),
    Table(
        "lidar_mass_fit",
        (
            Column("fit_id", "text", True),
            Column("quantity", "text", True),
            Column("hour", "time", True),  # end of the hour
            *(Column(name, "real") for name in ("slope", "intercept", "gamma", "reference_humidity")),
            *(Column(name, "real") for name in ("r_squared", "rmse")),
            *(Column(name, "integer") for name in ("stations", "pairs")),
        ),
        "fit_id",
    ),
)
