"""A session with an MQTT broker that survives both ends: nothing is acknowledged before somebody says so."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from paho.mqtt.client import Client, ConnectFlags, MQTTMessage, MQTTv5, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from ..errors import EcoError, InputError
from .source_secrets import Secret
from .source_state import ServiceFault, SourceState, unless_stopped

__all__ = ["Message", "MqttSession", "SessionSettings"]

# Larger packets the broker is asked to keep to itself (MQTT 5 only): no station's or tracker's message comes near.
_MOST_PACKET_BYTES = 16 << 20
_QUOTED = 2_000
_TICK_S = 0.2


@dataclass(frozen=True)
class SessionSettings:
    """How to reach the broker.

    Attributes
    ----------
    client_id
        Fixed, because the broker keeps what was not acknowledged under it.
    protocol
        ``5`` or ``3.1.1``.
    topics
        Topic filters.
    session_s
        How long the broker keeps the session of a collector that is away (MQTT 5).
    most_waiting
        Messages taken but not acknowledged; MQTT 5 tells the broker, which then sends no more.
    most_bytes
        Of a payload; of a longer one the first bytes are kept.
    """

    host: str
    port: int
    client_id: str
    protocol: str
    topics: tuple[str, ...]
    user: str = ""
    password: Secret | None = None
    tls: ssl.SSLContext | None = None
    keepalive_s: int = 60
    session_s: int = 7 * 86_400
    most_waiting: int = 200
    most_bytes: int = 262_144
    retry_first_s: float = 1.0
    retry_limit_s: float = 60.0


@dataclass(frozen=True)
class Message:
    """One message, with what is needed to acknowledge it.

    Attributes
    ----------
    size
        Bytes of the payload as sent; `payload` is cut where it is too long.
    connection
        Number of the connection it came over.
    """

    topic: str
    payload: bytes
    size: int
    qos: int
    mid: int
    connection: int


class MqttSession:
    """Speaks with the broker in a thread of its own and hands messages to the event loop."""

    def __init__(self, settings: SessionSettings, state: SourceState, loop: asyncio.AbstractEventLoop) -> None:
        self._settings, self._state, self._loop = settings, state, loop
        self._queue: deque[Message] = deque()
        self._arrived = asyncio.Event()
        self._room = threading.BoundedSemaphore(settings.most_waiting)
        self._ended = threading.Event()
        self._connection = 0
        self._refused = False
        self._client = self._made()

    # -- for the event loop --------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Connect, and connect again whenever the connection is lost."""
        settings = self._settings
        kept: dict[str, Any] = {}
        if settings.protocol == "5":
            properties = Properties(PacketTypes.CONNECT)
            properties.SessionExpiryInterval = settings.session_s
            properties.ReceiveMaximum = settings.most_waiting
            properties.MaximumPacketSize = _MOST_PACKET_BYTES
            kept = {"clean_start": False, "properties": properties}
        self._client.connect_async(settings.host, settings.port, settings.keepalive_s, **kept)
        self._client.loop_start()

    async def take(self, stop: asyncio.Event) -> list[Message]:
        """All messages that wait, at least one; raises `Cancelled` where the collector ends."""
        await unless_stopped(stop, self._arrived.wait())
        self._arrived.clear()
        messages = list(self._queue)
        self._queue.clear()
        return messages

    def done(self, messages: Sequence[Message]) -> None:
        """Acknowledge messages that are durable, and make room for as many."""
        for message in messages:
            # After a reconnection a number may stand for another message; those not acknowledged are sent again anyway.
            if message.qos and message.connection == self._connection:
                self._client.ack(message.mid, message.qos)
            self._room.release()

    def close(self) -> None:
        """Leave; the broker keeps the session. Blocks until the thread has ended."""
        self._ended.set()
        self._client.disconnect()
        self._client.loop_stop()

    # -- in the thread of the connection -------------------------------------------------------------------------------

    def _made(self) -> Client:
        settings = self._settings
        newest = settings.protocol == "5"
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=settings.client_id,
            protocol=MQTTv5 if newest else MQTTv311,
            clean_session=None if newest else False,
            manual_ack=True,
        )
        if settings.tls is not None:
            client.tls_set_context(settings.tls)
        client.reconnect_delay_set(settings.retry_first_s, settings.retry_limit_s)  # type: ignore[arg-type]
        client.on_pre_connect = self._before_connecting
        client.on_connect = self._connected
        client.on_connect_fail = self._not_connected
        client.on_disconnect = self._disconnected
        client.on_subscribe = self._subscribed
        client.on_message = self._message
        return client

    def _before_connecting(self, client: Client, userdata: object) -> None:
        if self._settings.password is None:
            return
        try:
            client.username_pw_set(self._settings.user, self._settings.password.read())
        except InputError as error:
            self._tell(self._state.failed, error, "connecting")

    def _connected(
        self, client: Client, userdata: object, flags: ConnectFlags, reason: ReasonCode, properties: object
    ) -> None:
        self._refused = bool(reason.is_failure)
        if self._refused:
            self._fault(
                ServiceFault(
                    "The broker refuses the connection: {reason}.",
                    hint="Check user, password and the broker's log.",
                    reason=reason,
                )
            )
            return
        self._connection += 1
        self._tell(self._state.recovered)
        self._tell(lambda: self._state.set(state="connected", session_kept=flags.session_present))
        client.subscribe([(topic, 1) for topic in self._settings.topics])

    def _not_connected(self, client: Client, userdata: object) -> None:
        settings = self._settings
        self._fault(
            ServiceFault(
                "The broker {host}:{port} cannot be reached.",
                hint="Look whether it runs; it is tried again and again.",
                host=settings.host,
                port=settings.port,
            )
        )

    def _disconnected(
        self, client: Client, userdata: object, flags: object, reason: ReasonCode, properties: object
    ) -> None:
        if self._ended.is_set():
            self._tell(lambda: self._state.set(state="stopped"))
        elif not self._refused:
            self._fault(ServiceFault("The connection to the broker is lost: {reason}.", reason=reason))

    def _subscribed(
        self, client: Client, userdata: object, mid: int, reasons: list[ReasonCode], properties: object
    ) -> None:
        for reason in reasons:
            if reason.is_failure:
                self._fault(
                    ServiceFault(
                        "The broker refuses a subscription: {reason}.",
                        hint="Allow this user to read the topics.",
                        reason=reason,
                    )
                )

    def _message(self, client: Client, userdata: object, message: MQTTMessage) -> None:
        # Messages of QoS 0 know no other limit than that this thread stops reading.
        while not self._room.acquire(timeout=_TICK_S):
            if self._ended.is_set():
                return
        payload = message.payload
        kept = bytes(payload if len(payload) <= self._settings.most_bytes else payload[:_QUOTED])
        arrived = Message(message.topic, kept, len(payload), message.qos, message.mid, self._connection)
        self._tell(self._enqueue, arrived)

    def _enqueue(self, message: Message) -> None:
        self._queue.append(message)
        self._arrived.set()

    def _fault(self, error: EcoError) -> None:
        self._tell(lambda: self._state.set(state="disconnected"))
        self._tell(self._state.failed, error, "the broker")

    def _tell(self, what: Callable[..., object], *told: object) -> None:
        """Do something in the event loop; nothing where that is closed already."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(what, *told)
