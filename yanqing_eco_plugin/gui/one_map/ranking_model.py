"""The townships as a table, ranked by their air."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt

from ...core.standards import KINDS, PROPERTIES, level_colour, level_label
from ..chip import CHIP_COLOUR
from .alignment import MIDDLE, RIGHT

if TYPE_CHECKING:
    from .situation import TownshipAir

__all__ = ["RankingModel", "RankingOrder", "ranked"]

RANK, NAME, INDEX, PM2_5, STATIONS = range(5)
SORT_VALUE = Qt.ItemDataRole.UserRole + 2
_TOP = QModelIndex()


def ranked(townships: Sequence[TownshipAir], by: str) -> list[tuple[int, TownshipAir]]:
    """Rank and township, the cleanest first; equal values share a rank, and without a value there is none (0).

    `by` is ``index`` or ``pm2_5``.
    """

    def value(one: TownshipAir) -> float | None:
        return one.index_value if by == "index" else one.pm2_5

    order = sorted(townships, key=lambda one: (value(one) is None, value(one) or 0.0, one.code))
    ranks: list[tuple[int, TownshipAir]] = []
    for at, one in enumerate(order):
        same = at > 0 and value(order[at - 1]) == value(one)
        ranks.append((0 if value(one) is None else ranks[-1][0] if same else at + 1, one))
    return ranks


class RankingModel(QAbstractTableModel):
    """One row per township."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[int, TownshipAir]] = []
        self._language = "zh"

    def set_rows(self, townships: Sequence[TownshipAir], by: str, language: str) -> None:
        """Show these townships ranked by ``index`` or ``pm2_5``; nothing happens where nothing is different."""
        rows = ranked(townships, by)
        if (rows, language) == (self._rows, self._language):
            return
        self.beginResetModel()
        self._rows, self._language = rows, language
        self.endResetModel()

    def township(self, row: int) -> TownshipAir:
        """The township of a row."""
        return self._rows[row][1]

    def row_of(self, code: str) -> int:
        """Row of a township; -1 where it has none."""
        return next((at for at, (_, one) in enumerate(self._rows) if one.code == code), -1)

    def table(self) -> list[list[str]]:
        """Headings and cells as text, the units in the headings, for a file."""
        language = self._language
        unit = PROPERTIES["pm2_5"].unit
        head = [self.tr("Rank"), self.tr("Code"), self.tr("Township"), self.tr("AQI"), self.tr("Level")]
        head += [f"PM2.5 ({unit})", self.tr("Based on"), self.tr("Reporting"), self.tr("Stations")]
        rows = [
            [
                str(rank or ""),
                one.code,
                one.label(language),
                "" if one.index_value is None else str(one.index_value),
                level_label("aqi", one.level, language),
                "" if one.pm2_5 is None else f"{one.pm2_5:.1f}",
                self._basis(one),
                str(one.reporting),
                str(one.stations),
            ]
            for rank, one in self._rows
        ]
        return [head, *rows]

    # -- what the view asks --------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return MIDDLE
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            "#",
            self.tr("Township"),
            self.tr("AQI"),
            f"PM2.5\n{PROPERTIES['pm2_5'].unit}",
            self.tr("Stations"),
        )[section]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        rank, one = self._rows[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(rank, one, column)
        if role == SORT_VALUE:
            label = one.label(self._language)
            return (rank or None, label, one.index_value, one.pm2_5, one.reporting)[column]
        if role == CHIP_COLOUR and column == INDEX:
            return level_colour("aqi", one.level)
        if role == Qt.ItemDataRole.TextAlignmentRole and column != NAME:
            return RIGHT if column == PM2_5 else MIDDLE
        return self._tip(one) if role == Qt.ItemDataRole.ToolTipRole else None

    # -- inside --------------------------------------------------------------------------------------------------------

    def _text(self, rank: int, one: TownshipAir, column: int) -> str:
        if column == RANK:
            return str(rank or "–")
        if column == NAME:
            return one.label(self._language)
        if column == INDEX:
            return "–" if one.index_value is None else str(one.index_value)
        if column == PM2_5:
            return "–" if one.pm2_5 is None else f"{one.pm2_5:.0f}"
        return f"{self._basis(one)} {one.reporting}/{one.stations}".strip()

    def _basis(self, one: TownshipAir) -> str:
        if one.basis == "air":
            return self.tr("Air")
        if one.basis == "micro":
            return self.tr("Micro")
        return KINDS[one.basis].label(self._language) if one.basis in KINDS else ""

    def _tip(self, one: TownshipAir) -> str:
        level = level_label("aqi", one.level, self._language)
        told = self.tr("{reporting} of {stations} stations report").format(
            reporting=one.reporting, stations=one.stations
        )
        return "\n".join(line for line in (one.label(self._language), level, told) if line)


class RankingOrder(QSortFilterProxyModel):
    """Sorts by numbers; what has no value comes last in both directions."""

    def __init__(self, source: RankingModel) -> None:
        super().__init__()
        self.setSourceModel(source)
        self.setSortRole(SORT_VALUE)

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:
        one, other = left.data(SORT_VALUE), right.data(SORT_VALUE)
        if one is None or other is None:
            last_when_rising = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (other is None) == last_when_rising and one != other
        return bool(one < other)
