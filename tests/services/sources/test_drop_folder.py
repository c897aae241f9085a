"""A real folder with real files: records dropped are counted against what became durable, and every file is found again."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from yanqing_eco_plugin.core.collector.drop_folder import make_source
from yanqing_eco_plugin.core.collector.drop_folder_tray import Tray
from yanqing_eco_plugin.core.errors import InputError

from .intake import RecordingIntake, Running, play

LONG = "station,time,property,value,unit,flag\n" + "".join(
    f"YQ-{n % 5},2026-05-01 {n % 24:02d}:00,PM2.5,{n},µg/m³,N\n" for n in range(120)
)
TRACK = "id,time,lon,lat,speed\n" + "".join(f"u,{1772000000 + n},115.9,40.4,3\n" for n in range(50))
GPX = (
    '<gpx><trk><name>Monday</name><trkseg><trkpt lat="40.4" lon="115.9"><time>2026-03-01T08:00:00Z</time></trkpt>'
    "</trkseg></trk></gpx>"
)
NMEA = "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n"


def folder(path: Path, **more: Any) -> Any:
    return make_source({"folder": str(path), "every_s": 0.02, "steady_s": 0.05, **more}, "drop")


def files(path: Path) -> set[str]:
    return {str(found.relative_to(path)) for found in path.rglob("*") if found.is_file() or found.is_symlink()}


def watch(path: Path, intake: RecordingIntake, wanted: set[str], **more: Any) -> None:
    """Run the source until all wanted files (without reports) are put away."""

    async def story() -> None:
        async with Running(folder(path, **more), intake) as running:
            await running.until(lambda: wanted <= files(path) and not files(path / "working"))

    play(story())


def test_observations_and_tracks_find_their_way(tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text(LONG)
    (tmp_path / "cars.csv").write_text(TRACK)
    (tmp_path / "vehicle-07@2026-03-01.gpx").write_text(GPX)
    (tmp_path / "boat-1.log").write_text(NMEA)
    intake = RecordingIntake()
    wanted = {"done/hours.csv", "done/cars.csv", "done/vehicle-07@2026-03-01.gpx", "done/boat-1.log"}
    watch(tmp_path, intake, wanted)
    assert len(intake.observations) == 120
    assert set(intake.fixes["unit_id"]) == {"u", "vehicle-07", "boat-1"}
    assert len(intake.fixes) == 52  # old tracks are no news and not judged by the clock
    assert "records kept: 120" in (tmp_path / "done/hours.csv.report.txt").read_text()
    assert files(tmp_path) == wanted | {f"{name}.report.txt" for name in wanted}


def test_what_cannot_be_read_is_kept_in_failed_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n" + os.urandom(2_000))
    (tmp_path / "attack.gpx").write_text('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><gpx>&a;</gpx>')
    (tmp_path / "large.csv").write_text(LONG * 20)
    (tmp_path / "bad.csv").write_text("station,time,property,value\na,2026-05-01 00:00,PM2.5,-4\n")
    intake = RecordingIntake()
    names = ["empty.csv", "picture.csv", "attack.gpx", "large.csv", "bad.csv"]
    watch(tmp_path, intake, {f"failed/{name}" for name in names}, most_bytes=20_000)
    assert intake.observations.empty
    assert intake.reasons() == {"unreadable_file": 4, "negative": 1}
    for name in names:
        assert (tmp_path / f"failed/{name}.report.txt").read_text().strip()


def test_a_file_partly_bad_is_done_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "mixed.csv").write_text(LONG + "YQ-1,2026-05-02 00:00,PM2.5,-4,µg/m³,N\n")
    intake = RecordingIntake()
    watch(tmp_path, intake, {"done/mixed.csv"})
    assert len(intake.observations) == 120
    assert "negative: 1" in (tmp_path / "done/mixed.csv.report.txt").read_text()


def test_a_file_that_grows_is_left_alone(tmp_path: Path) -> None:
    async def story() -> None:
        intake = RecordingIntake()
        async with Running(folder(tmp_path, steady_s=0.4), intake) as running:
            growing = tmp_path / "growing.csv"
            for part in (LONG[:2_000], LONG[2_000:4_000], LONG[4_000:]):
                with open(growing, "a") as stream:
                    stream.write(part)
                await asyncio.sleep(0.2)
                assert growing.exists()
            (tmp_path / "upload.csv.part").write_text(LONG)
            await running.until(lambda: (tmp_path / "done/growing.csv").exists())
            assert len(intake.observations) == 120
            assert (tmp_path / "upload.csv.part").exists()

    play(story())


@pytest.mark.parametrize("moment", ["take", "finish", "report"])
def test_killed_between_storing_and_moving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    (tmp_path / "hours.csv").write_text(LONG)

    class Killed(BaseException):
        pass

    def die(*_: Any, **__: Any) -> Any:
        raise Killed

    first = RecordingIntake()
    with monkeypatch.context() as patch:
        if moment == "take":
            patch.setattr("yanqing_eco_plugin.core.collector.drop_folder.pieces", die)
        elif moment == "finish":
            patch.setattr(Tray, "finish", die)
        else:
            patch.setattr(Path, "rename", lambda self, to: shutil.move(self, to) if "working" in str(to) else die())
        with pytest.raises(Killed):
            watch(tmp_path, first, {"never"})
    assert files(tmp_path) - {"done/hours.csv.report.txt"} == {"working/hours.csv"}
    second = RecordingIntake()
    watch(tmp_path, second, {"done/hours.csv"})
    assert len(second.observations) == 120
    if moment != "take":
        assert first.observations.equals(second.observations)
        assert set(first.rejects) == set(second.rejects)


def test_links_pipes_and_folders_are_not_followed(tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    (tmp_path / "secret.csv").write_text(LONG)
    (drop / "link.csv").symlink_to(tmp_path / "secret.csv")
    (drop / "dangling.csv").symlink_to(tmp_path / "nowhere")
    os.mkfifo(drop / "pipe.csv")
    (drop / "sub").mkdir()
    (drop / "sub/inside.csv").write_text(LONG)
    intake = RecordingIntake()

    async def story() -> None:
        async with Running(folder(drop), intake) as running:
            await running.until(lambda: len(list((drop / "failed").glob("*.report.txt"))) == 3)
            await running.until(lambda: not list((drop / "working").iterdir()))

    play(story())
    assert intake.observations.empty
    assert (tmp_path / "secret.csv").read_text() == LONG
    assert (drop / "failed/link.csv").is_symlink()
    assert (drop / "sub/inside.csv").exists()


def test_a_folder_exchanged_for_a_link_is_refused(tmp_path: Path) -> None:
    drop, elsewhere = tmp_path / "drop", tmp_path / "elsewhere"
    drop.mkdir()
    elsewhere.mkdir()
    (drop / "done").symlink_to(elsewhere)
    (drop / "hours.csv").write_text(LONG)

    async def story() -> None:
        made = folder(drop)
        async with Running(made, RecordingIntake()) as running:
            await running.until(lambda: "link" in str(made.health()["last_error"]))

    play(story())
    assert (drop / "hours.csv").exists()
    assert not list(elsewhere.iterdir())


def test_the_same_name_again_overwrites_nothing(tmp_path: Path) -> None:
    for _ in range(3):
        (tmp_path / "hours.csv").write_text(LONG)
        intake = RecordingIntake()

        async def story(intake: RecordingIntake = intake) -> None:
            async with Running(folder(tmp_path), intake) as running:
                await running.until(
                    lambda: files(tmp_path / "working") == set() and not (tmp_path / "hours.csv").exists()
                )
                await running.until(lambda: running.context.counts.get("files_done") == 1)

        play(story())
    assert len([name for name in files(tmp_path / "done") if not name.endswith(".report.txt")]) == 3


def test_strange_names(tmp_path: Path) -> None:
    names = [
        b"\xff\xfe.csv",
        "空气质量 日报.csv".encode(),
        b"a" * 250 + b".csv",
        "站".encode() * 80 + b".csv",
        b"-rf .csv",
    ]
    for name in names:
        (Path(os.fsdecode(bytes(tmp_path) + b"/" + name))).write_text(LONG)
    intake = RecordingIntake()

    async def story() -> None:
        async with Running(folder(tmp_path), intake) as running:
            await running.until(lambda: running.context.counts.get("files_done") == len(names))

    play(story())
    assert len(intake.observations) == 120 * len(names)


def test_two_collectors_share_a_folder_without_loss(tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"{n}.csv").write_text(LONG)
    intake = RecordingIntake()

    async def story() -> None:
        one, other = Running(folder(tmp_path), intake), Running(folder(tmp_path), intake)
        async with one, other:
            await one.until(lambda: len(list((tmp_path / "done").glob("*.csv"))) == 20)

    play(story())
    assert len(intake.observations.drop_duplicates()) == 120


def test_a_full_disk_leaves_the_file_for_later(tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text(LONG)
    intake = RecordingIntake()
    intake.failures = 2
    watch(tmp_path, intake, {"done/hours.csv"})
    assert len(intake.observations) == 120


def test_a_share_that_comes_back(tmp_path: Path) -> None:
    async def story() -> None:
        share = tmp_path / "share"
        made, intake = folder(share), RecordingIntake()
        async with Running(made, intake) as running:
            await running.until(lambda: made.health()["state"] == "failing")
            share.mkdir()
            (share / "hours.csv").write_text(LONG)
            await running.until(lambda: (share / "done/hours.csv").exists())

    play(story())


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({}, "folder"),
        ({"folder": "/x", "content": "pictures"}, "content"),
        ({"folder": "/x", "station_kind": "castle"}, "station_kind"),
        ({"folder": "/x", "mappings_file": __file__}, "mappings_file"),
        ({"folder": "/x", "steady": 1}, "steady"),
    ],
)
def test_a_wrong_section_names_its_key(keys: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError) as caught:
        make_source(keys, "drop")
    assert f"drop.{named}" in caught.value.message
