"""``python -m yanqing_eco_plugin.core.data_centre create postgresql://host/database?schema=eco …``

Makes, checks and copies data centres from a shell. Passwords come from PGPASSFILE, PGPASSWORD or a service file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from ..errors import EcoError
from .centre import District
from .opening import create_centre, open_centre

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command; returns the exit status (0 done and sound, 1 wrong or failed, 2 misused)."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.work(chosen))
    except EcoError as error:
        print(f"{error.message}\n{error.hint}".strip(), file=sys.stderr)  # noqa: T201
        if error.details:
            print(error.details, file=sys.stderr)  # noqa: T201
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m yanqing_eco_plugin.core.data_centre", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    create = commands.add_parser("create", help="make an empty centre")
    create.add_argument("address", help="a folder, or postgresql://host:port/database?schema=eco")
    create.add_argument("--code", required=True, help="code of the district, e.g. 110119")
    create.add_argument("--name", required=True, help="name of the district")
    create.add_argument("--name-en", default="", help="its English name")
    create.add_argument("--utc-offset", type=float, default=8.0, metavar="HOURS", help="local time minus UTC (8)")
    create.add_argument("--synthetic", action="store_true", help="it will hold a made-up district")
    create.add_argument("--boundary", metavar="FILE", help="layer with the outline of the district")
    create.add_argument("--townships", metavar="FILE", help="layer with the townships, columns code and name")
    create.set_defaults(work=_create)
    for name, work, text in (("grant", _grant, "give"), ("revoke", _revoke, "take")):
        command = commands.add_parser(name, help=f"{text} a database account a role: viewer, editor or collector")
        command.add_argument("address")
        command.add_argument("account")
        command.add_argument("role", choices=("viewer", "editor", "collector"))
        command.set_defaults(work=work)
    check = commands.add_parser("check", help="compare a shared centre's sums and states with its records")
    check.add_argument("address")
    check.add_argument("--repair", action="store_true", help="compute anew what is wrong")
    check.set_defaults(work=_check)
    copy = commands.add_parser("copy", help="copy a centre into another one, verified; may be repeated and goes on")
    copy.add_argument("source")
    copy.add_argument("target", help="a centre of the same district")
    copy.add_argument(
        "--start", type=_instant, help="only observations after this instant, e.g. 2024-01-01T00:00+08:00"
    )
    copy.add_argument("--end", type=_instant, help="only observations up to this instant")
    copy.set_defaults(work=_copy)
    export = commands.add_parser(
        "export", help="move closed months of a shared centre into a folder, verified; may be repeated and goes on"
    )
    export.add_argument("address")
    export.add_argument("--folder", default="", help="where to; remembered by the centre after the first time")
    export.add_argument(
        "--until", type=_month, metavar="YYYY-MM", help="newest month to be moved (the fourth before the current one)"
    )
    export.set_defaults(work=_export)
    place = commands.add_parser(
        "place", help="say where the folder of closed months lies, after it was moved or restored; verified"
    )
    place.add_argument("address")
    place.add_argument("folder")
    place.set_defaults(work=_place)
    return parser


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _create(chosen: argparse.Namespace) -> int:
    import geopandas as gpd

    district = District(chosen.code, chosen.name, chosen.name_en, chosen.utc_offset)
    boundary = None if chosen.boundary is None else gpd.read_file(chosen.boundary)
    townships = None if chosen.townships is None else gpd.read_file(chosen.townships)
    if townships is not None:
        townships = townships[[name for name in ("code", "name", "name_en", "geometry") if name in townships.columns]]
    made = create_centre(
        chosen.address, district=district, boundary=boundary, townships=townships, synthetic=chosen.synthetic
    )
    with made as centre:
        print(centre.address)  # noqa: T201
    return 0


def _grant(chosen: argparse.Namespace) -> int:
    from .postgis import grant_role

    grant_role(chosen.address, chosen.account, chosen.role)
    return 0


def _revoke(chosen: argparse.Namespace) -> int:
    from .postgis import revoke_role

    revoke_role(chosen.address, chosen.account, chosen.role)
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from .postgis import check_shared

    found = check_shared(chosen.address, repair=chosen.repair)
    for finding in found:
        done = " (repaired)" if finding.repaired else ""
        print(f"{finding.place}: {finding.problem}{done}: {finding.detail}")  # noqa: T201
    return 0 if all(finding.repaired for finding in found) else 1


def _copy(chosen: argparse.Namespace) -> int:
    from .copying import copy_centre

    with open_centre(chosen.source, writable=False) as source, open_centre(chosen.target) as target:
        report = copy_centre(source, target, start=chosen.start, end=chosen.end, progress=_Shown())
    for month in report.months:
        year, number = month.month
        print(f"{year}-{number:02} {month.how:8} {month.rows:>12,} rows  {month.checksum}")  # noqa: T201
    changed = sum(report.features.values())
    print(f"{report.rows:,} observations, {report.fixes:,} new positions, {changed:,} changed rows of forms")  # noqa: T201
    return 0


def _month(text: str) -> tuple[int, int]:
    moment = datetime.strptime(text, "%Y-%m")
    return moment.year, moment.month


def _export(chosen: argparse.Namespace) -> int:
    from .postgis import export_months

    done = export_months(chosen.address, chosen.folder, until=chosen.until, progress=_Shown())
    for month in done:
        print(f"{month.month[0]}-{month.month[1]:02} {month.how:8} {month.rows:>12,} rows  {month.checksum}")  # noqa: T201
    print(f"{len(done)} months exported")  # noqa: T201
    return 0


def _place(chosen: argparse.Namespace) -> int:
    from .postgis import place_archive

    found = place_archive(chosen.address, chosen.folder, progress=_Shown())
    print(f"{len(found)} months, {sum(month.rows for month in found.values()):,} observations in {chosen.folder}")  # noqa: T201
    return 0


class _Shown:
    """Progress on the terminal, one line for each tenth."""

    def __init__(self) -> None:
        self._tenth = 0

    def report(self, fraction: float, message: str = "") -> None:
        if int(fraction * 10) > self._tenth:
            self._tenth = int(fraction * 10)
            print(f"{self._tenth * 10} %", file=sys.stderr)  # noqa: T201

    def cancelled(self) -> bool:
        return False


if __name__ == "__main__":
    raise SystemExit(main())
