"""The provider as QGIS sees it: what it lists, what it costs at the start, what it says when something is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsProcessingParameterDefinition

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.processing_algorithms import base
from yanqing_eco_plugin.processing_algorithms.help_text import FOLDER, help_text, plain
from yanqing_eco_plugin.processing_algorithms.provider import ALGORITHMS

ROOT = Path(__file__).resolve().parents[3]

# Names that users, models and scripts rely on.
STABLE = {
    "createdatacentre": (["CENTRE", "DEMO", "BOUNDARY", "DISTRICT"], []),
    "importstations": (["CENTRE", "INPUT", "KIND", "DATUM"], ["ACCEPTED", "REJECTED"]),
    "importobservations": (["CENTRE", "INPUT", "FORMAT", "MAPPING", "KIND"], ["ACCEPTED", "REJECTED", "QUARANTINE"]),
    "networklayer": (["CENTRE", "KIND", "TIME"], ["OUTPUT"]),
    "airqualityindex": (["INPUT", "AVERAGING", "EDITION"], ["OUTPUT"]),
    "devicequality": (["CENTRE", "KIND", "START", "END"], ["OUTPUT", "DAILY", "REPORT", "SUSPECT"]),
    "waterquality": (["INPUT", "BODY"], ["OUTPUT"]),
    "stationstatistics": (["CENTRE", "KIND", "PROPERTY", "START", "END", "PERIOD", "ENGINE"], ["OUTPUT"]),
    "archivestatistics": (
        ["CENTRE", "KIND", "PROPERTY", "START", "END", "PERIOD", "GROUP_BY", "ENGINE"],
        ["OUTPUT", "ROWS", "RECORDS"],
    ),
    "copydatacentre": (["SOURCE", "TARGET", "START", "END"], ["COUNT", "TARGET"]),
    "tenddatacentre": (["CENTRE", "STEPS", "REPAIR"], ["OUTPUT", "COUNT"]),
    "onemapproject": (["CENTRE"], ["PROJECT"]),
    "importtracks": (["CENTRE", "INPUT", "FORMAT", "DATUM"], ["ACCEPTED", "REJECTED"]),
    "importresources": (["CENTRE", "INPUT", "DATUM"], ["ACCEPTED", "REJECTED"]),
    "nearestresources": (["CENTRE", "POINT", "ROADS"], ["OUTPUT", "FOUND", "UNMET"]),
    "servicearea": (["INPUT", "ROADS"], ["OUTPUT"]),
    "affectedarea": (["POINT", "SUBSTANCE", "RATE", "WIND", "WIND_DIRECTION", "STABILITY", "ENDPOINTS"], ["OUTPUT"]),
    "rivertraveltime": (["RIVERS", "POINT", "MASS"], ["OUTPUT"]),
    "incidentreport": (["CENTRE", "INCIDENT"], ["DOCX", "PDF"]),
    "situationmap": (["CENTRE", "INCIDENT"], ["PDF"]),
    "exportcap": (["INPUT", "SENDER", "EVENT"], ["OUTPUT"]),
    "importcap": (["INPUT"], ["OUTPUT"]),
    "buildcells": (["INPUT", "METHOD", "SIZE", "LINES", "PARENT"], ["OUTPUT", "COUNT"]),
    "dividegrids": (
        ["INPUT", "PARTS", "LOADS", "PARENT", "START", "LOCKED", "MAX_REASSIGNED", "TOLERANCE", "SEED"],
        ["OUTPUT", "DEVIATION", "ATTAINABLE", "PIECES", "REASSIGNED", "INFEASIBLE"],
    ),
    "checkgrids": (
        ["INPUT", "LABEL", "PARENTS", "DISTRICT", "SOURCES", "PERSONS", "CENTRE", "PLAN"],
        ["OUTPUT", "COUNT"],
    ),
    "gridcodes": (["INPUT", "VILLAGE", "EXISTING"], ["OUTPUT"]),
    "assignsources": (["INPUT", "GRIDS", "LABEL"], ["OUTPUT", "OUTSIDE"]),
    "dutyload": (["GRIDS", "LABEL", "SOURCES", "RULES", "SPEED"], ["OUTPUT"]),
    "savegridplan": (["CENTRE", "PLAN", "INPUT", "GRID", "VILLAGE", "UNIT"], ["GRIDS", "CENTRE"]),
    "comparegridplans": (["CENTRE", "AFTER", "BEFORE"], ["OUTPUT", "REASSIGNED"]),
    "publishplan": (["CENTRE", "PLAN", "EFFECTIVE", "REASON", "BY"], ["CHECKSUM", "COUNT"]),
    "gridatlas": (["CENTRE", "PLAN", "AREA"], ["OUTPUT", "PAGES"]),
    "exportgridplan": (["CENTRE", "PLAN", "FORMAT", "FOLDER"], ["FILES"]),
    "observationtable": (["CENTRE", "KIND", "START", "END"], ["OUTPUT"]),
    "importlidarscans": (["CENTRE", "INPUT", "READER", "MAPPING"], ["ACCEPTED", "REJECTED", "QUARANTINE"]),
    "lidaroverlay": (["INPUT", "QUANTITY", "LIDAR_RATIO", "CRS", "RESOLUTION", "DEM"], ["OUTPUT"]),
    "lidarprofiles": (["INPUT"], ["OUTPUT", "PICTURE"]),
    "boundarylayerheight": (["INPUT"], ["OUTPUT"]),
    "lidarhotspots": (["INPUT"], ["OUTPUT", "SPOTS"]),
    "lidarcurtain": (["INPUT"], ["OUTPUT"]),
    "lidarsection": (["INPUT", "LINE"], ["OUTPUT", "PICTURE"]),
    "backtrajectories": (["WIND", "POINT", "START", "HOURS", "HEIGHTS"], ["OUTPUT"]),
    "importtrajectories": (["INPUT"], ["OUTPUT"]),
    "clustertrajectories": (["INPUT", "CLUSTERS", "METHOD"], ["OUTPUT", "MEANS"]),
    "sourceregions": (["INPUT", "METHOD"], ["OUTPUT", "RULE"]),
    "transportflux": (["WIND", "INPUT", "TIME", "HEIGHTS"], ["OUTPUT", "INFLOW", "OUTFLOW"]),
    "episodephases": (["CENTRE", "STATION", "START", "END"], ["OUTPUT", "EPISODES"]),
    "groundwind": (["CENTRE", "START", "END"], ["OUTPUT"]),
    "localorexternal": (["CENTRE", "STATION", "POINT", "WIND", "START", "END"], ["OUTPUT", "REPORT", "VERDICT"]),
}


@pytest.mark.parametrize("name", STABLE)
def test_stable_names(provider, name: str) -> None:
    algorithm = provider.algorithm(name)
    parameters = [definition.name() for definition in algorithm.parameterDefinitions()]
    outputs = [definition.name() for definition in algorithm.outputDefinitions()]
    assert parameters[: len(STABLE[name][0])] == STABLE[name][0]
    assert set(STABLE[name][1]) <= set(outputs)


def test_nothing_else_is_listed(provider) -> None:
    assert {algorithm.name() for algorithm in provider.algorithms()} == set(STABLE)
    assert provider.id() == "yanqing_eco"
    assert not provider.icon().isNull()


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda one: one.ID)
def test_each_explains_itself(algorithm, provider) -> None:
    made = algorithm().create()
    assert made.displayName()
    assert made.group()
    assert not made.icon().isNull()
    assert made.icon().pixmap(24, 24).toImage().pixelColor(12, 12).isValid()
    assert len(help_text(algorithm.ID, "en").split("\n")) >= 2
    for definition in made.parameterDefinitions():
        assert definition.help(), definition.name()
        assert definition.name() == definition.name().upper()


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda one: one.ID)
def test_help_is_there_in_both_languages(algorithm) -> None:
    assert re.search("[\u4e00-\u9fff]", help_text(algorithm.ID, "zh_CN"))
    assert help_text(algorithm.ID, "zh-Hans") == help_text(algorithm.ID, "zh_CN")
    # The two tell the same: as many paragraphs.
    assert len(help_text(algorithm.ID, "zh").split("\n")) == len(help_text(algorithm.ID, "de").split("\n"))


def test_no_help_is_left_over() -> None:
    ids = {algorithm.ID for algorithm in ALGORITHMS}
    assert {path.name.split(".")[0] for path in FOLDER.glob("*.md")} == ids


def test_help_becomes_paragraphs() -> None:
    assert (
        plain("# Title\n\nOne `two`\nthree.\n\n- a\n- b\n  c\n\n中文\n相连") == "One two three.\n• a\n• b c\n中文相连"
    )


def test_rare_parameters_are_advanced(provider) -> None:
    advanced = {
        f"{algorithm.name()}.{definition.name()}"
        for algorithm in provider.algorithms()
        for definition in algorithm.parameterDefinitions()
        if definition.flags() & QgsProcessingParameterDefinition.Flag.FlagAdvanced
    }
    assert {"airqualityindex.TIME_FIELD", "createdatacentre.BOUNDARY_DATUM", "importobservations.MAPPING"} <= advanced
    assert not any(name.split(".")[1] in ("CENTRE", "INPUT", "KIND", "OUTPUT") for name in advanced)


def test_loading_the_provider_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom qgis.core import QgsApplication\napp = QgsApplication([], False)\napp.initQgis()\n"
        "heavy = 'numpy pandas geopandas shapely pyarrow duckdb ibis deltalake scipy matplotlib'.split()\n"
        "before = {name for name in heavy if name in sys.modules}\n"
        "from yanqing_eco_plugin.processing_algorithms.provider import EcoProvider\nours = EcoProvider()\n"
        "QgsApplication.processingRegistry().addProvider(ours)\nassert len(ours.algorithms()) > 7\n"
        "print(sorted(name for name in heavy if name in sys.modules and name not in before))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_a_missing_package_is_named(provider, monkeypatch: pytest.MonkeyPatch) -> None:
    algorithm = provider.algorithm("networklayer")
    assert algorithm.canExecute() == (True, "")
    monkeypatch.setattr(base, "find_spec", lambda name: None if name == "duckdb" else object())
    able, reason = algorithm.canExecute()
    assert not able
    assert "duckdb" in reason
    assert "pandas" not in reason


class _Failing(base.EcoAlgorithm):
    ID = GROUP = "failing"

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def work(self, *arguments):
        raise self.error


def test_errors_become_one_sentence(qgis_app) -> None:
    from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

    def message(error: Exception) -> str:
        with pytest.raises(QgsProcessingException) as caught:
            _Failing(error).processAlgorithm({}, QgsProcessingContext(), QgsProcessingFeedback())
        assert caught.value.__cause__ is None
        return str(caught.value)

    error = InputError("The file “{name}” is empty.", hint="Export it again.", details="/secret/path", name="a.csv")
    assert message(error) == "The file “a.csv” is empty. Export it again."
    assert "ZeroDivisionError" in message(ZeroDivisionError("division by zero"))
    assert "by zero" not in message(ZeroDivisionError("division by zero"))
    assert message(QgsProcessingException("As it is.")) == "As it is."
