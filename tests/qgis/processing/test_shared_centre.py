"""The algorithms on a shared centre: passwords from the authentication store, from pgpass, from a service."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingProvider,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread

from tests.qgis.auth_store import keep_password
from tests.qgis.layers.test_refresh import until
from tests.services.shared_demo import PASSWORDS, SharedDemo, shared_demo  # noqa: F401
from tests.unit.data_centre.made import EVER
from yanqing_eco_plugin import credentials
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.postgis import set_resolver
from yanqing_eco_plugin.processing_algorithms.centre_algorithm import CentreAlgorithm

from .headless import Headless


@pytest.fixture(autouse=True)
def nothing_fetched(provider: QgsProcessingProvider) -> Iterator[None]:
    set_resolver(None)
    credentials.forget_credentials()
    yield
    set_resolver(None)
    credentials.forget_credentials()


@pytest.fixture
def viewer(qgis_app: QgsApplication, shared_demo: SharedDemo) -> str:  # noqa: F811
    return shared_demo.address(keep_password("viewer", PASSWORDS["viewer"]))


def run(name: str, **parameters: object) -> tuple[dict, QgsProcessingContext]:
    import processing

    context = QgsProcessingContext()
    return processing.run(f"yanqing_eco:{name}", parameters, context=context), context


def test_a_network_of_a_shared_centre(viewer: str) -> None:
    results, context = run("networklayer", CENTRE=viewer, KIND="water", OUTPUT="memory:")
    layer = results["OUTPUT"]
    layer = layer if isinstance(layer, QgsVectorLayer) else context.takeResultLayer(layer)
    assert layer.featureCount() == 10


def test_statistics_of_a_shared_centre(viewer: str) -> None:
    span = {"START": "2000-01-01 00:00:00", "END": "2100-01-01 00:00:00"}
    results, _ = run("stationstatistics", CENTRE=viewer, PROPERTY="pm2_5", OUTPUT="memory:", **span)
    assert results["OUTPUT"].featureCount() > 400


def test_what_may_ask_is_asked_in_the_main_thread_although_the_work_is_elsewhere(
    viewer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    main, asked = QgsApplication.instance().thread(), []
    look_up = credentials._look_up
    monkeypatch.setattr(
        credentials, "_look_up", lambda *which: asked.append(QThread.currentThread() == main) or look_up(*which)
    )
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("yanqing_eco:networklayer")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    given = {"CENTRE": viewer, "KIND": "air", "OUTPUT": "memory:"}
    task, ended = QgsProcessingAlgRunnerTask(algorithm, given, context, feedback), []
    task.executed.connect(lambda successful, results: ended.append(successful))
    QgsApplication.taskManager().addTask(task)
    until(lambda: ended, 60)
    assert ended == [True]
    assert asked == [True]


def test_a_wrong_password_is_one_sentence(shared_demo: SharedDemo) -> None:  # noqa: F811
    address = shared_demo.address(keep_password("viewer", "guessed"))
    with pytest.raises(QgsProcessingException, match="refused the account") as caught:
        run("networklayer", CENTRE=address, KIND="air", OUTPUT="memory:")
    assert "guessed" not in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_viewer_may_not_import(viewer: str, tmp_path: Path) -> None:
    stations = tmp_path / "stations.csv"
    stations.write_text("station_id,name,lon,lat\nX1,somewhere,115.97,40.45\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="Your account may not do this"):
        run("importstations", CENTRE=viewer, INPUT=str(stations), KIND="air", DATUM="wgs84")


def test_a_shared_centre_is_checked_and_its_closed_months_move(
    provider: QgsProcessingProvider,
    shared_demo: SharedDemo,  # noqa: F811
    tmp_path: Path,
) -> None:
    with open_centre(shared_demo.owner) as centre:
        rows = centre.series(["YQ-MIC-001"], None, *EVER).head(5)
        old = rows.assign(time=rows["time"] - pd.Timedelta(days=400))
        centre.append_observations(old)
    given = {"CENTRE": shared_demo.owner, "OUTPUT": "memory:", "FOLDER": str(tmp_path / "archive")}
    results, _ = run("tenddatacentre", STEPS="check,export", **given)
    assert (results["COUNT"], results["OPEN"]) == (0, 0)
    assert list((tmp_path / "archive" / "observations").rglob("*.parquet"))
    with open_centre(shared_demo.owner, writable=False) as centre:
        span = old["time"].min() - pd.Timedelta(days=1), old["time"].max()
        assert centre.series(["YQ-MIC-001"], None, *span)["value"].tolist() == old["value"].tolist()
    with pytest.raises(QgsProcessingException, match="no step compact"):
        run("tenddatacentre", STEPS="compact", **given)


def test_every_algorithm_takes_the_address_of_a_shared_centre(provider: QgsProcessingProvider) -> None:
    """None takes it for a folder that is missing, or mangles it."""
    address = "postgresql://db.example:5433/eco?schema=eco&authcfg=abc1234&sslmode=require"
    ours = [one for one in provider.algorithms() if isinstance(one, CentreAlgorithm)]
    assert len(ours) >= 15
    for algorithm in ours:
        made = algorithm.create()
        names = [d.name() for d in made.parameterDefinitions() if d.name() in ("CENTRE", "SOURCE", "TARGET")]
        assert names, algorithm.id()
        given = dict.fromkeys(names, address)
        assert set(made.addresses(given, QgsProcessingContext())) == {address}, algorithm.id()
        _, reason = made.checkParameterValues(given, QgsProcessingContext())
        assert "centre.toml" not in reason, algorithm.id()


def test_a_password_in_the_address_is_refused_before_anything_is_written_down(provider: QgsProcessingProvider) -> None:
    address = "postgresql://viewer:secret@db.example/eco"
    for name, parameter in (("networklayer", "CENTRE"), ("copydatacentre", "TARGET")):
        algorithm = provider.algorithm(name).create()
        accepted, reason = algorithm.checkParameterValues({parameter: address}, QgsProcessingContext())
        assert not accepted
        assert "holds a password" in reason
        assert "secret" not in reason


@pytest.fixture
def headless(tmp_path_factory: pytest.TempPathFactory, shared_demo: SharedDemo) -> Headless:  # noqa: F811
    made = Headless(tmp_path_factory.mktemp("home"))
    passwords, services = made.home / "pgpass", made.home / "pg_service.conf"
    port, database = shared_demo.server.port, shared_demo.database
    passwords.write_text(f"127.0.0.1:{port}:*:viewer:{PASSWORDS['viewer']}\n")
    passwords.chmod(0o600)
    services.write_text(f"[command_centre]\nhost=127.0.0.1\nport={port}\ndbname={database}\nuser=viewer\n")
    made.environment |= {"PGPASSFILE": str(passwords), "PGSERVICEFILE": str(services)}
    return made


def test_qgis_process_takes_the_password_from_pgpass_and_the_place_from_a_service(
    headless: Headless, tmp_path: Path
) -> None:
    target = tmp_path / "water.gpkg"
    headless.run("networklayer", CENTRE="postgresql:///?service=command_centre&schema=eco", KIND="water", OUTPUT=target)
    assert QgsVectorLayer(str(target), "water", "ogr").featureCount() == 10


def test_qgis_process_says_that_it_cannot_ask(headless: Headless, shared_demo: SharedDemo) -> None:  # noqa: F811
    done = headless.call(
        "run",
        "yanqing_eco:networklayer",
        f"--CENTRE={shared_demo.address('nothere')}",
        "--KIND=air",
        "--OUTPUT=memory:",
    )
    assert done.returncode != 0
    assert "authentication" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_project_of_a_shared_centre(viewer: str, tmp_path: Path) -> None:
    place = tmp_path / "map.qgs"
    run("onemapproject", CENTRE=viewer, PROJECT=str(place))
    text = place.read_text(encoding="utf-8")
    assert credentials.authcfg_of(viewer) in text
    assert PASSWORDS["viewer"] not in text
    assert "PGPASSFILE" not in os.environ


@pytest.mark.parametrize("name", ["stationstatistics", "archivestatistics"])
def test_another_engine_is_refused_with_what_to_do(provider: QgsProcessingProvider, name: str) -> None:
    algorithm = provider.algorithm(name)
    given = {
        "CENTRE": "postgresql://nowhere.invalid/eco", "PROPERTY": "pm2_5", "ENGINE": "spark://127.0.0.1:7077",
        "START": "2025-01-01 00:00:00", "END": "2026-01-01 00:00:00", "OUTPUT": "memory:",
    }  # fmt: skip
    usable, said = algorithm.checkParameterValues(given, QgsProcessingContext())
    assert not usable
    assert "own engine" in said
    assert "folder" in said
    usable, said = algorithm.checkParameterValues({**given, "ENGINE": "centre"}, QgsProcessingContext())
    assert "own engine" not in said


def test_layers_find_the_certificates_of_the_address(
    provider: QgsProcessingProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credentials, "_shown", {})
    monkeypatch.setenv("PGSSLROOTCERT", "")
    algorithm = provider.algorithm("networklayer").create()
    given = {"CENTRE": "postgresql://host/eco?sslmode=verify-full&sslrootcert=/etc/eco/authority.crt"}
    assert algorithm.prepareAlgorithm(given, QgsProcessingContext(), QgsProcessingFeedback())
    assert os.environ["PGSSLROOTCERT"] == "/etc/eco/authority.crt"
