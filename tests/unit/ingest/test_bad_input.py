"""What goes wrong with files in the field: nothing stops the rest, nothing is dropped silently."""

from __future__ import annotations

import gzip
import os
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.ingest import REJECT_COLUMNS, ColumnMapping, checks, decode, read_observations, sniff
from yanqing_eco_plugin.core.ingest import decoded as decoded_module
from yanqing_eco_plugin.core.ingest import text as text_module

from .conftest import KDD, NOW, QUOTSOFT, WriteFile

LONG = "station,time,property,value\n"


def reasons(decoded) -> list[tuple[str, str]]:
    return list(zip(decoded.rejects["place"], decoded.rejects["reason"], strict=True))


def long(write: WriteFile, *rows: str):
    return read_observations(write(LONG + "".join(row + "\n" for row in rows)), now=NOW)


def test_half_a_file_loses_only_its_last_line(write: WriteFile) -> None:
    whole = read_observations(write(QUOTSOFT, "a.csv"), now=NOW)
    half = read_observations(write(QUOTSOFT[: QUOTSOFT.index("45")], "b.csv"), now=NOW)
    assert reasons(half) == [("line 5", "truncated")]
    assert half.rejects["raw"].iloc[0] == b"20180501,1,PM2.5,"
    kept = whole.observations[whole.observations["value"] != 45].reset_index(drop=True)
    assert half.observations.equals(kept)


def test_half_a_character_at_the_end_is_a_truncated_line(write: WriteFile) -> None:
    rows = LONG + "延庆,2018-05-01 01:00,PM2.5,35\n"
    decoded = read_observations(write((rows + "延庆").encode()[:-1]), now=NOW)
    assert len(decoded.observations) == 1
    assert reasons(decoded) == [("line 3", "truncated")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_told_apart(write: WriteFile, encoding: str) -> None:
    decoded = read_observations(write(QUOTSOFT, encoding=encoding), now=NOW)
    assert decoded.format == "quotsoft"
    assert sorted(decoded.observations["station_id"]) == ["八达岭", "延庆", "延庆"]
    assert decoded.rejects.empty


def test_lines_with_wrong_bytes_are_rejected_and_the_rest_is_kept(write: WriteFile) -> None:
    rows = [f"延庆,2018-05-01 {hour:02}:00,PM2.5,{hour}".encode() for hour in range(24)]
    rows[5] = b"\xff\xfe" + rows[5]
    decoded = read_observations(write(LONG.encode() + b"\n".join(rows) + b"\n"), now=NOW)
    assert len(decoded.observations) == 23
    assert reasons(decoded) == [("line 7", "encoding")]
    assert decoded.rejects["raw"].iloc[0].startswith(b"\xff\xfe")


def test_a_foreign_encoding_throughout_is_one_clear_error(write: WriteFile) -> None:
    # Bytes that neither UTF-8 nor GB18030 has, in every line.
    content = b"\xff\xff,hour,type\n" + b"\xff\xff,1,2\n" * 20
    with pytest.raises(InputError, match="encoding"):
        read_observations(write(content))


def test_a_named_encoding_that_does_not_fit(write: WriteFile) -> None:
    mapping = ColumnMapping("stations", ("date", "hour"), property="type", encoding="utf-8")
    with pytest.raises(InputError, match="encoding"):
        read_observations(write(QUOTSOFT, encoding="gb18030"), mapping=mapping)
    with pytest.raises(InputError, match="UTF-16"):
        read_observations(write(QUOTSOFT), mapping=ColumnMapping("wide", ("a",), station="b", encoding="utf-16"))


def test_half_and_broken_utf16(write: WriteFile) -> None:
    content = QUOTSOFT.encode("utf-16")
    half = read_observations(write(content[:-3]), now=NOW)
    assert reasons(half) == [("line 5", "truncated")]
    with pytest.raises(InputError, match="encoding"):
        read_observations(write(content[:20] + b"\x00\xd8" + content[20:]))


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet", "a.geojson"])
def test_an_empty_file(write: WriteFile, name: str) -> None:
    with pytest.raises(InputError, match="empty"):
        read_observations(write(b"", name))


@pytest.mark.parametrize("content", [b"\n\n \n", b"\xef\xbb\xbf", b",,,\n"])
def test_a_file_of_blanks(write: WriteFile, content: bytes) -> None:
    with pytest.raises(InputError):
        read_observations(write(content))


def test_a_header_alone_is_an_empty_table(write: WriteFile) -> None:
    decoded = read_observations(write(QUOTSOFT.splitlines()[0]))
    assert decoded.observations.empty
    assert decoded.rejects.empty
    assert str(decoded.observations["time"].dtype) == "datetime64[ns, UTC]"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04" + bytes(200),
        b"%PDF-1.7\n",
        gzip.compress(QUOTSOFT.encode()),
        b"SQLite format 3\x00" + bytes(100),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
        bytes(1000),
        b"date,hour,type\x00\x01\x02",
    ],
)
def test_a_binary_renamed_csv(write: WriteFile, content: bytes) -> None:
    with pytest.raises(InputError, match=r"not what its name says|old kind"):
        read_observations(write(content))


