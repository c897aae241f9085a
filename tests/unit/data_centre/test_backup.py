"""A centre that is copied as docs/folder-centre.md says, while somebody writes into it, lacks nothing that was acknowledged."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.collector.spool import Spool
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.__main__ import main
from yanqing_eco_plugin.core.data_centre.locking import writer_lock
from yanqing_eco_plugin.core.data_centre.schema import FORMAT_VERSION

from .made import stations, townships
from .test_killed_writer import check, write

pytestmark = pytest.mark.skipif(
    not (shutil.which("rsync") and shutil.which("flock")), reason="needs rsync and flock (apt-get install rsync)"
)
ROOT = Path(__file__).resolve().parents[3]
TWINS = {"en": "docs/folder-centre.md", "zh": "docs/folder-centre.zh.md"}


def documented(language: str, **places: Path) -> list[str]:
    """The commands of rsync in the document, with other places."""
    text = (ROOT / TWINS[language]).read_text(encoding="utf-8")
    commands = re.findall(r"^(?:flock \S+ )?rsync .+$|(?<=`)rsync [^`]+(?=`)", text, re.MULTILINE)
    for command in commands:
        assert command.startswith(("rsync -a", "flock /srv/eco/.writer.lock rsync -a"))
    for said, place in {
        "/srv/eco-again/": places.get("again"),
        "/srv/eco/": places["centre"],
        "/backup/eco/": places["backup"],
        "/var/lib/yanqing-eco/spool/": places.get("spool"),
        "/backup/spool/": places.get("spool_backup"),
    }.items():
        commands = [command.replace(said, f"'{place}/'") for command in commands]
    # A quoted folder and the name of a file in it.
    return [command.replace("/'.writer.lock", "/.writer.lock'") for command in commands]


def run(command: str) -> None:
    subprocess.run(["bash", "-c", command], check=True, capture_output=True)


def test_both_documents_say_the_same(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("centre", "backup", "again", "spool", "spool_backup")}
    assert documented("en", **places) == documented("zh", **places)
    assert len(documented("en", **places)) == 4


def test_the_documents_name_the_format_in_use() -> None:
    for path, words in ((TWINS["en"], "at present {}."), (TWINS["zh"], "目前为 {}。")):
        assert words.format(FORMAT_VERSION) in (ROOT / path).read_text(encoding="utf-8")


def test_a_copy_made_beside_a_writer_holds_what_was_acknowledged(new_centre, tmp_path: Path) -> None:
    centre = new_centre(townships=townships())
    centre.write_features("station", stations(["air", "air", "noise"]))
    centre.close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.unit.data_centre.processes"])
    receiving, sending = os.pipe()
    os.set_inheritable(sending, True)
    writer = context.Process(target=write, args=(centre.address, 0, multiprocessing.reduction.DupFd(sending)))
    writer.start()
    os.close(sending)
    acknowledged: list[int] = []
    enough, began, ended = threading.Event(), 0, 0

    def listen() -> None:
        with os.fdopen(receiving) as told:
            for line in told:
                acknowledged.append(int(line))
                if len(acknowledged) >= 30:
                    enough.set()

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        for number in range(3):
            assert enough.wait(60)
            backup, again = tmp_path / "backup", tmp_path / f"again {number}"
            bulk, rest, _, restored = documented("en", centre=Path(centre.address), backup=backup, again=again)
            run(bulk)
            began = acknowledged[-1]
            run(rest)
            ended = acknowledged[-1]
            run(restored)
            assert writer.is_alive()
            assert main(["check", str(again)]) == 0
            # Every record up to the last one, newest values and daily sums, and it can be written.
            assert began <= check(again, began) <= ended + 1
            with open_centre(again) as copied:
                assert len(copied.features("township")) == 2
                assert copied.stations()["kind"].tolist() == ["air", "air", "noise"]
    finally:
        writer.kill()
        writer.join()
        listener.join()
    # The writer was at work all the time, and the copy is not the last state.
    assert acknowledged[-1] > began > 30


def test_writers_wait_while_the_rest_is_copied(new_centre, tmp_path: Path) -> None:
    centre = new_centre()
    _, rest, _, _ = documented("en", centre=Path(centre.address), backup=tmp_path / "backup")
    with writer_lock(Path(centre.address), 1.0):
        waiting = subprocess.Popen(["bash", "-c", rest])
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(1.0)
        assert not (tmp_path / "backup" / "features.gpkg").exists()
    assert waiting.wait(30) == 0
    assert (tmp_path / "backup" / "features.gpkg").is_file()
    assert not (tmp_path / "backup" / ".writer.lock").exists()


def test_a_spool_copied_before_its_centre_holds_what_the_centre_has_not(tmp_path: Path) -> None:
    """What was acknowledged to a device before the copy began is in the copy of the spool or already stored."""
    spool = Spool(tmp_path / "spool", segment_bytes=2000)
    stored: list[bytes] = []
    promised, stop = [0], threading.Event()

    def receive() -> None:
        while not stop.is_set():
            spool.write([f"record {promised[0]}".encode()])
            promised[0] += 1

    def drain() -> None:
        while not stop.is_set():
            taken = spool.take(7, 10_000)
            stored.extend(one.record for one in taken)
            if taken:
                spool.acknowledge(taken[-1].after)

    workers = [threading.Thread(target=work) for work in (receive, drain)]
    for worker in workers:
        worker.start()
    try:
        for number in range(10):
            copy = tmp_path / f"copy {number}"
            *_, command, _ = documented(
                "en", centre=tmp_path, backup=tmp_path, spool=tmp_path / "spool", spool_backup=copy
            )
            before = promised[0]
            # 24: a segment that was drained meanwhile.
            assert subprocess.run(["bash", "-c", command], check=False, capture_output=True).returncode in (0, 24)
            centre = set(stored)
            again = Spool(copy)
            held = {one.record for one in again.take(1_000_000, 1 << 30)}
            again.close()
            assert {f"record {each}".encode() for each in range(before)} <= held | centre
    finally:
        stop.set()
        for worker in workers:
            worker.join()
        spool.close()
    assert promised[0] > 100
