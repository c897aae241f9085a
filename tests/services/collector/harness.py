"""A collector in a process of its own, and devices that talk to it."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd

from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre, open_centre
from yanqing_eco_plugin.core.ingest.hj212 import build_frame

# Importing everything costs more than a collector lives in some of these tests: a server that has done so forks them.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__, "yanqing_eco_plugin.core.collector.__main__"])

# Names a file with the error of the collector's clock, in seconds.
CLOCK = "ECO_TEST_CLOCK"

# With ECO_TEST_LONG=1 the tests of faults take minutes: more kills, a network that is silent for two minutes.
LONG = os.environ.get("ECO_TEST_LONG") == "1"

LONG_AGO, FAR_AHEAD = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def make_centre(place: Path, mns: Mapping[str, str]) -> None:
    """A folder centre with micro stations; `mns` is MN → station."""
    with create_centre(place, district=District("110119", "延庆区")) as centre:
        add_stations(centre, mns)


def add_stations(centre: DataCentre, mns: Mapping[str, str]) -> None:
    rows = {"station_id": list(mns.values()), "kind": ["micro"] * len(mns), "mn": list(mns)}
    shapes = gpd.points_from_xy([116.0] * len(mns), [40.4] * len(mns))
    centre.write_features("station", gpd.GeoDataFrame(rows, geometry=shapes, crs=4326))


def stored(centre: Path | str, stations: list[str]) -> pd.DataFrame:
    with open_centre(centre, writable=False) as reader:
        return reader.series(stations, None, LONG_AGO, FAR_AHEAD)


def quarantined(centre: Path | str) -> pd.DataFrame:
    with open_centre(centre, writable=False) as reader:
        return reader.quarantine()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def hours_ago(hours: float) -> datetime:
    """Local time (UTC+8) some hours ago, as devices write it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0) + timedelta(hours=8 - hours)


def report(
    mn: str, moment: datetime, value: object, *, qn: str = "20260301130001000", cn: str = "2011", flag: int = 5
) -> bytes:
    """A frame with one value of PM2.5 that asks for an acknowledgement."""
    field = "Rtd" if cn == "2011" else "Avg"
    factors = {"a34004": {field: str(value), "Flag": "N"}}
    return build_frame(
        mn=mn, cn=cn, st="22", qn=qn, flag=flag, fields={"DataTime": f"{moment:%Y%m%d%H%M%S}"}, factors=factors
    )


class Device:
    """A blocking client."""

    made: list[Device] = []

    def __init__(self, port: int, *, patience_s: float = 10.0) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience_s)
        self._left = b""
        Device.made.append(self)

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self) -> bytes:
        """The next frame from the collector; ConnectionError where it hung up."""
        while b"\r\n" not in self._left:
            data = self.socket.recv(4096)
            if not data:
                raise ConnectionResetError("the collector hung up")
            self._left += data
        frame, _, self._left = self._left.partition(b"\r\n")
        return frame

    def ask(self, frame: bytes) -> bytes:
        self.send(frame)
        return self.answer()

    def close(self) -> None:
        self.socket.close()


class CollectorProcess:
    """`python -m yanqing_eco_plugin.core.collector` as a forked process; may be killed and started again."""

    def __init__(
        self,
        place: Path,
        hj212: str = "",
        *,
        address: str = "centre",
        environment: Mapping[str, str] | None = None,
        **tables: str,
    ) -> None:
        self.place, self.environment = place, dict(environment or {})
        self.port, self.health_port = free_port(), free_port()
        self.log = place / "collector.log"
        text = (
            f'[centre]\naddress = "{address}"\nbatch_pause_s = 0.05\nlock_wait_s = 0.2\nregister_s = 0.3\n'
            f"{tables.pop('centre', '')}\n"
            f'[spool]\nfolder = "spool"\n{tables.pop("spool", "")}\n[health]\nport = {self.health_port}\n'
            f'[log]\nfile = "{self.log}"\n[hj212]\nport = {self.port}\n{hj212}\n'
        )
        self.config = place / "collector.toml"
        self.config.write_text(text + "".join(f"[{name}]\n{body}\n" for name, body in tables.items()), encoding="utf-8")
        self.process: multiprocessing.process.BaseProcess | None = None

    def start(self, *, wait: bool = True) -> CollectorProcess:
        given = (str(self.config), str(self.place / "stderr"), self.environment)
        self.process = _PROCESSES.Process(target=_run, args=given, daemon=True)
        self.process.start()
        if wait:
            self.wait_until_up()
        return self

    def wait_until_up(self) -> None:
        for _ in range(400):
            try:
                Device(self.port).close()
            except OSError:
                if not self.alive:
                    raise AssertionError((self.place / "stderr").read_text(encoding="utf-8")) from None
                time.sleep(0.02)
            else:
                return
        raise AssertionError("the collector does not listen")

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def freeze(self) -> None:
        """Stop it in the middle of whatever it does; only `kill` ends that."""
        if self.process is None or self.process.pid is None:
            raise AssertionError("no collector runs")
        os.kill(self.process.pid, signal.SIGSTOP)
        while _state_of(self.process.pid) != "T":
            time.sleep(0.01)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join(10)

    def stop(self) -> int | None:
        """SIGTERM; the exit status."""
        if self.process is not None:
            self.process.terminate()
        return self.ended()

    def ended(self) -> int | None:
        if self.process is None:
            return None
        self.process.join(30)
        return self.process.exitcode

    def health(self) -> dict[str, object]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.health_port}/health", timeout=5) as page:
                return json.load(page)
        except urllib.error.HTTPError as page:
            return json.load(page)

    def metrics(self) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.health_port}/metrics", timeout=5) as page:
            return str(page.read().decode())

    def wait_for(self, what: str, *path: str, wanted: object, patience_s: float = 15.0) -> dict[str, object]:
        """Wait until the health page says `wanted` at `path`."""
        said: object = None
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            page = said = self.health()
            for key in path:
                said = said[key]  # type: ignore[index]
            if said == wanted or (callable(wanted) and wanted(said)):
                return page
            time.sleep(0.05)
        raise AssertionError(f"{what}: {said}")

    def wait_until_drained(self, patience_s: float = 30.0) -> None:
        self.wait_for("the spool does not drain", "spool", "waiting_bytes", wanted=0, patience_s=patience_s)


def _shift_clock(place: Path) -> None:
    """The wall clock of this process goes wrong by as many seconds as a file says at the moment."""
    right = time.time

    def shifted() -> float:
        return right() + float(place.read_text(encoding="utf-8"))

    time.time = shifted


def _state_of(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0]


def _run(config: str, errors: str, environment: Mapping[str, str]) -> None:
    os.environ.update(environment)
    if CLOCK in environment:
        _shift_clock(Path(environment[CLOCK]))
    from yanqing_eco_plugin.core.collector.__main__ import main

    with open(errors, "w", encoding="utf-8") as stream:
        sys.stderr = stream
        status = main(["--config", config])
        stream.flush()
    sys.exit(status)
