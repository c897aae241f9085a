"""Alarms about the monitors themselves in the real window: what is listed, and that a look that failed does not look clean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.gui.harness import QgisWindow
from tests.unit.reports.monitored import BEYOND, DRIFTING, FEW, FINE, GAP, GONE, LATE, STUCK, monitored

EXPECTED = {
    "stuck:pm2_5": [STUCK],
    "out_of_range:pm2_5": [BEYOND],
    "drifting:pm2_5": [DRIFTING],
    "low_online": [GAP],
    "low_online:pm2_5": [FEW, GONE],
    "long_gap": [GAP],
    "long_gap:pm2_5": [GONE],
    "late": [LATE],
}
TITLES = {
    "PM2.5读数不变",
    "PM2.5超出量程",
    "PM2.5漂移",
    "在线率偏低",
    "PM2.5在线率偏低",
    "长时间中断",
    "PM2.5长时间中断",
    "数据到达延迟",
}
LISTED = "{g.code: sorted(a.station_id for a in g.alarms) for g in dock.alarms.model.groups}"
TROUBLE = "widget('yanqing_eco_alarms_trouble')"


@pytest.fixture(scope="module")
def window(qgis: QgisWindow, tmp_path_factory: pytest.TempPathFactory) -> QgisWindow:
    folder = tmp_path_factory.mktemp("monitored") / "centre"
    # The newest records are those of the last full hour, so that no station is stale yet.
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    monitored(folder, hour + timedelta(minutes=30)).close()
    qgis.run(f"dock = eco.one_map_dock; eco.session.open({str(folder)!r})")
    qgis.wait("dock.situation is not None")
    qgis.settle()
    qgis.click("tab_spot('yanqing_eco_one_map_tabs', 1)")
    return qgis


def test_each_alarm_of_a_sensor_is_listed_with_its_station(window: QgisWindow) -> None:
    window.wait("dock.sensors.alarms is not None and not dock._read.waiting", 60)
    window.run("dock.alarms.view.expandAll(); dock.alarms.view.scrollToBottom()")
    window.settle()
    window.picture("one-map-sensor-alarms")
    listed = window.run(LISTED)
    assert {code: stations for code, stations in listed.items() if code in EXPECTED} == EXPECTED
    assert not any(FINE in stations for code, stations in listed.items() if not code.startswith("exceedance"))
    titles = window.run(
        "m = dock.alarms.model; [m.index(r, 0).data().rsplit('  (', 1)[0] for r in range(m.rowCount())]"
    )
    assert set(titles) >= TITLES
    assert not window.run(f"{TROUBLE}.isVisible()")


def test_a_look_that_failed_is_told_in_the_list(window: QgisWindow) -> None:
    window.run("import yanqing_eco_plugin.core.reports.device_alarms as judged; whole = judged.sensor_alarms")
    window.run("from yanqing_eco_plugin.core.errors import CentreError")
    window.run("def fails(*_, **__): raise CentreError('The disk of {place} is gone.', hint='', place='X')\n")
    window.run("judged.sensor_alarms = fails; dock.sensors._look()")
    window.wait(f"{TROUBLE}.isVisible()", 20)
    window.settle()
    assert "X" in window.run(f"{TROUBLE}.text()")
    window.picture("one-map-sensors-not-judged")
    # What the look before found is still there.
    assert window.run(LISTED)["stuck:pm2_5"] == [STUCK]
    window.run("judged.sensor_alarms = whole; dock.sensors._look()")
    window.wait(f"not {TROUBLE}.isVisible()", 60)
