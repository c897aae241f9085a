"""The folder centre keeps the contract of every data centre."""

from __future__ import annotations

from .contract import FeaturesContract, ObservationsContract
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
