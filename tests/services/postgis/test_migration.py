"""A shared centre of format 1, brought to the present one with everything it held."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from tests.unit.data_centre.contract_positions import fixes, resources
from tests.unit.data_centre.made import EVER, hours, stations
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.postgis import check_shared, export_months, grant_role, revoke_role
from yanqing_eco_plugin.core.errors import CentreFormatError, CentreReadOnlyError

from .exported import in_database

# What format 1 had in the place of partitions of the positions and of the archive, as it was made then.
FORMAT_1 = """
DROP TABLE archived_month, archive_place, arrival;
DELETE FROM centre_state WHERE name = 'archive';
DROP FUNCTION make_month(text, integer, integer);
CREATE FUNCTION make_month(year integer, month integer) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  name text := format('observation_%s_%s', lpad(year::text, 4, '0'), lpad(month::text, 2, '0'));
  first timestamptz := make_timestamptz(year, month, 1, 0, 0, 0, 'UTC');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE observation INCLUDING DEFAULTS)', name);
  EXECUTE format('ALTER TABLE observation ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, first,
    (first AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC');
  RETURN true;
END $$;
ALTER TABLE position RENAME TO partitioned;
CREATE TABLE position (resource_id text NOT NULL, "time" timestamptz NOT NULL, lon double precision NOT NULL,
  lat double precision NOT NULL, accuracy_m real, speed_ms real, course_deg real, altitude_m real, source text,
  received timestamptz, datum text, source_lon double precision, source_lat double precision);
INSERT INTO position (resource_id, "time", lon, lat, accuracy_m, speed_ms, course_deg, altitude_m, source, received, datum,
  source_lon, source_lat) SELECT resource_id, "time", lon, lat, accuracy_m, speed_ms, course_deg, altitude_m, source,
  received, datum, source_lon, source_lat FROM partitioned;
DROP TABLE partitioned;
ALTER TABLE position ADD CONSTRAINT position_pkey PRIMARY KEY (resource_id, "time");
UPDATE centre_info SET format_version = 1;
"""


def test_positions_get_their_months_and_nothing_is_lost(new_centre, postgres_server, shared_database, tmp_path):
    centre = new_centre()
    centre.write_features("station", stations())
    centre.append_observations(hours("a0", "pm2_5", range(60), start=datetime(2024, 1, 30, tzinfo=UTC)))
    centre.write_features("resource", resources("r1", "r2"))
    centre.append_fixes(pd.concat([fixes("r1", [1, 2, 3], speed_ms=4.0), fixes("r2", [40 * 86_400, 80 * 86_400])]))
    held = [centre.fixes(None, *EVER), centre.series(["a0"], None, *EVER), centre.features("resource_position")]
    assert len(held[0]) == 5
    schema = centre.address.partition("schema=")[2]
    with postgres_server.connect(shared_database, options=f"-c search_path={schema},public") as connection:
        connection.execute(FORMAT_1)
        connection.execute("CREATE ROLE gathers_late LOGIN")
        grant_role(centre.address, "gathers_late", "collector")
        gathering = centre.address.replace("centre_owner@", "gathers_late@")
        for address, writable, kind in (
            (centre.address, False, CentreFormatError), (gathering, True, CentreReadOnlyError),
        ):  # fmt: skip
            with pytest.raises(kind):
                open_centre(address, writable=writable)
        with open_centre(centre.address) as again:
            for found, before in zip(
                (again.fixes(None, *EVER), again.series(["a0"], None, *EVER), again.features("resource_position")), held
            ):
                pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(before))
        kinds = dict(connection.execute("SELECT relname, relkind::text FROM pg_class WHERE relname LIKE 'position%'"))
        assert kinds["position"] == "p"
        assert len([name for name in kinds if name.startswith("position_2")]) >= 3
        assert "position_before" not in kinds
        # A collector goes on with it, also into months that nobody has made yet.
        with open_centre(gathering) as gatherer:
            late = fixes("r1", [400 * 86_400])
            assert gatherer.append_fixes(late).added == 1
            assert gatherer.append_fixes(late).unchanged == 1
            assert gatherer.append_observations(hours("a1", "so2", [1.0])).added == 1
        assert check_shared(centre.address) == ()
        assert export_months(centre.address, str(tmp_path / "archive"), until=(2024, 1))
        assert in_database(centre.address) < 61
        revoke_role(centre.address, "gathers_late", "collector")
        connection.execute("DROP ROLE gathers_late")
