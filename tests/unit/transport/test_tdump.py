from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import read_tdump

OLD = """     1
    NGM     95    10    16     0     0
     1BACKWARD OMEGA
    95    10    16     0  40.000 -90.000    10.0
     1PRESSURE
     1     1    95    10    16     0     0     0     0.0  40.000 -90.000    10.0   991.7
     1     1    95    10    15    23     0     0    -1.0  39.897 -89.851     9.1   991.3
"""


def folder(shared_data: Path, name: str) -> Path:
    return shared_data / "05_wind_trajectory" / name


@pytest.mark.parametrize(
    ("name", "rows", "paths", "diagnostics"),
    [
        ("houstonaug300.0summer2010080100", 121, 1, ["pressure"]),
        ("tdump", 39, 3, ["pressure", "uwind", "vwind"]),
        ("tdump_com", 12, 1, ["pressure", "siglat", "siglon", "sighgt"]),
        ("tdump_fmt0", 39, 3, ["pressure"]),
        ("tdump_fmt1", 39, 3, ["pressure"]),
        ("tdump_multi", 30, 5, ["pressure"]),
    ],
)
def test_every_sample_of_noaa(shared_data: Path, name: str, rows: int, paths: int, diagnostics: list[str]) -> None:
    frame = read_tdump(folder(shared_data, "hysplit_tdump_noaa") / name)
    assert (len(frame), frame["trajectory"].nunique(), list(frame.columns[8:])) == (rows, paths, diagnostics)
    assert frame["lat"].between(-90, 90).all()


def test_old_and_new_format_tell_the_same(shared_data: Path) -> None:
    old, new = (read_tdump(folder(shared_data, "hysplit_tdump_noaa") / name) for name in ("tdump_fmt0", "tdump_fmt1"))
    np.testing.assert_allclose(old[["lon", "lat"]], new[["lon", "lat"]], atol=0.003)
    assert (old["time"] == new["time"]).all()


def test_backward_path_to_beijing_over_yanqing(shared_data: Path) -> None:
    frame = read_tdump(folder(shared_data, "hysplit_tdump_web_2026") / "tdump_beijing.txt")
    assert frame["time"].iloc[2] == np.datetime64("2026-02-14T06:00")
    row = frame[["lat", "lon", "level", "pressure", "age_h"]].iloc[2]
    assert row.tolist() == pytest.approx([40.440, 115.912, 1088.6, 811.0, -2.0])
    assert frame.attrs["direction"] == "backward"
    for path in folder(shared_data, "hysplit_tdump_web_2026").iterdir():
        assert len(read_tdump(path)) == 9


def test_old_format_without_spaces() -> None:
    frame = read_tdump("a", data=OLD.encode())
    assert frame["lon"].tolist() == [-90.0, -89.851]
    assert frame["time"].iloc[1] == np.datetime64("1995-10-15T23:00")


def test_a_record_may_run_over_two_lines() -> None:
    lines = OLD.splitlines()
    lines[6] = lines[6].replace("   991.3", "\n   991.3")
    assert read_tdump("a", data="\n".join(lines).encode())["pressure"].iloc[1] == 991.3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("BACKWARD", "SIDEWAYS"),
        ("     1\n", "999999999\n"),
        ("1PRESSURE", "9PRESSURE"),
        ("39.897", "99.897"),
        ("39.897", "*******"),
        ("39.897", "nan"),
        ("15    23", "32    23"),
        ("   991.3", ""),
        ("   991.3", "   991.3 7"),
        ("     1     1    95    10    15", "     7     1    95    10    15"),
    ],
)
def test_damage_is_named_by_its_line(old: str, new: str) -> None:
    with pytest.raises(InputError, match=r"\(line \d+\)"):
        read_tdump("a", data=OLD.replace(old, new, 1).encode())


def test_truncated_and_bit_flipped() -> None:
    random, whole, refused = np.random.default_rng(3), OLD.encode(), 0
    for _ in range(600):
        data = bytearray(whole[: random.integers(len(whole))] if random.random() < 0.3 else whole)
        for place in random.integers(0, max(len(data), 1), 2):
            if len(data):
                data[place] ^= 1 << random.integers(8)
        try:
            read_tdump("a", data=bytes(data))
        except InputError:
            refused += 1
    assert refused > 200
