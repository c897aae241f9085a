"""What is loaded with a data centre stays, and Python does not search through it again and again."""

from __future__ import annotations

import gc

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.gui import session as session_module

from .desk import Desk, until


def test_what_is_loaded_is_kept_while_a_centre_is_open(desk: Desk, centre: DataCentre, monkeypatch) -> None:
    gc.unfreeze()
    monkeypatch.setattr(session_module, "_LOADED_MS", 1)
    session = desk.open(centre)
    session.keep_what_is_loaded()
    until(lambda: gc.get_freeze_count() > 10_000)
    session.shut_down()
    assert gc.get_freeze_count() == 0


def test_nothing_is_kept_for_a_centre_that_was_closed_at_once(desk: Desk, centre: DataCentre, monkeypatch) -> None:
    gc.unfreeze()
    monkeypatch.setattr(session_module, "_LOADED_MS", 1)
    session = desk.open(centre)
    session.keep_what_is_loaded()
    session.close()
    done: list[bool] = []
    session_module.QTimer.singleShot(50, lambda: done.append(True))
    until(lambda: done)
    assert gc.get_freeze_count() == 0
    session.shut_down()
