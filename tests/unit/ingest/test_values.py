"""Numbers, units and names of properties as files write them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.ingest.names import is_not_observed, property_of_name
from yanqing_eco_plugin.core.ingest.units import conversion, split_unit
from yanqing_eco_plugin.core.ingest.values import parse_numbers
from yanqing_eco_plugin.core.standards import PROPERTIES


def column(*cells: object) -> np.ndarray:
    result = np.empty(len(cells), dtype=object)
    result[:] = cells
    return result


def test_numbers_of_every_spelling() -> None:
    values, missing, bad = parse_numbers(column("1", " 2.5 ", "-3e2", "+.5", "７", 8, 9.5, np.int64(4), True))
    assert values.tolist() == [1, 2.5, -300, 0.5, 7, 8, 9.5, 4, 1]
    assert not missing.any()
    assert not bad.any()


def test_a_sentinel_is_missing_however_it_is_spelled() -> None:
    _, missing, bad = parse_numbers(column("999017", "999017.0", 999017, "999016", "x"), missing=("999017",))
    assert missing.tolist() == [True, True, True, False, False]
    assert bad.tolist() == [False, False, False, False, True]


def test_one_odd_cell_does_not_change_the_others() -> None:
    plain, _, _ = parse_numbers(column("1", "2", ""))
    odd, missing, bad = parse_numbers(column("1", "2", "", "kaputt", None, float("nan"), float("inf")))
    assert plain[:2].tolist() == odd[:2].tolist()
    assert missing.tolist() == [False, False, True, False, True, True, False]
    assert bad.tolist() == [False, False, False, True, False, False, True]


def test_wind_directions_by_name() -> None:
    """16 points of the compass, 22.5° apart from north over east."""
    values, _, bad = parse_numbers(column("N", "NNE", "sw", "西北", "东南风", "90", "X"), compass=True)
    assert values[:6].tolist() == [0, 22.5, 225, 315, 135, 90]
    assert bad.tolist() == [False] * 6 + [True]
    assert parse_numbers(column("N"), compass=False)[2].all()


@given(st.lists(st.one_of(st.text(max_size=12), st.floats(), st.integers(-(10**30), 10**30), st.none(), st.booleans())))
def test_a_cell_is_exactly_one_of_value_missing_bad(cells: list[object]) -> None:
    values, missing, bad = parse_numbers(column(*cells))
    assert (np.isfinite(values).astype(int) + missing + bad == 1).all()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_through_exactly(value: float) -> None:
    assert parse_numbers(column(repr(value)))[0].tolist() == [value]
    assert parse_numbers(column(repr(value), "x"))[0][0] == value


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("PM2.5", ("pm2_5", None)),
        ("PM25_Concentration", ("pm2_5", None)),
        ("pm2_5", ("pm2_5", None)),
        ("PM₂.₅浓度(μg/m³)", ("pm2_5", "µg/m³")),
        ("细颗粒物", ("pm2_5", None)),
        ("O3_Concentration", ("o3", None)),
        ("臭氧8小时", ("o3_8h", None)),
        ("CO(mg/m3)", ("co", "mg/m³")),
        ("CO (ug/m^3)", ("co", "µg/m³")),
        ("氨氮(mg/L)", ("ammonia_nitrogen", "mg/L")),
        ("NH3-N（μg/L）", ("ammonia_nitrogen", "µg/L")),
        ("水温(℃)", ("water_temperature", "°C")),
        ("pH(无量纲)", ("ph", "")),
        ("电导率(μS/cm)", ("conductivity", "µS/cm")),
        ("叶绿素α(mg/L)", ("chlorophyll_a", "mg/L")),
        ("藻密度(cells/L)", ("algae_density", "cells/L")),
        ("化学需氧量(CODcr)", ("codcr", None)),
        ("Leq dB(A)", ("leq", "dB(A)")),
        ("等效声级(dB(A))", ("leq", "dB(A)")),
        ("负氧离子(个/cm³)", ("negative_ions", "个/cm³")),
        ("a34004", ("pm2_5", None)),
        ("AQI", (None, None)),
        ("PM2.5_24h", (None, None)),
        ("flux", (None, None)),
        ("", (None, None)),
    ],
)
def test_headers(header: str, expected) -> None:
    assert property_of_name(header) == expected


def test_every_property_is_known_by_its_own_names() -> None:
    for prop in PROPERTIES.values():
        for name in (prop.name, prop.zh, prop.en):
            assert property_of_name(name)[0] == prop.name, name


def test_a_kind_settles_what_a_name_means() -> None:
    assert property_of_name("温度")[0] == "temperature"
    assert property_of_name("温度", "water")[0] == "water_temperature"
    assert property_of_name("SO2", "effluent")[0] == "stack_so2"
    assert property_of_name("PM2.5", "effluent")[0] == "pm2_5"


@pytest.mark.parametrize("header", ["AQI", "PM2.5_24h", "CO_24H", "水质类别", "weather", "序号", "DEWP"])
def test_what_is_no_observation(header: str) -> None:
    assert is_not_observed(header)


@pytest.mark.parametrize("header", ["PM2.5", "flux", "24h", ""])
def test_what_may_be_one(header: str) -> None:
    assert not is_not_observed(header)


@pytest.mark.parametrize(
    ("prop", "unit", "value", "expected"),
    [
        ("co", "µg/m³", 900, 0.9),
        ("pm2_5", "mg/m³", 0.035, 35),
        ("temperature", "K", 273.15, 0),
        ("temperature", "°F", 212, 100),
        ("pressure", "kPa", 101.325, 1013.25),
        ("wind_speed", "km/h", 36, 10),
        ("conductivity", "mS/m", 69.36, 693.6),
        ("ammonia_nitrogen", "µg/L", 8, 0.008),
        ("flow", "L/s", 10, 36),
        ("visibility", "km", 12, 12_000),
        # 1 ppb of ozone is 1.96 µg/m³ at 25 °C and 1013.25 hPa, as WHO and EU tables give it for 298 K.
        ("o3", "ppb", 100, 196.2),
        ("co", "ppm", 1, 1.145),
        ("no2", "ppb", 1, 1.88),
        ("so2", "ppb", 1, 2.62),
    ],
)
def test_conversions(prop: str, unit: str, value: float, expected: float) -> None:
    factors = conversion(prop, unit)
    assert factors is not None
    assert value * factors[0] + factors[1] == pytest.approx(expected, rel=1e-3, abs=1e-9)


@pytest.mark.parametrize(("prop", "unit"), [("co", "°C"), ("pm2_5", "ppb"), ("ph", "mg/L"), ("o3", "furlong")])
def test_units_that_do_not_fit(prop: str, unit: str) -> None:
    assert conversion(prop, unit) is None


def test_every_property_keeps_its_own_unit() -> None:
    for prop in PROPERTIES.values():
        assert conversion(prop.name, prop.unit) == (1.0, 0.0)


def test_brackets_without_a_unit_belong_to_the_name() -> None:
    assert split_unit("COD(Mn)") == ("COD(Mn)", None)
    assert split_unit("(mg/L)") == ("", "mg/L")


@given(st.text(max_size=30))
def test_any_header_is_read(header: str) -> None:
    prop, unit = property_of_name(header)
    assert prop is None or prop in PROPERTIES
    if prop and unit is not None:
        factors = conversion(prop, unit)
        assert factors is None or all(map(math.isfinite, factors))


def test_cells_that_are_nothing_at_all_are_missing():
    # A page or message may hold nothing but null; beside numbers they take another way.
    for cells in ([None, None], [None, "1"], [None, 1.0]):
        _, missing, bad = parse_numbers(np.array(cells, dtype=object))
        assert missing[0]
        assert not bad.any()
