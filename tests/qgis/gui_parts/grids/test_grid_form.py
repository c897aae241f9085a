"""Name, type, grade and responsible body of a grid: entered on the page, steps of one undo stack, kept, read back, printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsRenderContext
from qgis.PyQt.QtCore import QEvent, QPoint, QRect, Qt
from qgis.PyQt.QtGui import QFocusEvent, QKeyEvent
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from tests.qgis.gui_parts.desk import until
from yanqing_eco_plugin.core.data_centre import Edit, open_centre
from yanqing_eco_plugin.core.reports.grid_sheets import grid_sheets, source_rows
from yanqing_eco_plugin.gui.grids.draft import Draft, Work, keep_work, put_together, read_draft
from yanqing_eco_plugin.gui.grids.people_page import PeoplePage
from yanqing_eco_plugin.gui.grids.redrawing import Redrawing
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.layers.grids import grid_layer
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import copy_plan, persons, pollution_sources, read_plan

from .pen import neighbours, stored

FOUR = ("name", "type", "grade", "responsible_body")
ENTERED = ("北山沟口", "mountain", "二级", "甲镇生态环境办")


def typed(line: QLineEdit, text: str) -> None:
    """The keys of a text, over what stands there."""
    line.selectAll()
    for letter in text:
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    if not text:
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier))


def left(line: QLineEdit) -> None:
    """The hand goes on to another field."""
    QApplication.sendEvent(line, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def chosen(box: QComboBox, data: str | None) -> None:
    at = next(number for number in range(box.count()) if box.itemData(number) == data)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def enter(page: PeoplePage, what: str, value: str) -> None:
    if what == "type":
        chosen(page.form.boxes[what], value)
        return
    line = page.form.name if what == "name" else page.form.boxes[what].lineEdit()
    typed(line, value)
    left(line)


def shown(page: PeoplePage) -> tuple[str, ...]:
    boxes = page.form.boxes
    kind = boxes["type"].currentData()
    return page.form.name.text(), kind, boxes["grade"].currentText(), boxes["responsible_body"].currentText()


def in_centre(place: Path, label: str, plan_id: str = "p1") -> list[object]:
    return stored(place, plan_id).cells.loc[label, list(FOUR)].tolist()


def two_of_one_village(redrawing: Redrawing) -> tuple[str, str]:
    """A grid that can be merged into another."""
    handler = redrawing.handler
    labels = sorted(set(handler.assignment))
    return next(
        (one, other)
        for one in labels
        for other in labels
        if one != other and handler.village_of(one) == handler.village_of(other)
        and not handler.weigh(handler.units_of(one), other, merging=True).refusal
    )  # fmt: skip


def test_each_entry_is_one_step_back_and_forth(redrawing: Redrawing, page: PeoplePage) -> None:
    stack, label = redrawing.layer.undoStack(), str(redrawing.handler.assignment.iloc[0])
    redrawing.choose(label)
    assert shown(page) == ("", None, "", "")
    states = [shown(page)]
    for number, (what, value) in enumerate(zip(FOUR, ENTERED, strict=True), 1):
        enter(page, what, value)
        assert stack.count() == number
        assert redrawing.handler.duties.fact(label, what) == value
        states.append(shown(page))
    assert states[-1] == ENTERED
    words = [stack.text(at).partition(" of ")[0] for at in range(4)]
    assert words == ["Name", "Type", "Grade", "Responsible body"]
    left(page.form.name)
    enter(page, "type", "mountain")
    assert stack.count() == 4, "nothing new, nothing to undo"
    for at in (3, 2, 1, 0):
        redrawing.handler.undo()
        assert shown(page) == states[at]
    for at in (1, 2, 3, 4):
        redrawing.handler.redo()
        assert shown(page) == states[at]
    enter(page, "name", "")
    assert redrawing.handler.duties.fact(label, "name") is None


def test_it_is_kept_read_back_mapped_copied_and_printed(
    redrawing: Redrawing, page: PeoplePage, place: Path, desk_session: EcoSession
) -> None:
    label = str(redrawing.handler.assignment.iloc[0])
    redrawing.choose(label)
    for what, value in zip(FOUR, ENTERED, strict=True):
        enter(page, what, value)
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, label) == list(ENTERED)
    # Redrawn and saved again it stays, also where the grid itself is another than before.
    unit, to = neighbours(redrawing.handler)
    redrawing.choose(to)
    for what, value in zip(FOUR, ENTERED, strict=True):
        enter(page, what, value)
    redrawing.handler.commit(redrawing.handler.weigh([unit], to), "paint")
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, label) == in_centre(place, to) == list(ENTERED)
    with open_centre(place) as centre:
        copy_plan(centre, "p1", "p2")
        plan = read_plan(centre, "p2")
        assert plan.cells.loc[label, list(FOUR)].tolist() == list(ENTERED)
        points = pollution_sources(centre).assign(grid=plan.sources["grid"])
        rules = centre.features("patrol_rule").set_index("class")
        sheet = grid_sheets(plan, persons(centre), source_rows(points, rules), rows=14).loc[label]
        assert tuple(sheet[["title", "type", "grade", "body"]]) == ENTERED
        layer = grid_layer(centre, "p1", language="en")
        assert legend_of(layer, f"p1/{label}") == ["Mountain"]
        again = Redrawing(desk_session, read_draft(centre, "p1"))
    other = PeoplePage()
    other.begin(again)
    again.choose(label)
    assert shown(other) == ENTERED
    other.end()
    other.deleteLater()
    again.end()


def legend_of(layer: object, grid_id: str) -> list[str]:
    """The entries of the legend by which a grid is drawn."""
    feature = next(one for one in layer.getFeatures() if one["grid_id"] == grid_id)
    context = QgsRenderContext()
    context.expressionContext().setFields(layer.fields())
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    context.expressionContext().setFeature(feature)
    keys = renderer.legendKeysForFeature(feature, context)
    found = [rule.label() for rule in renderer.rootRule().children() if rule.ruleKey() in keys]
    renderer.stopRender(context)
    return found


def test_a_grid_that_is_merged_away_takes_its_words_along(redrawing: Redrawing, place: Path) -> None:
    handler = redrawing.handler
    gone, into = two_of_one_village(redrawing)
    redrawing.describe(into, grade="一级", name="留下的")
    redrawing.describe(gone, grade="三级", name="并入的")
    until(lambda: redrawing.saving.is_clean)
    handler.commit(handler.weigh(handler.units_of(gone), into, merging=True), "merge")
    redrawing.describe(gone, grade="特级")
    until(lambda: redrawing.saving.is_clean)
    assert gone not in stored(place).cells.index
    assert in_centre(place, into)[::2] == ["留下的", "一级"]
    handler.undo()
    handler.undo()
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, gone)[::2] == ["并入的", "三级"], "undo brings it back with its words"
    # The made-up plan has these two everywhere.
    assert stored(place).cells.loc[gone, ["person_a", "person_b"]].tolist() == ["A-01", "B-01"]
    handler.redo()
    handler.redo()
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, into)[::2] == ["留下的", "一级"]


def test_a_grid_split_off_begins_without_words_and_takes_its_own(redrawing: Redrawing, place: Path) -> None:
    handler = redrawing.handler
    handler.strict = False
    label = str(handler.assignment.iloc[0])
    redrawing.describe(label, grade="一级", type="industrial")
    new, unit = handler.new_label(), handler.units_of(label)[0]
    handler.commit(handler.weigh([unit], new), "split")
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, new) == [None] * 4
    redrawing.describe(new, type="rural")
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, new)[1] == "rural"
    assert in_centre(place, label)[1:3] == ["industrial", "一级"]


def test_a_type_set_by_hand_comes_before_that_of_the_units(draft: Draft) -> None:
    """Units of three types: the one that most of a grid's units have is what is worked out, by counting."""
    homes = draft.plan.assignment["grid"].reindex(draft.units.index)
    big = homes.value_counts()
    label = big.index[big >= 4][0]
    kinds = ["rural", "mountain", *["built_up"] * int(big[label] - 2)]
    units = draft.units.assign(type="rural")
    units.loc[homes[homes == label].index, "type"] = kinds
    plan = put_together(draft.plan, units, Work(homes, frozenset()), set())
    assert plan.cells["type"][label] == "built_up"
    plan = put_together(plan, units, Work(homes, frozenset(), {label: {"type": "industrial"}}), set())
    assert plan.cells["type"][label] == "industrial"
    plan = put_together(plan, units, Work(homes, frozenset()), set())
    assert plan.cells["type"][label] == "industrial", "also at the next saving"
    for facts in ({label: {"type": None}}, {}):
        plan = put_together(plan, units, Work(homes, frozenset(), facts), set())
        assert plan.cells["type"][label] == "built_up", "taken back it is worked out again, and stays so"
    assert set(plan.cells["type"].drop(label)) == {"rural"}


