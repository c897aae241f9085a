"""User and password of a shared centre, from the QGIS authentication store; kept in memory alone.

The address of a shared centre holds the id of an authentication configuration (``authcfg``), never a password. QGIS may
have to ask for its master password to look it up, which it does in the GUI thread: `fetch_credentials` is called there,
before the background work that connects; the work itself calls `use_auth_store` and finds what was fetched.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QThread

from .core.errors import CentreError

if TYPE_CHECKING:
    from .core.data_centre.postgis import Credentials

__all__ = ["authcfg_of", "fetch_credentials", "forget_credentials", "use_auth_store"]

_guard = threading.Lock()
# Connection settings as QGIS writes them (``user='…'``), by id of the configuration.
_fetched: dict[str, list[str]] = {}


def authcfg_of(address: str) -> str:
    """Id of the authentication configuration that an address names; empty where it names none."""
    # Addresses are looked at before the database driver is loaded, which takes longer than a blink.
    _, question, query = address.partition("?")
    return parse_qs(query.partition("#")[0]).get("authcfg", [""])[0] if question and "://" in address else ""


def fetch_credentials(address: str) -> None:
    """Look up what an address needs in the authentication store; nothing where it names no configuration.

    In the GUI thread the store is asked each time, so that a password changed there counts, and QGIS asks for its master
    password where it has to. Elsewhere what was fetched before is enough.

    Raises
    ------
    CentreError
        The store is switched off or stays locked, or has no such configuration.
    """
    authcfg = authcfg_of(address)
    if authcfg and (_in_gui_thread() or not _known(authcfg)):
        settings = _look_up(authcfg)
        with _guard:
            _fetched[authcfg] = settings


def use_auth_store() -> None:
    """Let the core resolve configurations through what was fetched; called where the work is done."""
    from .core.data_centre.postgis import set_resolver

    set_resolver(_resolve)


def forget_credentials() -> None:
    """Keep no password any longer; for the end of the plugin."""
    with _guard:
        _fetched.clear()


def _resolve(authcfg: str) -> Credentials:
    from psycopg.conninfo import conninfo_to_dict

    from .core.data_centre.postgis import Credentials

    if not _known(authcfg):
        settings = _look_up(authcfg)
        with _guard:
            _fetched[authcfg] = settings
    with _guard:
        said = {name: str(value) for name, value in conninfo_to_dict(" ".join(_fetched[authcfg])).items()}
    return Credentials(said.pop("user", ""), said.pop("password", ""), said)


def _known(authcfg: str) -> bool:
    with _guard:
        return authcfg in _fetched


def _in_gui_thread() -> bool:
    return QThread.currentThread() == QgsApplication.instance().thread()


def _look_up(authcfg: str) -> list[str]:
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        raise CentreError(
            "The authentication store of this QGIS is switched off, so the data centre cannot be connected to.",
            hint="Let the administrator of this computer switch it on, or leave authcfg out of the address.",
        )
    # A thread in the background that asked for it might wait for a window that waits for the thread.
    asked = manager.setMasterPassword(True) if _in_gui_thread() else manager.masterPasswordIsSet()
    if not asked:
        raise CentreError(
            "The authentication store of QGIS is locked.",
            hint="Open the data centre again and enter the master password when QGIS asks for it.",
        )
    if authcfg not in manager.configIds():
        raise CentreError(
            "This QGIS has no authentication configuration {authcfg}.",
            hint="Connect to the data centre anew and choose an authentication configuration of this computer.",
            authcfg=authcfg,
        )
    usable, settings = manager.updateDataSourceUriItems([], authcfg, "postgres")
    if not usable or not settings:
        raise CentreError(
            "The authentication configuration {authcfg} cannot be used for a database.",
            hint="Use one with user and password, or with a certificate.",
            authcfg=authcfg,
        )
    return list(settings)
