from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from yanqing_eco_plugin.core.errors import EcoError
from yanqing_eco_plugin.core.reports import series_chart, series_rows, write_png, write_series_csv

from .frames import END, hourly, local


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.concat([hourly("pm2_5", [12.4, np.nan], flags=["N", "B"]), hourly("negative_ions", [950])])


def read(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def test_the_table_has_both_times_both_names_unit_and_flag(frame: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    assert write_series_csv(path, frame, station_id="S1", station="延庆站") == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel reads Chinese only with the mark"
    head, first, second, third = read(path)
    assert head == [
        "站点编号", "站点", "本地时间（UTC+8）", "UTC时间", "监测项目", "监测项目（英文）", "数值", "单位", "标记", "备注",
    ]  # fmt: skip
    assert first == [
        "S1",
        "延庆站",
        "2026-11-22 23:00:00",
        "2026-11-22T15:00:00Z",
        "PM2.5",
        "PM2.5",
        "12",
        "µg/m³",
        "N",
        "",
    ]
    assert second[6:9] == ["", "µg/m³", "B"]
    assert third[4:8] == ["负氧离子", "Negative oxygen ions", "950", "个/cm³"]


def test_english_table_of_another_district(frame: pd.DataFrame) -> None:
    table = series_rows(frame, station_id="S1", station="x", language="en", utc_offset_hours=-3.5, synthetic=True)
    assert "Local time (UTC-3:30)" in table.columns
    assert table["Local time (UTC-3:30)"].iloc[0] == "2026-11-22 11:30:00"
    assert table["Unit"].tolist() == ["µg/m³", "µg/m³", "ions/cm³"]
    assert set(table["Note"]) == {"Synthetic demonstration data, not measured"}


def test_a_name_is_never_run_as_a_formula(frame: pd.DataFrame, tmp_path: Path) -> None:
    write_series_csv(tmp_path / "x.csv", frame, station_id="S1", station='=HYPERLINK("http://x")')
    assert read(tmp_path / "x.csv")[1][1].startswith("'=")


def test_a_file_that_cannot_be_written_is_one_sentence_and_leaves_the_old_one(
    frame: pd.DataFrame, tmp_path: Path
) -> None:
    with pytest.raises(EcoError, match="could not be written") as caught:
        write_series_csv(tmp_path / "missing" / "x.csv", frame, station_id="S1", station="x")
    assert caught.value.hint
    occupied = tmp_path / "folder.csv"
    occupied.mkdir()
    with pytest.raises(EcoError):
        write_series_csv(occupied, frame, station_id="S1", station="x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]


def test_the_picture_is_a_png_of_the_asked_size(tmp_path: Path) -> None:
    figure: Figure = series_chart(
        hourly("pm2_5", [1, 2, 3]),
        ["pm2_5"],
        start=local("2026-11-22 00:00"),
        end=END,
        width=500,
        height=300,
        ratio=2.0,
    )
    write_png(tmp_path / "chart.png", figure)
    content = (tmp_path / "chart.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")) == (1000, 600)
