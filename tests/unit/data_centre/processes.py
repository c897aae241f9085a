"""What the other processes of these tests do; kept apart so that they import little."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from datetime import timedelta
from functools import cache
from pathlib import Path

from yanqing_eco_plugin.core.data_centre import housekeeping, lake, open_centre, rollups
from yanqing_eco_plugin.core.data_centre.locking import writer_lock
from yanqing_eco_plugin.core.errors import EcoError

from .made import START, hours, together


def tidy_often() -> None:
    """Merge small files and sum up the logs of this process's tables after very few appends."""
    housekeeping.MOST_SMALL_FILES = rollups.MOST_FILES = 3
    lake.CHECKPOINT_EVERY = 8


@cache
def rows_of(number: int):
    """Append `number`: a day's hours of two stations; every third also corrects what the one before it said."""
    start = START + timedelta(hours=4 * number)
    fresh = [hours("a0", "pm2_5", [number + 0.5] * 4, start=start), hours("a2", "leq", [number % 90] * 4, start=start)]
    if number % 3 == 2:
        fresh.append(hours("a0", "pm2_5", [1000 + number] * 2, start=start - timedelta(hours=4)))
    return together(*fresh)


def append_for_ever(address: str, first: int, acknowledged: int) -> None:
    """Append from `first` on until killed, merging all the time; each acknowledged number goes to the file descriptor."""
    tidy_often()
    centre = open_centre(address)
    number = first
    while True:
        centre.append_observations(rows_of(number))
        os.write(acknowledged, f"{number}\n".encode())
        number += 1


def append_and_merge(address: str, station: str, count: int, answers) -> None:
    """As `append_some`, merging all the time."""
    tidy_often()
    append_some(address, station, count, answers)


def append_some(address: str, station: str, count: int, answers) -> None:
    """Append `count` single hours for one station, waiting for other writers as long as it takes."""
    with open_centre(address, wait_s=60) as centre:
        for number in range(count):
            centre.append_observations(hours(station, "pm2_5", [number], start=START + timedelta(hours=number)))
    answers.put(station)


def read_until(address: str, count: int, answers, begun) -> None:
    """Read until all rows are there; what is seen may only grow. The semaphore `begun` is released once it reads."""
    seen, reads, last = 0, 0, time.monotonic() + 60
    try:
        with open_centre(address, writable=False) as centre:
            while seen < count and time.monotonic() < last:
                token = centre.revision()
                rows = centre.series(["a0"], None, START - timedelta(days=1), START + timedelta(days=400))
                status = centre.latest(ids=["a0"])
                if len(rows) < seen or (len(rows) and rows["value"].tolist() != sorted(rows["value"])):
                    raise ValueError(f"went back from {seen} to {len(rows)} rows")
                # The status is written after the rows, so it may lag behind what was read before it, never more.
                if len(rows) and not token:
                    raise ValueError("no revision")
                if len(status) != 1:
                    raise ValueError("the station is gone")
                seen, reads = len(rows), reads + 1
                if reads == 1:
                    begun.release()
        answers.put(("seen", seen, reads))
    except (EcoError, ValueError, sqlite3.Error, OSError) as error:
        answers.put(("failed", repr(error), reads))


def hold_locked(path: str, ready, done) -> None:
    """Hold the feature database in an exclusive lock until told otherwise, as a hung editing session would."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    ready.set()
    done.wait(30)
    connection.execute("ROLLBACK")
    connection.close()


def hold_writing(folder: str, ready, done) -> None:
    """Hold the writer's lock until told otherwise."""
    with writer_lock(Path(folder), 5):
        ready.set()
        done.wait(30)


def fill_the_disk(address: str, limit: int) -> None:
    """Append until files may not grow any more; prints what was acknowledged and how it ended."""
    import resource

    acknowledged = 0
    with open_centre(address) as centre:
        centre.append_observations(rows_of(0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            for number in range(1, 200):
                centre.append_observations(rows_of(number))
                acknowledged = number
        except EcoError as error:
            sys.stdout.write(json.dumps([type(error).__name__, error.message, error.hint, acknowledged]))


if __name__ == "__main__":
    fill_the_disk(sys.argv[1], int(sys.argv[2]))
