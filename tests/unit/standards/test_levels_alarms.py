"""Names and colours of levels, labels of alarms, and the tables behind them."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.standards import KINDS, LEVELS, PROPERTIES, alarm_label, level_colour, level_label, tables
from yanqing_eco_plugin.core.standards import kind_rules as kind_rules_module
from yanqing_eco_plugin.core.standards.alarms import alarm_threshold
from yanqing_eco_plugin.core.standards.judges import JUDGES
from yanqing_eco_plugin.core.standards.kind_rules import kind_rules
from yanqing_eco_plugin.core.standards.tables import RESOURCES, cell_number, read_table


def test_every_scheme_has_levels_without_a_gap():
    for levels in LEVELS.values():
        assert [level.level for level in levels] == list(range(1, len(levels) + 1))
        for level in levels:
            assert re.fullmatch("#[0-9a-f]{6}", level.colour)
            assert level.zh
            assert level.en
        assert len({level.colour for level in levels}) == len(levels)


def test_colours_of_the_air_index_are_the_official_ones():
    # HJ 633 table 1, RGB.
    official = [(0, 228, 0), (255, 255, 0), (255, 126, 0), (255, 0, 0), (153, 0, 76), (126, 0, 35)]
    assert [tuple(bytes.fromhex(level.colour[1:])) for level in LEVELS["aqi"]] == official
    assert [level.zh for level in LEVELS["aqi"]] == ["优", "良", "轻度污染", "中度污染", "重度污染", "严重污染"]


def test_a_level_that_is_not_there_has_no_name():
    assert level_label("aqi", 2) == "良"
    assert level_label("aqi", 2, "en") == "Good"
    assert level_label("water", 6) == "劣V类"
    for scheme, level in [
        ("aqi", 0),
        ("aqi", 7),
        ("aqi", pd.NA),
        ("aqi", None),
        ("aqi", float("nan")),
        (None, 1),
        ("x", 1),
    ]:
        assert level_label(scheme, level) == ""
        assert level_colour(scheme, level) == ""


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("exceedance:pm2_5", "PM2.5超标", "PM2.5 exceeds its limit"),
        ("purifier_off", "净化器未开启", "Purifier off while the kitchen works"),
        ("plate_dirty", "极板需清洗", "Purifier plates need cleaning"),
        ("exceedance:mystery", "mystery超标", "mystery exceeds its limit"),
        ("something_new", "something_new", "something_new"),
    ],
)
def test_alarms_are_read_in_both_languages(code, zh, en):
    assert alarm_label(code) == zh
    assert alarm_label(code, "en") == en


def test_a_zone_without_a_threshold_of_its_own_has_the_usual_one():
    assert alarm_threshold("aqi", "1") == 100
    assert alarm_threshold("aqi", "3") == alarm_threshold("aqi")


def test_every_scheme_of_a_kind_can_be_judged():
    for rule in kind_rules().values():
        assert set(rule.schemes) <= set(JUDGES) & set(LEVELS)


def test_a_kind_or_scheme_nobody_knows_is_refused(monkeypatch):
    rows = [dict.fromkeys(read_table("kind_rules")[0], "") | {"kind": "air", "scheme": "colours"}]
    monkeypatch.setattr(kind_rules_module, "read_table", lambda name: rows)
    kind_rules.cache_clear()
    with pytest.raises(InputError, match="air"):
        kind_rules()
    kind_rules.cache_clear()


def test_every_table_says_where_it_comes_from():
    for file in (RESOURCES / "standards").glob("*.csv"):
        assert file.read_text(encoding="utf-8").startswith("# "), file.name
        rows = read_table(file.stem)
        assert rows, file.name
        assert all(None not in row and None not in row.values() for row in rows), file.name


def test_tables_only_name_properties_that_exist():
    # Limits that stand in a table before a device of ours measures them.
    later = {"bod5", "nmhc", "fume_particulate"}
    for name in ("air_breakpoints", "air_limits", "water_limits", "emission_limits", "evaluation"):
        assert {row["property"] for row in read_table(name)} <= set(PROPERTIES) | later, name
    for kind in KINDS.values():
        assert set(kind.properties) | {kind.main_property} <= set(PROPERTIES)


def test_a_table_saved_by_a_spreadsheet_is_read_alike(monkeypatch, tmp_path):
    original = (RESOURCES / "standards" / "levels.csv").read_text(encoding="utf-8")
    expected = read_table("levels")
    lines = [line if line.count(",") == 4 else f'"{line}",,,,' for line in original.splitlines()]
    (tmp_path / "standards").mkdir()
    monkeypatch.setattr(tables, "RESOURCES", tmp_path)
    for encoding in ("utf-8-sig", "gb18030"):
        (tmp_path / "standards" / "levels.csv").write_bytes("\r\n".join([*lines, ",,,,"]).encode(encoding))
        assert read_table("levels") == expected


@pytest.mark.parametrize("text", ["ten", "inf", "nan", "1,5"])
def test_a_cell_that_is_no_number_is_named(text):
    with pytest.raises(InputError, match="in column day"):
        cell_number({"day": text}, "day", "noise_limits")
