"""The Delta tables of a folder centre: what other readers see, bounds, checkpoints, merging, clearing away."""

from __future__ import annotations

import errno
import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from yanqing_eco_plugin.core.data_centre import housekeeping, lake, observations, open_centre, rollups
from yanqing_eco_plugin.core.data_centre.frames import OBSERVATION_SCHEMA
from yanqing_eco_plugin.core.data_centre.lake import LakeTable
from yanqing_eco_plugin.core.errors import CentreError, CentreFormatError

from .made import EVER, START, frame, hours, stations, together, utc
from .sums import assert_daily_sums_equal_records


def delta(folder):
    return DeltaTable(str(folder / "observations"))


def rows_in(folder):
    return delta(folder).to_pyarrow_dataset().to_table().num_rows


def tidied(centre):
    """Merging and summing up go on beside the appends; wait for them."""
    centre.parts().writer.close()


def logged(folder, version):
    path = folder / "observations" / "_delta_log" / f"{version:020}.json"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_layout_other_readers_find(new_centre, folder):
    centre = new_centre()
    centre.append_observations(together(hours("a1", "so2", [1, 2]), hours("a0", "so2", [3]), hours("a0", "pm2_5", [4])))
    table = delta(folder)
    assert table.version() == 1
    assert table.metadata().partition_columns == ["year", "month"]
    assert [field.name for field in table.schema().fields] == [*OBSERVATION_SCHEMA.names, "year", "month"]
    (path,) = (folder / "observations").rglob("*.parquet")
    assert path.parent.as_posix().endswith("year=2024/month=2")
    parquet = pq.ParquetFile(path)
    group = parquet.metadata.row_group(0)
    columns = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
    assert "DELTA_BINARY_PACKED" in columns["time"].encodings
    assert {column.compression for column in columns.values()} == {"ZSTD"}
    assert parquet.schema_arrow.equals(OBSERVATION_SCHEMA)
    rows = parquet.read().to_pylist()
    assert [(row["property"], row["station_id"], row["value"]) for row in rows] == [
        ("pm2_5", "a0", 4), ("so2", "a0", 3), ("so2", "a1", 1), ("so2", "a1", 2)
    ]  # fmt: skip


