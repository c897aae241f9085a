"""The resource board as a table: kind and name, what it is doing, how old its fix is, when it would be there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QPixmap

from ..kind_icons import ICONS
from ..one_map.clock import age_text
from ..station.chip import CHIP_COLOUR
from .dragging import MIME, resource_mime
from .words import duration_text, resource_text, straight_text

if TYPE_CHECKING:
    from .board import Board, Row

__all__ = ["AGE", "ARRIVES", "NAME", "ROW", "STATE", "ResourcesModel"]

NAME, STATE, AGE, ARRIVES = range(4)
ROW = Qt.ItemDataRole.UserRole + 7
_STALE, _LATE = QColor("#b3541e"), QColor("#8a8f93")
_LAST = 1e12
_ROW_HEIGHT = 46


class ResourcesModel(QAbstractTableModel):
    """The resources that pass the filters, in the order of a column; ages are counted from the clock that is set.

    Sorting and filtering are done here: a proxy asks Python twice for each comparison, which takes half a second with
    500 resources, at each look.
    """

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._now = datetime.now(UTC)
        self._language = "en"
        self._chosen = False
        self._icons: dict[str, QIcon] = {}
        self._order = (ARRIVES, False)
        self.kind, self.capability, self.text, self.only_free = "", "", "", False

    def show_board(self, board: Board, language: str) -> None:
        """Other rows; views keep what is selected and scrolled to."""
        self._all, self._now, self._language = board.resources, board.read_at, language
        self._chosen = board.incident is not None
        self.arrange()

    def arrange(self) -> None:
        """Filter and sort anew, after filters were set."""
        column, down = self._order
        shown = sorted(
            (row for row in self._all if self.wants(row)), key=lambda row: self._key(row, column), reverse=down
        )
        before = [row["resource_id"] for row in self._rows]
        after = [row["resource_id"] for row in shown]
        if before == after:
            self._rows = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, ARRIVES))
        elif len(before) == len(after) and set(before) == set(after):
            self.layoutAboutToBeChanged.emit()
            self._rows = shown
            place = {name: at for at, name in enumerate(after)}
            held = self.persistentIndexList()
            self.changePersistentIndexList(held, [self.index(place[before[one.row()]], one.column()) for one in held])
            self.layoutChanged.emit()
        else:
            self.beginResetModel()
            self._rows = shown
            self.endResetModel()

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
        self._now = now
        if self._rows:
            self.dataChanged.emit(self.index(0, AGE), self.index(len(self._rows) - 1, AGE))

    def row_of(self, resource_id: str) -> int:
        """Row of a resource; -1 where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row["resource_id"] == resource_id), -1)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else ARRIVES + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role == Qt.ItemDataRole.ToolTipRole and section == ARRIVES:
            return self.tr("Ranked by road time × availability × capability × age of the fix")
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Resource"), self.tr("State"), self.tr("Fix"), self.tr("Arrives"))[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:
        return resource_mime(self._rows[indexes[0].row()]["resource_id"] if indexes else "")

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == CHIP_COLOUR and column == STATE:
            from ...layers.resource_markers import STATE_COLOURS

            return STATE_COLOURS.get(row["state"])
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return self._icon(row["kind"])
        if role == Qt.ItemDataRole.ForegroundRole:
            if column == AGE and self._stale(row):
                return _STALE
            return _LATE if self._stale(row) or row["state"] == "out_of_service" else None
        if role == Qt.ItemDataRole.FontRole and column in (NAME, ARRIVES):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        if role == Qt.ItemDataRole.SizeHintRole and column == NAME:
            return QSize(120, _ROW_HEIGHT)
        return None

    # -- inside --------------------------------------------------------------------------------------------------------

    def _text(self, row: Row, column: int) -> str:
        if column == NAME:
            name, second = (
                row["name"] if self._language.startswith("zh") else row["name_en"] or row["name"],
                row["capabilities"],
            )
            return "\n".join(str(part) for part in (name or row["resource_id"], second or row["stock"]) if part)
        if column == STATE:
            return resource_text(row["state"], self._language)
        if column == AGE:
            if row["fixed"]:
                return self.tr("in place")
            if row["fix_time"] is None:
                return self.tr("never")
            age = age_text(max(0.0, self._age(row)), self._language)
            return f"⚠ {age}" if self._stale(row) else age
        return self._arrival(row)

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
            return self._age(row) if row["fix_time"] is not None else _LAST, name
        return 0.0, self._text(row, column)

    def _age(self, row: Row) -> float:
        return float((self._now - row["fix_time"]).total_seconds())

    def _stale(self, row: Row) -> bool:
        return not row["fixed"] and row["fix_state"] != "online"

    def _icon(self, kind: str) -> QIcon:
        if kind not in self._icons:
            path = ICONS / "resources" / f"{kind}.svg"
            fill, line = QColor("#e9eef1"), QColor("#303030")
            image, _ = QgsApplication.svgCache().svgAsImage(str(path), 24.0, fill, line, 0.0, 1.0)
            self._icons[kind] = QIcon(QPixmap.fromImage(image))
        return self._icons[kind]
