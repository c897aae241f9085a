"""A QGIS user profile of its own for a test, so that nobody's settings are read or changed."""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_profile"]

_INI = """\
[PythonPlugins]
yanqing_eco_plugin=true
processing=true

[locale]
overrideFlag=true
userLocale={locale}
globalLocale=zh_CN

[migration]
firstRunVersionFlag=49999
fileVersion=2
settings=true

[qgis]
checkVersion=false
showTips=false
newsFeed\\enabled=false
askToSaveProjectChanges=false
compatibility\\showOldProjectWarning=false

[app]
plugin_installer\\checkOnStart=false
"""


def write_profile(folder: Path, *, locale: str = "zh-Hans", extra: str = "") -> Path:
    """Make ``profiles/default`` under `folder` with our plugin enabled; returns `folder` for ``--profiles-path``."""
    ini = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir(parents=True, exist_ok=True)
    ini.write_text(_INI.format(locale=locale) + extra, encoding="utf-8")
    return folder
