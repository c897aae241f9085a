"""``metadata.txt`` as the plugin site asks for it."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = (
    "name", "qgisMinimumVersion", "description", "about", "version", "author", "email", "tracker", "repository", "homepage",
    "license", "icon", "tags",
)  # fmt: skip


def metadata() -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return dict(parser["general"])


def test_everything_required_is_there() -> None:
    said = metadata()
    assert [name for name in REQUIRED if not said.get(name, "").strip()] == []


def test_what_the_site_refuses_or_warns_about() -> None:
    said = metadata()
    assert said["license"] == "GPL-2.0-or-later"
    assert said["hasProcessingProvider"] == "yes"
    assert (said["qgisMinimumVersion"], said["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert "supportsQt6" not in said
    assert re.fullmatch(r"\d+\.\d+\.\d+", said["version"])
    assert all(said[name].startswith("https://") for name in ("tracker", "repository", "homepage"))
    assert "plugin" not in said["name"].lower()
    assert "<" not in said["about"] + said["description"]
    assert (ROOT / "yanqing_eco_plugin" / said["icon"]).is_file()
    assert (
        (ROOT / "yanqing_eco_plugin" / "LICENSE").read_text(encoding="utf-8").strip().startswith("GNU GENERAL PUBLIC")
    )


def test_the_version_is_in_the_changelog() -> None:
    assert f"## {metadata()['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
