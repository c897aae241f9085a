"""Devices and vehicles of the demo at an MQTT broker: JSON observations and OwnTracks positions, each with QoS 1."""

from __future__ import annotations

import json
from collections import deque
from datetime import UTC, datetime

from ..errors import InputError
from .devices_reports import Report
from .devices_tally import Tally
from .devices_vehicles import Fix

__all__ = ["Publisher", "observation_message", "position_message"]

_QOS = 1


def observation_message(report: Report) -> tuple[str, bytes]:
    """Topic and payload of a report, as `docs/collector-sources.md` describes them; labelled synthetic."""
    record = {
        "station": report.station_id,
        "time": datetime.fromtimestamp(report.end, UTC).isoformat(),
        "interval": report.interval,
        "values": {prop: {"value": value, "flag": flag} for prop, value, flag in report.values},
        "synthetic": True,
    }
    return f"eco/observations/{report.station_id}", json.dumps(record).encode()


def position_message(fix: Fix) -> tuple[str, bytes]:
    """Topic and payload of a position as OwnTracks sends it; labelled synthetic."""
    record = {
        "_type": "location",
        "lat": round(fix.lat, 7),
        "lon": round(fix.lon, 7),
        "tst": fix.time,
        "acc": 6,
        "vel": round(fix.speed_ms * 3.6),
        "synthetic": True,
    }
    return f"owntracks/synthetic/{fix.unit_id}", json.dumps(record).encode()


class Publisher:
    """A gateway that publishes for many devices and keeps what the broker has not taken."""

    def __init__(self, host: str, port: int, tally: Tally, *, client_id: str = "eco-synthetic-devices") -> None:
        from paho.mqtt.client import Client
        from paho.mqtt.enums import CallbackAPIVersion

        self._tally = tally
        self._waiting: dict[int, Report | Fix] = {}
        # Filled by the thread of the connection; an acknowledgement may come before `publish` has returned.
        self._acknowledged: deque[int] = deque()
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=client_id, clean_session=False)
        self._client.max_queued_messages_set(0)
        self._client.reconnect_delay_set(1, 5)
        self._client.on_publish = lambda client, userdata, mid, reason, properties: self._acknowledged.append(mid)
        try:
            self._client.connect(host, port)
        except OSError as error:
            raise InputError(
                "The broker {host}:{port} cannot be reached.",
                hint="Look whether it runs, and give its address as HOST:PORT.",
                details=str(error),
                host=host,
                port=port,
            ) from error
        self._client.loop_start()

    def send(self, what: Report | Fix) -> None:
        """Publish a report or a position."""
        topic, payload = position_message(what) if isinstance(what, Fix) else observation_message(what)
        self._tally.messages += 1
        # Also where the broker is away just now: the client keeps it and sends it later.
        self._waiting[self._client.publish(topic, payload, _QOS).mid] = what

    def settle(self) -> int:
        """Count what the broker has acknowledged meanwhile; returns what it has not."""
        for _ in range(len(self._acknowledged)):
            what = self._waiting.pop(self._acknowledged.popleft())
            if isinstance(what, Fix):
                self._tally.acknowledged_fixes += 1
            else:
                self._tally.acknowledge(what)
        return len(self._waiting)

    def close(self) -> None:
        """Leave the broker."""
        self._client.disconnect()
        self._client.loop_stop()
