"""The page with the calendar of a station."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ...core.reports import (
    CalendarTopic,
    Heading,
    calendar_chart,
    calendar_height,
    calendar_topics,
    day_at,
    day_note,
    write_png,
)
from ...core.reports.words import word
from ..figure_view import FigureView
from ..latest_read import LatestRead
from .calendar_data import CalendarData, months_back, read_calendar
from .exporting import Exporter, file_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ...core.reports import StationCard
    from ..session import EcoSession

__all__ = ["CalendarPage"]

_COUNTS = (1, 3, 12)
_PICTURE_WIDTHS = {1: 480, 3: 960, 12: 960}


class CalendarPage(QWidget):
    """Months of days in the colour of their level."""

    def __init__(self, session: EcoSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._read = LatestRead(session)
        self._card: StationCard | None = None
        self._topics: list[CalendarTopic] = []
        self._last: tuple[int, int] | None = None
        self._wanted = False
        self.data: CalendarData | None = None
        self.topic = QComboBox()
        self.topic.setObjectName("yanqing_eco_calendar_topic")
        self.topic.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.topic.setMinimumContentsLength(6)
        self.topic.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.topic.currentIndexChanged.connect(self.reload)
        self.count = QComboBox()
        self.count.addItems([self.tr("1 month"), self.tr("3 months"), self.tr("12 months")])
        self.count.currentIndexChanged.connect(self.reload)
        self.earlier = self._button("◀", self.tr("Earlier"), -1)
        self.later = self._button("▶", self.tr("Later"), 1)
        self.view = FigureView()
        self.view.setObjectName("yanqing_eco_calendar")
        self.view.pointed.connect(self._on_point)
        self.view.left.connect(QToolTip.hideText)
        self.exporter = Exporter(session, self)
        self._lay_out()

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_card(self, card: StationCard, *, now: bool) -> None:
        """Show the station of `card`; `now` when only its newest values changed."""
        other = self._card is None or self._card.station_id != card.station_id
        moved = self._card is not None and self._card.moment != card.moment
        self._card = card
        if now and not other and not moved:
            if self._last == self._month_of(card) or self._last is None:
                self.reload()
            return
        if other:
            self.data = None
            self.view.show_message(self.tr("Loading …"))
            self._offer(card)
        if other or moved:
            self._last = self._month_of(card)
        self.reload()

    def reload(self) -> None:
        """Read what the choice asks for; at once when the page can be seen, else when it is."""
        card = self._card
        if card is None or not self._topics:
            if card is not None:
                self.view.show_message(self.tr("Nothing this station measures can be shown by days."))
            return
        if not self.isVisible():
            self._wanted = True
            return
        self._wanted = False
        topic, language, now = (
            self._topics[self.topic.currentIndex()],
            self._session.language,
            datetime.now(UTC),
        )
        months = months_back(self._last or self._month_of(card), _COUNTS[self.count.currentIndex()])
        self._read.ask(
            self.tr("Reading the calendar"),
            lambda centre, progress: read_calendar(centre, card, topic, months, now, language),
            self._show,
            self._fail,
        )

    def _show(self, data: CalendarData) -> None:
        self.data = data
        width = max(self.view.width(), 200)
        self.view.show_chart(self._draw, calendar_height(len(data.months), data.language, width, data.legend))

    def _fail(self, sentence: str) -> None:
        self.data = None
        self.view.show_message(sentence)

    def _draw(self, width: int, height: int, ratio: float, heading: Heading | None = None) -> Figure:
        data = self.data
        if data is None:
            raise RuntimeError("nothing was read")
        # Cells stay near square: a tall dock leaves paper free below.
        least = calendar_height(len(data.months), data.language, width, data.legend)
        return calendar_chart(
            data.days, data.months, width=width, height=height if heading else max(height, least), ratio=ratio,
            legend=data.legend, heading=heading, language=data.language,
        )  # fmt: skip

    def _offer(self, card: StationCard) -> None:
        wanted = self._topics[self.topic.currentIndex()].name if self._topics else ""
        self._topics = calendar_topics(card.kind, card.properties)
        self.topic.blockSignals(True)
        self.topic.clear()
        self.topic.addItems([topic.label(self._session.language) for topic in self._topics])
        names = [topic.name for topic in self._topics]
        self.topic.setCurrentIndex(names.index(wanted) if wanted in names else 0)
        self.topic.blockSignals(False)

    def _month_of(self, card: StationCard) -> tuple[int, int]:
        """The month of the moment, of the newest value, or this one."""
        hours = self._session.centre.district.utc_offset_hours if self._session.is_open else 8.0
        when = card.moment or card.newest or datetime.now(UTC)
        # A value that ends at midnight belongs to the day before.
        local = when + timedelta(hours=hours) - timedelta(microseconds=1)
        return local.year, local.month

    def _turn(self, direction: int) -> None:
        if self._card is None:
            return
        step = _COUNTS[self.count.currentIndex()] * direction
        year, month = self._last or self._month_of(self._card)
        number = year * 12 + month - 1 + step
        self._last = (number // 12, number % 12 + 1)
        self.reload()

    def _on_point(self, axes: Axes, x: float, y: float) -> None:
        data = self.data
        if data is None or not str(axes.get_gid()).startswith("month "):
            return
        day = day_at(axes, x, y)
        note = day_note(day, data.days, data.topic, data.language) if day is not None else ""
        place = self.view.place_of(axes, x, y).toPoint()
        if note:
            QToolTip.showText(self.view.mapToGlobal(place), note, self.view)
        else:
            QToolTip.hideText()

    # -- files ---------------------------------------------------------------------------------------------------------

    def export_png(self) -> None:
        """Write the calendar as a picture with title, period, source and the mark of made-up data."""
        data = self.data
        if data is None:
            return
        language, district = data.language, self._session.centre.district
        unit = data.topic.unit(language)
        about = data.topic.label(language) + (f" ({unit})" if unit else "")
        period = " – ".join(dict.fromkeys(f"{year}-{month:02d}" for year, month in (data.months[0], data.months[-1])))
        name = district.name if language.startswith("zh") else district.name_en or district.name
        heading = Heading(
            title=f"{data.card.name(language)} · {about}",
            subtitle=f"{data.card.station_id} · {period}",
            source=word("source", language).format(district=name),
            warning=word("synthetic", language) if data.card.synthetic else "",
        )
        width = _PICTURE_WIDTHS[len(data.months)]
        height = calendar_height(len(data.months), language, width, data.legend) + heading.above + heading.below
        figure = self._draw(width, height + 60, 2.0, heading)
        file = file_name(data.card.name(language), data.topic.label(language), period, suffix=".png")
        self.exporter.export(file, self.tr("Picture (*.png)"), lambda path: write_png(path, figure))

    # -- the widget ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted:
            self.reload()

    def _button(self, text: str, tip: str, direction: int) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self._turn(direction))
        return button

    def _lay_out(self) -> None:
        save = QToolButton()
        save.setText(self.tr("Export"))
        save.setToolTip(self.tr("Save the calendar as a picture"))
        save.clicked.connect(self.export_png)
        what, when = QHBoxLayout(), QHBoxLayout()
        what.addWidget(self.topic, 1)
        what.addWidget(save)
        when.addWidget(self.earlier)
        when.addWidget(self.count, 1)
        when.addWidget(self.later)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(what)
        column.addLayout(when)
        column.addWidget(scroll, 1)

    def shut_down(self) -> None:
        """Leave nothing running."""
        self._read.drop()
        self.view.shut_down()
