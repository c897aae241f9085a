"""Says on the map what the gesture under way does, before the button is let go."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QLabel

from .figures import load_name, load_text

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

    from .figures import PersonLoad
    from .handler import Move, RedrawHandler

__all__ = ["EffectPanel"]

_STYLE = "background:rgba(255,255,255,240); color:#1d2a30; border:1px solid #5c6b76; border-radius:4px; padding:6px;"
_RED = "#b2182b"
_MOST_GRIDS, _MARGIN = 3, 10


class EffectPanel(QObject):
    """A table at the lower left of the map, below QGIS's own messages; the mouse does not notice it."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.label = QLabel(canvas)
        self.label.setObjectName("yanqing_eco_grid_effect")
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setStyleSheet(_STYLE)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.hide()

    def show_move(self, move: Move, handler: RedrawHandler, mean: float, people: list[PersonLoad]) -> None:
        """Show figures before → after of every grid concerned; red is what gets worse than allowed."""
        self._say(self.table(move, handler, mean, people))

    def say(self, sentence: str) -> None:
        """Show one sentence instead."""
        self._say(escape(sentence))

    def hide(self) -> None:
        """Take the table away."""
        if not sip.isdeleted(self.label):
            self.label.hide()

    def shut_down(self) -> None:
        """Leave the map as it was."""
        if not sip.isdeleted(self.label):
            self.label.deleteLater()

    def table(self, move: Move, handler: RedrawHandler, mean: float, people: list[PersonLoad]) -> str:
        """The table as rich text."""
        shown = list(move.effect.after)[:_MOST_GRIDS]
        columns = []
        for label in shown:
            then, now, torn = move.effect.before[label], move.effect.after[label], label in move.torn
            columns.append(
                [
                    f"<b>{escape(handler.name(str(label)))}</b>",
                    f"{load_text(handler.load, then.loads[0])} → {load_text(handler.load, now.loads[0])}",
                    f"{_share(then.loads[0], mean)} → {_share(now.loads[0], mean)}",
                    f"{then.cells} → {_red(now.cells, torn and not now.cells)}",
                    f"{then.pieces} → {_red(now.pieces, torn)}",
                    f"{then.compactness:.2f} → {now.compactness:.2f}",
                    f"{then.reach / 1000:.2f} → {now.reach / 1000:.2f} km",
                ]
            )
        heads = [
            self.tr("Grid"), load_name(handler.load), self.tr("From the mean"), self.tr("Units"), self.tr("Pieces"),
            self.tr("Compactness"), self.tr("Reach"),
        ]  # fmt: skip
        rows = [
            "<tr>" + "".join(f"<td>{one}&nbsp;&nbsp;&nbsp;</td>" for one in (escape(head), *cells)) + "</tr>"
            for head, cells in zip(heads, zip(*columns, strict=True), strict=True)
        ]
        lines = ["<table cellspacing='0'>" + "".join(rows) + "</table>"]
        rest = len(move.effect.after) - _MOST_GRIDS
        if rest > 0:
            lines.append(escape(self.tr("and {count} more grids").format(count=rest)))
        lines += [self._person(one) for one in people[:_MOST_GRIDS]]
        if move.held:
            lines.append(escape(self.tr("{count} locked units stay.").format(count=len(move.held))))
        if move.foreign:
            lines.append(escape(self.tr("{count} units of another village stay.").format(count=len(move.foreign))))
        if move.refusal:
            lines.append(_red(escape(move.refusal), True))
        elif move.torn:
            lines.append(_red(escape(self.tr("The check will mark this as an error.")), True))
        return "<br>".join(lines).replace("</table><br>", "</table>")

    def _person(self, person: PersonLoad) -> str:
        minutes = f"{load_text('minutes', person.before)} → {load_text('minutes', person.after)}"
        text = self.tr("A {name}: {minutes} a week").format(name=person.name, minutes=minutes)
        if person.limit is not None:
            text += self.tr(" (at most {limit})").format(limit=load_text("minutes", person.limit))
        return _red(escape(text), person.is_over)

    def _say(self, text: str) -> None:
        self.label.setText(text)
        self.label.adjustSize()
        self.label.move(_MARGIN, max(_MARGIN, self._canvas.height() - self.label.height() - _MARGIN))
        self.label.show()
        self.label.raise_()


def _share(load: float, mean: float) -> str:
    return f"{load / mean - 1:+.0%}" if mean and load else "–"


def _red(text: object, wrong: bool) -> str:
    return f"<b style='color:{_RED}'>{text}</b>" if wrong else str(text)
