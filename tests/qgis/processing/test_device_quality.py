"""Device quality of the small made-up centre (see `filled`): 延庆 stands still all day, 八达岭 reports half of the day."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from .conftest import rows

SPAN = {"START": "2026-01-01T00:00:00", "END": "2026-01-05T00:00:00"}


def test_sensors_days_and_the_page(run, filled: Path, tmp_path: Path) -> None:
    page = tmp_path / "报告.html"
    outputs = {"OUTPUT": "TEMPORARY_OUTPUT", "DAILY": "TEMPORARY_OUTPUT", "REPORT": str(page)}
    found = run("devicequality", {"CENTRE": str(filled), **SPAN, **outputs})
    sensors = {(row["station_id"], row["property"]): row for row in rows(found["OUTPUT"])}
    still, half, silent = sensors["Y1", "pm2_5"], sensors["Y2", "pm2_5"], sensors["W1", ""]
    assert (still["required"], still["received"], still["online_rate"], still["gaps"]) == (96, 96, 1.0, 0)
    # A value of 10 on the first day is not above the floor of the rule; 20, 30 and 40 are, each for 24 hours.
    assert (still["stuck"], still["constant_s"], still["alarms"]) == (1, 24 * 3600, "stuck:pm2_5")
    assert still["constant_end"].toString("yyyy-MM-dd hh:mm") in {f"2026-01-0{day} 00:00" for day in (3, 4, 5)}
    assert (half["received"], half["online_rate"], half["gaps"], half["longest_gap_s"]) == (48, 0.5, 4, 12 * 3600)
    assert (silent["received"], silent["online_rate"], silent["required"]) == (0, 0.0, 24)
    assert found["SUSPECT"] == sum(bool(row["alarms"]) for row in sensors.values())
    days = [row for row in rows(found["DAILY"]) if (row["station_id"], row["property"]) == ("Y2", "pm2_5")]
    assert [(row["required"], row["received"], row["gaps"], row["longest_gap_s"]) for row in days] == [
        (24, 12, 1, 12 * 3600)
    ] * 4
    # The same value for its twelve hours, and half of the day missing.
    assert half["alarms"] == "stuck:pm2_5,low_online:pm2_5"
    of_still = [row for row in rows(found["DAILY"]) if (row["station_id"], row["property"]) == ("Y1", "pm2_5")]
    assert sorted(row["stuck"] for row in of_still) == [0, 1, 1, 1]
    # Imported files tell of no delay.
    assert {row["latency_mean_s"] for row in (*days, *sensors.values())} == {None}
    text = page.read_text(encoding="utf-8")
    for said in ("Yanqing", "2026-01-01 00:00", "PM2.5", "Y1", "W1"):
        assert said in text
    assert "合成演示数据" in text or "Synthetic demonstration data" in text


def test_only_one_network(run, filled: Path) -> None:
    found = run("devicequality", {"CENTRE": str(filled), "KIND": "water", **SPAN, "OUTPUT": "TEMPORARY_OUTPUT"})
    assert [row["station_id"] for row in rows(found["OUTPUT"])] == ["W1"]
    assert "DAILY" not in found


def test_a_span_that_ends_before_it_begins(refusal, filled: Path) -> None:
    turned = {"START": SPAN["END"], "END": SPAN["START"]}
    assert refusal("devicequality", {"CENTRE": str(filled), **turned, "OUTPUT": "TEMPORARY_OUTPUT"})


def test_a_report_that_cannot_be_written(run, filled: Path) -> None:
    nowhere = {"OUTPUT": "TEMPORARY_OUTPUT", "REPORT": "/proc/nowhere/report.html"}
    with pytest.raises(QgsProcessingException, match=r"nowhere/report\.html"):
        run("devicequality", {"CENTRE": str(filled), **SPAN, **nowhere})
