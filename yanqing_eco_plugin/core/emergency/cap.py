"""Common Alerting Protocol 1.2: what a warning says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import shapely

__all__ = ["ALLOWED", "CapAlert", "CapArea", "CapCircle", "CapInfo"]

# Clause 3.2 of the standard (OASIS CAP-v1.2, 1 July 2010); `scope` and others decide who acts, so nothing else is taken.
ALLOWED: dict[str, tuple[str, ...]] = {
    "status": ("Actual", "Exercise", "System", "Test", "Draft"),
    "msgType": ("Alert", "Update", "Cancel", "Ack", "Error"),
    "scope": ("Public", "Restricted", "Private"),
    "category": (
        *(
            "Geo",
            "Met",
            "Safety",
            "Security",
            "Rescue",
            "Fire",
            "Health",
            "Env",
            "Transport",
            "Infra",
            "CBRNE",
            "Other",
        ),
    ),
    "responseType": (*("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"),),
    "urgency": ("Immediate", "Expected", "Future", "Past", "Unknown"),
    "severity": ("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
    "certainty": ("Observed", "Likely", "Possible", "Unlikely", "Unknown"),
}


@dataclass(frozen=True)
class CapCircle:
    """Centre in WGS-84 degrees and radius in km."""

    lon: float
    lat: float
    radius_km: float


@dataclass(frozen=True)
class CapArea:
    """An area of a warning; polygons in WGS-84 (longitude, latitude), without holes, as the protocol knows none."""

    description: str
    polygons: tuple[shapely.Polygon, ...] = ()
    circles: tuple[CapCircle, ...] = ()
    geocodes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CapInfo:
    """What is warned of, in one language; the words of `category` … `certainty` are those of `ALLOWED`."""

    category: tuple[str, ...]
    event: str
    urgency: str
    severity: str
    certainty: str
    language: str = "zh-CN"
    response_types: tuple[str, ...] = ()
    effective: datetime | None = None
    onset: datetime | None = None
    expires: datetime | None = None
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    contact: str = ""
    areas: tuple[CapArea, ...] = ()


@dataclass(frozen=True)
class CapAlert:
    """A whole message; times are aware."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    message_type: str
    scope: str
    note: str = ""
    references: str = ""
    restriction: str = ""
    addresses: str = ""
    infos: tuple[CapInfo, ...] = field(default_factory=tuple)
