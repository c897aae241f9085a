"""Read trajectories computed by HYSPLIT (`tdump` files)."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from ..damage import DAMAGE
from ..errors import InputError

__all__ = ["read_tdump"]

_MOST_BYTES = 500_000_000
_MOST_GRIDS, _MOST_STARTS, _MOST_DIAGNOSTICS = 1_000, 100_000, 100
_FIXED = 12  # columns of every record before the diagnostics


def _broken(name: str, line: int, details: str) -> InputError:
    return InputError(
        "{file} is no complete HYSPLIT trajectory file (line {line}).",
        hint="Copy the file again or run HYSPLIT anew.",
        details=details,
        file=name,
        line=line,
    )


class _Lines:
    """The lines of the file, one after the other, with their numbers."""

    def __init__(self, text: str, name: str) -> None:
        self.lines, self.name, self.number = text.splitlines(), name, 0

    def next(self) -> str:
        if self.number >= len(self.lines):
            raise _broken(self.name, self.number, "the file ends here")
        self.number += 1
        return self.lines[self.number - 1]

    def broken(self, details: str) -> InputError:
        return _broken(self.name, self.number, details)

    def count(self, word: str, most: int) -> int:
        if not re.fullmatch(r"\d{1,9}", word) or int(word) > most:
            raise self.broken(f"{word!r} is no count up to {most}")
        return int(word)


def _year(two_digits: int) -> int:
    return two_digits if two_digits >= 1000 else (2000 if two_digits < 40 else 1900) + two_digits


def _heading(lines: _Lines) -> tuple[dict[str, object], int, list[str]]:
    """What is told about the run, the number of trajectories, and the names of the diagnostics."""
    words = lines.next().split()
    if not words or len(words) > 2:
        raise lines.broken("a number of meteorological grids and a format are expected")
    grids = []
    for _ in range(lines.count(words[0], _MOST_GRIDS)):
        grid = lines.next().split()
        if len(grid) < 2:
            raise lines.broken("a meteorological grid is expected")
        grids.append(grid[0])
    # The old format has no space between the number and what follows.
    run = re.match(r"\s*(\d+)\s*(FORWARD|BACKWARD)\s+(\S+)", lines.next())
    if run is None:
        raise lines.broken("a number of trajectories, FORWARD or BACKWARD, and the vertical motion are expected")
    starts = lines.count(run[1], _MOST_STARTS)
    for _ in range(starts):
        if len(lines.next().split()) < 7:
            raise lines.broken("time, latitude, longitude and height of a start are expected")
    told = re.match(r"\s*(\d+)\s*(.*)", lines.next())
    if told is None:
        raise lines.broken("a number of diagnostics is expected")
    names = told[2].split()
    if lines.count(told[1], _MOST_DIAGNOSTICS) != len(names):
        raise lines.broken(f"{told[1]} diagnostics are told, {len(names)} named")
    return {"meteorology": grids, "direction": run[2].lower(), "vertical": run[3]}, starts, [n.lower() for n in names]


def read_tdump(path: str | Path, *, data: bytes | None = None) -> pd.DataFrame:
    """Trajectories of a HYSPLIT `tdump` file, old or new format, with any diagnostics.

    Format: HYSPLIT User's Guide, S263, “Trajectory endpoints file”.

    Parameters
    ----------
    path, data
        The file, and its bytes where they are at hand.

    Returns
    -------
    DataFrame
        trajectory (0, 1, …), time (UTC), lon, lat (degrees), level (height in m above ground), age_h (hours since the
        start, negative backward), forecast_h, grid, and one column per diagnostic under its name in lower case
        (``pressure`` in hPa). Ordered by trajectory and along the path. ``attrs``: meteorology, direction, vertical,
        level_unit.

    Raises
    ------
    InputError
        When the file is no tdump file, is cut off or damaged, naming the line.
    """
    path = Path(path)
    try:
        content = path.read_bytes() if data is None else data
    except OSError as error:
        raise InputError(
            "{file} cannot be read.", hint="Check the path and the permissions.", details=repr(error), file=path.name
        ) from error
    if len(content) > _MOST_BYTES:
        raise InputError("{file} is too large for a trajectory file.", file=path.name)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    lines = _Lines(text, path.name)
    run, starts, names = _heading(lines)
    width, rows, numbers = _FIXED + len(names), [], []
    # Long records of many diagnostics may run on over the next line.
    pending: list[str] = []
    while lines.number < len(lines.lines):
        words = lines.next().split()
        if not words:
            continue
        pending.extend(words)
        if len(pending) < width:
            continue
        if len(pending) > width:
            raise lines.broken(f"{len(pending)} values where {width} are expected")
        try:
            rows.append([float(word) for word in pending])
        except ValueError as error:
            raise lines.broken(repr(error)) from error
        numbers.append(lines.number)
        pending = []
    if pending or not rows:
        raise lines.broken("the file ends within a record")
    return _table(np.array(rows), names, starts, run, numbers, path.name)


def _table(
    values: np.ndarray, names: list[str], starts: int, run: dict[str, object], numbers: list[int], name: str
) -> pd.DataFrame:
    whole = values[:, :8]
    usable = np.isfinite(whole).all(axis=1) & (whole == np.floor(whole)).all(axis=1) & np.isfinite(values).all(axis=1)
    usable &= (whole[:, 0] >= 1) & (whole[:, 0] <= starts) & (np.abs(whole) < 1e6).all(axis=1)
    usable &= (np.abs(values[:, 9]) <= 90.0) & (np.abs(values[:, 10]) <= 360.0) & (whole[:, 2] >= 0)
    if not usable.all():
        wrong = int(np.argmin(usable))
        raise _broken(name, numbers[wrong], f"impossible values: {values[wrong].tolist()}")
    years = [_year(int(year)) for year in whole[:, 2]]
    try:
        dates = pd.to_datetime(
            pd.DataFrame(
                {
                    "year": years,
                    "month": whole[:, 3],
                    "day": whole[:, 4],
                    "hour": whole[:, 5],
                    "minute": whole[:, 6],
                }
            ).astype(int)
        )
    except DAMAGE as error:
        raise _broken(name, numbers[0], f"a date is impossible: {error!r}") from error
    frame = pd.DataFrame(
        {
            "trajectory": whole[:, 0].astype(np.int64) - 1,
            "time": dates.to_numpy(dtype="datetime64[ns]"),
            "lon": np.mod(values[:, 10] + 180.0, 360.0) - 180.0,
            "lat": values[:, 9],
            "level": values[:, 11],
            "age_h": values[:, 8],
            "forecast_h": values[:, 7],
            "grid": whole[:, 1].astype(np.int64),
        }
    )
    for place, diagnostic in enumerate(names):
        column = diagnostic if diagnostic not in frame.columns else f"{diagnostic}_{place + 1}"
        frame[column] = values[:, _FIXED + place]
    frame["_along"] = frame["age_h"].abs()
    frame = frame.sort_values(["trajectory", "_along"], kind="stable", ignore_index=True).drop(columns="_along")
    frame.attrs.update(run, level_unit="m")
    return frame
