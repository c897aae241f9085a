"""Plays tracks to an MQTT broker as telephones with OwnTracks send them: each fix when its time has come."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pandas as pd
from paho.mqtt.client import Client, MQTTMessageInfo
from paho.mqtt.enums import CallbackAPIVersion

__all__ = ["TrackPlay", "owntracks_messages", "telephones"]

Message = tuple[float, str, bytes]  # due (Unix time), topic, payload


def owntracks_messages(fixes: pd.DataFrame, group: str) -> list[Message]:
    """A message for each fix (``unit_id, time, lon, lat, accuracy_m, speed_ms, course_deg``), in the order of time."""
    made = []
    for row in fixes.sort_values("time", kind="stable").to_dict("records"):
        told = {"acc": row["accuracy_m"], "vel": row["speed_ms"] * 3.6, "cog": row["course_deg"]}
        record = {"_type": "location", "lat": row["lat"], "lon": row["lon"], "tst": int(row["time"].timestamp())}
        record |= {key: round(value) for key, value in told.items() if value == value}
        topic = f"owntracks/{group}/{row['unit_id']}"
        made.append((row["time"].timestamp(), topic, json.dumps(record).encode("ascii")))
    return made


@contextmanager
def telephones(port: int) -> Iterator[Client]:
    """A connection that keeps what the broker has not taken, as the application on a telephone does."""
    client = Client(CallbackAPIVersion.VERSION2, client_id="telephones", clean_session=False)
    client.max_queued_messages_set(0)
    client.max_inflight_messages_set(1_000)
    client.reconnect_delay_set(0.1, 0.2)  # type: ignore[arg-type]
    client.connect("127.0.0.1", port)
    client.loop_start()
    try:
        yield client
    finally:
        client.disconnect()
        client.loop_stop()


class TrackPlay:
    """Sends messages in a thread of its own; `sent` says how many, `late_s` how far it ever was behind."""

    def __init__(self, client: Client, messages: list[Message]) -> None:
        self.sent, self.late_s = 0, 0.0
        self._client, self._messages = client, messages
        self._last: MQTTMessageInfo | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> TrackPlay:
        self._thread.start()
        return self

    def finish(self, patience_s: float = 60.0) -> None:
        """Wait until everything is sent and the broker has it."""
        self._thread.join(patience_s)
        if self._thread.is_alive():
            raise AssertionError(f"the play does not end: {self.sent} of {len(self._messages)} are sent")
        if self._last is not None:
            self._last.wait_for_publish(patience_s)

    def _run(self) -> None:
        for due, topic, payload in self._messages:
            wait = due - datetime.now(UTC).timestamp()
            if wait > 0:
                time.sleep(wait)
            self.late_s = max(self.late_s, -wait)
            self._last = self._client.publish(topic, payload, qos=1)
            self.sent += 1
