"""Finds the columns of a table that hold observed properties, whatever the publisher calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsFeature, QgsFields

from ..feature_frames import numbers

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PropertyColumn", "concentrations", "property_columns"]


@dataclass(frozen=True)
class PropertyColumn:
    """A field that holds a property; ``factor * cell + offset`` is in the property's own unit."""

    number: int
    name: str
    factor: float = 1.0
    offset: float = 0.0


def property_columns(fields: QgsFields, wanted: Sequence[str], kind: str) -> dict[str, PropertyColumn]:
    """The fields that hold the properties `wanted`; our own names come first, then spellings such as ``PM2.5`` or ``氨氮(mg/L)``.

    A unit in the field's name is heeded; a field whose unit measures something else is left alone. `kind` is the kind of
    station, because a name such as ``SO2`` means another property at a chimney.
    """
    from ...core.ingest.names import property_of_name
    from ...core.ingest.units import conversion

    found: dict[str, PropertyColumn] = {}
    for number, field in enumerate(fields):
        if field.name().lower() in wanted:
            found.setdefault(field.name().lower(), PropertyColumn(number, field.name()))
    for number, field in enumerate(fields):
        prop, unit = property_of_name(field.name(), kind)
        if prop not in wanted or prop in found:
            continue
        converted = conversion(prop, unit) if unit is not None else (1.0, 0.0)
        if converted is not None:
            found[prop] = PropertyColumn(number, field.name(), *converted)
    return found


def concentrations(features: Sequence[QgsFeature], columns: Mapping[str, PropertyColumn]) -> tuple[pd.DataFrame, int]:
    """The measurements of some features in the properties' units, and how many cells held text that is no number."""
    frame, unreadable = numbers(features, {prop: column.number for prop, column in columns.items()})
    for prop, column in columns.items():
        frame[prop] = frame[prop] * column.factor + column.offset
    return frame, unreadable
