"""Goes between features of a layer and rows of a frame, a chunk at a time so that layers of any size fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import NULL, QgsFeature, QgsFeatureSource, QgsField, QgsFields
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ..compat import FieldType
from ..core.progress import Progress, checkpoint

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["cells", "chunks", "extended", "fields_of", "numbers", "values"]

CHUNK = 20_000


def chunks(source: QgsFeatureSource, progress: Progress, size: int = CHUNK) -> Iterator[list[QgsFeature]]:
    """Features of `source`, at most `size` at a time; stops by `Cancelled` when the user asks."""
    total = source.featureCount()
    done, held = 0, []
    for feature in source.getFeatures():
        held.append(feature)
        if len(held) == size:
            yield held
            done, held = done + size, []
            checkpoint(progress, done / total if total > 0 else 0.0)
    if held:
        yield held
    checkpoint(progress, 1.0)


def values(features: Sequence[QgsFeature], column: int) -> list[Any]:
    """One attribute of each feature, None where it is NULL."""
    found = (feature.attribute(column) for feature in features)
    return [None if value == NULL else value for value in found]


def numbers(features: Sequence[QgsFeature], columns: Mapping[str, int]) -> tuple[pd.DataFrame, int]:
    """The attributes `columns` (name → number of the field) as floats, and how many texts were no number.

    Empty cells and dashes, with which publishers mark a missing value, are not counted.
    """
    import pandas as pd

    frame = pd.DataFrame({name: values(features, column) for name, column in columns.items()}, dtype=object)
    converted = frame.apply(pd.to_numeric, errors="coerce").astype("float64")
    empty = frame.isna() | frame.isin(["", "-", "--", "—"])
    return converted, int((converted.isna() & ~empty).to_numpy().sum())


def cells(frame: pd.DataFrame) -> Iterator[list[Any]]:
    """Rows of a frame as plain values that a sink takes, None for what is missing."""
    columns = []
    for name, dtype in frame.dtypes.items():
        bare = frame[name].astype(object).where(frame[name].notna(), None).tolist()
        if dtype.kind == "M":
            bare = [None if moment is None else _date_time(moment) for moment in bare]
        columns.append(bare)
    return (list(row) for row in zip(*columns))


def _date_time(moment: pd.Timestamp) -> QDateTime:
    day, clock = QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute, moment.second)
    return QDateTime(day, clock)


def fields_of(frame: pd.DataFrame) -> list[QgsField]:
    """Fields for the columns of a frame: whole numbers, numbers, moments (naive) or text."""
    types = {
        "i": FieldType.LONG,
        "u": FieldType.LONG,
        "b": FieldType.LONG,
        "f": FieldType.REAL,
        "M": FieldType.DATETIME,
    }
    return [QgsField(str(name), types.get(dtype.kind, FieldType.TEXT)) for name, dtype in frame.dtypes.items()]


def extended(fields: QgsFields, new: Iterable[QgsField]) -> tuple[QgsFields, dict[str, str]]:
    """`fields` followed by `new`, and the input's fields that had to give way with the names they have now.

    Field names are compared without case, as GeoPackage does; nothing of the input is lost.
    """
    added = list(new)
    taken = {field.name().lower() for field in added}
    result, renamed = QgsFields(), {}
    for field in fields:
        kept = QgsField(field)
        if kept.name().lower() in taken:
            kept.setName(_free(f"{kept.name()}_input", fields, result))
            renamed[field.name()] = kept.name()
        result.append(kept)
    for field in added:
        result.append(field)
    return result, renamed


def _free(name: str, *used: QgsFields) -> str:
    while any(fields.lookupField(name) >= 0 for fields in used):
        name += "_"
    return name
