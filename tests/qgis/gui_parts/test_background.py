"""Background tasks: none is lost by QGIS, each ends once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingProvider,
    QgsTask,
)
from qgis.PyQt.QtCore import QEventLoop, QTimer

from yanqing_eco_plugin.gui.algorithm_run import AlgorithmRun
from yanqing_eco_plugin.tasks import EcoTask, cancel_all, run_in_background

ENDED = (QgsTask.TaskStatus.Complete, QgsTask.TaskStatus.Terminated)


@pytest.fixture
def known_when_added(qgis_app: QgsApplication) -> Iterator[list[list[int]]]:
    """At each task that QGIS gets: the states of those it knows."""
    manager, seen = QgsApplication.taskManager(), []

    def note(_task_id: int) -> None:
        seen.append([task.status() for task in manager.tasks()])

    manager.taskAdded.connect(note)
    yield seen
    manager.taskAdded.disconnect(note)
    cancel_all()


def wait(qgis_app: QgsApplication, until: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        qgis_app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    assert until()


def quick(done: Callable[[object], None], **options: object) -> EcoTask:
    return EcoTask("quick", lambda progress: 1, done=done, failed=pytest.fail, **options)


def test_a_task_begun_where_another_ends_comes_when_that_end_is_handled(
    qgis_app: QgsApplication, known_when_added: list[list[int]]
) -> None:
    ended: list[object] = []

    def next_one(result: object) -> None:
        ended.append(result)
        if len(ended) < 20:
            run_in_background(quick(next_one))

    run_in_background(quick(next_one))
    wait(qgis_app, lambda: len(ended) == 20)
    assert len(known_when_added) == 20
    assert not any(state in ENDED for states in known_when_added for state in states)


def test_one_called_off_before_qgis_knows_of_it_ends_too(
    qgis_app: QgsApplication, known_when_added: list[list[int]]
) -> None:
    heard: list[str] = []

    def begin_and_call_off(_: object) -> None:
        run_in_background(quick(pytest.fail, cancelled=lambda: heard.append("cancelled"))).cancel()
        assert not heard

    run_in_background(quick(begin_and_call_off))
    wait(qgis_app, lambda: bool(heard))
    assert heard == ["cancelled"]
    assert len(known_when_added) == 1


def test_work_begun_in_a_dialog_does_not_wait_until_it_closes(
    qgis_app: QgsApplication, known_when_added: list[list[int]]
) -> None:
    heard: list[str] = []

    def ask(_: object) -> None:
        dialog = QEventLoop()
        QTimer.singleShot(15_000, lambda: (heard.append("waited in vain"), dialog.quit()))
        run_in_background(quick(lambda _: (heard.append("done"), dialog.quit())))
        dialog.exec()

    run_in_background(quick(ask))
    wait(qgis_app, lambda: bool(heard))
    assert heard == ["done"]


class Small(QgsProcessingAlgorithm):
    """Does nothing, or refuses while it is prepared."""

    def name(self) -> str:
        return "small"

    displayName = name

    def createInstance(self) -> Small:
        return Small()

    def initAlgorithm(self, configuration: object = None) -> None:
        self.addParameter(QgsProcessingParameterBoolean("REFUSES", "", False))

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        if self.parameterAsBool(parameters, "REFUSES", context):
            raise QgsProcessingException("No key to that door.")
        return True

    def processAlgorithm(self, parameters: dict, context: object, feedback: object) -> dict[str, int]:
        return {"NUMBER": 1}


class SmallProvider(QgsProcessingProvider):
    def id(self) -> str:
        return "eco_small"

    def name(self) -> str:
        return "small"

    def loadAlgorithms(self) -> None:
        self.addAlgorithm(Small())


@pytest.fixture
def run(qgis_app: QgsApplication) -> Iterator[tuple[AlgorithmRun, list[object]]]:
    """An algorithm's run, and how it ended."""
    provider, made, heard = SmallProvider(), AlgorithmRun(), []
    QgsApplication.processingRegistry().addProvider(provider)
    made.succeeded.connect(heard.append)
    made.failed.connect(heard.append)
    made.cancelled.connect(lambda: heard.append("cancelled"))
    yield made, heard
    made.shut_down()
    QgsApplication.processingRegistry().removeProvider(provider)


def test_an_algorithm_is_run_again_where_it_ends(
    qgis_app: QgsApplication, known_when_added: list[list[int]], run: tuple[AlgorithmRun, list[object]]
) -> None:
    made, heard = run
    made.succeeded.connect(lambda _: len(heard) < 10 and made.start("eco_small:small", {}))
    made.start("eco_small:small", {})
    wait(qgis_app, lambda: len(heard) == 10)
    assert heard == [{"NUMBER": 1}] * 10
    assert not any(state in ENDED for states in known_when_added for state in states)


def test_an_algorithm_called_off_before_qgis_knows_of_it(
    qgis_app: QgsApplication, known_when_added: list[list[int]], run: tuple[AlgorithmRun, list[object]]
) -> None:
    made, heard = run

    def begin_and_call_off(_: object) -> None:
        made.start("eco_small:small", {})
        made.cancel()

    run_in_background(quick(begin_and_call_off))
    wait(qgis_app, lambda: bool(heard))
    assert heard == ["cancelled"]
    assert not made.is_running


def test_an_algorithm_that_refuses_while_it_is_prepared_says_why(
    qgis_app: QgsApplication, run: tuple[AlgorithmRun, list[object]]
) -> None:
    made, heard = run
    made.start("eco_small:small", {"REFUSES": True})
    wait(qgis_app, lambda: bool(heard), 5.0)
    assert heard == ["No key to that door."]
    assert not made.is_running
