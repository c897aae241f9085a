"""The provider in the real registry, and small inputs made here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    NULL,
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingProvider,
    QgsVectorLayer,
)


class Listener(QgsProcessingFeedback):
    """A feedback that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__(False)
        self.said: list[str] = []
        self.warned: list[str] = []
        self.fractions: list[float] = []
        self.progressChanged.connect(self.fractions.append)

    def pushInfo(self, info: str) -> None:
        self.said.append(info)

    def pushWarning(self, warning: str) -> None:
        self.warned.append(warning)

    def setProgressText(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture(scope="session")
def provider(qgis_app: QgsApplication) -> Iterator[QgsProcessingProvider]:
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    from yanqing_eco_plugin.processing_algorithms.provider import EcoProvider

    Processing.initialize()
    registry = QgsApplication.processingRegistry()
    ours = EcoProvider()
    registry.addProvider(ours)
    yield ours
    registry.removeProvider("yanqing_eco")


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def run(provider: QgsProcessingProvider, listener: Listener) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """Runs an algorithm of ours by its short id, as scripts do."""
    import processing

    def call(algorithm: str, parameters: dict[str, Any]) -> dict[str, Any]:
        return processing.run(f"yanqing_eco:{algorithm}", parameters, feedback=listener)

    return call


@pytest.fixture
def refusal(provider: QgsProcessingProvider) -> Callable[[str, dict[str, Any]], str]:
    """What an algorithm says against its parameters before it runs; empty where nothing."""

    def call(algorithm: str, parameters: dict[str, Any]) -> str:
        fresh = QgsApplication.processingRegistry().createAlgorithmById(f"yanqing_eco:{algorithm}")
        accepted, reason = fresh.checkParameterValues(parameters, QgsProcessingContext())
        assert accepted == (not reason)
        return reason

    return call


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], QgsVectorLayer]:
    """A CSV as a layer without geometry whose numbers are numbers."""

    def make(text: str) -> QgsVectorLayer:
        path = tmp_path / f"table{len(list(tmp_path.iterdir()))}.csv"
        path.write_text(text, encoding="utf-8")
        layer = QgsVectorLayer(f"{path.as_uri()}?delimiter=,&geomType=none&detectTypes=yes", "table", "delimitedtext")
        assert layer.isValid()
        return layer

    return make


@pytest.fixture(scope="session")
def filled(qgis_app: QgsApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small centre, not to be written: two air stations and a river station, four days of made-up hours (UTC+8).

    延庆 has 24 hours of PM2.5 = 10·day on 1–4 January 2026, 八达岭 only 12 hours a day of PM2.5 = 100.
    """
    import pandas as pd

    from yanqing_eco_plugin.core.collector import import_observations, import_stations
    from yanqing_eco_plugin.core.data_centre import District, create_centre

    work = tmp_path_factory.mktemp("filled")
    with create_centre(work / "centre", district=District("110119", "延庆区", "Yanqing"), synthetic=True) as centre:
        for kind, text in (
            ("air", "Y1,延庆,115.972,40.453\nY2,八达岭,115.988,40.365\n"),
            ("water", "W1,谷家营,115.90,40.44\n"),
        ):
            (work / f"{kind}.csv").write_text("station_id,name,lon,lat\n" + text, encoding="utf-8")
            import_stations(centre, work / f"{kind}.csv", kind=kind, datum="wgs84")
        hours = pd.date_range("2026-01-01 01:00", "2026-01-05 00:00", freq="h")
        table = pd.DataFrame(
            {"时间": hours, "站点": "Y1", "PM2.5": 10 * (hours - pd.Timedelta(hours=1)).day, "PM10": 50}
        )
        short = pd.DataFrame({"时间": hours[hours.hour.isin(range(1, 13))], "站点": "Y2", "PM2.5": 100, "PM10": None})
        pd.concat([table, short]).to_csv(work / "hours.csv", index=False)
        import_observations(centre, work / "hours.csv", kind="air")
    return work / "centre"


def rows(layer: QgsVectorLayer) -> list[dict[str, Any]]:
    """The attributes of a layer, NULL as None."""
    names = layer.fields().names()
    return [
        {name: None if value == NULL else value for name, value in zip(names, feature.attributes())}
        for feature in layer.getFeatures()
    ]
