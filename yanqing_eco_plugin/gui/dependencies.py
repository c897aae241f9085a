"""What the plugin needs beside QGIS: what is installed, what is missing, how to install it."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR

__all__ = ["REQUIREMENTS", "Dependency", "dependencies", "install_command", "versions"]

_PLUGIN = Path(__file__).resolve().parents[1]
REQUIREMENTS = _PLUGIN / "requirements.txt"

# Come with QGIS or the system; requirements.txt does not name them, so that pip never puts others in front of them.
_OF_THE_SYSTEM = ("numpy", "geopandas", "rasterio", "scipy", "matplotlib", "requests")

_LINE = re.compile(r"^\s*([A-Za-z0-9._-]+)(\[[^\]]*\])?\s*([^;#]*)(?:;\s*([^#]*))?")


@dataclass(frozen=True)
class Dependency:
    """A Python package: what is asked for and what is there (empty = missing)."""

    name: str
    wanted: str
    installed: str
    fits: bool


def dependencies(
    lines: Iterable[str] | None = None, *, installed: Callable[[str], str] | None = None
) -> list[Dependency]:
    """Every package the plugin needs; `lines` are those of a requirements file (default: the plugin's own)."""
    if lines is None:
        lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines() if REQUIREMENTS.is_file() else []
    version = installed or _installed
    found: dict[str, Dependency] = {}
    for line in lines:
        match = _LINE.match(line)
        if match is None or line.lstrip().startswith("#"):
            continue
        name, _, wanted, marker = match.groups()
        if marker and not _holds(marker):
            continue
        here = version(name)
        found[name] = Dependency(name, wanted.strip(), here, bool(here) and _fits(here, wanted.strip()))
    for name in _OF_THE_SYSTEM:
        if name not in found:
            here = version(name)
            found[name] = Dependency(name, "", here, bool(here))
    return list(found.values())


def install_command() -> str:
    """The command that installs what is missing on this system."""
    if platform.system() == "Windows":
        return f'python -m pip install -r "{REQUIREMENTS}"'
    python = Path(sys.exec_prefix) / "bin" / "python3"
    return f'"{python}" -m pip install --user -r "{REQUIREMENTS}"'


def versions() -> dict[str, str]:
    """Versions of the plugin and of what it runs in."""
    text = (_PLUGIN / "metadata.txt").read_text(encoding="utf-8")
    match = re.search(r"^version=(.+)$", text, re.MULTILINE)
    return {
        "Yanqing Eco": match.group(1).strip() if match else "",
        "QGIS": Qgis.QGIS_VERSION,
        "Qt": QT_VERSION_STR,
        "Python": platform.python_version(),
    }


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _holds(marker: str) -> bool:
    try:
        from packaging.markers import Marker
    except ImportError:
        return True
    return bool(Marker(marker.strip()).evaluate())


def _fits(version: str, wanted: str) -> bool:
    # Without `packaging` ranges cannot be compared; that something is installed is all one can say then.
    try:
        from packaging.specifiers import SpecifierSet
    except ImportError:
        return True
    return SpecifierSet(wanted).contains(version, prereleases=True)
