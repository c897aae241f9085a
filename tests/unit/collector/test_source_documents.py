"""What the documents show can be pasted: every table is accepted, every message is read, in both languages alike."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.collector.section import Section
from yanqing_eco_plugin.core.collector.source_delivery import fix_rules
from yanqing_eco_plugin.core.ingest.json_observations import decode_json_observations
from yanqing_eco_plugin.core.ingest.positions import FixLimits

DOCS = Path(__file__).resolve().parents[3] / "docs"
MODULES = {name: name for name in ("mqtt", "sensorthings", "traccar", "drop_folder")} | {"http": "http_listener"}


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (DOCS / name).read_text(encoding="utf-8"), re.S | re.M)


@pytest.mark.parametrize("name", ["collector-sources.md", "collector-sources.zh.md"])
def test_tables_are_accepted(name: str) -> None:
    pytest.importorskip("paho.mqtt")
    pytest.importorskip("aiohttp")
    seen = set()
    for block in blocks(name, "toml"):
        content = tomllib.loads(block)
        for kind, found in content.items():
            if kind not in MODULES:
                continue
            table = dict(found[0] if isinstance(found, list) else found)
            table.pop("name", None)
            import_module(f"yanqing_eco_plugin.core.collector.{MODULES[kind]}").make_source(table, kind)
            seen.add(kind)
    assert seen == set(MODULES)


@pytest.mark.parametrize("name", ["collector-sources.md", "collector-sources.zh.md"])
def test_limits_shown_are_the_defaults(name: str) -> None:
    content = tomllib.loads(next(block for block in blocks(name, "toml") if "[limits]" in block))
    section = Section(content, "x")
    rules = fix_rules(section)
    section.finish()
    assert section.mistakes == []
    assert rules.limits == FixLimits()
    assert set(content["limits"]) < set(FixLimits.__dataclass_fields__)


@pytest.mark.parametrize("name", ["collector-sources.md", "collector-sources.zh.md"])
def test_messages_are_read(name: str) -> None:
    found = [
        decode_json_observations(block.encode(), "x", now=datetime(2026, 6, 1, tzinfo=UTC))
        for block in blocks(name, "json")
    ]
    assert [len(one.observations) for one in found] == [3, 2]
    assert all(one.rejects.empty for one in found)
    assert list(found[1].observations["value"]) == [61.0, pytest.approx(20.0)]


def test_both_languages_show_the_same_keys() -> None:
    one, other = (
        [tomllib.loads(block) for block in blocks(name, "toml")]
        for name in ("collector-sources.md", "collector-sources.zh.md")
    )
    assert one == other
