"""A screen that nobody sees: Xvfb with a window manager, and the hands that move its mouse and keyboard."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

__all__ = ["VirtualScreen", "missing_programs"]

_NEEDED = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "import": "imagemagick", "qgis": "qgis"}


def missing_programs() -> list[str]:
    """Names of the Debian packages that must be installed before the window can be driven."""
    return [package for program, package in _NEEDED.items() if shutil.which(program) is None]


class VirtualScreen:
    """An X display of its own; `stop` ends only what `start` began."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        self.width, self.height = width, height
        self.display = ""
        self._processes: list[subprocess.Popen[bytes]] = []

    @property
    def environment(self) -> dict[str, str]:
        """The environment of programs that shall appear on this screen."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def start(self) -> VirtualScreen:
        """Start the display on a number that is free."""
        reading, writing = os.pipe()
        size = f"{self.width}x{self.height}x24"
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        self._processes.append(self._spawn(command, pass_fds=(writing,)))
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            self.stop()
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        self._processes.append(self._spawn(["openbox", "--sm-disable"], env=self.environment))
        return self

    def stop(self) -> None:
        """End the window manager and the display."""
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def click(self, x: int, y: int, *, button: int = 1, times: int = 1, hold: str = "") -> None:
        """Press and release a mouse button at a point of the screen, holding a key such as ``ctrl`` down if asked."""
        # Two moves: the first click on a widget that the pointer jumps onto in one step may be taken for a wrong one.
        self.xdotool("mousemove", str(x + 1), str(y + 1))
        self.xdotool("mousemove", str(x), str(y))
        time.sleep(0.05)
        holding = (["keydown", hold], ["keyup", hold]) if hold else ([], [])
        self.xdotool(*holding[0], "click", "--repeat", str(times), "--delay", "60", str(button), *holding[1])

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at `start`, move to `end`, release."""
        self.xdotool("mousemove", *map(str, start), "mousedown", "1")
        for step in range(1, 6):
            point = [str(a + (b - a) * step // 5) for a, b in zip(start, end, strict=True)]
            self.xdotool("mousemove", *point)
            time.sleep(0.03)
        self.xdotool("mouseup", "1")

    def keys(self, *names: str) -> None:
        """Press keys by their X names, such as ``Return`` or ``ctrl+a``."""
        self.xdotool("key", "--delay", "40", *names)

    def type(self, text: str) -> None:
        """Type a text."""
        self.xdotool("type", "--delay", "25", text)

    def picture(self, path: Path) -> Path:
        """Save what the screen shows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True, timeout=30)
        return path

    def xdotool(self, *words: str) -> str:
        """Run xdotool on this screen and return what it prints."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, check=True, timeout=30, capture_output=True, text=True
        )
        return done.stdout.strip()

    @staticmethod
    def _spawn(command: list[str], **options: object) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, **options)
