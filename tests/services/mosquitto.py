"""A real Mosquitto broker on loopback, started and stopped by the test that needs it."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

BROKER = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_PATIENCE_S = 10.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Mosquitto:
    """One broker with its own folder, under the distribution's user for it where the tests run as root."""

    def __init__(self, folder: Path, *, lines: str = "allow_anonymous true\n") -> None:
        self.folder, self.port, self._lines = folder, free_port(), lines
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = pwd.getpwnam("mosquitto") if os.geteuid() == 0 else None
        self._own(folder)

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        path.chmod(0o600)
        self._own(path)
        return path

    def start(self) -> None:
        config = self.file(
            "mosquitto.conf",
            (
                f"listener {self.port} 127.0.0.1\npersistence true\npersistence_location {self.folder}/\n"
                f"max_queued_messages 0\nlog_type error\n{self._lines}"
            ).encode(),
        )
        as_user = {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []} if self._owner else {}
        self._process = subprocess.Popen(
            [str(BROKER), "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_user
        )
        self._wait()

    def stop(self) -> None:
        """End it as the system does: it writes down what was not delivered yet."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_PATIENCE_S)
            self._process = None

    def _wait(self) -> None:
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
                return
            time.sleep(0.02)
        raise AssertionError("the broker does not listen")

    def _own(self, path: Path) -> None:
        if self._owner is not None:
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)


@contextlib.contextmanager
def broker(lines: str = "allow_anonymous true\n") -> Iterator[Mosquitto]:
    """A broker that runs; the test is skipped where the package is not installed."""
    if BROKER is None:
        pytest.skip("Mosquitto (Debian package mosquitto) is not installed")
    folder = Path(tempfile.mkdtemp(prefix="eco-broker-"))
    made = Mosquitto(folder, lines=lines)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
