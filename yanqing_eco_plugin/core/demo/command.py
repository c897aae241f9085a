"""The demo on the command line: makes a demo centre, or brings the one that stands up to this hour."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..data_centre import open_centre
from ..data_centre.centre import DataCentre
from ..data_centre.polygon_file import read_polygons
from ..errors import CentreFormatError, EcoError
from .centre import SEED, create_demo, extend_demo
from .devices_command import main as devices
from .scale_command import archive_at

__all__ = ["main"]


def _standing(address: str) -> DataCentre | None:
    """The centre that stands at `address`, open for writing; None where there is nothing yet."""
    if "://" not in address:
        folder = Path(address)
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return None
        return open_centre(address)
    try:
        return open_centre(address)
    except CentreFormatError:
        return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m yanqing_eco_plugin.core.demo``; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["devices"]:
        return devices(given[1:])
    parser = argparse.ArgumentParser(
        prog="python -m yanqing_eco_plugin.core.demo",
        description="Make a data centre with a made-up district, or bring one up to this hour.",
        epilog="`devices ADDRESS --help` tells how its devices are played over HJ 212 and MQTT to a collector.",
    )
    parser.add_argument("address", metavar="ADDRESS", help="folder of the demo centre")
    parser.add_argument("--days", type=float, default=30, help="length of a new history, in days (30)")
    parser.add_argument("--boundary", metavar="FILE", help="polygons of the district for a new demo (our own outline)")
    parser.add_argument("--seed", type=int, default=SEED, help="what positions and values of a new demo follow from")
    parser.add_argument(
        "--archive",
        metavar="RECORDS",
        help="instead make a synthetic archive of so many records (24M, 240M, 1G or a number), or finish one",
    )
    chosen = parser.parse_args(given)
    try:
        if chosen.archive is not None:
            rows = archive_at(chosen.address, chosen.archive, chosen.seed, _standing(chosen.address))
            sys.stdout.write(f"{chosen.address}: {rows} records added to the synthetic archive\n")
            return 0
        centre = _standing(chosen.address)
        if centre is None:
            boundary = None if chosen.boundary is None else read_polygons(chosen.boundary)
            create_demo(chosen.address, boundary=boundary, days=chosen.days, seed=chosen.seed).close()
            sys.stdout.write(f"{chosen.address}: the demo centre is made\n")
            return 0
        with centre:
            added = extend_demo(centre)
        sys.stdout.write(f"{chosen.address}: {added} records added\n")
    except EcoError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
