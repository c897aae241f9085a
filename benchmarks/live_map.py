"""The live map of 907 devices after new values came, beside the same map from memory layers rebuilt each time.

Every round a batch of new values for all devices is written (not timed); then the map is brought up to date and drawn
whole (1200 × 900 pixels, labels, antialiasing, all networks that are shown at first), by us and by the peer in turn.
The peer reads the status through the centre, fills new memory layers and styles them alike, as scripts commonly do.
After that, one frame of a month of hourly values of 435 stations under the Temporal Controller, beside a memory layer.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.data_centre import DataCentre  # noqa: E402
from yanqing_eco_plugin.core.demo import create_demo  # noqa: E402
from yanqing_eco_plugin.core.standards import KINDS  # noqa: E402
from yanqing_eco_plugin.layers.moment import moment_layer  # noqa: E402
from yanqing_eco_plugin.layers.one_map import OneMap, build_one_map  # noqa: E402
from yanqing_eco_plugin.layers.records import station_features  # noqa: E402
from yanqing_eco_plugin.layers.refresh import refresh_layer  # noqa: E402
from yanqing_eco_plugin.layers.temporal import temporal_layer  # noqa: E402
from yanqing_eco_plugin.layers.watching import fingerprints  # noqa: E402

ROUNDS, WARM_UP = 40, 5
NEEDED_P95_MS = 100.0
HISTORIES = (2, 30)
MONTH_HOURS = 720
FRAMES = (0, 100, 300, 500, 719)


def new_values(centre: DataCentre, number: int) -> None:
    """A value for the main property of every device, one minute after the last ones."""
    random = np.random.default_rng(number)
    status = centre.latest()
    main = status["kind"].map({name: kind.main_property for name, kind in KINDS.items()})
    moment = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=60 - number)
    frame = pd.DataFrame(
        {
            "station_id": status["station_id"],
            "property": main,
            "time": pd.Timestamp(moment),
            "interval": 0,
            "value": random.uniform(1, 140, len(status)).round(1),
            "flag": "N",
        }
    )
    frame.loc[frame["property"].str.endswith("_on"), "value"] = 1.0
    centre.append_observations(frame.astype({"time": "datetime64[ns, UTC]"}))


def drawn(project: QgsProject, layers: Sequence[QgsVectorLayer]) -> None:
    """Draw the whole map as the canvas does."""
    settings = QgsMapSettings()
    settings.setLayers(list(layers))
    settings.setDestinationCrs(project.crs())
    settings.setExtent(project.viewSettings().defaultViewExtent())
    settings.setOutputSize(QSize(1200, 900))
    settings.setFlag(QgsMapSettings.Flag.Antialiasing, True)
    settings.setFlag(QgsMapSettings.Flag.UseRenderingOptimization, True)
    settings.setFlag(QgsMapSettings.Flag.DrawLabeling, True)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.globalScope())
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage()


class Ours:
    """Native layers on the centre's tables: told to forget, then drawn."""

    def __init__(self, project: QgsProject, one_map: OneMap) -> None:
        self.project, self.one_map = project, one_map
        tree = project.layerTreeRoot()
        self.layers = [layer for layer in one_map.layers if tree.findLayer(layer.id()).isVisible()]
        self.kinds = [kind for kind, layer in one_map.networks.items() if layer in self.layers]

    def __call__(self) -> None:
        for layer in self.one_map.layers:
            refresh_layer(layer, places_changed=False)
        drawn(self.project, self.layers)


class Rebuilt:
    """Memory layers made anew from the status."""

    def __init__(self, centre: DataCentre, ours: Ours) -> None:
        self.centre, self.ours = centre, ours
        self.stations = centre.stations()
        now = datetime.now(UTC)
        self.styled = {kind: moment_layer(self.stations.head(0), kind, now) for kind in ours.kinds}

    def __call__(self) -> None:
        status = self.stations.merge(self.centre.latest().drop(columns="kind"), on="station_id")
        layers = []
        for kind in self.ours.kinds:
            layer = self.styled[kind].clone()
            layer.dataProvider().addFeatures(
                station_features(status[status["kind"] == kind]), QgsFeatureSink.Flag.FastInsert
            )
            layers.append(layer)
        for native in (self.ours.one_map.district, self.ours.one_map.townships):
            copy = native.materialize(QgsFeatureRequest())
            copy.setRenderer(native.renderer().clone())
            copy.setLabeling(native.labeling().clone() if native.labeling() else None)
            copy.setLabelsEnabled(native.labelsEnabled())
            layers.append(copy)
        drawn(self.ours.project, layers)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def p95(values: Sequence[float]) -> float:
    """The value that 95 % of them do not pass."""
    return float(np.percentile(values, 95))


