"""Break points and editions against HJ 633 table 3 as printed."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import air_tables
from yanqing_eco_plugin.core.standards.air_tables import index_editions

# HJ 633-2026 table 3: IAQI against SO2 day, SO2 1 h, NO2 day, NO2 1 h, CO day, CO 1 h, O3 8 h, O3 1 h, PM10, PM2.5.
PRINTED = """
0   0    0   0   0    0  0   0   0    0   0
50  50   150 40  100  2  5   100 160  50  35
100 150  500 80  200  4  10  160 200  120 60
150 475  650 180 700  14 35  215 300  250 115
200 800  800 280 1200 24 60  265 400  350 150
300 1600 b   565 2340 36 90  800 800  420 250
400 2100 b   750 3090 48 120 c   1000 500 350
500 2620 b   940 3840 60 150 c   1200 600 500
"""
COLUMNS = [
    ("day", "so2"),
    ("hour", "so2"),
    ("day", "no2"),
    ("hour", "no2"),
    ("day", "co"),
    ("hour", "co"),
    ("day", "o3_8h"),
    ("hour", "o3"),
    ("day", "pm10"),
    ("day", "pm2_5"),
]


def printed_nodes(edition: str) -> dict[tuple[str, str], list[tuple[int, Decimal]]]:
    """Nodes (index, concentration) of each column; the 2012 edition differs at IAQI 100 of PM10 and PM2.5."""
    nodes: dict[tuple[str, str], list[tuple[int, Decimal]]] = {column: [] for column in COLUMNS}
    for line in PRINTED.split("\n"):
        cells = line.split()
        for column, cell in zip(COLUMNS, cells[1:]):
            if cell in "bc":
                continue
            if edition == "2012" and cells[0] == "100":
                cell = {"pm10": "150", "pm2_5": "75"}.get(column[1], cell)
            nodes[column].append((int(cells[0]), Decimal(cell)))
    # Hourly means of particles use the daily columns.
    return nodes | {("hour", name): nodes["day", name] for name in ("pm10", "pm2_5")}


def individual_index(nodes: list[tuple[int, Decimal]], concentration: Decimal) -> int:
    """IAQI by the formula of the standard (clause 4.2), in decimal arithmetic."""
    for (low_index, low), (high_index, high) in pairwise(nodes):
        if concentration <= high:
            exact = (high_index - low_index) / (high - low) * (concentration - low) + low_index
            # 28 digits are more than the quotient needs; what is left of a node's own value is rounding.
            return int(exact.quantize(Decimal("1e-12")).to_integral_value(ROUND_CEILING))
    return nodes[-1][0]


@pytest.mark.parametrize("edition", ["2012", "2026"])
def test_every_step_of_every_scale_is_the_standards_formula(edition):
    scales = index_editions()[edition].scales
    for (averaging, name), nodes in printed_nodes(edition).items():
        scale = scales[averaging][name]
        step = Decimal(1) / int(scale.steps_per_unit)
        expected = [individual_index(nodes, at * step) for at in range(int(nodes[-1][1] / step) + 1)]
        assert scale.index[:-2].tolist() == expected, (averaging, name)
        assert scale.index[-2:].tolist() == [nodes[-1][0], -1]


@pytest.mark.parametrize("edition", ["2012", "2026"])
def test_the_index_never_falls_when_the_concentration_rises(edition):
    for scales in index_editions()[edition].scales.values():
        for scale in scales.values():
            assert (np.diff(scale.index[:-1].astype(int)) >= 0).all()


def test_levels_change_at_the_standards_values():
    for edition in index_editions().values():
        for level, (low, high) in enumerate([(0, 50), (51, 100), (101, 150), (151, 200), (201, 300), (301, 500)], 1):
            assert edition.level_of[low] == edition.level_of[high] == level


def test_the_2026_edition_is_in_force_from_march():
    assert index_editions()["2026"].valid_from == np.datetime64("2026-03-01")


def test_a_node_between_two_steps_is_refused(monkeypatch):
    rows = air_tables.read_table("air_breakpoints")
    rows[0] = rows[0] | {"50": "50.5"}
    monkeypatch.setattr(air_tables, "read_table", lambda name: rows if name == "air_breakpoints" else _original(name))
    index_editions.cache_clear()
    with pytest.raises(InputError, match="so2"):
        index_editions()
    index_editions.cache_clear()


_original = air_tables.read_table
