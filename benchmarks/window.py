"""What the plugin adds to QGIS itself: time at start, memory with the demo centre open; and how fast the demo is made.

The peer is the same QGIS with no plugin of ours, started in turn on the same virtual screen.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
START_LIMIT_MS, MEMORY_LIMIT_MB, DEMO_LIMIT_S = 300, 300, 60

INSIDE = """
import json, os, time
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import plugins

started = os.environ["BENCH_STARTED"]
age_s = time.time() - float(started)
window = getattr(plugins.get("yanqing_eco_plugin"), "window", None)

def report():
    with open("/proc/self/status") as status:
        resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    with open(os.environ["BENCH_ANSWER"], "w") as answer:
        json.dump({"start_s": age_s, "resident_mb": resident / 1024, "plugin": window is not None}, answer)
    QApplication.exit(0)

centre = os.environ.get("BENCH_CENTRE")
if centre and window is not None:
    window.session.centreOpened.connect(lambda: QTimer.singleShot(4000, report))
    window.session.open(centre)
else:
    QTimer.singleShot(4000 if centre else 0, report)
"""


def profile(folder: Path, plugin: bool) -> None:
    settings = folder / "profiles/default/QGIS/QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        f"[PythonPlugins]\nyanqing_eco_plugin={str(plugin).lower()}\n\n[qgis]\ncheckVersion=false\nshowTips=false\n",
        encoding="utf-8",
    )


def qgis(folder: Path, program: Path, centre: Path | None) -> dict[str, float]:
    """Start QGIS once and ask it."""
    answer = folder / "answer.json"
    answer.unlink(missing_ok=True)
    environment = {**os.environ, "BENCH_ANSWER": str(answer), "BENCH_CENTRE": str(centre or "")}
    environment.pop("QT_QPA_PLATFORM", None)
    environment["BENCH_STARTED"] = str(time.time())
    command = ["xvfb-run", "-a", str(ROOT / "scripts/qgis.sh"), str(folder), "qgis", "--code", str(program)]
    subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False)
    return json.loads(answer.read_text(encoding="utf-8"))


def main() -> int:
    """Print the figures; the exit status tells whether the targets were met."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        program = base / "inside.py"
        program.write_text(INSIDE, encoding="utf-8")
        with_plugin, without = base / "with", base / "without"
        profile(with_plugin, plugin=True)
        profile(without, plugin=False)

        centre = base / "centre"
        began = time.perf_counter()
        maker = [sys.executable, "-m", "yanqing_eco_plugin.core.demo", str(centre)]
        subprocess.run(maker, cwd=ROOT, check=True, capture_output=True)
        demo_s = time.perf_counter() - began

        starts: dict[Path, list[float]] = {with_plugin: [], without: []}
        for round_ in range(ROUNDS + 1):
            for side, times in starts.items():
                answer = qgis(side, program, None)
                if answer["plugin"] is not (side == with_plugin):
                    raise SystemExit("the plugin is on the wrong side")
                if round_:
                    times.append(answer["start_s"])
        memory = {side: qgis(side, program, centre)["resident_mb"] for side in starts}
        shutil.rmtree(centre)

    ours, plain = statistics.median(starts[with_plugin]), statistics.median(starts[without])
    added_ms, added_mb = 1e3 * (ours - plain), memory[with_plugin] - memory[without]
    print(
        f"start     {1e3 * ours:8.0f} ms with, {1e3 * plain:.0f} ms without: {added_ms:+.0f} ms ({ours / plain:.2f} x)"
    )
    print(
        f"memory    {memory[with_plugin]:8.0f} MB with the demo centre open, {memory[without]:.0f} MB without: {added_mb:+.0f} MB"
    )
    print(f"demo      {demo_s:8.1f} s for 907 devices and 30 days")
    met = added_ms <= START_LIMIT_MS and added_mb <= MEMORY_LIMIT_MB and demo_s <= DEMO_LIMIT_S
    targets = f"start <= {START_LIMIT_MS} ms, memory <= {MEMORY_LIMIT_MB} MB, demo <= {DEMO_LIMIT_S} s"
    print(f"targets: {targets}: {'met' if met else 'NOT MET'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