def test_an_error_page_saved_as_csv(write: WriteFile) -> None:
    with pytest.raises(InputError, match="web page"):
        read_observations(write("<html><h1>Not Found</h1><p>The resource could not be found.</p></html>"))


@pytest.mark.parametrize("name", ["none.csv", ".", "pipe.csv", "a\0.csv"])
def test_what_is_no_file(tmp_path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="cannot be opened"):
        read_observations(tmp_path / name)


def test_future_times(write: WriteFile) -> None:
    soon, late = NOW + timedelta(minutes=59), NOW + timedelta(minutes=61)
    decoded = long(write, f"a,{soon.isoformat()},PM2.5,1", f"a,{late.isoformat()},PM2.5,2")
    assert decoded.observations["value"].tolist() == [1]
    assert reasons(decoded) == [("line 3", "future_time")]


@pytest.mark.parametrize(
    "time", ["", "yesterday", "2018-13-01 00:00", "2018-02-30", "1970-01-01 00:00", "9999-01-01", "3/4/2018"]
)
def test_bad_times(write: WriteFile, time: str) -> None:
    decoded = long(write, "a,2018-05-01 00:00,PM2.5,1", f"a,{time},PM2.5,2")
    assert decoded.observations["value"].tolist() == [1]
    assert reasons(decoded) == [("line 3", "bad_time")]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("-3", "negative"),
        ("1e9", "out_of_range"),
        ("12..5", "bad_number"),
        ("inf", "bad_number"),
        ("0x10", "bad_number"),
        ("1e999", "bad_number"),
        ("1;5", "bad_number"),
        ("<0.01", "bad_number"),
    ],
)
def test_bad_values(write: WriteFile, value: str, reason: str) -> None:
    decoded = long(write, "a,2018-05-01 00:00,PM2.5,1", f"a,2018-05-01 01:00,PM2.5,{value}")
    assert decoded.observations["value"].tolist() == [1]
    assert reasons(decoded) == [("line 3", reason)]
    assert decoded.rejects["detail"].iloc[0] == f"a pm2_5 = {value}"
    assert decoded.rejects["raw"].iloc[0] == f"a,2018-05-01 01:00,PM2.5,{value}".encode()


def test_negative_degrees_are_no_fault(write: WriteFile) -> None:
    assert long(write, "a,2018-05-01 00:00,气温,-12.5").observations["value"].tolist() == [-12.5]


@pytest.mark.parametrize("value", ["", "--", "NA", " nan ", "－－", "-9999", "-9999.0", "缺测"])
def test_missing_values_are_counted_not_rejected(write: WriteFile, value: str) -> None:
    decoded = long(write, "a,2018-05-01 00:00,PM2.5,1", f"a,2018-05-01 01:00,PM2.5,{value}")
    assert decoded.observations["value"].tolist() == [1]
    assert decoded.rejects.empty
    assert decoded.skipped == {"missing": 1}


def test_duplicates_the_last_wins_and_the_earlier_is_kept_in_quarantine(write: WriteFile) -> None:
    row = "a,2018-05-01 00:00,PM2.5,"
    decoded = long(write, row + "1", row + "2", "b,2018-05-01 00:00,PM2.5,5", row + "3", "b,2018-05-01 00:00,PM2.5,5")
    assert decoded.observations[["station_id", "value"]].to_numpy().tolist() == [["a", 3.0], ["b", 5.0]]
    assert reasons(decoded) == [("line 2", "duplicate"), ("line 3", "duplicate")]
    assert decoded.skipped == {"repeated": 1}


