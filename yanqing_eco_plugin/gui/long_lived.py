"""Spares the window the pauses in which Python looks through everything that was loaded to stay."""

from __future__ import annotations

import gc

__all__ = ["keep_for_good", "let_go"]


def keep_for_good() -> None:
    """Take what exists now, above all modules, out of the search for cycles of dead objects; costs nothing.

    With the libraries of a data centre loaded, a full search takes 150 to 200 ms in which the window stands still, about
    once a minute while units move. Dead objects are still freed as before; only cycles that exist now and die later stay
    until `let_go`.
    """
    gc.freeze()


def let_go() -> None:
    """Search through everything again."""
    gc.unfreeze()
