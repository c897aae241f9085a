"""Runs ``qgis_process`` as a user without a screen does, with a profile of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Headless"]

ROOT = Path(__file__).resolve().parents[3]


class Headless:
    """``qgis_process`` with the plugin enabled.

    Parameters
    ----------
    home
        Empty folder for the profile.
    locale
        Language of QGIS.
    """

    def __init__(self, home: Path, locale: str = "en") -> None:
        # Debian's wrapper script hands on options of the desktop program that qgis_process does not know.
        program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
        if program is None:
            pytest.skip("qgis_process is not installed")
        self.program = program
        self.home = home
        self.environment = os.environ | {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_PLUGINPATH": str(ROOT),
            "PYTHONWARNINGS": "ignore",
            "QGIS_CUSTOM_CONFIG_PATH": str(home / "config"),
        }
        home.chmod(0o700)
        if sys.prefix != sys.base_prefix:
            packages = [os.environ.get("PYTHONPATH", ""), sysconfig.get_paths()["purelib"]]
            self.environment["PYTHONPATH"] = os.pathsep.join(filter(None, packages))
            if Path("/usr/share/proj/proj.db").is_file():
                self.environment["PROJ_DATA"] = "/usr/share/proj"
        ini = home / "config" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        ini.parent.mkdir(parents=True)
        ini.write_text(
            f"[PythonPlugins]\nyanqing_eco_plugin=true\n\n[locale]\noverrideFlag=true\nuserLocale={locale}\n",
            encoding="utf-8",
        )

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run with `arguments` and give what it said."""
        return subprocess.run(
            [self.program, *arguments],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def run(self, algorithm: str, **parameters: Any) -> dict[str, Any]:
        """Results of one of our algorithms, which must succeed."""
        given = [f"--{name}={value}" for name, value in parameters.items()]
        done = self.call("--json", "run", f"yanqing_eco:{algorithm}", *given)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return json.loads(done.stdout)["results"]
