"""Parts of the Lidar dock without the QGIS window: catalogue, series of overlays, charts, the watched folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QPointF

from yanqing_eco_plugin.core.collector.lidar_import import import_scans
from yanqing_eco_plugin.core.collector.lidar_mass import mass_relation
from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.centre import District
from yanqing_eco_plugin.core.demo.lidar import made_up_day, made_up_rhi, made_up_turn
from yanqing_eco_plugin.core.demo.lidar_air import MASS_PER_EXTINCTION
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import Mask, part_of_scan, read_scan, scan_field, write_scan
from yanqing_eco_plugin.core.lidar.overlay import scan_overlay
from yanqing_eco_plugin.core.lidar.overlay_file import write_overlay
from yanqing_eco_plugin.gui.lidar.catalogue import read_scans
from yanqing_eco_plugin.gui.lidar.folder_watch import look_into
from yanqing_eco_plugin.gui.lidar.lidar_settings import LidarSettings
from yanqing_eco_plugin.gui.lidar.overlay_story import read_story
from yanqing_eco_plugin.gui.lidar.profile_charts import (
    Corrections,
    SectionChart,
    TimeHeightChart,
    read_line_section,
    read_profiles,
    read_section,
)
from yanqing_eco_plugin.gui.lidar.profile_view import ProfileView
from yanqing_eco_plugin.gui.lidar.scan_tree import ScanTree


class Quiet:
    """A progress nobody looks at."""

    def report(self, fraction: float, message: str = "") -> None:
        pass

    def cancelled(self) -> bool:
        return False


CORRECTIONS = Corrections(50.0, 0.0, "", 0.0)


def test_the_demo_has_a_day_of_synthetic_scans(centre: DataCentre) -> None:
    scans = read_scans(centre)
    kinds = [scan.kind for scan in scans]
    assert [kinds.count(one) for one in ("ppi", "rhi", "vertical", "other")] == [12, 1, 1, 1]
    assert all(scan.synthetic and scan.status == "ok" and Path(scan.path).is_file() for scan in scans)
    assert [scan.time for scan in scans] == sorted((scan.time for scan in scans), reverse=True)
    lidar = centre.stations(kind="lidar").geometry.iloc[0]
    assert scans[0].place == pytest.approx((lidar.x, lidar.y))


def test_in_the_demo_the_hours_relation_to_mass_holds(centre: DataCentre) -> None:
    """The scans are made from the stations' PM2.5, so that the fit finds the relation they were made by."""
    fits = []
    for row in read_scans(centre):
        if row.kind == "ppi":
            scan = read_scan(row.path)
            try:
                found = mass_relation(centre, scan, scan_field(scan, "extinction"), "pm2_5")
            except InputError:
                continue
            fits.append(found.fitted)
    good = [fit for fit in fits if fit.good]
    assert len(good) >= 8
    assert all(fit.stations > 50 for fit in good)
    # Stations that stand closer than the gates reach, and those that drift, flatten it.
    assert 0.55 * MASS_PER_EXTINCTION < np.median([fit.slope for fit in good]) < 1.3 * MASS_PER_EXTINCTION


def test_a_line_through_the_demo_is_filled_by_its_volume(centre: DataCentre) -> None:
    scans = read_scans(centre)
    newest = next(scan for scan in scans if scan.kind == "ppi")
    lon, lat = newest.place
    line = [(lon - 0.03, lat + 0.02), (lon + 0.03, lat + 0.02)]
    section, paths = read_line_section(scans, line, newest.time, "extinction", CORRECTIONS, Quiet())
    assert len(paths) == 4, "of twelve turns the one of this hour"
    assert len([one for one in section.sources if one.kind == "ppi"]) == 6
    middle = (section.height_m[:-1] + section.height_m[1:]) / 2.0
    assert np.isfinite(section.values[(middle > 120) & (middle < 350)]).mean() > 0.9
    chart = SectionChart("en", 8.0, section)
    row, column = (int(one[5]) for one in np.nonzero(np.isfinite(section.values)))
    told = chart.reading(section.distance_m[column] / 1000.0 + 0.01, section.height_m[row] + 5.0)
    assert told[3].startswith("turn ")
    part = chart.cut((0.5, 2.5), (100.0, 400.0)).section
    assert part.source.shape == part.values.shape
    assert chart.draw(800, 500, 1.0).axes


def test_the_list_goes_by_local_day_and_keeps_what_is_chosen(centre: DataCentre) -> None:
    scans, tree = read_scans(centre), ScanTree()
    heard: list[object] = []
    tree.chosen.connect(heard.append)
    tree.show_scans(scans[1:], 8.0)
    tree.choose(scans[3].scan_id)
    assert heard == [scans[3]]
    tree.show_scans(scans, 8.0)
    assert tree.current == scans[3]
    assert heard == [scans[3]], "a newer catalogue chooses nothing by itself"
    assert {scan.kind for scan in tree.of_day(scans[0])} == {"ppi"}


