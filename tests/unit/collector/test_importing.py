"""Files into a data centre: what passes, what does not, and nothing twice."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.collector import import_observations, import_stations
from yanqing_eco_plugin.core.collector import importing as module
from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre
from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.ingest import ColumnMapping

HEADER = "时间,站点,PM2.5,PM10\n"
GOOD = HEADER + "2026-01-01 08:00,延庆,35,50\n2026-01-01 09:00,延庆,36,51\n2026-01-01 09:00,八达岭,20,30\n"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[DataCentre]:
    with create_centre(tmp_path / "centre", district=District("110119", "延庆区")) as made:
        (tmp_path / "stations.csv").write_text(
            "station_id,name,lon,lat\nY1,延庆,115.972,40.453\nY2,八达岭,115.988,40.365\n", encoding="utf-8"
        )
        assert import_stations(made, tmp_path / "stations.csv", kind="air", datum="wgs84").accepted == 2
        yield made


@pytest.fixture
def inbox(tmp_path: Path) -> Callable[..., Path]:
    """A folder with the files given by name and text (or bytes)."""

    def make(**files: str | bytes) -> Path:
        folder = tmp_path / "inbox"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content.encode("utf-8") if isinstance(content, str) else content
            (folder / name.replace("__", ".")).write_bytes(data)
        return folder

    return make


def stored(centre: DataCentre) -> pd.DataFrame:
    start, end = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    return centre.series(["Y1", "Y2"], None, start, end)


class Stop:
    """Asks to stop at the given checkpoint."""

    def __init__(self, after: int) -> None:
        self.left = after

    def report(self, fraction: float, message: str = "") -> None:
        pass

    def cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_a_file(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    found = import_observations(centre, inbox(day__csv=GOOD) / "day.csv", kind="air")
    assert (found.accepted, found.unchanged, found.rejected, found.quarantined) == (6, 0, 0, 0)
    rows = stored(centre)
    assert len(rows) == 6
    first = rows[(rows["station_id"] == "Y1") & (rows["property"] == "pm2_5")].iloc[0]
    # 08:00 on the district's clock is midnight UTC.
    assert (first["time"], first["value"]) == (pd.Timestamp("2026-01-01T00:00Z"), 35.0)


def test_bringing_it_in_again_doubles_nothing(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    folder = inbox(day__csv=GOOD + "soon,延庆,1,1\n2026-01-01 08:00,无此站,1,1\n", broken__csv=b"")
    first = import_observations(centre, folder)
    again = import_observations(centre, folder)
    assert (first.accepted, first.unchanged) == (6, 0)
    assert (again.accepted, again.unchanged) == (6, 6)
    assert first.reasons == again.reasons == {"bad_time": 1, "unknown_station": 1, "unreadable_file": 1}
    assert (first.quarantined, again.quarantined) == (3, 0)
    assert len(stored(centre)) == 6
    assert len(centre.quarantine()) == 3


def test_a_corrected_value_replaces_the_old_one(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    import_observations(centre, inbox(day__csv=GOOD))
    found = import_observations(centre, inbox(day__csv=GOOD.replace("35,50", "99,50")))
    assert (found.accepted, found.unchanged) == (6, 5)
    assert 99.0 in stored(centre)["value"].to_numpy()


def test_a_broken_file_does_not_stop_the_others(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    folder = inbox(
        a__csv=b"\x00\x01\x02binary",
        b__csv=b"",
        c__xlsx=b"PK\x03\x04 half a workbook",
        d__csv=GOOD,
        e__csv="<html>404</html>",
    )
    found = import_observations(centre, folder)
    assert found.accepted == 6
    assert [Path(failure.source).name for failure in found.failures] == ["a.csv", "b.csv", "c.xlsx", "e.csv"]
    assert found.reasons == {"unreadable_file": 4}
    kept = centre.quarantine()
    assert set(kept["reason"]) == {"unreadable_file"}
    assert b"\x00\x01\x02binary" in [bytes(raw) for raw in kept["raw"]]


def test_a_single_broken_file_is_an_error(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="empty"):
        import_observations(centre, inbox(day__csv=b"") / "day.csv")


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere"])
def test_a_missing_path(centre: DataCentre, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="nowhere"):
        import_observations(centre, tmp_path / name)
    with pytest.raises(InputError, match="nowhere"):
        import_stations(centre, tmp_path / name, kind="air", datum="wgs84")


def test_a_folder_without_tables(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="no table"):
        import_observations(centre, inbox(readme__md="nothing"))


def test_a_zip_bomb(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    folder = inbox(day__csv=GOOD)
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 400_000_000)
    with pytest.raises(InputError):
        import_observations(centre, folder / "bomb.xlsx")
    found = import_observations(centre, folder)
    assert found.accepted == 6
    assert len(found.failures) == 1


def test_the_centre_does_not_swallow_itself(centre: DataCentre, tmp_path: Path) -> None:
    inside = Path(centre.address) / "observations"
    for path in (inside, Path(centre.address), tmp_path, inside / ".." / "features.gpkg"):
        with pytest.raises(InputError, match="lie in one another"):
            import_observations(centre, path)
    with pytest.raises(InputError, match="lie in one another"):
        import_stations(centre, Path(centre.address) / "features.gpkg", kind="air", datum="wgs84")


def test_a_link_that_leaves_the_folder(centre: DataCentre, inbox: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(GOOD, encoding="utf-8")
    folder = inbox(day__csv=GOOD)
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    found = import_observations(centre, folder)
    assert [Path(failure.source).name for failure in found.failures] == ["link.csv"]


def test_stations_first(tmp_path: Path, inbox: Callable[..., Path]) -> None:
    bare = create_centre(tmp_path / "bare", district=District("110119", "延庆区"))
    with bare, pytest.raises(InputError, match="no stations"):
        import_observations(bare, inbox(day__csv=GOOD))


def test_only_stations_of_the_kind(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="no stations"):
        import_observations(centre, inbox(day__csv=GOOD), kind="water")


def test_once_the_station_is_known_the_same_file_adds_it(
    centre: DataCentre, inbox: Callable[..., Path], tmp_path: Path
) -> None:
    folder = inbox(day__csv=GOOD.replace("八达岭", "古城"))
    assert import_observations(centre, folder).accepted == 4
    (tmp_path / "more.csv").write_text("station_id,name,lon,lat\nY3,古城,116.0,40.5\n", encoding="utf-8")
    import_stations(centre, tmp_path / "more.csv", kind="air", datum="gcj02")
    found = import_observations(centre, folder)
    assert (found.accepted, found.unchanged, found.rejected) == (6, 4, 0)


def test_cancelling_between_files_loses_nothing(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    days = {f"d{day}__csv": HEADER + f"2026-01-0{day} 08:00,延庆,{day},{day}\n" for day in range(1, 8)}
    folder = inbox(**days)
    with pytest.raises(Cancelled):
        import_observations(centre, folder, progress=Stop(after=6))
    kept = len(stored(centre))
    assert 2 <= kept < 14
    assert centre.features("import_log")["accepted"].tolist() == [kept]
    found = import_observations(centre, folder)
    assert (found.accepted, found.unchanged) == (14, kept)


def test_large_imports_are_stored_in_parts(
    centre: DataCentre, inbox: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FLUSH_ROWS", 3)
    folder = inbox(**{f"d{day}__csv": HEADER + f"2026-01-0{day} 08:00,延庆,{day},{day}\n" for day in range(1, 8)})
    found = import_observations(centre, folder)
    assert (found.accepted, found.unchanged, len(stored(centre))) == (14, 0, 14)


def test_a_mapping_by_file_name(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    mapping = ColumnMapping("wide", ("when",), station="place", properties={"dust": "pm10"}, utc_offset_hours=0.0)
    folder = inbox(odd_1__csv="when,place,dust\n2026-01-01T00:00:00,Y1,77\n", day__csv=GOOD)
    found = import_observations(centre, folder, mapping={"odd_*.csv": mapping})
    assert found.accepted == 7
    assert (stored(centre)["value"] == 77.0).sum() == 1


def test_every_import_is_logged(centre: DataCentre, inbox: Callable[..., Path]) -> None:
    folder = inbox(day__csv=GOOD, broken__csv=b"")
    import_observations(centre, folder)
    log = centre.features("import_log")
    assert log[["source", "accepted", "unchanged", "rejected"]].to_numpy().tolist() == [[str(folder), 6, 0, 1]]


def test_stations_keep_what_a_new_list_does_not_say(centre: DataCentre, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("station_id,name\nY1,延庆夏都\n", encoding="utf-8")
    assert import_stations(centre, path, kind="air", datum="wgs84").accepted == 1
    known = centre.stations(ids=["Y1"]).iloc[0]
    assert known["name"] == "延庆夏都"
    assert (known.geometry.x, known.geometry.y) == (115.972, 40.453)


def test_bad_rows_of_a_station_list_are_quarantined_once(centre: DataCentre, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("station_id,name,lon,lat\nY5,好,116.1,40.4\nY6,坏,40.4,116.1\nY7,坏,?,?\n", encoding="utf-8")
    first = import_stations(centre, path, kind="air", datum="wgs84")
    again = import_stations(centre, path, kind="air", datum="wgs84")
    assert (first.accepted, first.rejected, first.quarantined) == (1, 2, 2)
    assert (again.accepted, again.rejected, again.quarantined) == (1, 2, 0)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_no_bytes_break_an_import(centre: DataCentre, inbox: Callable[..., Path], data: bytes) -> None:
    folder = inbox(day__csv=GOOD, odd__csv=data)
    found = import_observations(centre, folder)
    assert found.accepted >= 6
    assert len(stored(centre)) >= 6
