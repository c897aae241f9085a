"""User and password of a shared centre, from the QGIS authentication store; kept in memory alone.

The address of a shared centre holds the id of an authentication configuration (``authcfg``), never a password. QGIS may
have to ask for its master password to look it up, which it does in the GUI thread: `fetch_credentials` is called there,
before the background work that connects; the work itself calls `use_auth_store` and finds what was fetched.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QThread

from .core.errors import CentreError
from .credential_files import forget_files, keep_files

if TYPE_CHECKING:
    from .core.data_centre.postgis import Credentials, PostgisAddress

__all__ = ["authcfg_of", "fetch_credentials", "forget_credentials", "show_certificates", "use_auth_store"]

_guard = threading.Lock()
# Connection settings as QGIS writes them (``user='…'``), by id of the configuration and TLS mode.
_fetched: dict[tuple[str, str], list[str]] = {}
_ENVIRONMENT = {"sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
# What we wrote there.
_shown: dict[str, str] = {}


def authcfg_of(address: str) -> str:
    """Id of the authentication configuration that an address names; empty where it names none."""
    return _said(address).get("authcfg", "")


def fetch_credentials(address: str) -> None:
    """Look up what an address needs in the authentication store; nothing where it names no configuration.

    In the GUI thread the store is asked each time, so that a password changed there counts, and QGIS asks for its master
    password where it has to. Elsewhere what was fetched before is enough.

    Raises
    ------
    CentreError
        The store is switched off or stays locked, or has no such configuration.
    """
    said = _said(address)
    authcfg, sslmode = said.get("authcfg", ""), said.get("sslmode", "")
    if authcfg and (_in_gui_thread() or not _known(authcfg, sslmode)):
        _fetch(authcfg, sslmode)


def show_certificates(address: str) -> None:
    """Write the certificates that an address names into the environment, where the connections of QGIS's layers find them.

    The ``postgres`` provider takes nothing but the TLS mode from a layer's own address (and would delete the files named
    there after it had connected). With an authentication configuration it trusts the authorities that QGIS trusts; without
    one it leaves the matter to libpq, which looks into the environment. What the environment said before is left alone. Only
    for an address that the user gave: one that came with a project must not decide whom this process trusts.
    """
    said = _said(address)
    if said.get("authcfg"):
        return
    for setting, name in _ENVIRONMENT.items():
        path = said.get(setting, "")
        if path and os.environ.get(name, "") == _shown.get(name, ""):
            os.environ[name] = _shown[name] = path


def use_auth_store() -> None:
    """Let the core resolve configurations through what was fetched; called where the work is done."""
    from .core.data_centre.postgis import set_resolver

    set_resolver(_resolve)


def forget_credentials() -> None:
    """Keep no password and no certificate any longer; for the end of the plugin."""
    with _guard:
        _fetched.clear()
        forget_files()


def _said(address: str) -> dict[str, str]:
    """Settings of a shared centre's address."""
    # Addresses are looked at before the database driver is loaded, which takes longer than a blink.
    _, question, query = address.partition("?")
    return dict(parse_qsl(query.partition("#")[0])) if question and "://" in address else {}


def _resolve(address: PostgisAddress) -> Credentials:
    from psycopg.conninfo import conninfo_to_dict

    from .core.data_centre.postgis import Credentials

    which = address.authcfg, address.options.get("sslmode", "")
    if not _known(*which):
        _fetch(*which)
    with _guard:
        said = {name: str(value) for name, value in conninfo_to_dict(" ".join(_fetched[which])).items()}
    return Credentials(said.pop("user", ""), said.pop("password", ""), said)


def _known(authcfg: str, sslmode: str) -> bool:
    with _guard:
        return (authcfg, sslmode) in _fetched


def _fetch(authcfg: str, sslmode: str) -> None:
    settings = _look_up(authcfg, sslmode)
    with _guard:
        _fetched[authcfg, sslmode] = keep_files(settings)


def _in_gui_thread() -> bool:
    return QThread.currentThread() == QgsApplication.instance().thread()


def _look_up(authcfg: str, sslmode: str) -> list[str]:
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
    # As QGIS does it for its layers: it adds its own authorities where the mode verifies, and only there.
    items = [f"sslmode={sslmode}"] if sslmode else []
    usable, settings = manager.updateDataSourceUriItems(items, authcfg, "postgres")
    if not usable or settings == items:
        raise CentreError(
            "The authentication configuration {authcfg} cannot be used for a database.",
            hint="Use one with user and password, or with a certificate.",
            authcfg=authcfg,
        )
    return list(settings)
