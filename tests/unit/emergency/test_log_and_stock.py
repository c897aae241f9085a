"""What goes into the log, and what a resource carries."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from PIL import Image

from yanqing_eco_plugin.core.emergency import (
    check_photo,
    check_resources,
    format_stock,
    log_entry,
    note_entry,
    parse_stock,
)
from yanqing_eco_plugin.core.errors import InputError

from .exercise import START


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(("kind", "media"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_photos(kind: str, media: str) -> None:
    assert check_photo(picture(kind)) == media
    entry = note_entry("i", at=START, photo=picture(kind))["log_entry"].iloc[0]
    assert (entry["kind"], entry["photo_type"]) == ("photo", media)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff\xe0 not a photo",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.4",
        picture("GIF"),
        picture("PNG")[:40],
        b"MZ" + b"\0" * 100,
    ],
    ids=["empty", "head only", "svg", "pdf", "gif", "cut", "program"],
)
def test_a_photo_that_is_none(data: bytes) -> None:
    with pytest.raises(InputError, match="no photo"):
        note_entry("i", at=START, photo=data)


def test_a_photo_too_large_to_keep() -> None:
    with pytest.raises(InputError, match="MB"):
        check_photo(b"\xff\xd8" + bytes(21 * 1024 * 1024))


def test_notes_measurements_decisions() -> None:
    measured = note_entry("i", at=START, prop="pm2_5", value=812.0, unit="µg/m³")["log_entry"].iloc[0]
    assert (measured["kind"], measured["value"]) == ("measurement", 812)
    assert note_entry("i", at=START, text="疏散", decision=True)["log_entry"]["kind"].tolist() == ["decision"]
    for wrong in ({}, {"text": "  "}, {"value": 1.0}, {"prop": "ph", "value": float("nan")}, {"text": "x" * 30_000}):
        with pytest.raises(InputError):
            note_entry("i", at=START, **wrong)
    with pytest.raises(InputError, match="kind"):
        log_entry("i", "rumour", at=START)


def test_entries_of_one_second_keep_their_order() -> None:
    ids = [note_entry("i", at=START, text=str(n))["log_entry"]["entry_id"].iloc[0] for n in range(50)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 50


def test_stock_there_and_back() -> None:
    stock = parse_stock("活性炭=2.5 t; 沙袋=200 个；吸油毡=30; 沙袋=50 个")
    assert stock == {"活性炭": (2.5, "t"), "沙袋": (250, "个"), "吸油毡": (30, "")}
    assert parse_stock(format_stock(stock)) == stock
    assert parse_stock(None) == {}
    with pytest.raises(InputError, match="no stock"):
        parse_stock("some sand")


def test_resources_from_outside() -> None:
    table = pd.DataFrame(
        {
            "resource_id": ["v1", "d1"],
            "kind": ["vehicle", "depot"],
            "state": [None, "reserved"],
            "capabilities": ["泵，监测, 泵", None],
        }
    )
    rows = check_resources(table)
    assert rows["state"].tolist() == ["free", "reserved"]
    assert rows["capabilities"].tolist() == ["泵,监测", ""]
    assert rows["fixed"].tolist() == [0, 1]
    for wrong in (
        table.assign(kind="horse"),
        table.assign(state="asleep"),
        table.assign(resource_id="same"),
        table.assign(resource_id=["", "x"]),
        table.drop(columns="kind"),
        table.assign(stock="lots"),
    ):
        with pytest.raises(InputError):
            check_resources(wrong)
