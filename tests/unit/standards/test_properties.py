"""Observed properties: factor codes of HJ 212, units, and what loads with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from yanqing_eco_plugin.core import standards
from yanqing_eco_plugin.core.standards import PROPERTIES, property_of_factor

# HJ 212-2017 annex B, and the codes in use that it lacks (ozone, fume).
CODES = {
    "a34004": "pm2_5",
    "a34002": "pm10",
    "a34001": "tsp",
    "a21026": "so2",
    "a21004": "no2",
    "a21005": "co",
    "a05024": "o3",
    "a01001": "temperature",
    "a01002": "humidity",
    "a01006": "pressure",
    "a01007": "wind_speed",
    "a01008": "wind_direction",
    "w01001": "ph",
    "w01009": "dissolved_oxygen",
    "w01010": "water_temperature",
    "w01014": "conductivity",
    "w01003": "turbidity",
    "w01018": "codcr",
    "w01019": "permanganate_index",
    "w21003": "ammonia_nitrogen",
    "w21011": "total_phosphorus",
    "w21001": "total_nitrogen",
    "LA": "leq",
    "Leq": "leq",
    "a34041": "fume",
    # HJ 212-2005
    "011": "codcr",
    "060": "ammonia_nitrogen",
    "B01": "flow",
}


@pytest.mark.parametrize(("code", "name"), CODES.items())
def test_factor_codes(code, name):
    assert property_of_factor(code) == name


def test_no_code_stands_for_two_properties():
    codes = [code for one in PROPERTIES.values() for code in (one.hj212_2017, one.hj212_2005) if code]
    assert len(codes) == len(set(codes))
    assert property_of_factor("w99999") is None
    assert property_of_factor("") is None


def test_bounds_and_decimals():
    for one in PROPERTIES.values():
        assert one.minimum < one.maximum
        assert 0 <= one.decimals <= 4
    assert [name for name, one in PROPERTIES.items() if one.circular] == ["wind_direction"]


def test_every_public_name_is_there():
    for name in standards.__all__:
        assert getattr(standards, name) is not None
    with pytest.raises(AttributeError):
        standards.nothing_of_that_name  # noqa: B018


def test_names_and_units_load_without_pandas():
    """The start of QGIS must not wait for pandas."""
    root = Path(__file__).resolve().parents[3]
    code = (
        "import sys\n"
        "from yanqing_eco_plugin.core.standards import KINDS, PROPERTIES, alarm_label, level_label\n"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
