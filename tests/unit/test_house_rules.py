"""The rules of the house, checked on the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "yanqing_eco_plugin"
PACKAGE = PLUGIN.name

# Which package of the core may use which other; what is not named here may use nothing but the core's own modules.
COMPUTE = {"analysis", "lidar", "transport", "forecast", "supervision", "emergency"}
MAY_USE = {
    "standards": set(),
    **{name: {"standards"} for name in COMPUTE},
    "ingest": {"standards"},
    "data_centre": {"standards"},
    "collector": {"standards", "ingest", "data_centre", "lidar"},
    "demo": {"standards", "ingest", "data_centre", "collector", "lidar", "supervision", "transport", "emergency"},
    "reports": {"standards", "data_centre", *COMPUTE},
}
WIDGETS = ("qgis.gui", "qgis.PyQt.QtWidgets", "qgis.utils")
WITHOUT_WIDGETS = ("layers", "tasks", "processing_algorithms")


def sources() -> list[Path]:
    return sorted(PLUGIN.rglob("*.py"))


def imports(tree: ast.AST, module: str) -> Iterator[tuple[int, str]]:
    """Line and absolute dotted name of everything imported; relative imports are resolved."""
    package = module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            prefix = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{prefix}.{alias.name}") for alias in node.names)


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts)


def breaches(path: Path, text: str) -> list[str]:
    """What the file does against the rules on who may know whom."""
    found = []
    part = path.relative_to(PLUGIN).parts
    core = f"{PACKAGE}.core."
    for line, name in imports(ast.parse(text), module_name(path)):
        where = f"{path.relative_to(ROOT)}:{line}: {name}"
        if name.split(".")[0] in ("PyQt5", "PyQt6", "PySide2", "PySide6"):
            found.append(f"{where} (Qt comes through qgis.PyQt)")
        if part[0] == "core":
            if name.split(".")[0] == "qgis" or (name.startswith(f"{PACKAGE}.") and not name.startswith(core)):
                found.append(f"{where} (core knows neither QGIS nor the wing)")
            target = name[len(core) :].split(".")[0] if name.startswith(core) else ""
            if len(part) > 2 and target in MAY_USE and target != part[1] and target not in MAY_USE[part[1]]:
                found.append(f"{where} ({part[1]} may not use {target})")
        if part[0] in WITHOUT_WIDGETS and name.startswith(WIDGETS):
            found.append(f"{where} ({part[0]} has no windows)")
    return found


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_house(path: Path) -> None:
    assert breaches(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("core/lidar/fernald.py", "from qgis.core import QgsProject"),
        ("core/lidar/fernald.py", "from ..data_centre import open_centre"),
        ("core/standards/air.py", "from ..ingest import sniff"),
        ("core/errors.py", "from ..messages import translated"),
        ("layers/sources.py", "from qgis.PyQt.QtWidgets import QLabel"),
        ("layers/sources.py", "from qgis import gui\nimport qgis.gui"),
        ("gui/dock.py", "from PyQt5.QtCore import Qt"),
    ],
)
def test_a_breach_is_found(place: str, line: str) -> None:
    assert breaches(PLUGIN / place, line)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_are_small_and_leave_nothing_open(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "a file above 400 lines is split"
    for node in ast.walk(ast.parse(text)):
        assert not isinstance(node, ast.Assert), f"line {node.lineno}: assert in shipped code"
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: bare except"
            assert not (len(node.body) == 1 and isinstance(node.body[0], ast.Pass)), f"line {node.lineno}: silent pass"
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in ("tr", "translate"):
            assert not any(isinstance(a, ast.JoinedStr) for a in node.args), f"line {node.lineno}: tr(f'…')"
        assert not (isinstance(called, ast.Attribute) and called.attr == "processEvents"), f"line {node.lineno}"


def test_the_four_links_at_the_root() -> None:
    for name in ("metadata.txt", "resources", "processing_algorithms", "i18n"):
        link = ROOT / name
        assert link.is_symlink()
        assert link.resolve() == (PLUGIN / name).resolve()
