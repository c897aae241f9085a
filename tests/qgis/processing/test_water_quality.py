"""The water class algorithm; expected classes are the limits of GB 3838-2002, table 1."""

from __future__ import annotations

import pytest

from .conftest import rows

LIMITS = {
    "dissolved_oxygen": (7.5, 6, 5, 3, 2),
    "permanganate_index": (2, 4, 6, 10, 15),
    "codcr": (15, 15, 20, 30, 40),
    "bod5": (3, 3, 4, 6, 10),
    "ammonia_nitrogen": (0.15, 0.5, 1.0, 1.5, 2.0),
    "total_phosphorus": (0.02, 0.1, 0.2, 0.3, 0.4),
}
CLASSES = ("I", "II", "III", "IV", "V")


def classes(run, layer, **parameters):
    result = run("waterquality", {"INPUT": layer, "OUTPUT": "TEMPORARY_OUTPUT", **parameters})
    return rows(result["OUTPUT"]), result


@pytest.mark.parametrize("factor", LIMITS)
def test_limits_of_each_factor(run, table, factor: str) -> None:
    values = LIMITS[factor]
    found, result = classes(run, table(f"{factor}\n" + "\n".join(map(str, values))))
    # Where two classes share a limit, the better one holds.
    assert [row["wq_class"] for row in found] == [CLASSES[values.index(value)] for value in values]
    assert (result["ROWS"], result["ASSESSED"]) == (5, 5)
    worse = values[-1] * (0.9 if factor == "dissolved_oxygen" else 1.1)
    assert classes(run, table(f"{factor}\n{worse}"))[0][0]["wq_class"] == "劣V"


def test_the_worst_factor_decides(run, table) -> None:
    found, _ = classes(
        run, table("name,ph,dissolved_oxygen,permanganate_index,ammonia_nitrogen\na,8,8,12,1.8\nb,5.5,8,1,0.1\nc,,,,")
    )
    assert [row["wq_class"] for row in found] == ["V", "劣V", None]
    assert [row["wq_factors"] for row in found][:2] == ["permanganate_index,ammonia_nitrogen", "ph"]
    assert found[0]["wq_times_over"] == pytest.approx(12 / 6 - 1)


def test_target_class(run, table) -> None:
    found, _ = classes(run, table("permanganate_index\n12"), TARGET="II")
    assert found[0]["wq_times_over"] == pytest.approx(12 / 4 - 1)


def test_lakes_have_stricter_phosphorus_limits(run, table) -> None:
    layer = table("total_phosphorus,body\n0.09,river\n0.09,湖库\n0.09,")
    assert [row["wq_class"] for row in classes(run, layer)[0]] == ["II", "II", "II"]
    assert [row["wq_class"] for row in classes(run, layer, BODY="lake")[0]] == ["IV", "IV", "IV"]
    assert [row["wq_class"] for row in classes(run, layer, BODY_FIELD="body")[0]] == ["II", "IV", "II"]


def test_names_of_the_official_publication(run, table) -> None:
    layer = table(
        "断面,水质类别,pH(无量纲),溶解氧(mg/L),高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),总氮(mg/L)\n某断面,Ⅱ,8.1,15.1,1.6,0.008,--,8.4"
    )
    found, _ = classes(run, layer)
    # Total nitrogen of 8.4 mg/L would be worse than V; the publication does not assess it.
    assert found[0]["wq_class"] == "I"


def test_a_table_without_water_is_refused(refusal, table) -> None:
    assert refusal("waterquality", {"INPUT": table("name,pm2_5\nx,1"), "OUTPUT": "TEMPORARY_OUTPUT"})
    assert refusal("waterquality", {"INPUT": "nowhere.csv", "OUTPUT": "TEMPORARY_OUTPUT"})
    assert refusal("waterquality", {"INPUT": table("ph\n7"), "BODY": "sea", "OUTPUT": "TEMPORARY_OUTPUT"})


def test_the_118_official_sections(run, shared_data, listener) -> None:
    """River limits of phosphorus, or those of lakes: the publication does not say which sections are lakes."""
    path = shared_data / "12_surface_water" / "north_china_surface_water_2026-02-04.csv"
    river, result = classes(run, str(path))
    lake, _ = classes(run, str(path), BODY="lake")
    official = [
        row["水质类别"].translate(str.maketrans(dict(zip("ⅠⅡⅢⅣⅤ", CLASSES)))) if row["水质类别"] else None
        for row in river
    ]
    assert result["ROWS"] == 118
    judged = [(o, r["wq_class"], k["wq_class"]) for o, r, k in zip(official, river, lake) if o in (*CLASSES, "劣V")]
    as_river = sum(o == r for o, r, _ in judged)
    either = sum(o in (r, k) for o, r, k in judged)
    print(f"{len(judged)} sections with a class: {as_river} as rivers, {either} as rivers or lakes")
    assert either == len(judged)
    assert listener.warned == []
