"""Lidar files into the catalogue, and the hour's relation from the centre's stations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from yanqing_eco_plugin.core.collector.lidar_import import import_scans, scan_path
from yanqing_eco_plugin.core.collector.lidar_mass import last_good_relation, mass_relation
from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre, open_centre
from yanqing_eco_plugin.core.demo.lidar import made_up_day, made_up_rhi, made_up_turn
from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.lidar import humidity_growth, mass_field, read_scan, scan_field, write_scan

from .lidar_centre import OFFSET, SLOPE, centre_under_the_lidar


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[DataCentre]:
    with create_centre(tmp_path / "centre", district=District("110119", "延庆区")) as made:
        yield made


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Three scans in two folders, one of them twice, and two files that are none."""
    folder = tmp_path / "inbox"
    (folder / "deep").mkdir(parents=True)
    write_scan(folder / "turn.nc", made_up_turn(azimuth=np.arange(0.0, 60.0), gates=60).scan)
    write_scan(folder / "deep" / "day.nc", made_up_day(minutes=3, gates=60).scan)
    write_scan(folder / "rhi.nc", made_up_rhi(gates=60).scan)
    (folder / "z again.nc").write_bytes((folder / "turn.nc").read_bytes())
    (folder / "cut.nc").write_bytes((folder / "rhi.nc").read_bytes()[:300])
    (folder / "note.txt").write_text("calibrated today", encoding="utf-8")
    return folder


def test_each_file_is_a_row_and_a_copy(centre: DataCentre, inbox: Path, tmp_path: Path) -> None:
    done = import_scans(centre, inbox)
    assert (done.accepted, done.unchanged, done.rejected, done.quarantined) == (3, 1, 2, 2)
    assert {Path(one.source).name for one in done.failures} == {"cut.nc", "note.txt"}
    assert done.kinds == {"sector": 1, "vertical": 1, "rhi": 1}
    table = centre.features("lidar_scan").set_index("kind")
    assert table["status"].eq("ok").all()
    assert table["synthetic"].eq(1).all()
    sector = table.loc["sector"]
    assert (sector["azimuth_from"], sector["azimuth_to"], sector["elevation_from"]) == (0.0, 59.0, 1.0)
    assert sector["wavelength"] == 532.0
    assert sector["time"] == np.datetime64("2026-01-01T04:00:00") or str(sector["time"]).startswith("2026-01-01 04:00")
    assert sector["geometry"].x == pytest.approx(115.97)
    assert sector["file"].startswith("lidar/2026/01/turn_")
    for file, digest in zip(table["file"], table["sha256"]):
        path = scan_path(centre, file)
        assert path.is_file()
        assert digest[:12] in path.name
    assert read_scan(scan_path(centre, sector["file"])).n_rays == 60
    assert not [path for path in (tmp_path / "centre" / "lidar").rglob("*") if ".part" in path.name]


def test_a_second_time_changes_nothing(centre: DataCentre, inbox: Path) -> None:
    import_scans(centre, inbox)
    held = {path: path.stat().st_mtime_ns for path in Path(centre.address).glob("lidar/**/*.nc")}
    again = import_scans(centre, inbox)
    assert (again.accepted, again.unchanged, again.quarantined) == (0, 4, 0)
    assert {path: path.stat().st_mtime_ns for path in Path(centre.address).glob("lidar/**/*.nc")} == held
    # The same name with other content stands beside the first.
    write_scan(inbox / "turn.nc", made_up_turn(azimuth=np.arange(0.0, 60.0), gates=60, seed=8).scan)
    assert import_scans(centre, inbox / "turn.nc").accepted == 1
    assert len(list(Path(centre.address).glob("lidar/2026/01/turn_*.nc"))) == 2
    assert len(centre.features("lidar_scan")) == 4


def test_what_cannot_be_read_lies_in_quarantine_with_its_beginning(centre: DataCentre, inbox: Path) -> None:
    import_scans(centre, inbox)
    kept = centre.quarantine().set_index("source")
    assert set(kept["reason"]) == {"unreadable_file"}
    assert kept.loc[str(inbox / "note.txt"), "raw"] == b"calibrated today"


