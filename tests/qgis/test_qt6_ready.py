"""What a static look can say about Qt 6: enumerations are named with their class, and nothing removed is used."""

from __future__ import annotations

import ast
import enum
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parents[2] / "yanqing_eco_plugin"
SOURCES = sorted(path for path in PLUGIN.rglob("*.py") if "core" not in path.relative_to(PLUGIN).parts[:1])
REMOVED = {"exec_", "toPyObject", "QRegExp", "QDesktopWidget", "QSignalMapper"}


def imported(tree: ast.AST) -> dict[str, object]:
    """The classes of QGIS and Qt that a file imports, by the name it uses."""
    found: dict[str, object] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            module = importlib.import_module(node.module)
            for alias in node.names:
                if hasattr(module, alias.name):
                    found[alias.asname or alias.name] = getattr(module, alias.name)
    return found


def unscoped(text: str) -> Iterator[str]:
    """Members of enumerations that are reached through the class around the enumeration."""
    tree = ast.parse(text)
    classes = imported(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        owner = resolve(node.value, classes)
        if not isinstance(owner, type) or not hasattr(owner, node.attr):
            continue
        value = getattr(owner, node.attr)
        is_member = isinstance(value, (int, enum.Enum)) and type(value) not in (int, bool)
        if is_member and not isinstance(value, owner):
            yield f"line {node.lineno}: {ast.unparse(node)} is a {type(value).__name__}"


def resolve(node: ast.expr, classes: dict[str, object]) -> object:
    if isinstance(node, ast.Name):
        return classes.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(resolve(node.value, classes), node.attr, None)
    return None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PLUGIN)))
def test_enumerations_are_scoped(path: Path) -> None:
    assert list(unscoped(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PLUGIN)))
def test_nothing_that_qt6_removed(path: Path) -> None:
    names = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Attribute, ast.Name))
    }
    assert not names & REMOVED


def test_an_unscoped_enumeration_is_found() -> None:
    text = "from qgis.PyQt.QtCore import Qt\nfrom qgis.PyQt.QtWidgets import QSizePolicy\n"
    assert list(unscoped(text + "Qt.AlignLeft")) == ["line 3: Qt.AlignLeft is a AlignmentFlag"]
    assert list(unscoped(text + "QSizePolicy.Expanding"))
    assert list(unscoped(text + "Qt.AlignmentFlag.AlignLeft\nQSizePolicy.Policy.Expanding")) == []
