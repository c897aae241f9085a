"""Delays are counted for what the collector received, and not for files that are imported."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

from tests.unit.data_centre.made import DISTRICT, hours, stations
from yanqing_eco_plugin.core.collector import import_observations
from yanqing_eco_plugin.core.collector.centre_writer import CentreWriter
from yanqing_eco_plugin.core.collector.entries import Batch
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre

DAY = date(2024, 3, 1)
BEGIN = datetime(2024, 2, 29, 16, tzinfo=UTC)


def test_what_is_received_is_counted_and_what_is_imported_is_not(tmp_path):
    with create_centre(tmp_path / "centre", district=DISTRICT) as centre:
        centre.write_features("station", stations())
        table = tmp_path / "hours.csv"
        table.write_text("station_id,time,PM10\na0,2024-03-01 02:00,50\na0,2024-03-01 03:00,51\n", encoding="utf-8")
        assert import_observations(centre, table, kind="air").accepted == 2
        assert centre.arrivals(DAY, DAY).empty
        address = centre.address
    writer = CentreWriter(address)
    batch = Batch(BEGIN + timedelta(hours=2, seconds=90), hours("a0", "pm2_5", [1.0, 2.0], start=BEGIN), None, None)
    # The spool may send the same again.
    for added in (2, 0):
        assert asyncio.run(writer.store(batch)) == added
    writer.close()
    with open_centre(address, writable=False) as centre:
        row = centre.arrivals(DAY, DAY).iloc[0]
    assert (row["station_id"], row["records"], row["delay_sum_s"], row["delay_max_s"]) == ("a0", 2, 3600 + 2 * 90, 3690)
