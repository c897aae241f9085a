"""The simulated devices on the command line: ``python -m yanqing_eco_plugin.core.demo devices ADDRESS …``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ..data_centre import open_centre
from ..errors import EcoError, InputError
from .centre import SEED, followed_by
from .devices import DevicePlay, play_devices
from .devices_hj212 import factors_table
from .devices_reports import Trouble
from .devices_tally import Tally
from .episodes import first_day

__all__ = ["main"]

_SHARES = {
    "gap": "of devices are cut off for the middle third, and then send what they kept",
    "faults": "of devices have flag D and no value in the last third",
    "duplicates": "of reports are sent twice",
    "disorder": "of reports come after the device's next one",
}


def _endpoint(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is no HOST:PORT")
    return host, int(port)


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("a share is between 0 and 1")
    return share


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m yanqing_eco_plugin.core.demo devices",
        description="Play the made-up devices of a demo centre over HJ 212 and MQTT to a collector. Nothing is measured.",
    )
    parser.add_argument("address", metavar="ADDRESS", nargs="?", help="the demo centre; it is only read")
    parser.add_argument("--hj212", type=_endpoint, metavar="HOST:PORT", help="the collector's HJ 212 listener")
    parser.add_argument("--mqtt", type=_endpoint, metavar="HOST:PORT", help="the broker the collector listens to")
    parser.add_argument("--speed", type=float, default=60.0, help="times real time (60)")
    parser.add_argument("--hours", type=int, help="hours before now to play (those the centre lacks, at most 24)")
    parser.add_argument("--gateways", action="store_true", help="one connection for each township, not for each device")
    parser.add_argument("--exceed", metavar="STATION", action="append", default=[], help="exceeds from a third on")
    for name, text in _SHARES.items():
        parser.add_argument(f"--{name}", type=_share, default=0.0, metavar="SHARE", help=f"share {text}")
    parser.add_argument("--factors", action="store_true", help="print what [hj212] of collector.toml needs, and end")
    return parser


def _play(chosen: argparse.Namespace) -> DevicePlay:
    if chosen.address is None or (chosen.hj212 is None and chosen.mqtt is None):
        raise InputError(
            "It is not said where the devices shall send to.",
            hint="Give the demo centre, and --hj212 or --mqtt or both.",
        )
    if not chosen.speed > 0:
        raise InputError("The speed {speed} is not above zero.", hint="Give --speed 60.", speed=chosen.speed)
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    with open_centre(chosen.address, writable=False) as centre:
        stations = centre.stations()
        stations = stations[stations["synthetic"] == 1].reset_index(drop=True)
        seed, origin = followed_by(centre) or (SEED, first_day(end))
        newest = centre.latest(ids=stations["station_id"].tolist())["newest"].max()
    strangers = sorted(set(chosen.exceed) - set(stations["station_id"]))
    if stations.empty or strangers:
        raise InputError(
            "The centre {place} has no made-up station {station}.",
            hint="Give a centre that was made as a demo, and ids of its stations.",
            place=chosen.address,
            station=", ".join(strangers),
        )
    lacking = 24 if newest is None or newest != newest else max(round((end - newest).total_seconds() / 3600), 1)
    hours = chosen.hours or min(lacking, 24)
    shares = {name: getattr(chosen, name) for name in _SHARES}
    return DevicePlay(
        stations, end - timedelta(hours=hours), end, seed, origin,
        hj212=chosen.hj212, mqtt=chosen.mqtt, speed=chosen.speed, gateways=chosen.gateways,
        trouble=Trouble(exceed=tuple(chosen.exceed), **shares),
    )  # fmt: skip


def _tell(moment: float, tally: Tally) -> None:
    sys.stderr.write(f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M}Z  {tally.sentence()}\n")


def main(arguments: Sequence[str]) -> int:
    """Play the devices; returns the exit status."""
    chosen = _parser().parse_args(arguments)
    if chosen.factors:
        sys.stdout.write(f"{factors_table()}\n")
        return 0
    try:
        tally = play_devices(_play(chosen), told=_tell)
    except EcoError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 1
    sys.stdout.write(f"{tally.sentence()} (synthetic)\n")
    return 0
