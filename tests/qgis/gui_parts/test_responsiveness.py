"""The interpreter is set so that the window stays quick while a data centre is open, and left as it was."""

from __future__ import annotations

import gc
import sys

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.gui import session as session_module
from yanqing_eco_plugin.gui.responsiveness import as_before, take_short_turns

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


def test_turns_are_short_until_the_plugin_goes() -> None:
    former = sys.getswitchinterval()
    take_short_turns()
    take_short_turns()
    assert sys.getswitchinterval() <= 0.001
    as_before()
    assert sys.getswitchinterval() == former
    as_before()
    assert sys.getswitchinterval() == former
