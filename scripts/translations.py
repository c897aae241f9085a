"""Collects the English sentences of the plugin into the translation catalogue and keeps what is translated.

    python scripts/translations.py           update i18n/yanqing_eco_zh_CN.ts, list what is not translated
    python scripts/translations.py FILE      also take from FILE (JSON: English → Chinese) what is not translated yet

Three things are collected: ``self.tr("…")`` in a class (under the class and its subclasses, because Qt looks the sentence up
under the class of the object), ``translate("Context", "…")``, and the message and hint of every error of the core's family
and every remark of its findings (under the context ``EcoError``).
"""

from __future__ import annotations

import ast
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = ROOT / "yanqing_eco_plugin"
CATALOGUE = PLUGIN / "i18n" / "yanqing_eco_zh_CN.ts"
ERRORS = "EcoError"

Catalogue = dict[tuple[str, str], str]


class _Collector(ast.NodeVisitor):
    def __init__(self, constants: dict[str, str], errors: set[str], family: set[str]) -> None:
        self.found: set[tuple[str, str]] = set()
        self._constants, self._errors, self._family = constants, errors, family
        self._class = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outer

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name == "tr" and self._class and node.args:
            self._add(self._class, node.args[0])
        elif name == "translate" and len(node.args) >= 2:
            context = node.args[0]
            known = context.value if isinstance(context, ast.Constant) else self._constants.get(_name(context), "")
            if known:
                self._add(known, node.args[1])
        elif name in self._errors or (name == "__init__" and self._class in self._family):
            for argument in [*node.args[:1], *(k.value for k in node.keywords if k.arg == "hint")]:
                self._add(ERRORS, argument)
        self.generic_visit(node)

    def _add(self, context: str, node: ast.expr) -> None:
        if isinstance(node, ast.IfExp):
            self._add(context, node.body)
            self._add(context, node.orelse)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip():
            self.found.add((context, node.value))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _subclasses(bases: dict[str, set[str]], root: str) -> Iterator[str]:
    for name, parents in bases.items():
        if root in parents:
            yield name
            yield from _subclasses(bases, name)


def _with_own_init(trees: list[ast.Module]) -> set[str]:
    return {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)
    }


def collect() -> set[tuple[str, str]]:
    """Context and English text of everything that wants a translation."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PLUGIN.rglob("*.py"))]
    constants = {
        _name(node.targets[0]): node.value.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    bases: dict[str, set[str]] = defaultdict(set)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name].update(_name(base) for base in node.bases)
    family = {ERRORS, *_subclasses(bases, ERRORS)}
    # An error that composes its own sentence takes other things than sentences.
    errors = {ERRORS, "Remark", *family - _with_own_init(trees)}
    found: set[tuple[str, str]] = set()
    for tree in trees:
        collector = _Collector(constants, errors, family)
        collector.visit(tree)
        found |= collector.found
    inherited = {(child, text) for context, text in found for child in _subclasses(bases, context) if context != ERRORS}
    return found | inherited


def load(path: Path = CATALOGUE) -> Catalogue:
    """What is translated already."""
    if not path.exists():
        return {}
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


def save(catalogue: Catalogue, path: Path = CATALOGUE) -> None:
    """Write Qt's format, in a stable order."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", '<TS version="2.1" language="zh_CN">']
    for context in sorted({context for context, _ in catalogue}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for text in sorted(text for other, text in catalogue if other == context):
            done = catalogue[context, text]
            state = "" if done else ' type="unfinished"'
            target = f"<translation{state}>{escape(done)}</translation>"
            lines += [
                "    <message>",
                f"        <source>{escape(text)}</source>",
                f"        {target}",
                "    </message>",
            ]
        lines.append("</context>")
    lines.append("</TS>")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def merged(wanted: Iterable[tuple[str, str]], known: Catalogue, more: Mapping[str, str]) -> Catalogue:
    """What is `wanted`, as it is `known`; what is not from `more`, else as another context has it.

    What stands in a context stays: the same English word is another one in Chinese where it means something else.
    """
    by_text = {text: done for (_, text), done in known.items() if done} | dict(more)
    return {key: known.get(key) or by_text.get(key[1], "") for key in wanted}


def main() -> int:
    """Update the catalogue; the exit status tells whether it is complete."""
    more: dict[str, str] = {}
    for source in sys.argv[1:]:
        more |= json.loads(Path(source).read_text(encoding="utf-8"))
    catalogue = merged(collect(), load(), more)
    save(catalogue)
    missing = sorted({text for (_, text), done in catalogue.items() if not done})
    print(f"{len(catalogue)} sentences, {len(missing)} not translated")
    for text in missing:
        print(json.dumps(text, ensure_ascii=False))
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
