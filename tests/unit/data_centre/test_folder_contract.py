"""The folder centre keeps the contract of every data centre."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

from yanqing_eco_plugin.core.data_centre.geopackage import FEATURES

from .contract import FeaturesContract, ObservationsContract
from .contract_arrival import DAY, MIDNIGHT, ArrivalContract, at, table
from .contract_editing import EditingContract
from .contract_statistics import StatisticsContract
from .contract_status import StatusContract


class TestFolderFeatures(FeaturesContract):
    pass


class TestFolderObservations(ObservationsContract):
    pass


class TestFolderStatus(StatusContract):
    pass


class TestFolderStatistics(StatisticsContract):
    pass


class TestFolderEditing(EditingContract):
    pass


class TestFolderArrivals(ArrivalContract):
    def test_a_centre_from_before_is_read_and_gets_the_table_when_it_is_written(self, new_centre, folder, reopen):
        centre = new_centre()
        with closing(sqlite3.connect(folder / FEATURES)) as older, older:
            older.execute("DROP TABLE arrival")
        assert table(reopen(centre, writable=False)) == {}
        newer = reopen(centre)
        newer.append_observations(at(1), received=MIDNIGHT + timedelta(hours=2))
        assert table(newer) == {("a0", DAY): (1, 3600, 3600)}
