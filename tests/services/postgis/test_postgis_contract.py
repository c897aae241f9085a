"""The shared centre keeps the contract of every data centre."""

from __future__ import annotations

from tests.unit.data_centre.contract import FeaturesContract, ObservationsContract
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