def show(what: str, values: Sequence[float], remark: str = "") -> None:
    """Print a line of figures."""
    print(f"  {what:32} p50 {statistics.median(values):7.1f}   p95 {p95(values):7.1f}   {remark}".rstrip())


def temporal_frames(centre: DataCentre) -> None:
    """Print what one hour of a month of 435 stations costs to find, from our layer and from a memory layer."""
    stations = centre.stations(kind="micro")
    end = pd.Timestamp(datetime.now(UTC)).floor("h")
    times = pd.date_range(end - timedelta(hours=MONTH_HOURS - 1), end, freq="h")
    random = np.random.default_rng(720)
    wide = pd.DataFrame(random.gamma(3, 15, (len(times), len(stations))), index=times, columns=stations["station_id"])
    begin = (times[0] - timedelta(hours=1)).to_pydatetime()
    made: list[QgsVectorLayer] = []
    built = timed(
        lambda: made.append(temporal_layer(stations, wide, "micro", "pm2_5", begin, end.to_pydatetime(), 3600))
    )
    copied = timed(lambda: made.append(made[0].materialize(QgsFeatureRequest())))
    time_, memory = made[0].temporalProperties(), made[1]
    memory.temporalProperties().setMode(time_.mode())
    memory.temporalProperties().setStartField("start")
    memory.temporalProperties().setFixedDuration(time_.fixedDuration())
    print(f"{wide.size} readings under the Temporal Controller, one hour of them, ms:")
    print(f"  written in {built:.0f}, copied into memory in {copied:.0f}")
    for name, layer in (("indexed file", made[0]), ("memory layer", memory)):
        found = [timed(lambda layer=layer, hour=hour: frame_of(layer, times[hour])) for hour in FRAMES]
        show(name, found)


def frame_of(layer: QgsVectorLayer, end: pd.Timestamp) -> int:
    """How many readings are shown in the hour that ends at `end`."""
    first = QDateTime.fromMSecsSinceEpoch(int(end.timestamp() * 1000) - 3_600_000, Qt.TimeSpec.UTC)
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    hour = QgsDateTimeRange(first, first.addSecs(3600), True, False)
    condition = layer.temporalProperties().createFilterString(context, hour)
    return sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setFilterExpression(condition)))


def measured(folder: Path, days: int) -> float:
    """Print the figures for a history of `days` days; returns our p95 in milliseconds."""
    with create_demo(str(folder), days=days) as centre:
        project = QgsProject()
        one_map = build_one_map(project, centre)
        ours = Ours(project, one_map)
        rebuilt = Rebuilt(centre, ours)
        mine, theirs, looks = [], [], []
        for number in range(ROUNDS + WARM_UP):
            new_values(centre, number)
            spent = timed(ours), timed(rebuilt)
            if number >= WARM_UP:
                mine.append(spent[0])
                theirs.append(spent[1])
                looks.append(timed(lambda: fingerprints(centre)))
        frame = centre.stations().merge(centre.latest().drop(columns="kind"), on="station_id")
        features = [timed(lambda: _held(station_features(frame))) for _ in range(9)]
        print(f"{days} days of history, {len(frame)} devices, {len(ours.layers)} layers drawn, {ROUNDS} rounds, ms:")
        show("native layers", mine, f"(p95 needed {NEEDED_P95_MS:.0f})")
        show("rebuilt layers", theirs, f"ratio {statistics.median(theirs) / statistics.median(mine):.2f}")
        show("in the background: what changed", looks)
        show("features of a past moment, all", features)
        if days == HISTORIES[0]:
            temporal_frames(centre)
    return p95(mine)


def _held(features: list[QgsFeature]) -> int:
    return len(features)


def main() -> int:
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        worst = max(measured(Path(folder) / f"centre{days}", days) for days in HISTORIES)
    return 0 if worst <= NEEDED_P95_MS else 1


if __name__ == "__main__":
    sys.exit(main())
