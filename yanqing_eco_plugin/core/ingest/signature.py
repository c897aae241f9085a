"""Tells by its first bytes what a file really is, whatever its name says."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ..errors import InputError

__all__ = ["container_of", "refuse_non_text"]

_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "gpkg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
)
# What no text has; a form feed, and the end-of-file mark of old exports, may occur.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1c-\x1f]")


def container_of(path: Path) -> str:
    """The container of a file: ``csv, geojson, xlsx, parquet, gpkg, shp``; the content decides, not the name.

    Raises
    ------
    InputError
        Where the file cannot be opened, is empty, or is of a kind that is not read.
    """
    try:
        if not path.is_file():
            raise FileNotFoundError(f"{path} is no file")
        with open(path, "rb") as stream:
            head = stream.read(4096)
    except (OSError, ValueError) as error:
        raise InputError(
            "The file “{name}” cannot be opened.", hint="Check the path.", details=str(error), name=path.name
        ) from error
    if not head:
        raise InputError("The file “{name}” is empty.", hint="Check that the export finished.", name=path.name)
    found = next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), "")
    suffix = path.suffix.lower()
    if found == "zip" and suffix in (".xlsx", ".xlsm"):
        return "xlsx"
    if found == "parquet" and suffix in (".parquet", ".parq", ".pq"):
        return "parquet"
    if found == "gpkg" and suffix == ".gpkg":
        return "gpkg"
    if suffix == ".shp" and head.startswith(b"\x00\x00\x27\x0a"):
        return "shp"
    if found or suffix in (".xlsx", ".xlsm", ".parquet", ".gpkg", ".shp"):
        _refuse(path, found)
    refuse_non_text(path, head)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return "geojson" if start.startswith((b"{", b"[")) else "csv"


def refuse_non_text(path: Path, head: bytes) -> None:
    """Raise `InputError` where the first bytes of a file are not those of a table in text."""
    if not head:
        raise InputError("The file “{name}” is empty.", hint="Check that the export finished.", name=path.name)
    if any(head.startswith(signature) for signature, _ in _SIGNATURES):
        _refuse(path, next(kind for signature, kind in _SIGNATURES if head.startswith(signature)))
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:20].lower()
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<head", b"<body", b"<h1")):
        raise InputError(
            "The file “{name}” is a web page, not a table.",
            hint="The server may have answered with an error page: fetch the file again.",
            details=head[:200].decode("utf-8", "replace"),
            name=path.name,
        )
    if _CONTROL.search(head):
        _refuse(path, "")


def _refuse(path: Path, found: str) -> None:
    details = f"{path}: content looks like {found or 'binary data'}"
    if found == "xls":
        raise InputError(
            "“{name}” is a workbook of the old kind.",
            hint="Open it in a spreadsheet program and save it as .xlsx.",
            details=details,
            name=path.name,
        )
    if found in ("zip", "gzip"):
        raise InputError(
            "The file “{name}” is not what its name says.",
            hint="A workbook must be named .xlsx; unpack any other archive first.",
            details=details,
            name=path.name,
        )
    raise InputError(
        "The file “{name}” is not what its name says.",
        hint="Export it again as CSV (UTF-8) or XLSX.",
        details=details,
        name=path.name,
    )
