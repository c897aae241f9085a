"""The AQI algorithm; expected values are the break points of HJ 633-2012 and HJ 633-2026, table 3."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from .conftest import rows

NODES_2012 = {0: 0, 35: 50, 75: 100, 115: 150, 150: 200, 250: 300, 350: 400, 500: 500, 800: 500}


def aqi(run, layer, **parameters):
    result = run("airqualityindex", {"INPUT": layer, "AVERAGING": "day", "OUTPUT": "TEMPORARY_OUTPUT", **parameters})
    return rows(result["OUTPUT"]), result


def test_break_points_of_pm2_5(run, table) -> None:
    layer = table("pm2_5\n" + "\n".join(map(str, NODES_2012)))
    found, result = aqi(run, layer, EDITION="2012")
    assert [row["aqi"] for row in found] == list(NODES_2012.values())
    assert [row["iaqi_pm2_5"] for row in found] == list(NODES_2012.values())
    assert [row["level"] for row in found] == [1, 1, 2, 3, 4, 5, 6, 6, 6]
    assert [row["category"] for row in found][:6] == ["优", "优", "良", "轻度污染", "中度污染", "重度污染"]
    assert [row["primary"] for row in found][1:3] == ["", "pm2_5"]
    assert (result["ROWS"], result["ASSESSED"]) == (9, 9)


@pytest.mark.parametrize(("edition", "expected"), [("2012", 100), ("2026", 114)])
def test_an_edition_is_forced(run, table, edition: str, expected: int) -> None:
    layer = table("time,pm2_5\n2018-03-01 08:00:00,75")
    assert aqi(run, layer, EDITION=edition)[0][0]["aqi"] == expected


def test_the_edition_follows_the_date_of_the_row(run, table, listener) -> None:
    layer = table("time,pm2_5\n2026-02-28 23:00:00,75\n2026-03-01 08:00:00,75")
    assert [row["aqi"] for row in aqi(run, layer)[0]] == [100, 114]
    assert any("“time”" in text for text in listener.said)


def test_the_field_with_the_time_can_be_named(run, table) -> None:
    layer = table("time,measured,pm2_5\n2026-05-01,2018-03-01,75")
    assert aqi(run, layer, TIME_FIELD="measured")[0][0]["aqi"] == 100


def test_without_a_time_the_edition_of_today_is_used_and_told(run, table, listener) -> None:
    assert aqi(run, table("pm2_5\n35"))[0][0]["aqi"] == 50
    assert any("today" in text for text in listener.warned)


def test_a_row_without_time_gets_no_index(run, table) -> None:
    assert [row["aqi"] for row in aqi(run, table("time,pm2_5\n2018-03-01,75\n,75"))[0]] == [100, None]


def test_hours_use_the_1_h_scale(run, table) -> None:
    layer = table("so2,no2,co,o3,pm10,pm2_5\n150,100,5,160,50,35\n500,200,10,200,150,75")
    found, _ = aqi(run, layer, AVERAGING="hour", EDITION="2012")
    assert [row["aqi"] for row in found] == [50, 100]
    assert found[1]["primary"] == "so2,no2,co,o3,pm10,pm2_5"


def test_an_incomplete_row_is_published_above_100_only(run, table) -> None:
    layer = table("pm10,pm2_5\n,35\n,115\n40,35")
    assert [row["aqi"] for row in aqi(run, layer, EDITION="2012")[0]] == [None, 150, 50]
    assert [row["aqi"] for row in aqi(run, layer, EDITION="2012", PUBLISH="available")[0]] == [50, 150, 50]


def test_choices_are_taken_by_number_too(run, table) -> None:
    assert aqi(run, table("pm2_5\n75"), AVERAGING=1, EDITION=1)[0][0]["aqi"] == 100
    assert aqi(run, table("pm2_5\n75"), AVERAGING=1, EDITION=2)[0][0]["aqi"] == 114


def test_names_and_units_of_publishers(run, table, listener) -> None:
    layer = table("站点,PM2.5(mg/m³),二氧化硫\n延庆,0.075,50")
    assert aqi(run, layer, EDITION="2012")[0][0]["aqi"] == 100
    assert any("so2 ← 二氧化硫" in text for text in listener.said)


def test_nothing_of_the_input_is_lost(run, table, listener) -> None:
    found, _ = aqi(run, table("name,AQI,level,pm2_5\n延庆,99,2,75"), EDITION="2012")
    assert found == [
        {
            **{"name": "延庆", "AQI_input": 99, "level_input": 2, "pm2_5": 75},
            **{"aqi": 100, "level": 2, "category": "良", "primary": "pm2_5", "iaqi_pm2_5": 100},
        }
    ]
    assert any("AQI_input" in text for text in listener.said)
    again, _ = aqi(run, table("aqi,aqi_input,pm2_5\n1,2,75"), EDITION="2012")
    assert (again[0]["aqi_input_"], again[0]["aqi_input"], again[0]["aqi"]) == (1, 2, 100)


def test_text_counts_as_missing_and_is_told(run, table, listener) -> None:
    found, result = aqi(run, table('pm2_5,pm10\n"35","many"\n"--","50"\n"150","--"'), EDITION="2012")
    assert [row["aqi"] for row in found] == [None, None, 200]
    assert result["ASSESSED"] == 1
    assert len(listener.warned) == 1
    assert "1 cells" in listener.warned[0]


def test_places_stay(run) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4548&field=pm2_5:double", "points", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(500000, 4480000)))
    feature.setAttributes([35.0])
    layer.dataProvider().addFeatures([feature])
    result = run("airqualityindex", {"INPUT": layer, "AVERAGING": "day", "OUTPUT": "TEMPORARY_OUTPUT"})
    output = result["OUTPUT"]
    assert output.crs().authid() == "EPSG:4548"
    assert next(output.getFeatures()).geometry().asPoint() == QgsPointXY(500000, 4480000)


def test_more_rows_than_a_chunk(run, table, listener) -> None:
    layer = table("pm2_5\n" + "75\n" * 45_001)
    found, result = aqi(run, layer, EDITION="2012")
    assert len(found) == result["ROWS"] == result["ASSESSED"] == 45_001
    assert {row["aqi"] for row in found} == {100}
    assert listener.fractions == sorted(listener.fractions)


def test_cancel_ends_the_work(run, table, listener) -> None:
    layer = table("pm2_5\n" + "75\n" * 45_001)
    listener.progressChanged.connect(lambda fraction: listener.cancel() if fraction > 0 else None)
    assert run("airqualityindex", {"INPUT": layer, "OUTPUT": "TEMPORARY_OUTPUT"}) == {}


def test_an_empty_table_gives_an_empty_one(run, table) -> None:
    layer = QgsVectorLayer("NoGeometry?field=pm2_5:double", "empty", "memory")
    found, result = aqi(run, layer)
    assert found == []
    assert result["ROWS"] == 0
    assert "iaqi_pm2_5" in result["OUTPUT"].fields().names()


def test_a_table_without_concentrations_is_refused(refusal, table) -> None:
    reason = refusal("airqualityindex", {"INPUT": table("name,height\nx,1"), "OUTPUT": "TEMPORARY_OUTPUT"})
    assert "pm2_5" in reason
    assert "\n" not in reason


@pytest.mark.parametrize("parameters", [{"EDITION": "2015"}, {"AVERAGING": "week"}, {"EDITION": 9}])
def test_unknown_choices_are_refused(refusal, table, parameters) -> None:
    assert refusal("airqualityindex", {"INPUT": table("pm2_5\n1"), "OUTPUT": "TEMPORARY_OUTPUT", **parameters})


def test_unreadable_dates_are_told_in_a_sentence(run, table) -> None:
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="date that chooses the edition"):
        aqi(run, table('time,pm2_5\n"soon",75'))