def test_an_entry_that_points_out_of_the_centre_is_not_opened(tmp_path: Path) -> None:
    place = tmp_path / "centre"
    with create_centre(str(place), district=District("1", "x", "x", 8.0)) as made:
        file = tmp_path / "turn.nc"
        write_scan(file, made_up_turn(azimuth=range(0, 360, 30), gates=100).scan)
        import_scans(made, file)
        rows = made.features("lidar_scan")
        rows["file"] = "../../etc/passwd"
        made.write_features("lidar_scan", rows)
        (scan,) = read_scans(made)
    assert (scan.path, scan.status) == ("", "no_file")


def test_the_watched_folder(tmp_path: Path) -> None:
    place, folder = str(tmp_path / "centre"), tmp_path / "new"
    create_centre(place, district=District("1", "x", "x", 8.0)).close()
    folder.mkdir()
    assert look_into(str(folder), place, {}, {}, 0.0).stamps == {}
    write_scan(folder / "turn.nc", made_up_turn(azimuth=range(0, 360, 30), gates=100).scan)
    (folder / "broken.nc").write_bytes(b"CDF\x01" + b"\xff" * 40)
    first = look_into(str(folder), place, {}, {}, 0.0)
    assert (first.imported, first.failures, first.done) == (0, (), {}), "it may still be written"
    second = look_into(str(folder), place, first.stamps, first.done, 0.0)
    assert second.imported == 1
    ((name, sentence),) = second.failures
    assert name == "broken.nc"
    assert sentence
    third = look_into(str(folder), place, second.stamps, second.done, 0.0)
    assert (third.imported, third.unchanged, third.failures) == (0, 0, ()), "nothing is done or told twice"
    with open_centre(place, writable=False) as made:
        assert len(read_scans(made)) == 1
        assert len(made.features("quarantine")) == 1


def test_the_story_counts_what_is_masked(tmp_path: Path) -> None:
    made = made_up_turn(azimuth=range(0, 360, 4), gates=300, width_m=15.0)
    overlay = scan_overlay(made.scan, scan_field(made.scan, "extinction"))
    write_overlay(tmp_path / "o.tif", overlay)
    story = read_story(str(tmp_path / "o.tif"))
    inside = overlay.mask[overlay.mask != Mask.OUTSIDE]
    assert story.shares["blind"] == pytest.approx(float((inside == Mask.BLIND).mean()))
    assert sum(story.shares.values()) == pytest.approx(1.0)
    assert story.synthetic


def test_profiles_are_read_and_cut(tmp_path: Path, qgis_app: object) -> None:
    made = made_up_day(minutes=24, start=datetime(2026, 1, 1, 2, tzinfo=UTC), gates=800, width_m=15.0)
    for part in (0, 12):
        write_scan(tmp_path / f"{part}.nc", part_of_scan(made.scan, slice(part, part + 12)))
    profiles = read_profiles([str(tmp_path / "0.nc"), str(tmp_path / "12.nc")], CORRECTIONS, Quiet())
    assert len(profiles.time) == 24, "the files of a day are one picture"
    chart = TimeHeightChart("en", 8.0, profiles, "extinction")
    at, height = chart._days()[5], float(profiles.height_m[40])
    time, metres, value, layer = chart.reading(at, height)
    assert time == "2026-01-01 10:05"
    assert metres == f"{height:.0f} m"
    assert f"{profiles.fields['extinction'][5, 40]:.3f} km⁻¹" in value
    assert f"{profiles.layer.height_m[5]:.0f}" in layer
    assert chart.reading(at, 9000.0) == []
    part = chart.cut((at, chart._days()[11]), (0.0, 2000.0))
    assert (len(part.profiles.time), len(part.profiles.layer.height_m), part.top_m) == (7, 7, 2000.0)
    assert chart.cut((at, at), (0.0, 2000.0)) is chart


def test_a_section_is_read_and_cut(tmp_path: Path, qgis_app: object) -> None:
    write_scan(tmp_path / "rhi.nc", made_up_rhi(gates=300, width_m=15.0).scan)
    section = read_section(str(tmp_path / "rhi.nc"), "rcs", CORRECTIONS, Quiet())
    chart = SectionChart("en", 8.0, section)
    row, column = (int(one[0]) for one in np.nonzero(np.isfinite(section.values)))
    x, y = section.distance_m[column] / 1000.0 + 0.01, section.height_m[row] + 5.0
    assert f"{section.values[row, column]:.3g}" in chart.reading(x, y)[2]
    assert chart.reading(-99.0, y) == []
    part = chart.cut((0.5, 1.5), (200.0, 900.0)).section
    assert part.values.shape == (len(part.height_m) - 1, len(part.distance_m) - 1)
    assert 0 < part.values.size < section.values.size
    view = ProfileView()
    view.resize(600, 400)
    view.show_profile(chart)
    view.zoom(QPointF(150, 150), QPointF(350, 250))
    assert view.chart is not chart
    view.zoom_out()
    assert view.chart is chart
    view.shut_down()


def test_the_options_are_remembered() -> None:
    LidarSettings.load().change(lidar_ratio=38.0, wind="a.nc\nb.nc", watch=True)
    assert LidarSettings.load() == replace(LidarSettings(), lidar_ratio=38.0, wind="a.nc\nb.nc", watch=True)
    assert QgsSettings().value("yanqing_eco/lidar/lidar_ratio", type=float) == 38.0
