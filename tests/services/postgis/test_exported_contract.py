"""The contract of every data centre, kept by a shared centre whose closed months lie in a lake outside the database."""

from __future__ import annotations

import pytest

from tests.unit.data_centre.contract import ObservationsContract
from tests.unit.data_centre.contract_archive import ArchiveContract, records
from tests.unit.data_centre.contract_statistics import StatisticsContract
from tests.unit.data_centre.contract_status import StatusContract
from tests.unit.data_centre.made import DISTRICT, EVER, hours, stations
from yanqing_eco_plugin.core.data_centre import create_centre
from yanqing_eco_plugin.core.data_centre.postgis import drop_postgis_centre, export_months

from .exported import exporting, in_database


@pytest.fixture
def new_centre(shared_address, tmp_path):
    made = []

    def make(**options):
        made.append(create_centre(shared_address, district=DISTRICT, **options))
        return exporting(made[-1], tmp_path / "archive")

    yield make
    for centre in made:
        centre.close()


def test_the_months_are_outside(new_centre):
    centre = new_centre()
    assert centre.append_observations(hours("a0", "pm2_5", range(48))).added == 48
    assert in_database(centre.address) == 48
    assert len(centre.series(["a0"], None, *EVER)) == 48
    assert in_database(centre.address) == 0


class TestExportedObservations(ObservationsContract):
    pass


class TestExportedStatistics(StatisticsContract):
    pass


class TestExportedStatus(StatusContract):
    pass


class TestExportedArchive(ArchiveContract):
    # Refused before anything is read.
    test_wrong_questions_are_refused = None

    @pytest.fixture(scope="class")
    def centre(self, postgres_server, shared_database, tmp_path_factory):
        """One for all questions: the first month of the records lies outside, the second one in the database."""
        address = postgres_server.address(shared_database, schema="eco_exported_archive")
        with create_centre(address, district=DISTRICT) as centre:
            centre.write_features("station", stations(township=["东镇", "东镇", "西镇", None, "西镇"]))
            centre.append_observations(records())
            before = in_database(address)
            first = records()["time"].min()
            export_months(address, str(tmp_path_factory.mktemp("outside") / "archive"), until=(first.year, first.month))
            assert 0 < in_database(address) < before
            yield centre
        drop_postgis_centre(address)
