"""Reads which district a new data centre is for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.errors import InputError

if TYPE_CHECKING:
    from ...core.data_centre import District

__all__ = ["district_of", "is_district"]

DEFAULT = Path(__file__).resolve().parents[2] / "resources" / "district.toml"

_CODE_AND_NAME = re.compile(r"(?P<code>\d{6})[\s,，]+(?P<name>[^\s,，]+)(?:[\s,，]+(?P<name_en>.+))?")


def is_district(text: str) -> bool:
    """Whether `district_of` can read `text`."""
    plain = text.strip()
    return not plain or Path(plain).suffix == ".toml" or _CODE_AND_NAME.fullmatch(plain) is not None


def district_of(text: str) -> District:
    """The district that the user names.

    Parameters
    ----------
    text
        Six-digit code and name, with an English name behind them if wanted; the path of a TOML file with ``code, name,
        name_en, utc_offset_hours``; or nothing for the district the plugin is set up for.

    Raises
    ------
    InputError
        Where the text or the file cannot be understood.
    """
    from ...core.data_centre import District

    found = _CODE_AND_NAME.fullmatch(text.strip())
    if found is not None:
        return District(found["code"], found["name"], found["name_en"] or "")
    if not is_district(text):
        raise InputError(
            "The district “{text}” cannot be read.",
            hint="Write its six-digit code and its name, for example “110119 延庆区 Yanqing”.",
            text=text,
        )
    path = Path(text.strip()) if text.strip() else DEFAULT
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return District(
            code=str(said["code"]),
            name=str(said["name"]),
            name_en=str(said.get("name_en", "")),
            utc_offset_hours=float(said.get("utc_offset_hours", 8.0)),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            "The district file “{path}” cannot be read.",
            hint="It needs the entries code and name, as resources/district.toml of the plugin shows.",
            details=repr(error),
            path=path,
        ) from error