def test_a_scan_without_place_or_time_is_kept_and_says_so(centre: DataCentre, shared_data: Path) -> None:
    done = import_scans(centre, shared_data / "03_lidar/smmpl_scanning/testNRB_smmpl_E2.mpl")
    assert done.readers == {"sigmampl": 1}
    row = centre.features("lidar_scan").iloc[0]
    assert row["status"] == "no_place"
    assert row["geometry"] is None


def test_cancel_keeps_what_was_read(centre: DataCentre, inbox: Path) -> None:
    class Stop:
        left = 4

        def report(self, fraction: float, message: str = "") -> None: ...

        def cancelled(self) -> bool:
            self.left -= 1
            return self.left < 0

    with pytest.raises(Cancelled):
        import_scans(centre, inbox, progress=Stop())
    assert len(centre.features("lidar_scan")) == 2


def test_paths_are_confined(centre: DataCentre, inbox: Path) -> None:
    with pytest.raises(InputError, match="lie in one another"):
        import_scans(centre, Path(centre.address))
    with pytest.raises(InputError, match="no lidar file"):
        import_scans(centre, inbox / "nowhere")
    for bad in ("../secret", "centre.toml", "/etc/passwd", "lidar/../../x"):
        with pytest.raises(InputError, match="does not lie in"):
            scan_path(centre, bad)


def extinction_of(seed: int = 1, start: datetime | None = None):
    scan = made_up_turn(seed=seed, start=start, gates=600).scan
    return scan, scan_field(scan, "extinction")


def test_the_hour_is_fitted_and_kept(tmp_path: Path) -> None:
    scan, extinction = extinction_of()
    with centre_under_the_lidar(tmp_path / "c") as centre:
        found = mass_relation(centre, scan, extinction, "pm2_5")
        assert found.relation.source == "fitted"
        assert (found.relation.stations, found.relation.hour) == (6, datetime(2026, 1, 1, 5, tzinfo=UTC))
        assert found.relation.slope == pytest.approx(SLOPE, rel=0.15)
        assert found.relation.offset == pytest.approx(OFFSET, abs=15.0)
        assert found.relation.r_squared > 0.9
        assert found.relative_humidity is None
        assert set(found.pairs.columns) >= {"station_id", "extinction", "mass"}
        kept = last_good_relation(centre, "pm2_5", datetime(2026, 1, 1, 6, tzinfo=UTC))
        assert kept is not None
        assert kept.slope == pytest.approx(found.relation.slope)
        assert last_good_relation(centre, "pm2_5", datetime(2026, 1, 1, 5, tzinfo=UTC)) is None
        with pytest.raises(InputError, match="0 stations"):
            mass_relation(centre, scan, extinction, "pm10")  # its only value is flagged as faulty


def test_humidity_of_the_weather_stations_dries_the_extinction(tmp_path: Path) -> None:
    scan, extinction = extinction_of()
    with centre_under_the_lidar(tmp_path / "c", humidity=80.0) as centre:
        found = mass_relation(centre, scan, extinction, "pm2_5")
    assert found.relative_humidity == 80.0
    assert found.relation.slope == pytest.approx(SLOPE * humidity_growth(80.0), rel=0.15)
    mass = mass_field(extinction, found.relation, 80.0)
    assert np.nanmedian(mass.values) == pytest.approx(SLOPE * 0.15 + OFFSET, rel=0.2)


def test_an_hour_without_stations_takes_the_last_good_relation(tmp_path: Path) -> None:
    scan, extinction = extinction_of()
    with centre_under_the_lidar(tmp_path / "c") as centre:
        good = mass_relation(centre, scan, extinction, "pm2_5").relation
    later, field = extinction_of(2, datetime(2026, 1, 1, 9, tzinfo=UTC))
    with open_centre(str(tmp_path / "c"), writable=False) as centre:
        used = mass_relation(centre, later, field, "pm2_5")
        assert (used.relation.source, used.relation.age) == ("last_good", timedelta(hours=5))
        assert used.relation.slope == pytest.approx(good.slope)
        assert not used.fitted.good
        long_after, field = extinction_of(2, datetime(2026, 1, 9, 9, tzinfo=UTC))
        with pytest.raises(InputError, match="Mass cannot be told"):
            mass_relation(centre, long_after, field, "pm2_5")
