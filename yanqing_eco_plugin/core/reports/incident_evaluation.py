"""The evaluation of an incident as rows that a centre keeps."""

from __future__ import annotations

import pandas as pd

from .incident_record import IncidentRecord

__all__ = ["evaluation_rows"]


def evaluation_rows(record: IncidentRecord, made: pd.Timestamp) -> pd.DataFrame:
    """Rows of the table ``evaluation``; made again, they take the place of the earlier ones."""
    measures = record.measures
    incident_id = str(record.incident["incident_id"])
    keys = [f"{incident_id}-{row.measure}-{row.subject}" for row in measures.itertuples()]
    numbered = pd.Series(keys).groupby(keys).cumcount()
    return measures.assign(
        evaluation_id=[f"{key}-{number}" if number else key for key, number in zip(keys, numbered)],
        incident_id=incident_id,
        met=measures["met"].astype("Int64"),
        made_at=made,
    )
