"""One QGIS process on a virtual screen, with a line through which a test tells it what to do."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import Any

from .profile import write_profile
from .screen import VirtualScreen

__all__ = ["QgisWindow"]

ROOT = Path(__file__).resolve().parents[3]
PICTURES = ROOT / "build" / "pictures"


class QgisWindow:
    """The real QGIS window.

    `run` executes Python in its GUI thread and returns a plain value; `wait` polls an expression; `click`, `keys` and
    `type` are the user's hands; `picture` keeps what the screen shows.
    """

    def __init__(self, screen: VirtualScreen, folder: Path, *, locale: str = "zh-Hans", extra_ini: str = "") -> None:
        self.screen, self.folder = screen, folder
        self._profile = write_profile(folder / "profile", locale=locale, extra=extra_ini)
        self._log = folder / "qgis.log"
        self._socket_folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._answers: Any = None

    # -- life ----------------------------------------------------------------------------------------------------------

    def start(self, *arguments: str, timeout: float = 120) -> QgisWindow:
        """Start QGIS and wait until it answers."""
        # The path of a socket may be 107 bytes long at most, too short for pytest's folders.
        self._socket_folder = Path(tempfile.mkdtemp(prefix="eco-", dir="/tmp"))
        address = self._socket_folder / "line"
        command = [str(ROOT / "scripts" / "qgis.sh"), str(self._profile), "qgis"]
        command += ["--code", str(Path(__file__).with_name("driver.py")), *arguments]
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment(address), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, cwd=self.folder,
            )  # fmt: skip
        self._connect(address, timeout)
        self.run("iface.mainWindow().showMaximized()")
        return self

    def stop(self) -> None:
        """Close QGIS without questions, or end it."""
        if self._process is None:
            return
        if self._line is not None:
            self._line.close()
            self._line = None
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is None:
                os.killpg(self._process.pid, number)
                try:
                    self._process.wait(10)
                except subprocess.TimeoutExpired:
                    continue
        self._process = None
        if self._socket_folder is not None:
            shutil.rmtree(self._socket_folder, ignore_errors=True)

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        """What QGIS wrote to its standard output and error."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    # -- inside QGIS ---------------------------------------------------------------------------------------------------

    def run(self, code: str, timeout: float = 60) -> Any:
        """Run Python in QGIS's GUI thread; returns the value of its last expression as plain data."""
        if self._line is None:
            raise RuntimeError("QGIS does not run")
        self._line.settimeout(timeout)
        self._line.sendall((json.dumps({"code": textwrap.dedent(code)}) + "\n").encode("utf-8"))
        text = self._answers.readline()
        if not text:
            raise RuntimeError(f"QGIS ended:\n{self.log[-3000:]}")
        answer = json.loads(text)
        if "error" in answer:
            raise AssertionError(f"inside QGIS:\n{answer['error']}")
        return answer["value"]

    def wait(self, expression: str, timeout: float = 120) -> Any:
        """Poll until `expression` is true in QGIS; returns its value."""
        end = time.monotonic() + timeout
        while True:
            value = self.run(expression)
            if value:
                return value
            if time.monotonic() > end:
                self.picture("waited-in-vain")
                raise AssertionError(f"waited {timeout:.0f} s in vain for: {expression}")
            time.sleep(0.1)

    def settle(self, timeout: float = 120) -> None:
        """Wait until no task runs and the map is drawn, twice in a row."""
        for _ in range(2):
            self.wait("idle()", timeout)
            time.sleep(0.2)

    def python_errors(self) -> list[str]:
        """Exceptions that reached QGIS's error hook since the start."""
        return self.run("python_errors")

    # -- the user's hands ----------------------------------------------------------------------------------------------

    def click(self, spot: str, *, button: int = 1, times: int = 1, hold: str = "") -> None:
        """Click the screen point that the expression `spot` gives, such as ``spot('name')`` or ``cell('view', 3)``."""
        x, y = self.run(spot)
        self.screen.click(x, y, button=button, times=times, hold=hold)
        time.sleep(0.15)

    def keys(self, *names: str) -> None:
        """Press keys by their X names."""
        self.screen.keys(*names)
        time.sleep(0.1)

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        self.screen.type(text)
        time.sleep(0.1)

    def picture(self, name: str) -> Path:
        """Save the screen as ``build/pictures/<name>.png``."""
        return self.screen.picture(PICTURES / f"{name}.png")

    # -- inside --------------------------------------------------------------------------------------------------------

    def _environment(self, address: Path) -> dict[str, str]:
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        return {
            **self.screen.environment,
            "ECO_TEST_CHANNEL": str(address),
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(runtime),
            # The launcher takes the packages from where this test has them.
            "VENV": sys.prefix,
        }

    def _connect(self, address: Path, timeout: float) -> None:
        end = time.monotonic() + timeout
        while not address.exists():
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"QGIS did not start:\n{self.log[-3000:]}")
            if time.monotonic() > end:
                self.picture("qgis-did-not-start")
                self.stop()
                raise RuntimeError(f"QGIS gave no sign within {timeout:.0f} s:\n{self.log[-3000:]}")
            time.sleep(0.1)
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.connect(str(address))
        self._answers = self._line.makefile("r", encoding="utf-8")
