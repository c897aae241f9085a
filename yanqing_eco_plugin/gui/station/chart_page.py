"""The page with the chart of a station."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ...core.reports import (
    Heading,
    SeriesReadout,
    default_properties,
    series_chart,
    series_height,
    write_png,
    write_series_csv,
)
from ...core.reports.words import offset_text, property_text, word
from ...core.standards import KINDS
from ..latest_read import LatestRead
from .chart_data import ChartData, read_chart
from .exporting import Exporter, file_name
from .property_chooser import PropertyChooser
from .series_view import SeriesView
from .span_chooser import SpanChooser

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ...core.reports import StationCard
    from ..session import EcoSession

__all__ = ["ChartPage"]

_PICTURE = (1000, 360)


class ChartPage(QWidget):
    """Chart with a choice of span and properties, and its export."""

    def __init__(self, session: EcoSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._read = LatestRead(session)
        self._card: StationCard | None = None
        self._wanted = False
        # What the user chose for a kind of station stays for the next station of that kind.
        self._chosen: dict[str, list[str]] = {}
        self.data: ChartData | None = None
        self.span = SpanChooser()
        self.span.changed.connect(self.reload)
        self.properties = PropertyChooser()
        self.properties.changed.connect(self._on_properties)
        self.view = SeriesView()
        self.view.setObjectName("yanqing_eco_chart")
        self.exporter = Exporter(session, self)
        self._lay_out()

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_card(self, card: StationCard, *, now: bool) -> None:
        """Show the station of `card`; `now` when only its newest values changed."""
        if now and self._card is not None and self._card.station_id == card.station_id:
            self._card = card
            if self.data is None or self.data.span.live:
                self.reload()
            return
        other = self._card is None or self._card.station_id != card.station_id
        self._card = card
        if other:
            self.data = None
            self.view.show_message(self.tr("Loading …"))
            language = self._session.language
            known = [name for name in self._chosen.get(card.kind, ()) if name in card.properties]
            self.properties.offer(card.properties, known or default_properties(card.kind, card.properties), language)
        self.reload()

    def reload(self) -> None:
        """Read what the choice asks for; at once when the page can be seen, else when it is."""
        if self._card is None:
            return
        if not self.isVisible():
            self._wanted = True
            return
        self._wanted = False
        self.span.utc_offset_hours = self._session.centre.district.utc_offset_hours if self._session.is_open else 8.0
        now = datetime.now(UTC)
        if self.span.is_custom and self.span.start.property("filled") is None:
            self._fill_span(now)
        span = self.span.span(now=now, moment=self._card.moment, newest=self._card.newest)
        if span is None:
            self._read.drop()
            self.view.show_message(self.tr("The span ends before it begins; choose a later end."))
            return
        card, properties, language = self._card, self.properties.chosen, self._session.language
        if not properties:
            self.view.show_message(self.tr("This station has no values yet."))
            return
        self._read.ask(
            self.tr("Reading the chart"),
            lambda centre, progress: read_chart(centre, card, properties, span, language),
            self._show,
            self._fail,
        )

    def _show(self, data: ChartData) -> None:
        self.data = data
        offset = self._session.centre.district.utc_offset_hours
        self.view.readout = SeriesReadout(
            data.frame, data.properties, start=data.span.start, end=data.span.end, language=data.language,
            utc_offset_hours=offset,
        )  # fmt: skip
        self.view.reading = None
        self.view.show_chart(self._draw, series_height(data.properties, data.language, max(self.view.width(), 200)))

    def _fail(self, sentence: str) -> None:
        self.data = None
        self.view.show_message(sentence)

    def _draw(self, width: int, height: int, ratio: float, heading: Heading | None = None) -> Figure:
        data = self.data
        if data is None:
            raise RuntimeError("nothing was read")
        return series_chart(
            data.frame, data.properties, start=data.span.start, end=data.span.end, width=width, height=height, ratio=ratio,
            limits=data.limits, moment=data.card.moment, heading=heading, language=data.language,
            utc_offset_hours=self._session.centre.district.utc_offset_hours,
        )  # fmt: skip

    def _fill_span(self, now: datetime) -> None:
        if self.data is not None:
            self.span.set_custom(self.data.span.start, self.data.span.end)
        else:
            self.span.set_custom(now - timedelta(days=1), now)
        self.span.start.setProperty("filled", True)

    def _on_properties(self) -> None:
        if self._card is not None:
            self._chosen[self._card.kind] = self.properties.chosen
        self.reload()

    # -- files ---------------------------------------------------------------------------------------------------------

    def export_csv(self) -> None:
        """Write the records of the chart as a table."""
        data = self.data
        if data is None:
            return
        offset = self._session.centre.district.utc_offset_hours
        self.exporter.export(
            self._file_name(data, ".csv"),
            self.tr("Table (*.csv)"),
            lambda path: write_series_csv(
                path, data.frame, station_id=data.card.station_id, station=data.card.name(data.language),
                synthetic=data.card.synthetic, language=data.language, utc_offset_hours=offset,
            ),
        )  # fmt: skip

    def export_png(self) -> None:
        """Write the chart as a picture with title, period, source and the mark of made-up data."""
        data = self.data
        if data is None:
            return
        wide, least = _PICTURE
        high = max(least, series_height(data.properties, data.language, wide)) + 90
        # Drawn here, where nothing else uses the chart's data at the same time; only the writing is slow.
        figure = self._draw(wide, high, 2.0, self._heading(data))
        self.exporter.export(
            self._file_name(data, ".png"), self.tr("Picture (*.png)"), lambda path: write_png(path, figure)
        )

    def _heading(self, data: ChartData) -> Heading:
        language, centre = data.language, self._session.centre
        kind = KINDS.get(data.card.kind)
        hours = centre.district.utc_offset_hours
        start, end = (
            (when + timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M") for when in (data.span.start, data.span.end)
        )
        title = [data.card.name(language), kind.label(language) if kind else "", data.card.station_id]
        name = centre.district.name if language.startswith("zh") else centre.district.name_en or centre.district.name
        return Heading(
            title=" · ".join(part for part in title if part),
            subtitle=word("period", language).format(start=start, end=end, offset=offset_text(hours)),
            source=word("source", language).format(district=name),
            warning=word("synthetic", language) if data.card.synthetic else "",
        )

    def _file_name(self, data: ChartData, suffix: str) -> str:
        hours = timedelta(hours=self._session.centre.district.utc_offset_hours)
        days = [(when + hours).strftime("%Y%m%d%H%M") for when in (data.span.start, data.span.end)]
        names = "-".join(property_text(name, data.language) for name in data.properties[:3])
        return file_name(data.card.name(data.language), names, "-".join(days), suffix=suffix)

    # -- the widget ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted:
            self.reload()

    def _lay_out(self) -> None:
        save = QToolButton()
        save.setObjectName("yanqing_eco_export")
        save.setText(self.tr("Export"))
        save.setToolTip(self.tr("Save the values or the chart as a file"))
        save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(save)
        menu.addAction(self.tr("Values as CSV …")).triggered.connect(self.export_csv)
        menu.addAction(self.tr("Chart as PNG …")).triggered.connect(self.export_png)
        save.setMenu(menu)
        row = QHBoxLayout()
        row.addWidget(self.span)
        row.addWidget(self.properties)
        row.addStretch(1)
        row.addWidget(save)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(row)
        column.addWidget(self.span.fields)
        column.addWidget(scroll, 1)

    def shut_down(self) -> None:
        """Leave nothing running."""
        self._read.drop()
        self.view.shut_down()
