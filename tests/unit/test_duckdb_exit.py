"""A process that used DuckDB ends in order although nobody closes Python, as QGIS ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ENDS_LIKE_QGIS = """
import ctypes, duckdb
from yanqing_eco_plugin.duckdb_exit import release_duckdb
for _ in range(2):
    connection = duckdb.connect(":memory:")
    connection.execute("SELECT 42 AS answer").df()
    connection.close()
    {release}
ctypes.CDLL(None).exit(0)
"""


def ending(release: str) -> int:
    program = ENDS_LIKE_QGIS.format(release=release)
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False).returncode


def test_the_process_ends_in_order() -> None:
    assert ending("release_duckdb()") == 0


def test_without_duckdb_nothing_happens() -> None:
    program = "from yanqing_eco_plugin.duckdb_exit import release_duckdb; release_duckdb()"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