def test_the_last_of_duplicates_is_that_of_the_last_row_whatever_the_column(write: WriteFile) -> None:
    """Two columns of one station: rows are stacked column by column, the row order must still decide."""
    mapping = ColumnMapping("stations", ("time",), property="pm2_5", station_aliases={"x": "a", "y": "a"})
    decoded = read_observations(write("time,x,y\n2018-05-01,1,2\n2018-05-01,3,\n"), mapping=mapping, now=NOW)
    assert decoded.observations["value"].tolist() == [3]
    assert decoded.rejects["reason"].tolist() == ["duplicate", "duplicate"]


def test_a_row_without_station(write: WriteFile) -> None:
    decoded = long(write, ",2018-05-01 00:00,PM2.5,1", " ,2018-05-01 00:00,PM2.5,-5", "a,2018-05-01 00:00,PM2.5,1")
    assert reasons(decoded) == [("line 2", "no_station"), ("line 3", "no_station")]
    assert len(decoded.observations) == 1


def test_an_unknown_column_is_told_once(write: WriteFile) -> None:
    head, row = KDD.splitlines()
    decoded = read_observations(write(f"{head},flux\n" + f"{row},7\n" * 50), now=NOW)
    assert decoded.rejects[["place", "reason", "detail"]].to_numpy().tolist() == [
        ["the header", "unknown_property", "flux"]
    ]


def test_an_unknown_type_is_told_once_and_a_derived_one_is_counted(write: WriteFile) -> None:
    rows = [
        f"a,2018-05-01 {hour:02}:00,{name},1" for hour in range(24) for name in ("XYZ", "AQI", "PM2.5", "PM2.5_24h")
    ]
    decoded = long(write, *rows)
    assert decoded.rejects["detail"].tolist() == ["XYZ"]
    assert decoded.skipped == {"AQI": 24, "PM2.5_24h": 24}
    assert len(decoded.observations) == 24


def test_a_unit_that_does_not_measure_the_property(write: WriteFile) -> None:
    decoded = read_observations(
        write("station,time,property,value,unit\na,2018-05-01,PM2.5,1,°C\na,2018-05-01,CO,900,ug/m3\n"), now=NOW
    )
    assert decoded.rejects["reason"].tolist() == ["unknown_unit"]
    assert decoded.observations[["property", "value"]].to_numpy().tolist() == [["co", 0.9]]


def test_rows_of_another_width_are_rejected_with_their_line(write: WriteFile) -> None:
    rows = QUOTSOFT.splitlines()
    rows.insert(3, "20180501,0,PM2.5,1")
    rows.insert(4, "20180501,0,PM2.5,1,2,3")
    rows.insert(5, '20180501,0,PM2.5,"1,2')
    rows.insert(6, "")
    rows.insert(7, ",,,,")
    decoded = read_observations(write("\r\n".join(rows) + "\r\n"), now=NOW)
    assert reasons(decoded) == [("line 4", "bad_row"), ("line 5", "bad_row"), ("line 6", "bad_row")]
    assert len(decoded.observations) == 3


def test_quoted_delimiters_are_text(write: WriteFile) -> None:
    decoded = long(write, '"a, b",2018-05-01 00:00,PM2.5,1', '"say ""c""",2018-05-01 00:00,PM2.5,1')
    assert decoded.observations["station_id"].tolist() == ["a, b", 'say "c"']
    assert decoded.rejects.empty


def test_a_column_the_mapping_needs_is_missing(write: WriteFile) -> None:
    with pytest.raises(InputError, match="no column “when”"):
        read_observations(write(KDD), mapping=ColumnMapping("wide", ("when",), station="stationId"))


def test_an_unclear_header_names_the_columns(write: WriteFile) -> None:
    with pytest.raises(InputError, match="a, b, c"):
        read_observations(write("a,b,c\n1,2,3\n"))


def test_a_wrong_format_is_refused(write: WriteFile) -> None:
    path = write(KDD)
    with pytest.raises(InputError, match="quotsoft"):
        read_observations(path, format="quotsoft")
    with pytest.raises(InputError, match="excel"):
        read_observations(path, format="excel")
    with pytest.raises(InputError, match="kind"):
        read_observations(path, kind="airship")
    with pytest.raises(InputError, match="zone"):
        read_observations(path, now=datetime(2018, 6, 1))


