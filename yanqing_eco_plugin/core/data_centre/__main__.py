"""``python -m yanqing_eco_plugin.core.data_centre create postgresql://host/database?schema=eco …``

Makes, looks after and copies data centres from a shell. Passwords come from PGPASSFILE, PGPASSWORD or a service file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from ..errors import EcoError
from .centre import District
from .opening import create_centre, is_shared, open_centre
from .tending_findings import PROBLEMS, TendReport

__all__ = ["main"]

_FAILED, _INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command; returns the exit status (0 done and sound, 1 wrong or failed, 2 misused, 130 interrupted)."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.work(chosen))
    except EcoError as error:
        return _tell(_FAILED, error.message, error.hint, error.details)
    except OSError as error:
        return _tell(_FAILED, f"A file or the network failed: {error}.")
    except KeyboardInterrupt:
        return _tell(_INTERRUPTED, "Interrupted; the same command may be given again.")


def _tell(status: int, *lines: str) -> int:
    print(*(line for line in lines if line), sep="\n", file=sys.stderr)  # noqa: T201
    return status


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
        command.add_argument("address", type=_shared)
        command.add_argument("account")
        command.add_argument("role", choices=("viewer", "editor", "collector"))
        command.set_defaults(work=work)
    check = commands.add_parser("check", help="look for what is wrong in a centre")
    check.add_argument("address")
    check.add_argument("--repair", action="store_true", help="put right what can be")
    check.set_defaults(work=_check)
    tend = commands.add_parser("tend", help="look after a centre, beside its readers and writers; for a timer")
    tend.add_argument("address")
    tend.add_argument(
        "--steps",
        type=_words,
        default=(),
        help="of a folder: check, repair, rollups, compact, vacuum (check,compact,vacuum); "
        "of a shared centre: check, repair, export (check,repair)",
    )
    tend.add_argument("--folder", default="", help="for export: where closed months go; remembered by the centre")
    tend.set_defaults(work=_tend)
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
    export.add_argument("address", type=_shared)
    export.add_argument("--folder", default="", help="where to; remembered by the centre after the first time")
    export.add_argument(
        "--until", type=_month, metavar="YYYY-MM", help="newest month to be moved (the fourth before the current one)"
    )
    export.set_defaults(work=_export)
    place = commands.add_parser(
        "place", help="say where the folder of closed months lies, after it was moved or restored; verified"
    )
    place.add_argument("address", type=_shared)
    place.add_argument("folder")
    place.set_defaults(work=_place)
    return parser


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no instant like 2024-01-01T00:00+08:00") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _month(text: str) -> tuple[int, int]:
    try:
        moment = datetime.strptime(text, "%Y-%m")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no month like 2025-06") from None
    return moment.year, moment.month


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _shared(address: str) -> str:
    if not is_shared(address):
        raise argparse.ArgumentTypeError(f"{address} is no shared centre: postgresql://host:port/database?schema=eco")
    return address


def _create(chosen: argparse.Namespace) -> int:
    from .polygon_file import read_polygons

    district = District(chosen.code, chosen.name, chosen.name_en, chosen.utc_offset)
    boundary = None if chosen.boundary is None else read_polygons(chosen.boundary)
    townships = None if chosen.townships is None else read_polygons(chosen.townships)
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
    from .looking_after import look_after

    return _found(look_after(chosen.address, steps=("check", "repair") if chosen.repair else ("check",)))


def _tend(chosen: argparse.Namespace) -> int:
    from .looking_after import look_after

    report = look_after(chosen.address, steps=chosen.steps, folder=chosen.folder, progress=_Shown())
    for name, number in sorted(report.figures.items()):
        print(f"{name.replace('_', ' ')}: {number:,}")  # noqa: T201
    return _found(report)


def _found(report: TendReport) -> int:
    for finding in report.findings:
        done = " (repaired)" if finding.repaired else ""
        print(f"{finding.place}: {PROBLEMS[finding.problem]}{done}: {finding.detail}".removesuffix(": "))  # noqa: T201
    return 0 if report.sound else _FAILED


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
