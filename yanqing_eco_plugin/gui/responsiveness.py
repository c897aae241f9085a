"""Keeps the window quick while Python works in the background: settings of the interpreter, as long as a centre is open."""

from __future__ import annotations

import gc
import sys

__all__ = ["as_before", "keep_for_good", "take_short_turns"]

_TURN_S = 0.001
_former: list[float] = []


def take_short_turns() -> None:
    """Let the window have its turn sooner while something is read in the background.

    A thread may hold the interpreter for 5 ms before another one gets it, and the window wants it several times for one
    look at the board: ten such waits are a stall that is seen.
    """
    if not _former:
        _former.append(sys.getswitchinterval())
        sys.setswitchinterval(min(_TURN_S, _former[0]))


def keep_for_good() -> None:
    """Take what exists now, above all modules, out of the search for cycles of dead objects; costs nothing.

    With the libraries of a data centre loaded, a full search takes 150 to 200 ms in which the window stands still, about
    once a minute while units move. Dead objects are still freed as before; only cycles that exist now and die later stay
    until `as_before`.
    """
    gc.freeze()


def as_before() -> None:
    """Leave the interpreter as it was."""
    gc.unfreeze()
    if _former:
        sys.setswitchinterval(_former.pop())
