"""The algorithms as steps of a model."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFile,
)

from .conftest import rows


def step(model: QgsProcessingModelAlgorithm, algorithm: str, **sources: QgsProcessingModelChildParameterSource) -> str:
    child = QgsProcessingModelChildAlgorithm(f"yanqing_eco:{algorithm}")
    child.setChildId(algorithm)
    for name, source in sources.items():
        child.addParameterSources(name, [source])
    return model.addChildAlgorithm(child)


def test_from_nothing_to_a_map_of_aqi(provider, listener, tmp_path: Path) -> None:
    value = QgsProcessingModelChildParameterSource.fromStaticValue
    output = QgsProcessingModelChildParameterSource.fromChildOutput
    parameter = QgsProcessingModelChildParameterSource.fromModelParameter
    # The model designer stores choices as numbers.
    model = QgsProcessingModelAlgorithm("Report", "test")
    for name in ("FOLDER", "STATIONS", "VALUES"):
        model.addModelParameter(
            QgsProcessingParameterFile(name, name, fileFilter="All files (*)"), QgsProcessingModelParameter(name)
        )
    step(
        model,
        "createdatacentre",
        CENTRE=parameter("FOLDER"),
        DEMO=value(False),
        BOUNDARY_DATUM=value(0),
        DEMO_DAYS=value(30),
    )
    step(
        model,
        "importstations",
        CENTRE=output("createdatacentre", "CENTRE"),
        INPUT=parameter("STATIONS"),
        KIND=value(0),
        DATUM=value(0),
    )
    step(
        model,
        "importobservations",
        CENTRE=output("importstations", "CENTRE"),
        INPUT=parameter("VALUES"),
        FORMAT=value(0),
        KIND=value(0),
    )
    step(
        model,
        "observationtable",
        CENTRE=output("importobservations", "CENTRE"),
        KIND=value(0),
        START=value("2026-01-01T00:00:00"),
        END=value("2026-01-02T00:00:00"),
    )
    step(
        model,
        "airqualityindex",
        INPUT=output("observationtable", "OUTPUT"),
        AVERAGING=value(0),
        EDITION=value(0),
        PUBLISH=value(1),
    )
    last = model.childAlgorithm("airqualityindex")
    wanted = QgsProcessingModelOutput("AQI")
    wanted.setChildId("airqualityindex")
    wanted.setChildOutputName("OUTPUT")
    last.setModelOutputs({"AQI": wanted})
    model.setChildAlgorithm(last)
    model.updateDestinationParameters()
    assert model.validate()[0], model.validate()

    stations, values = tmp_path / "stations.csv", tmp_path / "values.csv"
    stations.write_text("station_id,name,lon,lat\nY1,延庆,115.972,40.453\n", encoding="utf-8")
    values.write_text("time,station,PM2.5\n2026-01-01 08:00,Y1,75\n", encoding="utf-8")
    inputs = {"FOLDER": str(tmp_path / "centre"), "STATIONS": str(stations), "VALUES": str(values)}
    context = QgsProcessingContext()
    found, done = model.run({**inputs, "airqualityindex:AQI": "TEMPORARY_OUTPUT"}, context, listener)
    assert done, listener.warned
    layer = context.takeResultLayer(found["airqualityindex:AQI"])
    assert [(row["name"], row["aqi"]) for row in rows(layer)] == [("延庆", 100)]
