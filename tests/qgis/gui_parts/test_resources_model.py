"""The resource board as a table: what Qt keeps of it follows the rows, and a view keeps what is selected."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtTest import QSignalSpy

from yanqing_eco_plugin.gui.emergency.board import Board
from yanqing_eco_plugin.gui.emergency.dragging import DragView, dragged_resource
from yanqing_eco_plugin.gui.emergency.resources_model import AGE, ARRIVES, NAME, STATE, ResourcesModel

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
ORDERS = [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder]


def row(name: str, **other: object) -> dict[str, object]:
    base: dict[str, object] = dict.fromkeys(
        ("name_en", "capabilities", "stock", "organisation", "contact", "note", "rank", "eta_s")
    )
    base |= {"resource_id": name, "name": f"车{name}", "kind": "vehicle", "state": "free", "fixed": 0}
    base |= {"fix_state": "online", "excluded": "", "method": "road", "proposed": "", "incident": ""}
    return base | {"fix_s": (NOW - timedelta(minutes=3)).timestamp()} | other


def board(*rows: dict[str, object], later_s: float = 0.0) -> Board:
    return Board("1", NOW + timedelta(seconds=later_s), resources=rows)


def told(model: ResourcesModel, column: int) -> list[str]:
    return [model.index(at, column).data() for at in range(model.rowCount())]


@pytest.fixture
def model(qgis_app) -> ResourcesModel:
    made = ResourcesModel()
    made.show_board(board(row("a", rank=1, eta_s=60.0), row("b", rank=2, eta_s=90.0), row("c", rank=3)), "zh")
    return made


def test_cells_tell_what_the_rows_hold(model: ResourcesModel) -> None:
    assert told(model, NAME) == ["车a", "车b", "车c"]
    assert told(model, STATE) == ["空闲"] * 3
    assert told(model, AGE) == ["3 分钟前"] * 3
    assert [text.split("\n")[-1] for text in told(model, ARRIVES)[:2]] == ["#1", "#2"]
    model.tell_time(NOW + timedelta(minutes=4))
    assert told(model, AGE) == ["7 分钟前"] * 3


def test_only_the_cells_that_tell_something_else_are_written(model: ResourcesModel) -> None:
    spy = QSignalSpy(model.dataChanged)
    model.show_board(board(row("a", rank=1, eta_s=60.0), row("b", rank=2, eta_s=95.0), row("c", rank=3)), "zh")
    assert [(one[0].row(), one[0].column()) for one in spy] == [(1, ARRIVES)]
    model.show_board(board(row("a", rank=1, eta_s=60.0), row("b", rank=2, eta_s=95.0), row("c", rank=3)), "en")
    assert told(model, STATE) == ["Free"] * 3


def test_another_order_keeps_what_is_selected(model: ResourcesModel) -> None:
    view = DragView()
    view.setModel(model)
    first = model.index(0, NAME)
    view.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    spy = QSignalSpy(model.modelReset)
    model.show_board(board(row("a", rank=3, eta_s=300.0), row("b", rank=1), row("c", rank=2)), "zh")
    assert told(model, NAME) == ["车b", "车c", "车a"]
    assert model.row_at(view.currentIndex().row())["resource_id"] == "a"
    assert not spy, "nothing was begun anew"


def test_the_table_is_the_rows_whatever_happened_before(model: ResourcesModel) -> None:
    random = Random(7)
    for turn in range(60):
        names = [name for name in "abcdef" if turn % 3 or random.random() < 0.8]
        rows = [
            row(
                name, rank=rank, state=random.choice(["free", "on_scene"]), fix_state=random.choice(["online", "stale"])
            )
            for rank, name in enumerate(random.sample(names, len(names)))
        ]
        model.only_free = turn % 10 == 9
        model.sort(random.randrange(4), random.choice(ORDERS))
        model.show_board(board(*rows, later_s=30.0 * turn), random.choice(["zh", "en"]))
        anew = ResourcesModel()
        anew.only_free, anew._order = model.only_free, model._order
        anew.show_board(board(*rows, later_s=30.0 * turn), model._language)
        for column in range(4):
            assert told(model, column) == told(anew, column)
            for role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.ToolTipRole):
                assert [model.index(at, column).data(role) for at in range(model.rowCount())] == [
                    anew.index(at, column).data(role) for at in range(anew.rowCount())
                ]


def test_a_row_is_dragged_by_its_resource(model: ResourcesModel) -> None:
    index = model.index(1, NAME)
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert dragged_resource(model.mimeData([index])) == "b"
