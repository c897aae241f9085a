"""The report on local or external: everything the core can find has words in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.demo.transport_episodes import simulated_episode
from yanqing_eco_plugin.core.errors import EcoError
from yanqing_eco_plugin.core.reports.transport_report import attribution_html, write_attribution_report
from yanqing_eco_plugin.core.reports.transport_words import EVIDENCE_WORDS, FINDING_WORDS, finding_text, transport_word
from yanqing_eco_plugin.core.transport import VERDICTS, WEIGHTS, attribute

TRANSPORT = Path(__file__).resolve().parents[3] / "yanqing_eco_plugin" / "core" / "transport"


def findings() -> set[str]:
    """Every literal that the source hands to `evidence` and `missing` as a finding."""
    found = set()
    for path in TRANSPORT.glob("evidence_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch("[a-z_]+", node.value):
                found.add(node.value)
    return found


def test_every_finding_has_words_and_no_word_is_left_over() -> None:
    assert set(FINDING_WORDS) <= findings()
    assert set(EVIDENCE_WORDS) == set(WEIGHTS)
    for chinese, english in FINDING_WORDS.values():
        assert re.search("[\u4e00-\u9fff]", chinese)
        assert sorted(re.findall(r"{(\w+)", chinese)) == sorted(re.findall(r"{(\w+)", english))
    for verdict in VERDICTS:
        assert transport_word(verdict, "zh") != transport_word(verdict, "en")


@pytest.mark.parametrize("scenario", ["local", "external", "stagnation"])
@pytest.mark.parametrize("without", [(), ("wind", "aloft", "flux", "mixing", "gases", "outside")])
def test_the_report_says_what_was_found(scenario: str, without: tuple[str, ...]) -> None:
    data = simulated_episode(scenario, 3, without=without).data
    answer = attribute(data)
    for language in ("zh", "en"):
        text = attribution_html(answer, data, language=language, synthetic=True, place="<b>&站")
        assert transport_word(answer.verdict, language) in text
        assert transport_word("synthetic", language) in text
        assert transport_word("caution", language) in text
        assert "&lt;b&gt;&amp;站" in text
        assert "<b>" not in text
        for piece in answer.evidence:
            assert transport_word(piece.key, language) in text
            shown = finding_text(piece.finding, piece.values, language)
            assert shown.split("（")[0].split("&")[0][:12] in text
            assert "nan" not in shown


def test_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    write_attribution_report(tmp_path / "a.html", "ü")
    assert (tmp_path / "a.html").read_bytes() == "ü".encode()
    with pytest.raises(EcoError):
        write_attribution_report(tmp_path / "none" / "a.html", "x")
