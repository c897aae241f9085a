"""Archive statistics through the registry, held against numpy and the made-up hours of the small centre."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from .conftest import rows

OUTPUT = {"OUTPUT": "TEMPORARY_OUTPUT"}
SPAN = {"START": "2026-01-01T00:00:00", "END": "2026-01-05T00:00:00"}


def archive(run, filled: Path, **parameters):
    given = {"CENTRE": str(filled), "PROPERTY": "pm2_5", **SPAN, **OUTPUT}
    return run("archivestatistics", {**given, **parameters})


def test_by_station_over_the_whole_span(run, filled: Path) -> None:
    found = archive(run, filled)
    first, second = rows(found["OUTPUT"])
    # 24 hours each of 10, 20, 30 and 40; twelve hours a day of 100.
    hours = np.repeat([10, 20, 30, 40], 24)
    assert (first["station_id"], first["name"], first["property"], first["n"]) == ("Y1", "延庆", "pm2_5", 96)
    assert (first["mean"], first["max"], first["min"]) == (25, 40, 10)
    for name, rank in {"p50": 50, "p90": 90, "p95": 95, "p98": 98}.items():
        assert first[name] == pytest.approx(np.percentile(hours, rank), rel=1e-12)
    assert (second["n"], second["mean"], second["p98"]) == (48, 100, 100)
    assert (found["ROWS"], found["RECORDS"]) == (2, 144)
    assert first["period_start"].toString("yyyy-MM-dd hh:mm") == "2026-01-01 00:00"


def test_several_groups_by_name_or_number_and_none(run, filled: Path) -> None:
    by_name = archive(run, filled, GROUP_BY="kind,weekday", PERIOD="month", KIND="air")
    found = rows(by_name["OUTPUT"])
    # 1 January 2026 was a Thursday.
    assert [(row["kind"], row["weekday"], row["n"]) for row in found] == [("air", day, 36) for day in (4, 5, 6, 7)]
    assert [row["mean"] for row in found] == [pytest.approx((24 * v + 1200) / 36) for v in (10, 20, 30, 40)]
    assert rows(archive(run, filled, GROUP_BY=[2, 4], PERIOD="month", KIND="air")["OUTPUT"]) == found
    together = rows(archive(run, filled, GROUP_BY=[])["OUTPUT"])
    assert [row["n"] for row in together] == [144]
    assert "station_id" not in together[0]


def test_hours_of_the_day_are_local(run, filled: Path) -> None:
    found = rows(archive(run, filled, GROUP_BY="hour")["OUTPUT"])
    # The second station reports the hours that end 01:00 to 12:00, which are the hours 0 to 11 of the day.
    assert [(row["hour"], row["n"]) for row in found] == [(hour, 8 if hour < 12 else 4) for hour in range(24)]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"GROUP_BY": "moon"}, "moon"),
        ({"PROPERTY": "o3_8h"}, "o3_8h"),
        ({"END": "2025-01-01T00:00:00"}, "end"),
        ({"ENGINE": "dask"}, "dask"),
        ({"CENTRE": "/nowhere"}, "/nowhere"),
    ],
)
def test_wrong_parameters_are_refused(refusal, filled: Path, wrong, word: str) -> None:
    given = {"CENTRE": str(filled), "PROPERTY": "pm2_5", **SPAN, **OUTPUT}
    assert refusal("archivestatistics", given) == ""
    assert word in refusal("archivestatistics", {**given, **wrong})


@pytest.mark.parametrize("algorithm", ["archivestatistics", "stationstatistics"])
def test_a_cluster_that_nobody_runs_is_one_clear_error(run, filled: Path, algorithm: str) -> None:
    from qgis.core import QgsProcessingException

    pytest.importorskip("pyspark", reason="the engine spark:// is optional (requirements-spark.txt)")
    given = {"CENTRE": str(filled), "PROPERTY": "pm2_5", **SPAN, **OUTPUT, "ENGINE": "spark://127.0.0.1:9"}
    with pytest.raises(QgsProcessingException, match=r"127\.0\.0\.1:9"):
        run(algorithm, given)


def test_a_missing_pyspark_is_one_clear_error(run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qgis.core import QgsProcessingException

    from yanqing_eco_plugin.core.data_centre import spark

    monkeypatch.setattr(spark, "find_spec", lambda name: None)
    with pytest.raises(QgsProcessingException, match="pyspark"):
        archive(run, filled, ENGINE="spark://127.0.0.1:9")
    monkeypatch.setattr(spark, "find_spec", lambda name: object())
    monkeypatch.setattr(spark.shutil, "which", lambda *names, **options: None)
    with pytest.raises(QgsProcessingException, match="Java"):
        archive(run, filled, ENGINE="spark://127.0.0.1:9")
