"""Ground in the beam's way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE, made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import Location
from yanqing_eco_plugin.core.lidar.geometry import beam_height, from_site
from yanqing_eco_plugin.core.lidar.terrain import terrain_ranges

RANGE = (np.arange(800) + 0.5) * 10.0


def model(path: Path, crs: str, ridge_m: float, *, cell: float, nodata: float | None = None) -> Path:
    """Flat ground at 500 m with a wall `ridge_m` high, 3 km north of the lidar and as wide as the model."""
    x0, y0 = from_site(LIDAR_SITE.longitude, LIDAR_SITE.latitude, crs).transform(0.0, 0.0)
    count = 401
    move = Affine(cell, 0, x0 - cell * count / 2, 0, -cell, y0 + cell * count / 2)
    columns, rows = np.meshgrid(np.arange(count) + 0.5, np.arange(count) + 0.5)
    x, y = move * (columns, rows)
    from pyproj import Transformer

    lon, lat = Transformer.from_crs(crs, 4326, always_xy=True).transform(x, y)
    north = (np.asarray(lat) - LIDAR_SITE.latitude) * 111_040.0
    ground = np.where(np.abs(north - 3000.0) < 120.0, ridge_m, 500.0).astype("float32")
    ground[np.asarray(lon) > LIDAR_SITE.longitude + 0.03] = -9999.0 if nodata is not None else 500.0
    with rasterio.open(
        path, "w", driver="GTiff", width=count, height=count, count=1, dtype="float32", crs=crs, transform=move,
        nodata=nodata,
    ) as file:  # fmt: skip
        file.write(ground, 1)
    return path


@pytest.mark.parametrize(("crs", "cell"), [("EPSG:32650", 40.0), ("EPSG:4326", 0.0005), ("EPSG:4548", 40.0)])
def test_a_wall_ends_the_rays_that_meet_it(tmp_path: Path, crs: str, cell: float) -> None:
    scan = made_up_turn(gates=10, elevation=1.0, azimuth=np.arange(0.0, 360.0, 5.0)).scan
    found = terrain_ranges(scan, RANGE, model(tmp_path / "dem.tif", crs, 900.0, cell=cell))
    assert found[0] == pytest.approx(2880.0, abs=60.0)
    assert found[6] == pytest.approx(2880.0 / np.cos(np.radians(30.0)), abs=80.0)
    assert np.isinf(found[18:55]).all()
    # The beam passes over a wall that is lower than itself there.
    low = 510.0 + float(beam_height(3000.0, 1.0)) - 15.0
    assert np.isinf(terrain_ranges(scan, RANGE, model(tmp_path / "low.tif", crs, low, cell=cell))).all()


def test_no_ground_is_no_wall_and_unknown_altitude_stands_on_it(tmp_path: Path) -> None:
    scan = made_up_turn(gates=10, elevation=1.0, azimuth=np.arange(0.0, 360.0, 5.0)).scan
    dem = model(tmp_path / "dem.tif", "EPSG:32650", 900.0, cell=40.0, nodata=-9999.0)
    assert np.isinf(terrain_ranges(scan, RANGE, dem)[12])  # 60°: the wall lies where nothing is known
    somewhere = replace(scan, location=Location(LIDAR_SITE.longitude, LIDAR_SITE.latitude))
    assert terrain_ranges(somewhere, RANGE, dem)[0] == pytest.approx(2880.0, abs=60.0)
    unknown = replace(scan, azimuth=np.full(72, np.nan))
    assert np.isinf(terrain_ranges(unknown, RANGE, dem)).all()


def test_a_model_that_is_none_is_refused(tmp_path: Path) -> None:
    scan = made_up_turn(gates=10, azimuth=np.arange(4.0)).scan
    (tmp_path / "x.tif").write_bytes(b"nothing")
    far = Path(tmp_path / "far.tif")
    with rasterio.open(
        far, "w", driver="GTiff", width=5, height=5, count=1, dtype="float32", crs="EPSG:32650",
        transform=Affine(10, 0, 0, 0, -10, 0),
    ) as file:  # fmt: skip
        file.write(np.zeros((5, 5), "float32"), 1)
    for path in (tmp_path / "x.tif", far):
        with pytest.raises(InputError, match="elevation model"):
            terrain_ranges(scan, RANGE, path)
