"""The Chinese catalogue is complete and says the same as the English sentences."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
translations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(translations)


@pytest.fixture(scope="module")
def catalogue() -> dict[tuple[str, str], str]:
    return translations.load()


def test_every_sentence_is_in_the_catalogue(catalogue: dict) -> None:
    assert sorted(translations.collect() - set(catalogue)) == [], "run `make translations`"


def test_nothing_is_left_untranslated(catalogue: dict) -> None:
    assert sorted(key for key, done in catalogue.items() if not done.strip()) == []


def test_nothing_obsolete_is_left(catalogue: dict) -> None:
    assert sorted(set(catalogue) - translations.collect()) == [], "run `make translations`"


def test_placeholders_are_the_same(catalogue: dict) -> None:
    def places(text: str) -> list[str]:
        return sorted(re.findall(r"\{[^}]*\}|%\d|%[sd]", text))

    assert [key for key, done in catalogue.items() if places(key[1]) != places(done)] == []


def test_the_collector_finds_all_three_kinds(tmp_path: Path) -> None:
    found = translations.collect()
    contexts = {context for context, _ in found}
    assert "EcoError" in contexts
    assert ("EcoSession", "Opening the data centre") in found
    assert ("EcoError", "The work was cancelled.") in found


def test_a_word_keeps_what_it_means_in_its_context() -> None:
    known = {("Dock", "Area"): "范围", ("Atlas", "Area"): "面积", ("Dock", "Units"): ""}
    wanted = [*known, ("Page", "Area"), ("Page", "New")]
    found = translations.merged(wanted, known, {"Area": "地区", "Units": "资源"})
    assert found == {
        ("Dock", "Area"): "范围",
        ("Atlas", "Area"): "面积",
        ("Dock", "Units"): "资源",
        ("Page", "Area"): "地区",
        ("Page", "New"): "",
    }