def other_editor(place: Path, label: str, **facts: str | None) -> None:
    with open_centre(place, writable=False) as centre:
        theirs = read_draft(centre, "p1")
    homes = theirs.plan.assignment["grid"]
    keep_work(str(place), theirs, Work(homes, frozenset(), {label: facts}), by="planner two")


def test_two_editors_of_one_grid_meet_and_nothing_is_overwritten(redrawing: Redrawing, place: Path) -> None:
    told: list[str] = []
    redrawing.saving.conflicted.connect(told.append)
    label = str(redrawing.handler.assignment.iloc[0])
    other_editor(place, label, grade="一级")
    redrawing.describe(label, responsible_body="乙镇办")
    until(lambda: told)
    assert "planner two" in told[0]
    assert in_centre(place, label) == [None, None, "一级", None]


def test_what_another_editor_says_is_seen_and_can_be_changed_and_taken_back(
    redrawing: Redrawing, page: PeoplePage, place: Path
) -> None:
    label, far = sorted(set(redrawing.handler.assignment))[:2]
    redrawing.choose(label)
    enter(page, "type", "rural")
    enter(page, "name", "甲")
    until(lambda: redrawing.saving.is_clean)
    other_editor(place, label, type="mountain", grade="一级")
    redrawing.describe(far, name="远处")
    until(lambda: redrawing.saving.is_clean)
    assert shown(page) == ("甲", "mountain", "一级", "")
    # Undoing the name leaves alone what the other one changed of the same grid.
    redrawing.handler.undo()
    redrawing.handler.undo()
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, label) == [None, "mountain", "一级", None]
    enter(page, "type", "rural")
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, label) == [None, "rural", "一级", None], "the same word as before, and it counts"
    redrawing.handler.undo()
    until(lambda: redrawing.saving.is_clean)
    assert in_centre(place, label) == [None, "mountain", "一级", None], "what held before the step"


