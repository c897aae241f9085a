"""What a fix has to satisfy to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import InputError

__all__ = ["REASONS", "FixLimits"]

REASONS = {
    "invalid": "the device itself calls the fix void, or it lies on no globe",
    "swapped": "longitude and latitude are exchanged",
    "zero": "0° east, 0° north: no position",
    "outside": "outside the area in which this source's units work",
    "future": "later than it was received",
    "outdated": "too old when it was received",
    "accuracy": "less accurate than asked for",
    "duplicate": "the unit's fix of this moment is there already",
    "flood": "more fixes in a span of time than asked for",
    "impossible_speed": "no vehicle gets there from the fixes before and after",
    "static": "still at the place of the fix before, which was kept",
}


@dataclass(frozen=True)
class FixLimits:
    """Limits of one source.

    Attributes
    ----------
    bounds
        West, south, east, north in WGS-84 degrees; None for anywhere.
    max_future_s, max_age_s
        How far a fix may lie after and before its receipt (or `now`), s.
    max_accuracy_m
        Largest radius of uncertainty; a fix that does not tell it passes.
    max_speed_ms
        Between neighbouring fixes of a unit, and as the device tells it.
    jitter_m
        How far a fix may be off without being called a jump.
    min_interval_s
        At most one fix of a unit in each span of the clock of this length, s; 0 takes all.
    static_radius_m, static_keep_s
        A fix within the radius of the one before is dropped, except for one in each span of `static_keep_s`, so that the
        age of the position stays true; radius 0 keeps all.
    """

    bounds: tuple[float, float, float, float] | None = None
    max_future_s: float = 60.0
    max_age_s: float = 7 * 86_400.0
    max_accuracy_m: float = 200.0
    max_speed_ms: float = 60.0
    jitter_m: float = 30.0
    min_interval_s: float = 0.0
    static_radius_m: float = 0.0
    static_keep_s: float = 60.0

    def __post_init__(self) -> None:
        numbers = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "bounds"}
        for name, value in numbers.items():
            if not value >= 0:
                raise InputError(
                    "The limit {name} = {value} is not possible.", hint="Give 0 or more.", name=name, value=value
                )
        if self.max_speed_ms == 0 or self.static_keep_s == 0:
            raise InputError("A limit of 0 leaves no fix.", hint="Give a speed and a span above 0.")
