"""The demo as a data centre: made, extended, interrupted, and never mistaken for a real one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre, open_centre
from yanqing_eco_plugin.core.demo import command, create_demo, extend_demo
from yanqing_eco_plugin.core.demo.command import main
from yanqing_eco_plugin.core.errors import Cancelled, CentreError, InputError

from .conftest import UNTIL

pytestmark = pytest.mark.usefixtures("grids_once")
DAYS = 7


class StopsAt:
    """Progress that is cancelled as soon as a share of the work is done."""

    def __init__(self, share: float) -> None:
        self.share, self.reported = share, [0.0]

    def report(self, fraction: float, message: str = "") -> None:
        self.reported.append(fraction)

    def cancelled(self) -> bool:
        return self.reported[-1] >= self.share


def everything(centre: DataCentre) -> pd.DataFrame:
    first, last = centre.time_span() or (UNTIL, UNTIL)
    ids = centre.stations()["station_id"].tolist()
    return centre.series(ids, None, first - timedelta(hours=1), last)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> DataCentre:
    progress = StopsAt(2.0)
    centre = create_demo(str(tmp_path_factory.mktemp("demo") / "whole"), days=DAYS, until=UNTIL, progress=progress)
    assert progress.reported == sorted(progress.reported)
    assert progress.reported[-1] == 1.0
    return centre


def test_it_holds_the_network_and_its_history(whole: DataCentre) -> None:
    stations = whole.stations()
    assert len(stations) == 907
    assert whole.time_span() == (UNTIL - timedelta(days=DAYS) + timedelta(hours=1), UNTIL)
    latest = whole.latest()
    assert len(latest) == 907
    assert latest["level"].notna().sum() > 800
    assert latest["alarms"].fillna("").str.contains("exceedance").any()
    air = whole.features("township_live")
    assert len(air) == 18
    assert air["index_value"].notna().all()


def test_everything_in_it_says_that_it_is_synthetic(whole: DataCentre) -> None:
    assert whole.synthetic
    assert "示意" in whole.district.name
    assert "synthetic" in whole.district.name_en
    assert (whole.stations()["synthetic"] == 1).all()
    assert (whole.features("township")["synthetic"] == 1).all()
    assert (whole.features("district")["name"] == whole.district.name).all()


def test_extending_gives_what_making_at_once_gives(whole: DataCentre, tmp_path: Path) -> None:
    early = UNTIL - timedelta(hours=5)
    with create_demo(str(tmp_path / "early"), days=DAYS - 5 / 24, until=early) as centre:
        assert extend_demo(centre, until=early) == 0
        added = extend_demo(centre, until=UNTIL + timedelta(minutes=59))
        assert added > 5 * 907
        pd.testing.assert_frame_equal(everything(centre), everything(whole))
        pd.testing.assert_frame_equal(
            centre.latest().drop(columns=["received", "age_s", "state"]),
            whole.latest().drop(columns=["received", "age_s", "state"]),
        )
        assert extend_demo(centre, until=UNTIL) == 0
        assert extend_demo(centre, until=UNTIL - timedelta(days=1)) == 0


@pytest.mark.parametrize("share", [0.02, 0.5])
def test_what_was_interrupted_is_finished(whole: DataCentre, tmp_path: Path, share: float) -> None:
    with pytest.raises(Cancelled):
        create_demo(str(tmp_path / "half"), days=DAYS, until=UNTIL, progress=StopsAt(share))
    with open_centre(str(tmp_path / "half")) as centre:
        assert extend_demo(centre, until=UNTIL) > 0
        pd.testing.assert_frame_equal(everything(centre), everything(whole))


def test_a_centre_that_was_killed_before_it_got_its_plan_is_finished(tmp_path: Path) -> None:
    create_centre(str(tmp_path / "bare"), district=District("110119", "延庆区(示意)"), synthetic=True).close()
    with open_centre(str(tmp_path / "bare")) as centre:
        assert extend_demo(centre, until=UNTIL) > 1_000_000
        assert len(centre.features("township")) == 18
        assert not centre.features("district").geometry.is_empty.any()


def test_a_real_centre_is_left_alone(tmp_path: Path) -> None:
    with create_centre(str(tmp_path / "real"), district=District("110119", "延庆区")) as centre:
        before = centre.revision()
        with pytest.raises(CentreError, match="holds no demo"):
            extend_demo(centre, until=UNTIL)
        assert centre.revision() == before


def test_real_stations_beside_the_demo_are_left_alone(tmp_path: Path) -> None:
    with create_demo(str(tmp_path / "mixed"), days=0.25, until=UNTIL) as centre:
        real = centre.stations().head(1).assign(station_id="REAL-1", synthetic=0, mn=None)
        centre.write_features("station", real)
        row = {"station_id": "REAL-1", "property": "pm2_5", "interval": 3600, "value": 7.0, "flag": "N"}
        later = pd.Timestamp(UNTIL) + pd.Timedelta(days=3)
        centre.append_observations(pd.DataFrame([row | {"time": later}]))
        assert extend_demo(centre, until=UNTIL + timedelta(hours=2)) > 1000
        assert len(centre.series(["REAL-1"], None, UNTIL - timedelta(days=1), UNTIL + timedelta(days=9))) == 1


def test_a_given_boundary_becomes_the_district(tmp_path: Path) -> None:
    square = gpd.GeoDataFrame(geometry=[box(116.0, 40.0, 116.5, 40.4)], crs=4326)
    with create_demo(str(tmp_path / "square"), boundary=square, days=0.25, until=UNTIL) as centre:
        assert centre.features("district").geometry.iloc[0].equals(square.geometry.iloc[0])
        assert centre.stations().within(square.geometry.iloc[0].buffer(1e-6)).all()


@pytest.mark.parametrize(("days", "until"), [(0, UNTIL), (-3, UNTIL), (float("nan"), UNTIL), (5, datetime(2026, 1, 1))])
def test_bad_wishes_leave_nothing_behind(tmp_path: Path, days: float, until: datetime) -> None:
    with pytest.raises(InputError):
        create_demo(str(tmp_path / "none"), days=days, until=until)
    assert not (tmp_path / "none").exists()


def test_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "demo")
    assert main([place, "--days", "0.5"]) == 0
    with open_centre(place) as centre:
        span = centre.time_span()
        assert span is not None
        assert span[1] <= datetime.now(UTC) < span[1] + timedelta(hours=2)
    # Again at no cost.
    monkeypatch.setattr(command, "extend_demo", lambda centre: extend_demo(centre, until=span[1]))
    assert main([place]) == 0
    assert "0 records added" in capsys.readouterr().out


def test_the_command_line_takes_a_boundary_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    square = gpd.GeoDataFrame({"name": ["x"]}, geometry=[box(116.0, 40.0, 116.5, 40.4)], crs=4326)
    square.to_file(tmp_path / "square.geojson", driver="GeoJSON")
    assert main([str(tmp_path / "demo"), "--days", "0.1", "--boundary", str(tmp_path / "square.geojson")]) == 0
    (tmp_path / "torn.geojson").write_text('{"type": "Feat', encoding="utf-8")
    for wrong in ("missing.geojson", "torn.geojson"):
        assert main([str(tmp_path / "none"), "--boundary", str(tmp_path / wrong)]) == 1
        assert wrong in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_the_command_line_never_touches_what_is_no_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_centre(str(tmp_path / "real"), district=District("110119", "延庆区")).close()
    assert main([str(tmp_path / "real")]) == 1
    assert "no demo" in capsys.readouterr().err
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("keep me", encoding="utf-8")
    assert main([str(tmp_path / "other")]) == 1
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["letter.txt"]
    assert len(capsys.readouterr().err.splitlines()) == 1
