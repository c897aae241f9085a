"""Whoever looks at the tracks leaves what was seen to the next who looks, for as long as the centre is open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from yanqing_eco_plugin.core.data_centre import District, create_centre, open_centre
from yanqing_eco_plugin.core.emergency import open_incident, send_order
from yanqing_eco_plugin.gui.emergency.following import advance_open_orders
from yanqing_eco_plugin.layers import known_tracks
from yanqing_eco_plugin.layers.incident_tracking import edits_of


def test_a_look_reads_what_the_one_before_did_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, begin = str(tmp_path / "centre"), datetime.now(UTC) - timedelta(hours=2)
    place = shapely.Point(116, 40.4)
    with create_centre(folder, district=District("0", "test"), synthetic=True) as made:
        row = {"resource_id": "R0", "kind": "vehicle", "state": "free"}
        made.write_features("resource", gpd.GeoDataFrame([row], geometry=[place], crs=4326))
        made.change(edits_of(open_incident("fire", shapely.Point(116.2, 40.4), at=begin)))
        incident, unit = (made.features(table).iloc[0].to_dict() for table in ("incident", "resource"))
        made.change(edits_of(send_order(incident, unit, at=begin)))
        times = pd.date_range(begin, periods=700, freq="10s")
        made.append_fixes(pd.DataFrame({"resource_id": "R0", "time": times, "lon": 116.0, "lat": 40.4}))
    read, fixes = [], known_tracks._fixes
    monkeypatch.setattr(known_tracks, "_fixes", lambda *which: read.append(fixes(*which)) or read[-1])
    rows = []
    for _ in range(2):
        with open_centre(folder, writable=False) as centre:
            for _ in range(2):
                read.clear()
                assert advance_open_orders(centre)
                rows.append(sum(map(len, read)))
    assert rows[0] == rows[2] == 700
    assert rows[1] == rows[3] < 60