def test_bounds_in_the_log_hold_what_is_in_the_file(new_centre, folder):
    centre = new_centre()
    odd = datetime(2024, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
    centre.append_observations(frame([("站", "o3", odd, 0, 1, "N"), ("a0", "pm2_5", odd, 0, 1, "N")]))
    actions = pa.table(delta(folder).get_add_actions(flatten=True)).to_pylist()
    (action,) = actions
    assert (action["num_records"], action["min.property"], action["max.property"]) == (2, "o3", "pm2_5")
    assert (action["min.station_id"], action["max.station_id"]) == ("a0", "站")
    assert action["min.time"] <= odd <= action["max.time"]
    # Read again from the log alone, as a second process does.
    with open_centre(folder, writable=False) as reader:
        held = reader.series(["站"], ["o3"], odd - timedelta(microseconds=1), odd)
        assert held["time"].tolist() == [pd.Timestamp(odd)]


def test_a_correction_is_one_commit_and_touches_only_its_files(new_centre, folder, monkeypatch):
    monkeypatch.setattr(observations, "FILE_ROWS", 48)
    centre = new_centre()
    march = utc("2024-03-05")
    centre.append_observations(together(*(hours("a0", name, range(48), start=march) for name in ("o3", "pm2_5"))))
    files = {file.path for file in centre._observations.lake.snapshot().files.values()}
    assert len(files) == 2
    assert centre.append_observations(hours("a0", "pm2_5", [99], start=march)).corrected == 1
    actions = logged(folder, 2)
    removed = [action["remove"]["path"] for action in actions if "remove" in action]
    added = [action["add"] for action in actions if "add" in action]
    assert len(removed) == len(added) == 1
    assert removed[0] in files
    assert json.loads(added[0]["stats"])["minValues"]["property"] == "pm2_5"
    assert rows_in(folder) == 96
    held = centre.series(["a0"], ["pm2_5"], *EVER)
    assert held["value"].tolist() == [99, *range(1, 48)]
    # Corrections and new rows of the same property and month in one append.
    assert centre.append_observations(hours("a0", "pm2_5", [7, *range(1, 60)], start=march)).added == 12
    assert_daily_sums_equal_records(centre)


def test_small_files_are_merged_and_the_rows_stay(new_centre, folder, monkeypatch):
    monkeypatch.setattr(housekeeping, "MOST_SMALL_FILES", 4)
    monkeypatch.setattr(rollups, "MOST_FILES", 4)
    centre = new_centre()
    centre.write_features("station", stations(["air", "air"]))
    reader = open_centre(folder, writable=False)
    seen = reader._observations.lake.snapshot()
    for hour in range(23):
        start = START + timedelta(hours=hour)
        centre.append_observations(
            together(hours("a1", "o3", [hour], start=start), hours("a0", "o3", [hour], start=start))
        )
    tidied(centre)
    assert len(seen.files) == 0
    assert len(delta(folder).file_uris()) <= 6
    assert len(DeltaTable(str(folder / "rollups" / "day")).file_uris()) <= 6
    assert rows_in(folder) == 46
    assert_daily_sums_equal_records(centre)
    merges = [action for action in delta(folder).history() if action["operation"] == "OPTIMIZE"]
    assert merges
    assert reader.series(["a0", "a1"], None, *EVER)["value"].tolist() == [*range(23)] * 2
    assert centre.latest()["o3"].tolist() == [22, 22]
    assert centre.append_observations(hours("a0", "o3", [5])).corrected == 1
    assert_daily_sums_equal_records(centre)
    reader.close()


def test_a_month_that_is_over_is_put_in_order(new_centre, folder, monkeypatch):
    monkeypatch.setattr(housekeeping, "MOST_SMALL_FILES", 8)
    monkeypatch.setattr(housekeeping, "SMALL_ROWS", 10)
    monkeypatch.setattr(housekeeping, "FILE_ROWS", 320)
    centre = new_centre()
    for start in range(0, 320, 20):
        begin = utc("2024-01-03") + timedelta(hours=start)
        centre.append_observations(together(*(hours("a0", name, range(20), start=begin) for name in ("o3", "pm2_5"))))
    tidied(centre)
    files = centre._observations.lake.snapshot().files.values()
    assert {(file.minimum["property"], file.maximum["property"]) for file in files} == {("o3", "pm2_5")}
    centre.append_observations(hours("a0", "o3", [1]))
    tidied(centre)
    january = [file for file in centre._observations.lake.snapshot().files.values() if file.partition == (2024, 1)]
    names = sorted((file.minimum["property"], file.maximum["property"], file.rows) for file in january)
    assert names == [("o3", "o3", 320), ("pm2_5", "pm2_5", 320)]
    assert rows_in(folder) == 641
    assert_daily_sums_equal_records(centre)


def test_files_are_cleared_away_only_after_readers_are_through(new_centre, folder):
    centre = new_centre()
    centre.append_observations(hours("a0", "o3", range(5)))
    (old,) = (folder / "observations").rglob("*.parquet")
    past = time.time() - 10 * 86400
    os.utime(old, (past, past))
    centre.append_observations(hours("a0", "o3", [99]))
    table = centre._observations.lake
    # Old as the file is, it left the table only now.
    assert housekeeping.vacuum(table) == 0
    assert old.exists()
    os.utime(old, (past, past))
    (old.parent / "part-unfinished.parquet").write_bytes(b"x")
    # In the folder, and gone when it is looked at: another process cleared it away.
    (old.parent / "part-gone.parquet").symlink_to(old.parent / "nowhere")
    assert housekeeping.vacuum(table) == 1
    assert not old.exists()
    assert rows_in(folder) == 5


def test_a_reader_whose_files_are_gone_reads_the_newer_state(new_centre, folder, reopen):
    centre = new_centre()
    centre.append_observations(hours("a0", "o3", range(5)))
    reader = reopen(centre, writable=False)
    snapshot = reader._observations.lake.snapshot()
    centre.append_observations(hours("a0", "o3", [99]))
    housekeeping.vacuum(centre._observations.lake, retention_s=-1)
    calls = []

    def frozen(self):
        calls.append(1)
        return snapshot if len(calls) == 1 else LakeTable.snapshot(self)

    reader._observations.lake.snapshot = frozen.__get__(reader._observations.lake)
    assert reader.series(["a0"], None, *EVER)["value"].tolist() == [99, 1, 2, 3, 4]
    assert len(calls) == 2


@pytest.fixture
def checkpointed(new_centre, folder, monkeypatch):
    monkeypatch.setattr(lake, "CHECKPOINT_EVERY", 5)
    centre = new_centre()
    for hour in range(7):
        centre.append_observations(hours("a0", "o3", [hour], start=START + timedelta(hours=hour)))
    centre.close()
    return folder


def test_opening_goes_from_the_newest_checkpoint(checkpointed):
    assert list((checkpointed / "observations" / "_delta_log").glob("*5.checkpoint.parquet"))
    for version in range(5):
        (checkpointed / "observations" / "_delta_log" / f"{version:020}.json").unlink()
    with open_centre(checkpointed) as centre:
        assert centre.series(["a0"], None, *EVER)["value"].tolist() == [*range(7)]
        assert centre.append_observations(hours("a0", "o3", [7])).corrected == 1


@pytest.mark.parametrize("broken", ["checkpoint", "hint"])
def test_a_checkpoint_that_a_power_cut_tore_is_removed(checkpointed, broken):
    log = checkpointed / "observations" / "_delta_log"
    torn = log / "_last_checkpoint" if broken == "hint" else next(log.glob("*.checkpoint*.parquet"))
    torn.write_bytes(torn.read_bytes()[: torn.stat().st_size // 2])
    with open_centre(checkpointed) as centre:
        assert centre.series(["a0"], None, *EVER)["value"].tolist() == [*range(7)]
        assert centre.append_observations(hours("a0", "o3", [8], start=START + timedelta(hours=8))).added == 1
    assert rows_in(checkpointed) == 8


def test_everything_is_flushed_before_the_commit_names_it(new_centre, folder, monkeypatch):
    centre = new_centre()
    centre.append_observations(hours("a0", "o3", [1]))
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc to see which file a descriptor is")
    order = []
    fsync, link = os.fsync, os.link
    monkeypatch.setattr(
        os, "fsync", lambda fd: (order.append(str(Path(f"/proc/self/fd/{fd}").readlink())), fsync(fd))[1]
    )
    monkeypatch.setattr(os, "link", lambda a, b: (order.append(f"link {b}"), link(a, b))[1])
    centre.append_observations(hours("a0", "o3", [1, 2]))
    text = [one.replace(str(folder), "") for one in order if "observations" in one]
    kinds = [
        "data" if one.endswith(".parquet") else "month" if "month=" in one else "link" if one.startswith("link") else
        "draft" if one.endswith(".tmp") else "log" for one in text
    ]  # fmt: skip
    assert kinds == ["data", "month", "draft", "link", "log"]


def test_a_commit_by_somebody_else_is_noticed(new_centre, folder, monkeypatch):
    centre = new_centre()
    centre.append_observations(hours("a0", "o3", [1]))
    table = centre._observations.lake
    behind = table.snapshot()
    centre.append_observations(hours("a0", "o3", [1, 2]))
    monkeypatch.setattr(LakeTable, "snapshot", lambda self: behind)
    with pytest.raises(CentreError):
        table.commit("WRITE")


@pytest.mark.parametrize("content", [b'{"add": {"path"', b'{"add": 5}\n', b"\xff\xfe"])
def test_a_torn_commit_is_one_clear_error(new_centre, folder, content):
    centre = new_centre()
    centre.append_observations(hours("a0", "o3", [1, 2]))
    torn = folder / "observations" / "_delta_log" / f"{2:020}.json"
    torn.write_bytes(content)
    for ask in (lambda: centre.series(["a0"], None, *EVER), lambda: centre.append_observations(hours("a0", "o3", [3]))):
        with pytest.raises(CentreFormatError) as caught:
            ask()
        assert torn.name in caught.value.details
        assert "backup" in caught.value.hint
    torn.unlink()
    assert len(centre.series(["a0"], None, *EVER)) == 2


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE])
def test_a_share_that_drops_out_is_one_clear_error(new_centre, folder, monkeypatch, number):
    """The error of the system itself cannot be had here, so it is made; nothing is to be restored from a backup."""
    centre = new_centre()
    centre.append_observations(hours("a0", "o3", [1, 2]))
    read = Path.read_text

    def dropped(path, *given, **named):
        if path.suffix == ".json":
            raise OSError(number, os.strerror(number), str(path))
        return read(path, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", dropped)
        with pytest.raises(CentreError, match="cannot be reached") as caught:
            centre.series(["a0"], None, *EVER)
        assert "share" in caught.value.hint
    assert len(centre.series(["a0"], None, *EVER)) == 2
