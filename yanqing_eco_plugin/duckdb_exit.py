"""Keeps QGIS from aborting when it ends after DuckDB was used."""

from __future__ import annotations

import ctypes
import sys

__all__ = ["release_duckdb"]

_CLEANUP = "_clean_default_connection"


def release_duckdb() -> None:
    """Make DuckDB give back the Python objects it keeps in static variables; to be called last, from the main thread.

    DuckDB frees them when Python is closed, by a capsule in its module. QGIS ends without closing Python: then they are freed
    with nobody holding Python's lock, and the process aborts after all its work is done. The capsule holds the address of the
    function that frees them, which may be called again after DuckDB was used again. Without DuckDB nothing happens.
    """
    for name in ("_duckdb", "duckdb"):
        capsule = getattr(sys.modules.get(name), _CLEANUP, None)
        if capsule is not None:
            address_in = ctypes.pythonapi.PyCapsule_GetPointer
            address_in.restype, address_in.argtypes = ctypes.c_void_p, (ctypes.py_object, ctypes.c_char_p)
            ctypes.PYFUNCTYPE(None)(address_in(capsule, None))()
            return