def test_words_of_an_old_centre_that_nobody_knows_stay(draft: Draft, place: Path, desk_session: EcoSession) -> None:
    label = str(draft.plan.cells.index[0])
    with open_centre(place) as centre:
        rows = centre.features("grid", where={"grid_id": f"p1/{label}"})
        rows = rows.assign(type="林地", person_b="退休-01", grade="  ", name="")
        centre.change([Edit("grid", rows.drop(columns=["changed_by", "changed_at"], errors="ignore"))], by="import")
    with open_centre(place, writable=False) as centre:
        again = Redrawing(desk_session, read_draft(centre, "p1"))
    page = PeoplePage()
    page.begin(again)
    again.choose(label)
    assert shown(page)[:2] == ("", "林地")
    assert page.form.boxes["type"].currentText() == "林地"
    assert page.form.boxes["person_b"].currentText() == "退休-01"
    for line in (page.form.name, page.form.boxes["grade"].lineEdit()):
        left(line)
    assert again.layer.undoStack().count() == 0, "looking changes nothing"
    chosen(page.form.boxes["person_a"], None)
    until(lambda: again.saving.is_clean)
    row = stored(place).cells.loc[label]
    assert (row["person_a"], row["person_b"], row["type"]) == (None, "退休-01", "林地")
    page.end()
    page.deleteLater()
    again.end()


