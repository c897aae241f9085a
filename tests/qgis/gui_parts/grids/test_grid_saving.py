"""A draft is kept while it is redrawn, and two editors do not overwrite each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.qgis.gui_parts.desk import until
from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre
from yanqing_eco_plugin.core.supervision import check_plan
from yanqing_eco_plugin.gui.grids.draft import Work, keep_work, read_draft
from yanqing_eco_plugin.gui.grids.redrawing import Redrawing
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import plan_headers, read_plan, reference_of

from .pen import neighbours, stored


def test_every_gesture_is_kept_by_itself_and_the_check_is_clean(redrawing: Redrawing, place: Path) -> None:
    handler = redrawing.handler
    unit, to = neighbours(handler)
    handler.commit(handler.weigh([unit], to), "paint")
    handler.lock([unit], True, "lock")
    redrawing.describe(to, person_a="B-01", person_b="A-01")
    until(lambda: redrawing.saving.is_clean)
    plan = stored(place)
    assert plan.assignment["grid"][unit] == to
    assert plan.assignment["locked"][unit] == 1
    assert plan.cells.loc[to, ["person_a", "person_b"]].tolist() == ["B-01", "A-01"]
    with open_centre(place, writable=False) as centre:
        findings = check_plan(plan, reference_of(centre))
    assert [one for one in findings if one.code != "overload"] == []
    for _ in ("persons", "lock", "paint"):
        handler.undo()
    until(lambda: redrawing.saving.is_clean)
    assert stored(place).assignment["grid"][unit] != to


def test_what_is_not_kept_yet_is_kept_at_the_end(redrawing: Redrawing, place: Path) -> None:
    unit, to = neighbours(redrawing.handler)
    redrawing.handler.commit(redrawing.handler.weigh([unit], to), "paint")
    redrawing.end()
    assert stored(place).assignment["grid"][unit] == to


def other_editor(place: Path, unit: str, to: str) -> None:
    with open_centre(place, writable=False) as centre:
        theirs = read_draft(centre, "p1")
    homes = theirs.plan.assignment["grid"].copy()
    homes[unit] = to
    keep_work(str(place), theirs, Work(homes, frozenset()), by="planner two")


def test_two_editors_of_one_grid_meet_and_nothing_is_overwritten(redrawing: Redrawing, place: Path) -> None:
    handler, told = redrawing.handler, []
    redrawing.saving.conflicted.connect(told.append)
    unit, to = neighbours(handler)
    other_editor(place, unit, to)
    second = next(
        one for one in handler.units_of(handler.grid_of(unit)) if one != unit and not handler.weigh([one], to).refusal
    )
    handler.commit(handler.weigh([second], to), "paint")
    until(lambda: told)
    assert "planner two" in told[0]
    there = stored(place).assignment["grid"]
    assert there[unit] == to
    assert there[second] != to
    words = []
    redrawing.ended.connect(words.append)
    redrawing.end()
    with open_centre(place, writable=False) as centre:
        (new,) = {one.plan_id for one in plan_headers(centre)} - {"p1"}
        assert read_plan(centre, new).assignment["grid"][second] == to
    assert new in words[0]


def test_an_editor_elsewhere_is_not_disturbed_and_seen(redrawing: Redrawing, place: Path) -> None:
    handler = redrawing.handler
    unit, to = neighbours(handler)
    village = handler.village_of(to)
    graph = handler.draft.graph
    far = next(
        (str(graph.index[a]), handler.grid_of(str(graph.index[b])))
        for a, b in zip(graph.first, graph.second)
        if handler.village_of_unit(str(graph.index[a]))[:9] != village[:9]
        and handler.grid_of(str(graph.index[a])) != handler.grid_of(str(graph.index[b]))
        and not (move := handler.weigh([str(graph.index[a])], handler.grid_of(str(graph.index[b])))).refusal
        and move.effect.moved
    )
    other_editor(place, *far)
    told = []
    redrawing.saving.conflicted.connect(told.append)
    handler.commit(handler.weigh([unit], to), "paint")
    until(lambda: told or redrawing.saving.is_clean)
    assert told == []
    there = stored(place).assignment["grid"]
    assert there[unit] == to
    assert there[far[0]] == far[1] == handler.grid_of(far[0])


def test_a_draft_published_meanwhile_is_left_alone(redrawing: Redrawing, place: Path) -> None:
    told = []
    redrawing.saving.conflicted.connect(told.append)
    with open_centre(place) as centre:
        publish(centre)
    unit, to = neighbours(redrawing.handler)
    redrawing.handler.commit(redrawing.handler.weigh([unit], to), "paint")
    until(lambda: told)
    assert "published" in told[0]
    assert stored(place).assignment["grid"][unit] != to


def publish(centre: DataCentre) -> None:
    from datetime import date

    from yanqing_eco_plugin.processing_algorithms.grids.plan_store import publish_stored

    publish_stored(centre, "p1", effective_from=date(2026, 3, 1), reason="test", by="office")


def test_a_published_plan_is_not_opened_for_redrawing(place: Path) -> None:
    from yanqing_eco_plugin.core.errors import InputError

    with open_centre(place) as centre:
        publish(centre)
        with pytest.raises(InputError, match="never changes"):
            read_draft(centre, "p1")
