"""A proposal with n grids in a village, a township, every township: shown first, taken over as one step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsApplication

from tests.qgis.gui_parts.desk import until
from yanqing_eco_plugin.gui.grids.proposal_page import ProposalPage
from yanqing_eco_plugin.gui.grids.redrawing import Redrawing
from yanqing_eco_plugin.processing_algorithms.provider import EcoProvider

from .pen import written

VILLAGE, TOWNSHIP, EVERY = range(3)


@pytest.fixture
def page(qgis_app: QgsApplication, redrawing: Redrawing) -> Iterator[ProposalPage]:
    registry = QgsApplication.processingRegistry()
    provider = None
    if registry.providerById("yanqing_eco") is None:
        provider = EcoProvider()
        registry.addProvider(provider)
    made = ProposalPage()
    made.begin(redrawing)
    redrawing.choose(str(redrawing.handler.assignment.iloc[0]))
    yield made
    made.shut_down()
    if provider is not None:
        registry.removeProvider(provider)


def propose(page: ProposalPage, scope: int, parts: int) -> None:
    page.scope.setCurrentIndex(scope)
    page.parts.setValue(parts)
    page.most.setValue(99)
    page.tolerance.setValue(10)
    page.start()
    until(lambda: not page.run.is_running)


def by_township(redrawing: Redrawing) -> dict[str, int]:
    return redrawing.figures["village"].str[:9].value_counts().to_dict()


@pytest.mark.parametrize(("scope", "parts", "expected"), [
    (TOWNSHIP, 5, [5, 6]), (TOWNSHIP, 8, [6, 8]), (EVERY, 5, [5, 5]), (EVERY, 7, [7, 7]), (VILLAGE, 4, [6, 7]),
])  # fmt: skip
def test_the_township_gets_exactly_so_many(
    page: ProposalPage, redrawing: Redrawing, scope: int, parts: int, expected: list[int]
) -> None:
    former = written(redrawing.handler)
    propose(page, scope, parts)
    assert written(redrawing.handler).tolist() == former.tolist(), "shown, not done"
    assert page.take.isEnabled(), page.word.text()
    page.take.click()
    assert sorted(by_township(redrawing).values()) == expected
    assert (redrawing.figures["pieces"] == 1).all()
    assert redrawing.layer.undoStack().count() == 1
    redrawing.handler.undo()
    assert written(redrawing.handler).tolist() == former.tolist()


def test_as_many_as_now_keeps_the_number(page: ProposalPage, redrawing: Redrawing) -> None:
    before = by_township(redrawing)
    propose(page, EVERY, 0)
    if page.take.isEnabled():
        page.take.click()
    assert by_township(redrawing) == before


def test_fewer_grids_than_villages_is_said(page: ProposalPage, redrawing: Redrawing) -> None:
    propose(page, TOWNSHIP, 1)
    assert "a grid lies in one village" in page.word.text()
    assert not page.take.isEnabled()


def test_redrawing_meanwhile_drops_the_proposal(page: ProposalPage, redrawing: Redrawing) -> None:
    propose(page, TOWNSHIP, 8)
    redrawing.handler.lock([str(redrawing.draft.units.index[0])], True, "lock")
    assert not page.take.isEnabled()
    assert "new proposal" in page.word.text()
