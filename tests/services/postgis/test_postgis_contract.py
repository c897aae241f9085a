"""The shared centre keeps the contract of every data centre."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.data_centre.contract import FeaturesContract, ObservationsContract
from tests.unit.data_centre.contract_arrival import DAY, MIDNIGHT, ArrivalContract, at, table
from tests.unit.data_centre.contract_editing import EditingContract
from tests.unit.data_centre.contract_positions import PositionsContract
from tests.unit.data_centre.contract_statistics import StatisticsContract
from tests.unit.data_centre.contract_status import StatusContract


class TestSharedFeatures(FeaturesContract):
    pass


class TestSharedObservations(ObservationsContract):
    pass


class TestSharedStatus(StatusContract):
    pass


class TestSharedStatistics(StatisticsContract):
    pass


class TestSharedEditing(EditingContract):
    pass


class TestSharedPositions(PositionsContract):
    pass


class TestSharedArrivals(ArrivalContract):
    def test_a_centre_from_before_is_read_and_gets_the_table_from_its_owner(
        self, new_centre, reopen, postgres_server, shared_database
    ):
        centre = new_centre()
        schema = centre.address.partition("schema=")[2]
        with postgres_server.connect(shared_database, options=f"-c search_path={schema},public") as connection:
            connection.execute("DROP TABLE arrival")
            assert table(reopen(centre, writable=False)) == {}
            newer = reopen(centre)
            newer.append_observations(at(1), received=MIDNIGHT + timedelta(hours=2))
            assert table(newer) == {("a0", DAY): (1, 3600, 3600)}
            may = connection.execute(
                f"SELECT has_table_privilege('{schema}_collector', 'arrival', 'UPDATE')"
            ).fetchone()
            assert may == (True,)
