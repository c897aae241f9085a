"""Turns HJ 212 frames into observations: factors to properties, units, flags, and the end of each interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..ingest.hj212 import Frame
from ..ingest.units import conversion
from ..standards import PROPERTIES, property_of_factor
from .entries import ObservationRow
from .hj212_settings import DeviceSettings, Hj212Settings
from .registry import StationRegister

__all__ = ["Reading", "RecordReader"]

# Command → field that carries the value. CN 2011 is an instant, the others say when their interval begins (HJ 212-2017, 6.6).
# Devices that measure noise send their statistics as Data, and some write statistics as Rtd.
_VALUE_FIELDS = {
    "2011": ("Rtd",),
    "2021": ("RS",),
    "2031": ("Avg", "Data", "Rtd"),
    "2051": ("Avg", "Data", "Rtd"),
    "2061": ("Avg", "Data", "Rtd"),
}
_LENGTH_S = {"2011": 0, "2021": 0, "2061": 3_600, "2031": 86_400}
_FLAGS = frozenset("NFMSDCTB")
# HJ/T 212-2005: P means no power; air stations number their flags: calibration, weather, abnormal, normal.
_OLD_FLAGS = {"P": "D", "0": "C", "1": "N", "2": "D", "3": "N", "": "N"}
_EPOCH = datetime(1970, 1, 1)


@dataclass
class Reading:
    """What one frame holds.

    Attributes
    ----------
    rows
        Observations.
    rejects
        Reason and detail of each thing that did not pass; the frame itself is the evidence.
    strangers
        Factor codes that are no property of ours.
    carries_data
        Whether the command is one that brings observations.
    """

    rows: list[ObservationRow] = field(default_factory=list)
    rejects: list[tuple[str, str]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    carries_data: bool = True


@dataclass(frozen=True)
class _Channel:
    """How one factor of one device is to be read."""

    prop: str
    factor: float
    offset: float
    low: float
    high: float


class RecordReader:
    """Reads frames by the register and the settings in force.

    Parameters
    ----------
    register
        Gives the register in force.
    """

    def __init__(self, settings: Hj212Settings, register: Callable[[], StationRegister | None]) -> None:
        self._settings = settings
        self._register = register
        self._channels: dict[tuple[str, str], _Channel | None] = {}

    def station(self, mn: str) -> str | None:
        """Station of a device; None where it is unknown or several claim it."""
        own = self._settings.devices.get(mn)
        if own is not None and own.station:
            return own.station
        register = self._register()
        return None if register is None else register.by_mn.get(mn)

    def read(self, frame: Frame, received: float, began: datetime | None = None) -> Reading:
        """Observations of one frame.

        Parameters
        ----------
        received
            When it arrived, seconds since 1970.
        began
            ``DataTime`` of the message's first packet, for a packet that does not repeat it.
        """
        command, mn = frame.header.cn, frame.header.mn
        reading = Reading()
        names = _VALUE_FIELDS.get(command)
        if names is None or not frame.factors:
            reading.carries_data = False
            return reading
        station = self.station(mn)
        if station is None:
            register = self._register()
            claimed = register is not None and mn in register.by_mn
            reading.rejects.append(("ambiguous_station" if claimed else "unknown_station", f"MN={mn}"))
            return reading
        device = self._settings.devices.get(mn, self._settings.common)
        local = frame.data_time or began
        if local is None:
            reading.rejects.append(("bad_time", "no DataTime"))
            return reading
        length = device.minute_s if command == "2051" else _LENGTH_S[command]
        end = self._end(local, length)
        fault = self._time_fault(end, received)
        if fault:
            # As the device said it: the end of its interval may lie beyond every calendar.
            reading.rejects.append((fault, f"DataTime={local.isoformat()}, interval of {length} s"))
            return reading
        for code, fields in frame.factors.items():
            channel = self._channel(mn, code, device)
            if channel is None:
                if command != "2021":  # states of parts of the device are no measurements unless they are mapped
                    reading.strangers.append(code)
                continue
            self._value(reading, station, channel, code, names, fields, end, length)
        return reading

    def _end(self, local: datetime, length: int) -> int:
        register = self._register()
        offset = 8.0 if register is None else register.utc_offset_hours
        return int((local - _EPOCH) / timedelta(seconds=1) - offset * 3_600) + length

    def _time_fault(self, end: int, received: float) -> str:
        if end > received + self._settings.future_s:
            return "future_time"
        return "bad_time" if end < received - self._settings.past_days * 86_400 else ""

    def _channel(self, mn: str, code: str, device: DeviceSettings) -> _Channel | None:
        # Only devices with settings of their own need channels of their own; codes are bounded against a device that invents.
        key = (mn if mn in self._settings.devices else "", code)
        try:
            return self._channels[key]
        except KeyError:
            channel = _make_channel(code, device)
            if len(self._channels) < 100_000:
                self._channels[key] = channel
            return channel

    @staticmethod
    def _value(
        reading: Reading,
        station: str,
        channel: _Channel,
        code: str,
        names: tuple[str, ...],
        said: Mapping[str, str],
        end: int,
        length: int,
    ) -> None:
        flag = said.get("Flag", "N").strip().upper()
        flag = _OLD_FLAGS.get(flag, flag)
        if flag not in _FLAGS:
            reading.rejects.append(("bad_flag", f"{code} {flag[:20]}"))
            return
        text = next((said[name] for name in names if name in said), None)
        value: float | None = None
        if text is not None:
            value = _number(text) * channel.factor + channel.offset
            if not channel.low <= value <= channel.high:
                if flag == "N":
                    reason = (
                        "bad_number"
                        if math.isnan(value)
                        else "negative"
                        if value < 0 <= channel.low
                        else "out_of_range"
                    )
                    reading.rejects.append((reason, f"{code} {channel.prop} = {text[:40]}"))
                    return
                value = None  # with a fault, devices send -999 and the like: the flag is the news
        elif flag == "N":
            return  # Min, Max or Cou alone: nothing that is kept
        reading.rows.append((station, channel.prop, end * 1_000_000, length, value, flag))


def _number(text: str) -> float:
    try:
        return float(text) if "_" not in text else math.nan
    except ValueError:
        return math.nan


def _make_channel(code: str, device: DeviceSettings) -> _Channel | None:
    name = device.factors.get(code) or property_of_factor(code)
    if name is None:
        return None
    prop = PROPERTIES[name]
    unit = device.units.get(code)
    factor, offset = (conversion(name, unit) if unit else None) or (1.0, 0.0)
    return _Channel(name, factor, offset, prop.minimum, prop.maximum)
