"""What waits for the end of a drawing comes once, late rather than never, and not for those who are gone."""

from __future__ import annotations

import time

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QObject

from yanqing_eco_plugin.layers.drawing import when_drawn

pytestmark = pytest.mark.usefixtures("qgis_app")


def turn(times: int = 10) -> None:
    """Let Qt work for a while."""
    for _ in range(times):
        QCoreApplication.processEvents()
        time.sleep(0.02)


def test_at_once_where_nothing_is_drawn() -> None:
    done: list[bool] = []
    when_drawn(lambda: False, QObject(), lambda: done.append(True), 1_000)
    assert done == [True]


def test_after_the_drawing_and_once() -> None:
    owner, drawing, done = QObject(), [True], []
    when_drawn(lambda: drawing[0], owner, lambda: done.append(True), 60_000)
    turn()
    assert not done
    drawing[0] = False
    turn()
    assert done == [True]


def test_a_drawing_without_end_is_not_waited_for() -> None:
    owner, asked, done = QObject(), [], []
    when_drawn(lambda: bool(asked.append(True)) or True, owner, lambda: done.append(True), 90)
    turn(30)
    assert done == [True]
    assert len(asked) == 3


def test_who_is_gone_is_not_called() -> None:
    owner, done = QObject(), []
    when_drawn(lambda: True, owner, lambda: done.append(True), 60)
    sip.delete(owner)
    turn()
    assert not done
