from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import WindField
from yanqing_eco_plugin.core.transport.grib_wind import check_messages


@pytest.fixture
def gribs(shared_data: Path) -> Path:
    return shared_data / "05_wind_trajectory" / "cfgrib"


def test_levels_that_have_both_components(gribs: Path) -> None:
    path = gribs / "uv_on_different_levels.grib"
    wind = WindField.open(path)
    np.testing.assert_array_equal(wind.part.level, [500.0, 700.0, 1000.0])  # v is there on these only
    with rasterio.open(path) as source:
        bands = [i for i in source.indexes if source.descriptions[i - 1].startswith("700")]
        band = next(i for i in bands if source.tags(i)["GRIB_ELEMENT"] == "U")
        row, column = source.index(115.0, 40.0)
        expected = source.read(band)[row, column]
    u, _, _ = wind.at(np.datetime64(1508349600, "s"), 115.0, 40.0, pressure_hpa=700)
    assert u == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nam.t00z.awp21100.tm00.grib2", "projected"),
        ("lambert_grid.grib", "projected"),
        ("regular_ll_msl.grib", "no eastward"),
        ("era5-levels-members.grib", "several fields"),
    ],
)
def test_what_is_refused(gribs: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        WindField.open(gribs / name)


def test_truncated(gribs: Path, tmp_path: Path) -> None:
    whole = (gribs / "uv_on_different_levels.grib").read_bytes()
    assert check_messages(whole, "a") == 16
    for length in range(16, len(whole), 1777):
        (tmp_path / "a.grib").write_bytes(whole[:length])
        with pytest.raises(InputError):
            WindField.open(tmp_path / "a.grib")


FLIPS = """
import sys, warnings
from pathlib import Path
import numpy as np
warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import WindField
whole, damaged, random = Path(sys.argv[2]).read_bytes(), Path(sys.argv[3]), np.random.default_rng(8)
for _ in range(120):
    data = bytearray(whole)
    for place in random.integers(0, 1500, 3):
        data[place] ^= 1 << random.integers(8)
    damaged.write_bytes(bytes(data))
    try:
        WindField.open(damaged)
    except InputError:
        continue
"""


def test_bit_flips_do_not_end_the_process(gribs: Path, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-c", FLIPS, str(root), str(gribs / "uv_on_different_levels.grib"), str(tmp_path / "b")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
