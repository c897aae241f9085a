"""The synthetic archive: as many records as asked for, plausible, labelled, with sums and status the store's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.tending import tend
from yanqing_eco_plugin.core.demo import SEED, create_demo, observations
from yanqing_eco_plugin.core.demo.command import main
from yanqing_eco_plugin.core.demo.scale import begin_archive, create_archive, extend_archive, finer
from yanqing_eco_plugin.core.errors import Cancelled, CentreError, InputError

pytestmark = pytest.mark.usefixtures("grids_once")
END = datetime(2026, 3, 4, tzinfo=UTC)
KEYS = ["property", "station_id", "time"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Four hundred thousand records ending in the first days of March: over the end of a month."""
    with create_archive(str(tmp_path_factory.mktemp("archive") / "centre"), rows=400_000, until=END) as centre:
        yield centre


def test_it_holds_what_was_asked_for_and_says_that_it_is_made_up(archive):
    report = tend(archive, steps=("check",))
    assert report.findings == ()
    files = archive.parts().observations.lake.snapshot().files.values()
    assert sum(file.rows for file in files) == pytest.approx(400_000, rel=0.02)
    # Each month is written once, sorted, so that no file of it overlaps another.
    assert {file.partition for file in files} == {(2026, 2), (2026, 3)}
    assert len(files) == 2
    assert archive.synthetic
    assert archive.stations()["synthetic"].eq(1).all()
    assert archive.time_span()[1] == END
    assert "synthetic" in archive.features("import_log")["source"].iloc[0]


def test_an_interrupted_archive_is_finished_alike(archive, tmp_path):
    class StopAtSecondMonth:
        def __init__(self) -> None:
            self.told: list[str] = []

        def report(self, fraction: float, message: str = "") -> None:
            self.told.append(message)

        def cancelled(self) -> bool:
            return "2026-02" in self.told

    other = begin_archive(str(tmp_path / "other"), rows=400_000, until=END)
    with other:
        with pytest.raises(Cancelled):
            extend_archive(other, progress=StopAtSecondMonth())
        assert other.time_span()[1] == datetime(2026, 2, 28, 23, tzinfo=UTC)
        assert extend_archive(other) > 0
        assert extend_archive(other) == 0
        span = (datetime(2026, 1, 1, tzinfo=UTC), END)
        for prop in ("pm2_5", "leq"):
            pd.testing.assert_frame_equal(
                other.archive_statistics(prop, *span), archive.archive_statistics(prop, *span)
            )


@pytest.fixture(scope="module")
def fine(archive):
    network = archive.stations()
    hourly = observations(network, END - timedelta(days=2), END, SEED)
    return network, hourly, finer(hourly, network, 600, SEED)


def test_ten_minutes_flutter_around_the_hours(fine):
    network, hourly, made = fine
    micro = network.loc[network["kind"] == "micro", "station_id"]
    ours = made[made["station_id"].isin(micro)]
    rest = made[~made["station_id"].isin(micro)].reset_index(drop=True)
    assert set(ours["interval"]) == {600}
    expected = hourly[~hourly["station_id"].isin(micro)].reset_index(drop=True)
    pd.testing.assert_frame_equal(rest.astype(expected.dtypes), expected)
    parents = hourly[hourly["station_id"].isin(micro)]
    # About one record in 250 is lost.
    assert len(ours) == pytest.approx(6 * len(parents) * (1 - 0.004), rel=0.002)
    assert not made.duplicated([*KEYS, "interval"]).any()
    assert (ours["time"].dt.minute % 10 == 0).all()
    hours = ours.assign(time=ours["time"].dt.ceil("h"))[ours["flag"] == "N"]
    means = hours.groupby(KEYS, observed=True)["value"].mean()
    both = means.to_frame().join(parents.set_index(KEYS)["value"], rsuffix="_hour").dropna()
    both = both[both["value_hour"] > 20]
    assert np.median(np.abs(both["value"] / both["value_hour"] - 1)) < 0.1
    assert np.corrcoef(both["value"], both["value_hour"])[0, 1] > 0.97


def test_it_stands_in_the_order_of_the_lake(fine):
    _, _, made = fine
    text = made[KEYS].astype({"property": str, "station_id": str})
    assert text.equals(text.sort_values(KEYS, ignore_index=True))


def test_values_follow_each_other_and_have_a_long_tail(fine):
    network, _, made = fine
    one = network.loc[network["kind"] == "micro", "station_id"].iloc[3]
    values = made.loc[(made["station_id"] == one) & (made["property"] == "pm2_5"), "value"]
    assert values.autocorr(1) > 0.8
    everyone = made.loc[(made["property"] == "pm2_5") & (made["flag"] == "N"), "value"]
    assert everyone.skew() > 0.3


def test_what_cannot_be_made_is_refused(tmp_path):
    with pytest.raises(InputError):
        create_archive(str(tmp_path / "none"), rows=10)
    with create_demo(str(tmp_path / "demo"), days=1, until=END) as demo, pytest.raises(CentreError):
        extend_archive(demo)


def test_command_line(tmp_path, capsys):
    place = str(tmp_path / "archive")
    assert main([place, "--archive", "150000"]) == 0
    assert "synthetic archive" in capsys.readouterr().out
    with open_centre(place, writable=False) as centre:
        assert centre.synthetic
    assert main([place, "--archive", "150000"]) == 0
    assert ": 0 records" in capsys.readouterr().out
    assert main([str(tmp_path / "other"), "--archive", "lots"]) == 1
    assert "lots" in capsys.readouterr().err
