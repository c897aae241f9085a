"""Builds the plugin's zip, and installs it into the user's own QGIS profile.

python scripts/package.py [--install] dist/yanqing_eco_plugin.zip
"""

from __future__ import annotations

import argparse
import shutil
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = ROOT / "yanqing_eco_plugin"
LEFT_OUT = {"__pycache__"}
LEFT_OUT_ENDINGS = {".pyc", ".ts"}
PROFILE_PLUGINS = Path.home() / ".local/share/QGIS/QGIS3/profiles/default/python/plugins"


def files() -> list[Path]:
    """What belongs into the package."""
    return sorted(
        path
        for path in PLUGIN.rglob("*")
        if path.is_file() and not LEFT_OUT.intersection(path.parts) and path.suffix not in LEFT_OUT_ENDINGS
    )


def build(target: Path) -> int:
    """Write the zip; gives the number of files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    content = files()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in content:
            archive.write(path, path.relative_to(ROOT))
    return len(content)


def install(package: Path) -> Path:
    """Replace the plugin in the default profile by the packaged one."""
    target = PROFILE_PLUGINS / PLUGIN.name
    if target.is_symlink():
        raise SystemExit(f"{target} is a link to a checkout: remove it first")
    if target.exists():
        shutil.rmtree(target)
    PROFILE_PLUGINS.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(PROFILE_PLUGINS)
    return target


def main() -> None:
    """Build, and install when asked."""
    parser = argparse.ArgumentParser(description="Build the plugin's zip.")
    parser.add_argument("target", type=Path)
    parser.add_argument("--install", action="store_true", help="also install it into the default QGIS profile")
    asked = parser.parse_args()
    print(f"{asked.target}: {build(asked.target)} files, {asked.target.stat().st_size / 1e6:.2f} MB")
    if asked.install:
        print(f"installed in {install(asked.target)}")


if __name__ == "__main__":
    main()
