"""Redrawing on the edit buffer: one undo step a gesture, exact undo, locks, refusals."""

from __future__ import annotations

import random

import pytest

from yanqing_eco_plugin.gui.grids.duties import FACTS
from yanqing_eco_plugin.gui.grids.handler import RedrawHandler

from .pen import neighbours, same_as_layer, written


def test_a_gesture_is_one_step_and_undo_gives_the_former_plan_back(handler: RedrawHandler) -> None:
    former, stack = written(handler), handler.layer.undoStack()
    unit, to = neighbours(handler)
    assert handler.commit(handler.weigh([unit], to), "paint")
    assert stack.count() == 1
    assert stack.undoText() == "paint"
    after = written(handler)
    assert (after != former).sum() == 1
    assert after[unit] == to == handler.grid_of(unit)
    handler.undo()
    assert written(handler).tolist() == former.tolist()
    assert same_as_layer(handler)
    handler.redo()
    assert written(handler).tolist() == after.tolist()
    assert same_as_layer(handler)


def test_many_random_gestures_are_undone_and_redone_exactly(handler: RedrawHandler) -> None:
    """The plan after every step is noted; walking the undo stack at random always meets the plan of that place."""
    rng = random.Random(5)
    handler.strict = False
    units = [str(one) for one in handler.draft.units.index]
    sources = [str(one) for one in handler.draft.sources.index]

    def state() -> tuple[object, ...]:
        labels = sorted(set(handler.assignment.dropna()))
        facts = {(one, what): handler.duties.fact(one, what) for one in labels for what in FACTS}
        homes = [handler.duties.home(one) for one in sources]
        return written(handler).tolist(), set(handler.locked), facts, homes

    plans = [state()]
    for _ in range(60):
        some = rng.sample(units, rng.randint(1, 6))
        kind = rng.random()
        labels = sorted(set(handler.assignment.dropna()))
        if kind < 0.2:
            done = handler.lock(some, rng.random() < 0.6, "lock")
        elif kind < 0.3:
            said = {what: rng.choice(["A-01", "rural", None]) for what in rng.sample(FACTS, rng.randint(1, 3))}
            done = handler.duties.describe(rng.choice(labels), said, "facts")
        elif kind < 0.4:
            done = handler.duties.give(rng.choice(sources), rng.choice([*labels, None]), "source")
        else:
            to = handler.new_label() if kind > 0.9 else rng.choice(labels)
            held = [handler.grid_of(one) for one in some if one in handler.locked]
            done = handler.commit(handler.weigh(some, to), "move")
            assert held == [handler.grid_of(one) for one in some if one in handler.locked]
        if done:
            plans.append(state())
        assert same_as_layer(handler)
    stack = handler.layer.undoStack()
    assert stack.count() == len(plans) - 1
    for _ in range(80):
        (handler.undo if rng.random() < 0.5 else handler.redo)()
        assert state() == plans[stack.index()]
        assert same_as_layer(handler)
    while stack.canUndo():
        handler.undo()
    assert state() == plans[0]


def test_totals_follow_undo(handler: RedrawHandler) -> None:
    unit, to = neighbours(handler)
    former = handler.score.grid(to)
    move = handler.weigh([unit], to)
    handler.commit(move, "paint")
    assert handler.score.grid(to) == move.effect.after[to]
    handler.undo()
    now = handler.score.grid(to)
    assert (now.cells, now.pieces) == (former.cells, former.pieces)
    assert now.loads == pytest.approx(former.loads)
    assert now.perimeter == pytest.approx(former.perimeter)


def test_locked_units_stay_and_it_is_said(handler: RedrawHandler) -> None:
    unit, to = neighbours(handler)
    handler.lock([unit], True, "lock")
    move = handler.weigh([unit], to)
    assert move.held == (unit,)
    assert "unlock" in move.refusal
    assert not handler.commit(move, "paint")
    assert not handler.assign({unit: to}, "proposal")
    handler.undo()
    assert not handler.locked
    assert not handler.weigh([unit], to).refusal


def test_locks_survive_undo_and_redo_of_what_came_after(handler: RedrawHandler) -> None:
    unit, to = neighbours(handler)
    own = next(one for one in handler.units_of(to) if one != unit)
    handler.lock([own], True, "lock")
    handler.commit(handler.weigh([unit], to), "paint")
    handler.undo()
    assert handler.locked == {own}
    handler.redo()
    assert handler.locked == {own}
    assert same_as_layer(handler)


def test_a_grid_stays_in_its_village_and_in_one_piece(handler: RedrawHandler) -> None:
    labels = sorted(set(handler.assignment))
    one = next(label for label in labels if handler.village_of(label) != handler.village_of(labels[0]))
    foreign = handler.weigh(handler.units_of(one)[:1], labels[0])
    assert foreign.foreign
    assert "one village" in foreign.refusal
    whole = next(
        label for label in labels if label != labels[0] and handler.village_of(label) == handler.village_of(labels[0])
    )
    emptied = handler.weigh(handler.units_of(whole), labels[0])
    assert "merge" in emptied.refusal
    assert not handler.weigh(handler.units_of(whole), labels[0], merging=True).refusal
    middle = [
        unit for unit in handler.draft.units.index
        if (move := handler.weigh([unit], handler.new_label())).torn and move.effect.after[handler.grid_of(unit)].cells
    ]  # fmt: skip
    assert middle, "no unit holds its grid together"
    assert "fall apart" in handler.weigh([middle[0]], handler.new_label()).refusal
    handler.strict = False
    marked = handler.weigh([middle[0]], handler.new_label())
    assert marked.torn
    assert not marked.refusal


def test_edits_thrown_away_by_qgis_are_followed(handler: RedrawHandler) -> None:
    former = written(handler)
    handler.commit(handler.weigh(*(lambda unit, to: ([unit], to))(*neighbours(handler))), "paint")
    handler.layer.rollBack()
    assert written(handler).tolist() == former.tolist()
    assert same_as_layer(handler)


def test_the_work_is_a_copy(handler: RedrawHandler) -> None:
    handler.duties.describe("1", {"person_a": "a", "grade": "I"}, "facts")
    work = handler.work()
    former = work.assignment.tolist()
    unit, to = neighbours(handler)
    handler.commit(handler.weigh([unit], to), "paint")
    handler.duties.describe("1", {"person_a": "b", "name": "n"}, "facts")
    assert work.assignment.tolist() == former
    assert work.facts == {"1": {"person_a": "a", "grade": "I"}}
