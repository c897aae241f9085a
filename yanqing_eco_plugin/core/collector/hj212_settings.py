"""What ``[hj212]`` of the configuration says."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..ingest.units import conversion
from ..standards import PROPERTIES, property_of_factor
from .section import Network, Section, is_loopback
from .source_secrets import server_tls

__all__ = ["DeviceSettings", "Hj212Settings", "read_settings"]


@dataclass(frozen=True)
class DeviceSettings:
    """What differs for one device, or holds for all.

    Attributes
    ----------
    station
        Station of the device; empty for the one whose ``mn`` it is.
    factors
        Factor code → property, beside the codes of HJ 212.
    units
        Factor code → unit the device sends; where nothing is said it is the property's own.
    minute_s
        Length of the interval of CN 2051, s.
    """

    station: str = ""
    factors: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    minute_s: int = 600


@dataclass(frozen=True)
class Hj212Settings:
    """The listener's settings; times in seconds, see ``docs/collector.md`` for each."""

    host: str = "127.0.0.1"
    port: int = 9212
    allow: tuple[Network, ...] = ()
    tls: ssl.SSLContext | None = None
    most_connections: int = 2_000
    most_per_address: int = 200
    idle_s: float = 7_200.0
    frame_s: float = 60.0
    future_s: float = 3_600.0
    past_days: float = 1_100.0
    frames_per_s: float = 50.0
    burst: float = 2_000.0
    rejects_per_minute: int = 20
    common: DeviceSettings = DeviceSettings()
    devices: Mapping[str, DeviceSettings] = field(default_factory=dict)


def read_settings(section: Section) -> Hj212Settings:
    """Read and check the table.

    Raises
    ------
    ExceptionGroup
        Of one `InputError` per mistake.
    """
    host = section.text("host", "127.0.0.1")
    allow = section.networks("allow")
    if not is_loopback(host) and not allow:
        section.missing("allow", "the networks devices may come from, because host is not this computer alone")
    common = _device(section, DeviceSettings())
    devices = section.section("devices")
    settings = Hj212Settings(
        host=host,
        port=section.whole("port", 9212, low=0, high=65_535),
        allow=allow,
        tls=server_tls(section),
        most_connections=section.whole("most_connections", 2_000, low=1, high=100_000),
        most_per_address=section.whole("most_per_address", 200, low=1, high=100_000),
        idle_s=section.number("idle_s", 7_200.0, low=1, high=7 * 86_400),
        frame_s=section.number("frame_s", 60.0, low=1, high=3_600),
        future_s=section.number("future_s", 3_600.0, low=0, high=86_400),
        past_days=section.number("past_days", 1_100.0, low=1, high=20_000),
        frames_per_s=section.number("frames_per_s", 50.0, low=0.1, high=100_000),
        burst=section.number("burst", 2_000.0, low=1, high=1_000_000),
        rejects_per_minute=section.whole("rejects_per_minute", 20, low=1, high=10_000),
        common=common,
        devices={mn: _named_device(devices.section(mn), common) for mn in devices.names()},
    )
    section.settled()
    return settings


def _named_device(section: Section, common: DeviceSettings) -> DeviceSettings:
    device = _device(section, common, station=section.text("station", ""))
    section.finish()
    return device


def _device(section: Section, common: DeviceSettings, *, station: str = "") -> DeviceSettings:
    own = section.texts("factors")
    for code, prop in own.items():
        if prop not in PROPERTIES:
            section.wrong(f"factors.{code}", "the name of an observed property, e.g. pm2_5", prop)
    factors = {**common.factors, **{code: prop for code, prop in own.items() if prop in PROPERTIES}}
    units = {**common.units}
    for code, unit in section.texts("units").items():
        prop = factors.get(code) or property_of_factor(code) or ""
        if not prop:
            section.wrong(f"units.{code}", "a code of HJ 212, or one that is named in factors as well", code)
        elif conversion(prop, unit) is None:
            section.wrong(f"units.{code}", f"a unit that measures {prop}, e.g. {PROPERTIES[prop].unit}", unit)
        else:
            units[code] = unit
    minute_s = section.whole("minute_s", common.minute_s, low=1, high=3_600)
    return DeviceSettings(station, factors, units, minute_s)
