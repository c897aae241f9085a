"""The resource board as a table: kind and name, what it is doing, how old its fix is, when it would be there."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QMimeData, QModelIndex, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QIcon, QPixmap, QStandardItem, QStandardItemModel

from ...layers.resource_markers import STATE_COLOURS
from ..chip import CHIP_COLOUR
from ..kind_icons import ICONS
from ..one_map.clock import age_text
from .dragging import MIME, resource_mime
from .words import duration_text, resource_text, straight_text

if TYPE_CHECKING:
    from .board import Board, Row

__all__ = ["AGE", "ARRIVES", "NAME", "STATE", "ResourcesModel"]

NAME, STATE, AGE, ARRIVES = range(4)
_PLACE = Qt.ItemDataRole.UserRole + 8
_STALE, _LATE = QBrush(QColor("#b3541e")), QBrush(QColor("#8a8f93"))
_LAST = 1e12
_ROW_HEIGHT = 46
# Of a row: what its cells tell and seldom is another, and when it would be there.
_TOLD = itemgetter(
    "kind", "name", "name_en", "capabilities", "stock", "state", "fixed", "fix_state", "excluded", "method", "incident",
    "organisation", "contact", "note",
)  # fmt: skip
_ARRIVAL = itemgetter("state", "eta_s", "excluded", "method", "proposed", "rank")
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


class ResourcesModel(QStandardItemModel):
    """The resources that pass the filters, in the order of a column; ages are counted from the clock that is set.

    Qt keeps the cells: while the next board is read in the background, each cell that a view had to ask of Python would
    wait for the interpreter, and hundreds of them stall the window. Sorting and filtering are done here for the same reason.
    """

    def __init__(self) -> None:
        super().__init__(0, ARRIVES + 1)
        self._all: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._told: list[list[object]] = []  # of each row what its cells were made from
        self._seconds = 0.0  # now, since 1970
        self._language = "en"
        self._icons: dict[str, QIcon] = {}
        self._order = (ARRIVES, False)
        self.kind, self.capability, self.text, self.only_free = "", "", "", False
        self.setSortRole(_PLACE)
        self.setHorizontalHeaderLabels([self.tr("Resource"), self.tr("State"), self.tr("Fix"), self.tr("Arrives")])
        tip = self.tr("Ranked by road time × availability × capability × age of the fix")
        self.setHeaderData(ARRIVES, Qt.Orientation.Horizontal, tip, Qt.ItemDataRole.ToolTipRole)

    def show_board(self, board: Board, language: str) -> None:
        """Other rows; views keep what is selected and scrolled to."""
        if language != self._language:
            self._language = language
            self._told = [[None] * 3 for _ in self._told]
        self._all, self._seconds = board.resources, board.read_at.timestamp()
        self.arrange()

    def arrange(self) -> None:
        """Filter and sort anew, after filters were set."""
        column, down = self._order
        shown = sorted(
            (row for row in self._all if self.wants(row)), key=lambda row: self._key(row, column), reverse=down
        )
        before = [row["resource_id"] for row in self._rows]
        after = [row["resource_id"] for row in shown]
        if len(before) != len(after) or set(before) != set(after):
            self._fill(shown)
            return
        if before != after:
            self._move(before, after)
        self._rows = shown
        for at, row in enumerate(shown):
            self._tell(at, row)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column from now on."""
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self.arrange()

    def wants(self, row: Row) -> bool:
        """Whether a resource passes the filters."""
        if self.kind and row["kind"] != self.kind:
            return False
        if self.only_free and row["state"] not in ("free", "reserved"):
            return False
        if self.capability and self.capability not in {part.strip() for part in (row["capabilities"] or "").split(",")}:
            return False
        if not self.text:
            return True
        keys = ("resource_id", "name", "name_en", "capabilities", "stock", "organisation")
        told = " ".join(str(row[key] or "") for key in keys).casefold()
        return all(word in told for word in self.text.casefold().split())

    def tell_time(self, now: datetime) -> None:
        """Count the ages from `now`."""
        self._seconds = now.timestamp()
        for at, row in enumerate(self._rows):
            self._tell_age(at, row)

    def row_at(self, number: int) -> Row:
        """What is known of the resource in a row."""
        return self._rows[number]

    def row_of(self, resource_id: str) -> int:
        """Row of a resource; -1 where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row["resource_id"] == resource_id), -1)

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:
        return resource_mime(self._rows[indexes[0].row()]["resource_id"] if indexes else "")

    # -- the cells -----------------------------------------------------------------------------------------------------

    def _fill(self, rows: list[Row]) -> None:
        """Other resources than before."""
        self.beginResetModel()
        self.blockSignals(True)
        self.setRowCount(0)
        self._told = [[None] * 3 for _ in rows]
        for at, row in enumerate(rows):
            self.appendRow(_new_row())
            self._tell(at, row)
        self._rows = rows
        self.blockSignals(False)
        self.endResetModel()

    def _move(self, before: list[str], after: list[str]) -> None:
        """Bring the rows into another order; what a view has selected goes along."""
        place = {name: at for at, name in enumerate(after)}
        self.blockSignals(True)
        for at, name in enumerate(before):
            self.item(at, NAME).setData(place[name], _PLACE)
        self.blockSignals(False)
        super().sort(NAME)
        told = dict(zip(before, self._told))
        self._told = [told[name] for name in after]

    def _tell(self, at: int, row: Row) -> None:
        """Bring the cells of a row up to what is known of its resource."""
        self._tell_age(at, row)
        told, held = _TOLD(row), self._told[at]
        if held[0] != told:
            held[0] = told
            self._tell_rest(at, row)
        arrival = _ARRIVAL(row)
        if held[1] != arrival:
            held[1] = arrival
            self.item(at, ARRIVES).setText(self._arrival(row))

    def _tell_age(self, at: int, row: Row) -> None:
        held, text = self._told[at], self._age_told(row)
        if held[2] != text:
            held[2] = text
            self.item(at, AGE).setText(text)

    def _tell_rest(self, at: int, row: Row) -> None:
        stale, tip = self._stale(row), self._tip(row)
        faint = _LATE if stale or row["state"] == "out_of_service" else None
        for column in (NAME, STATE, AGE, ARRIVES):
            cell = self.item(at, column)
            cell.setData(_STALE if column == AGE and stale else faint, Qt.ItemDataRole.ForegroundRole)
            cell.setToolTip(tip)
        name, state = self.item(at, NAME), self.item(at, STATE)
        name.setText(self._name(row))
        name.setIcon(self._icon(row["kind"]))
        state.setText(resource_text(row["state"], self._language))
        state.setData(STATE_COLOURS.get(row["state"]), CHIP_COLOUR)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _name(self, row: Row) -> str:
        name = row["name"] if self._language.startswith("zh") else row["name_en"] or row["name"]
        second = row["capabilities"] or row["stock"]
        return "\n".join(str(part) for part in (name or row["resource_id"], second) if part)

    def _age_told(self, row: Row) -> str:
        if row["fixed"]:
            return self.tr("in place")
        if row["fix_s"] is None:
            return self.tr("never")
        age = age_text(max(0.0, self._age(row)), self._language)
        return f"⚠ {age}" if self._stale(row) else age

    def _arrival(self, row: Row) -> str:
        if row["state"] == "on_scene":
            return self.tr("there")
        if row["eta_s"] is None:
            reasons = {"no_position": self.tr("no position"), "lacks_capability": self.tr("cannot do it")}
            return reasons.get(row["excluded"], "–")
        minutes = duration_text(row["eta_s"])
        told = minutes if row["method"] == "road" else f"≈ {minutes}"
        if row["proposed"]:
            return f"{told}\n→ {row['proposed']}"
        return told if row["rank"] is None else f"{told}\n#{row['rank']}"

    def _tip(self, row: Row) -> str:
        parts = [
            resource_text(row["kind"], self._language),
            row["organisation"],
            row["contact"],
            row["stock"],
            row["note"],
        ]
        if row["incident"]:
            parts.append(self.tr("For: {title}").format(title=row["incident"]))
        if row["eta_s"] is not None:
            parts.append(self.tr("by road") if row["method"] == "road" else straight_text())
        return "\n".join(str(part) for part in parts if part)

    def _key(self, row: Row, column: int) -> tuple[float, str]:
        name = str(row["resource_id"])
        if column == ARRIVES:
            late = row["eta_s"] if row["eta_s"] is not None else _LAST
            if row["proposed"]:
                return late - _LAST, name
            return float(row["rank"]) if row["rank"] is not None else 1e6 + late, name
        if column == AGE:
            return self._age(row) if row["fix_s"] is not None else _LAST, name
        return 0.0, self._name(row) if column == NAME else resource_text(row["state"], self._language)

    def _age(self, row: Row) -> float:
        return self._seconds - float(row["fix_s"])

    def _stale(self, row: Row) -> bool:
        return not row["fixed"] and row["fix_state"] != "online"

    def _icon(self, kind: str) -> QIcon:
        if kind not in self._icons:
            path = ICONS / "resources" / f"{kind}.svg"
            fill, line = QColor("#e9eef1"), QColor("#303030")
            image, _ = QgsApplication.svgCache().svgAsImage(str(path), 24.0, fill, line, 0.0, 1.0)
            self._icons[kind] = QIcon(QPixmap.fromImage(image))
        return self._icons[kind]


def _new_row() -> list[QStandardItem]:
    """Cells without words."""
    cells = [QStandardItem() for _ in range(ARRIVES + 1)]
    bold = QFont()
    bold.setBold(True)
    for cell in cells:
        cell.setFlags(_FLAGS)
    for column in (NAME, ARRIVES):
        cells[column].setFont(bold)
    cells[NAME].setSizeHint(QSize(120, _ROW_HEIGHT))
    return cells
