"""Emergency resources: what kinds there are, what they may be doing, what they carry."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..errors import InputError

__all__ = [
    "FIXED_KINDS",
    "RESOURCE_KINDS",
    "RESOURCE_STATES",
    "SENDABLE_STATES",
    "StockItem",
    "capabilities_of",
    "check_resources",
    "format_stock",
    "materials_of",
    "name_columns",
    "parse_stock",
    "resources_for_ranking",
    "split_resources",
]

RESOURCE_KINDS = ("equipment", "stock", "vehicle", "team", "person", "expert", "depot")
RESOURCE_STATES = ("free", "reserved", "ordered", "on_the_way", "on_scene", "out_of_service")
SENDABLE_STATES = ("free", "reserved")
# These stay where they are: their position needs no fix.
FIXED_KINDS = ("stock", "depot")

_SPELLINGS = {
    "resource_id": ("id", "code", "编号", "资源编号", "编码"),
    "kind": ("type", "类型", "资源类型", "类别"),
    "name": ("名称", "资源名称"),
    "name_en": ("英文名称",),
    "state": ("status", "状态"),
    "capabilities": ("capability", "skills", "能力", "用途", "功能"),
    "stock": ("库存", "物资", "储备"),
    "home": ("depot", "所属库点", "存放地", "仓库"),
    "unit_id": ("device", "imei", "终端号", "设备编号"),
    "organisation": ("organization", "unit", "单位", "所属单位", "管理单位"),
    "contact": ("phone", "电话", "联系方式"),
    "note": ("remark", "备注"),
    "stale_after_s": (),
    "lon": ("lng", "longitude", "x", "经度"),
    "lat": ("latitude", "y", "纬度"),
}
StockItem = tuple[float, str]  # quantity, unit
_ITEM = re.compile(r"^\s*([^=;]+?)\s*=\s*(\d+(?:\.\d+)?)\s*([^;\d]*?)\s*$")


def parse_stock(text: object) -> dict[str, StockItem]:
    """What a resource carries, from ``material=quantity unit; …``: material → quantity and unit.

    Raises
    ------
    InputError
        An item is not of that form.
    """
    if not isinstance(text, str):
        return {}
    found: dict[str, StockItem] = {}
    for item in re.split("[;；]", text):
        if not item.strip():
            continue
        match = _ITEM.match(item)
        if match is None:
            raise InputError(
                "“{item}” is no stock.", hint="Write material=quantity unit; and so on, e.g. sand=200 bag.", item=item
            )
        quantity = found.get(match[1], (0.0, match[3]))[0] + float(match[2])
        found[match[1]] = (quantity, match[3])
    return found


def format_stock(stock: Mapping[str, StockItem]) -> str:
    """The text that `parse_stock` reads."""
    return "; ".join(f"{name}={quantity:g} {unit}".rstrip() for name, (quantity, unit) in stock.items())


def capabilities_of(text: object) -> tuple[str, ...]:
    """Capabilities of a cell, joined by commas (also Chinese ones), sorted, each once."""
    if not isinstance(text, str):
        return ()
    return tuple(sorted({part.strip() for part in re.split("[,，、;；]", text) if part.strip()}))


def materials_of(text: object) -> tuple[str, ...]:
    """Materials that a cell of stock names, whether its quantities can be read or not."""
    if not isinstance(text, str):
        return ()
    return tuple(name for item in re.split("[;；]", text) if (name := item.partition("=")[0].strip()))


def check_resources(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of the centre's table ``resource``: kinds and states known, capabilities in one spelling, stock readable.

    A missing state is ``free``; depots and stocks are `FIXED_KINDS`.

    Raises
    ------
    InputError
        Says which rows have an unknown kind or state, no id, or an id that occurs twice.
    """
    missing = [name for name in ("resource_id", "kind") if name not in table.columns]
    if missing:
        raise InputError(
            "The resources lack the columns {names}.", hint="Name them so in the file.", names=", ".join(missing)
        )
    rows = table.copy()
    rows["resource_id"] = [_text(cell) for cell in rows["resource_id"]]
    wrong = rows.loc[(rows["resource_id"] == "") | rows["resource_id"].duplicated(), "resource_id"]
    if len(wrong):
        raise InputError(
            "{count} resources have no id or one that occurs twice, first “{first}”.",
            hint="Give each resource an id of its own.",
            count=len(wrong),
            first=wrong.iloc[0],
        )
    rows["state"] = [_text(cell) or "free" for cell in _cells(rows, "state")]
    for column, known in (("kind", RESOURCE_KINDS), ("state", RESOURCE_STATES)):
        strange = rows.loc[~rows[column].isin(known), ["resource_id", column]]
        if len(strange):
            raise InputError(
                "“{value}” of the resource {name} is no {column}.",
                hint="Use one of: {known}.",
                value=strange[column].iloc[0],
                name=strange["resource_id"].iloc[0],
                column=column,
                known=", ".join(known),
            )
    rows["capabilities"] = [",".join(capabilities_of(cell)) for cell in _cells(rows, "capabilities")]
    rows["stock"] = [format_stock(parse_stock(cell)) for cell in _cells(rows, "stock")]
    given = rows["fixed"] if "fixed" in rows.columns else pd.Series(pd.NA, rows.index, dtype="Int64")
    rows["fixed"] = given.astype("Int64").fillna(rows["kind"].isin(FIXED_KINDS).astype("Int64"))
    return rows


def name_columns(table: pd.DataFrame) -> pd.DataFrame:
    """A list from outside with our names for its columns, English or Chinese; columns nobody knows are left out."""
    taken: dict[str, str] = {}
    for column in table.columns:
        plain = str(column).strip().lower()
        name = next((name for name, others in _SPELLINGS.items() if plain == name or plain in others), None)
        if name is not None and name not in taken.values():
            taken[column] = name
    return table[list(taken)].rename(columns=taken)


def split_resources(table: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """Rows that `check_resources` takes, and the positions of the others with what is wrong."""
    wrong: list[tuple[int, str]] = []
    good = []
    seen: set[object] = set()
    for position in range(len(table)):
        row = table.iloc[[position]]
        try:
            checked = check_resources(row)
        except InputError as error:
            wrong.append((position, error.message))
            continue
        name = checked["resource_id"].iloc[0]
        if name in seen:
            wrong.append((position, f"“{name}” occurs twice"))
        else:
            seen.add(name)
            good.append(checked)
    return (pd.concat(good) if good else table.iloc[:0]), wrong


def resources_for_ranking(live: pd.DataFrame) -> pd.DataFrame:
    """What `rank` and `assign` take, from the rows of the centre's view ``resource_live``."""
    shapes = live["geometry"]
    known = [shape is not None and not shape.is_empty for shape in shapes]
    return pd.DataFrame(
        {
            "resource_id": live["resource_id"].to_numpy(dtype=object),
            "state": live["state"].to_numpy(dtype=object),
            "capabilities": live["capabilities"].fillna("").to_numpy(dtype=object),
            "stock": [_text(cell) for cell in _cells(live, "stock")],
            "lon": [shape.x if there else np.nan for shape, there in zip(shapes, known)],
            "lat": [shape.y if there else np.nan for shape, there in zip(shapes, known)],
            "fix_time": pd.to_datetime(live["fix_time"], utc=True).array,
            "fixed": (live["fixed"].fillna(0).astype(int) == 1).to_numpy(),
        }
    )


def _text(cell: object) -> str:
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell).strip()


def _cells(rows: pd.DataFrame, name: str) -> list[object]:
    return rows[name].tolist() if name in rows.columns else [None] * len(rows)
