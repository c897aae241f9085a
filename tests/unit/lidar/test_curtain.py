"""Sections up and down, and the upright pieces of a curtain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pyproj import Geod

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE, MadeUpScan, made_up_rhi, made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import Location, ScanField, scan_extent, scan_field
from yanqing_eco_plugin.core.lidar.curtain import rhi_section, section_polygons
from yanqing_eco_plugin.core.lidar.geometry import beam_height, ground_distance


@pytest.fixture(scope="module")
def made() -> MadeUpScan:
    return made_up_rhi()


def test_each_cell_shows_its_nearest_gate(made: MadeUpScan) -> None:
    """The height of the gate itself as its value: a cell's value is the height of its middle, within a gate's reach."""
    scan = made.scan
    values = beam_height(made.range_m, scan.elevation[:, np.newaxis])
    shown = ScanField("rcs", "m", values, values, np.zeros(values.shape, np.uint8), made.range_m)
    section = rhi_section(scan, shown, cell_m=(50.0, 25.0), top_m=3000.0)
    middle = (section.height_m[:-1] + section.height_m[1:]) / 2.0
    along = (section.distance_m[:-1] + section.distance_m[1:]) / 2.0
    step = np.median(np.diff(scan.elevation))
    known = np.isfinite(section.values)
    reach = np.hypot(*np.meshgrid(along, middle)) * np.radians(step) + 10.0
    assert (np.abs(section.values - middle[:, np.newaxis]) <= reach)[known].all()
    assert known.mean() > 0.5
    assert section.azimuth == pytest.approx(120.0)


def test_the_layer_lies_where_it_was_put(made: MadeUpScan) -> None:
    section = rhi_section(made.scan, scan_field(made.scan, "extinction"), top_m=3000.0)
    middle = (section.height_m[:-1] + section.height_m[1:]) / 2.0
    low = np.nanmedian(section.values[(middle > 300) & (middle < 900)])
    high = np.nanmedian(section.values[(middle > 1800) & (middle < 2600)])
    inside = (made.extinction > 1e-4).any()
    assert inside
    assert low == pytest.approx(1e3 * np.median(made.extinction[made.extinction > 1e-4]), rel=0.2)
    assert high < 0.1 * low


def test_low_rays_that_climb_out_of_the_layer_state_what_they_do_not_know(made: MadeUpScan) -> None:
    """Beyond 3 km rays of 5–14° thin out towards the top of the layer; the slope method takes that for extinction."""
    found = scan_field(made.scan, "extinction")
    low = made.scan.elevation < 15.0
    truth = 1e3 * made.extinction[low]
    off, stated = np.abs(found.values[low] - truth), found.uncertainty[low]
    known = np.isfinite(off) & (truth > 0.1)
    for start, end in ((200, 1000), (1000, 2000), (2000, 3000), (3000, 4500), (4500, 7400)):
        part = known & (made.range_m >= start) & (made.range_m < end)
        assert (off[part] <= stated[part]).mean() > 0.9
    near = known & (made.range_m < 2000)
    assert np.median(off[near] / truth[near]) < 0.05, "errors die out towards the instrument"


def test_pieces_stand_on_their_line(made: MadeUpScan) -> None:
    section = rhi_section(made.scan, scan_field(made.scan, "rcs"), top_m=2000.0)
    pieces = section_polygons(section, piece_m=(500.0, 250.0))
    assert pieces.geometry.has_z.all()
    assert pieces["value"].notna().all()
    row = pieces.iloc[len(pieces) // 2]
    corners = np.array(row.geometry.exterior.coords)
    assert corners[:, 2].min() == pytest.approx(510.0 + row["height_from"])
    assert corners[:, 2].max() == pytest.approx(510.0 + row["height_to"])
    azimuth, _, away = Geod(ellps="WGS84").inv(LIDAR_SITE.longitude, LIDAR_SITE.latitude, corners[1, 0], corners[1, 1])
    assert azimuth == pytest.approx(120.0, abs=0.01)
    assert away == pytest.approx(row["distance_to"], abs=0.1)
    whole = section.values[np.isfinite(section.values)]
    assert pieces["value"].between(whole.min(), whole.max()).all()


def test_behind_the_zenith_lies_behind_the_lidar() -> None:
    made = made_up_rhi(elevation=np.arange(60.0, 121.0, 2.0))
    section = rhi_section(made.scan, scan_field(made.scan, "rcs"), top_m=1500.0)
    assert section.distance_m[0] < -300
    assert section.distance_m[-1] > 300
    middle = section.values.shape[1] // 2
    assert np.isfinite(section.values[:, :middle]).any()


def test_what_is_no_section_is_refused(made: MadeUpScan) -> None:
    turn = made_up_turn(azimuth=np.arange(30.0), gates=50).scan
    assert scan_extent(made.scan).kind == "rhi"
    with pytest.raises(InputError, match="no scan of elevations"):
        rhi_section(turn, scan_field(turn, "rcs"))
    with pytest.raises(InputError, match="too many"):
        rhi_section(made.scan, scan_field(made.scan, "rcs"), cell_m=(0.5, 0.5))
    section = rhi_section(made.scan, scan_field(made.scan, "rcs"))
    with pytest.raises(InputError, match="does not say where"):
        section_polygons(replace(section, location=Location()))
    empty = replace(section, values=np.full_like(section.values, np.nan))
    assert section_polygons(empty).empty
    assert ground_distance(0.0, 3.0) == 0.0
