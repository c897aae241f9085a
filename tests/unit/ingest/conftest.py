"""Small files for the decoders' tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data" / "ingest"
NOW = datetime(2018, 6, 1, tzinfo=UTC)

QUOTSOFT = (
    "date,hour,type,延庆,八达岭\n"
    "20180501,0,PM2.5,35,36\n"
    "20180501,0,PM2.5_24h,40,41\n"
    "20180501,0,AQI,50,51\n"
    "20180501,1,PM2.5,45,\n"
)
KDD = "stationId,utc_time,PM2.5,PM10,NO2,CO,O3,SO2\nyanqin_aq,2018-05-01 00:00:00,35.0,80,20,0.9,100,5\n"

WriteFile = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """Write text or bytes into a file of the test's own folder."""

    def writer(content: str | bytes, name: str = "file.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return writer