def test_what_is_being_typed_is_not_lost(redrawing: Redrawing, page: PeoplePage, place: Path) -> None:
    label, other = sorted(set(redrawing.handler.assignment))[:2]
    redrawing.choose(label)
    typed(page.form.name, "半个名")
    redrawing.describe(label, grade="一级")
    until(lambda: redrawing.saving.is_clean)
    assert page.form.name.text() == "半个名", "a saving meanwhile leaves it alone"
    redrawing.choose(other)
    assert redrawing.handler.duties.fact(label, "name") == "半个名", "it belongs to the grid it was typed for"
    assert page.form.name.text() == ""
    typed(page.form.boxes["responsible_body"].lineEdit(), " 乙镇   办 ")
    page.end()
    redrawing.end()
    assert in_centre(place, label) == ["半个名", None, "一级", None]
    assert in_centre(place, other) == [None, None, None, "乙镇 办"]


def test_bodies_and_grades_in_use_are_offered(redrawing: Redrawing, page: PeoplePage) -> None:
    label, other = sorted(set(redrawing.handler.assignment))[:2]
    redrawing.choose(label)
    enter(page, "responsible_body", "丙镇办")
    enter(page, "grade", "二级")
    redrawing.choose(other)
    box, grade = page.form.boxes["responsible_body"], page.form.boxes["grade"]
    # 网格办 is the organisation of the made-up persons.
    assert [box.itemText(at) for at in range(box.count())] == ["丙镇办", "网格办"]
    assert [grade.itemText(at) for at in range(grade.count())] == ["二级"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert redrawing.handler.duties.fact(other, "responsible_body") == "网格办"


def test_without_a_grid_the_form_is_empty_and_off(redrawing: Redrawing, page: PeoplePage) -> None:
    label = str(redrawing.handler.assignment.iloc[0])
    assert not page.form.isEnabled()
    redrawing.choose(label)
    assert page.form.isEnabled()
    enter(page, "name", "甲")
    redrawing.choose("")
    assert not page.form.isEnabled()
    assert shown(page) == ("", None, "", "")


@pytest.mark.parametrize("width", [300, 420])
def test_in_a_narrow_dock_nothing_covers_anything(redrawing: Redrawing, page: PeoplePage, width: int) -> None:
    redrawing.choose(str(redrawing.handler.assignment.iloc[0]))
    enter(page, "responsible_body", "一个名字很长很长很长很长很长的街道办事处生态环境保护办公室")
    assert page.minimumSizeHint().width() <= 300
    page.resize(width, 640)
    page.show()
    QApplication.sendPostedEvents()
    inner = [one for one in page.form.findChildren(QWidget) if isinstance(one, (QLabel, QLineEdit, QComboBox))]
    inner = [one for one in inner if one.parent() is page.form]
    assert len(inner) == 12
    places = [QRect(one.mapTo(page, QPoint(0, 0)), one.size()) for one in [*inner, page.grid, page.load, page.sources]]
    for number, one in enumerate(places):
        assert page.rect().contains(one)
        assert not any(one.intersects(other) for other in places[number + 1 :])
    for label in (one for one in inner if isinstance(one, QLabel)):
        assert label.width() >= label.sizeHint().width()


def test_another_plan_keeps_its_own_words(draft: Draft, place: Path) -> None:
    label = str(draft.plan.cells.index[0])
    with open_centre(place) as centre:
        copy_plan(centre, "p1", "p2")
    keep_work(str(place), draft, replace(work_of(draft), facts={label: {"name": "只在甲案"}}), by="planner")
    assert in_centre(place, label)[0] == "只在甲案"
    assert in_centre(place, label, "p2")[0] is None


def work_of(draft: Draft) -> Work:
    return Work(draft.plan.assignment["grid"], frozenset())