def test_repeated_and_nameless_columns_hide_nothing(write: WriteFile) -> None:
    decoded = read_observations(write("date,hour,type,延庆,延庆,\n20180501,0,PM2.5,35,36,37\n"), now=NOW)
    assert decoded.observations["station_id"].tolist() == ["延庆", "延庆 (2)", "column 6"]


def test_a_line_without_end_is_refused(write: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "MAX_LINE_BYTES", 1000)
    with pytest.raises(InputError, match="longer"):
        read_observations(write(KDD + "x" * 10_000), now=NOW)
    with pytest.raises(InputError, match="longer"):
        list(text_module.text_blocks(write(KDD + "x" * 10_000), block_bytes=100))


def test_blocks_give_the_same_as_the_whole(write: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"延庆,2018-05-{day:02} {hour:02}:00,PM2.5,{day}" for day in range(1, 31) for hour in range(24)]
    rows[100] = "延庆,never,PM2.5,1"
    rows[200] = "short"
    for ending in ("\n", "\r\n", "\r"):
        path = write(ending.join([LONG.strip(), *rows]) + ending, encoding="gb18030")
        whole = read_observations(path, now=NOW)
        monkeypatch.setattr("yanqing_eco_plugin.core.ingest.delimited.csv_tables.__kwdefaults__", _blocks_of(997))
        parts = read_observations(path, now=NOW)
        monkeypatch.undo()
        assert len(whole.observations) == 718
        assert parts.observations.equals(whole.observations)
        assert parts.rejects.sort_values("place", ignore_index=True).equals(
            whole.rejects.sort_values("place", ignore_index=True)
        )
        assert parts.skipped == whole.skipped


def _blocks_of(size: int) -> dict[str, object]:
    return {"encoding": "auto", "header": 1, "block_bytes": size, "limit": None}


def test_rejects_have_the_quarantine_columns_and_bounded_raw(write: WriteFile) -> None:
    decoded = long(write, "a," + "9" * 100_000 + ",PM2.5,1")
    assert tuple(decoded.rejects.columns) == REJECT_COLUMNS
    assert len(decoded.rejects["raw"].iloc[0]) <= 2_000
    assert len(decoded.rejects["detail"].iloc[0]) <= 300


def test_a_flood_of_rejects_is_summed_up(write: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (checks, decode, decoded_module):
        monkeypatch.setattr(module, "MAX_REJECTS", 5)
    decoded = long(write, *(f"a,2018-05-01 {hour:02}:00,PM2.5,x" for hour in range(24)))
    assert len(decoded.rejects) == 6
    assert decoded.rejects["place"].iloc[-1] == "line 7 … line 25"
    assert decoded.rejects["detail"].iloc[-1].startswith("19 more")


def test_cancel(write: WriteFile) -> None:
    class Stop:
        def report(self, fraction: float, message: str = "") -> None: ...

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        read_observations(write(KDD), progress=Stop(), now=NOW)


def test_progress_ends_at_one(write: WriteFile) -> None:
    seen: list[float] = []

    class Listen:
        def report(self, fraction: float, message: str = "") -> None:
            seen.append(fraction)

        def cancelled(self) -> bool:
            return False

    read_observations(write(QUOTSOFT), progress=Listen(), now=NOW)
    assert seen[-1] == 1.0


def test_flags(write: WriteFile) -> None:
    head = "station,time,property,value,flag\n"
    decoded = read_observations(
        write(head + "a,2018-05-01 00:00,PM2.5,1,n\na,2018-05-01 01:00,PM2.5,,D\na,2018-05-01 02:00,PM2.5,3,Q\n"),
        now=NOW,
    )
    assert decoded.observations["flag"].tolist() == ["N", "D"]
    assert np.isnan(decoded.observations["value"].iloc[1])
    assert reasons(decoded) == [("line 4", "bad_flag")]


def test_the_clock_is_the_default_now(write: WriteFile) -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    decoded = read_observations(write(LONG + f"a,{later:%Y-%m-%d %H:%M},PM2.5,1\n"))
    assert decoded.rejects["reason"].tolist() == ["future_time"]


def test_sniff_names_the_format(write: WriteFile) -> None:
    assert sniff(write(QUOTSOFT)) == "quotsoft"
    assert sniff(write(KDD)) == "kdd"
    assert sniff(write(LONG + "a,2018-05-01 00:00,PM2.5,1\n")) == "mapped"
