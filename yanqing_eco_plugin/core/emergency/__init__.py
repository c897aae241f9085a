"""Emergency: who goes, by which road, what area is affected, and what happened."""

from __future__ import annotations

from .affected_area import SCREENING_NOTE, plume_areas, puff_areas
from .cap import CapAlert, CapArea, CapCircle, CapInfo
from .cap_export import cap_area, write_cap
from .cap_import import read_cap
from .closures import close_roads, is_closure, open_roads
from .dense_gas import DenseGasError, check_neutral, release_kind, richardson_number
from .dispatch import AVAILABILITY, Need, Weights, assign, parse_needs, rank
from .dispersion_parameters import STABILITY_CLASSES, plume_sigmas, puff_sigmas
from .evaluation import MEASURES, PLAN_TARGETS_S, evaluate, shortage_entries
from .exposure import exposed
from .geofences import circle_fence, fence_events
from .incidents import INCIDENT_KINDS, INCIDENT_LEVELS, INCIDENT_PHASES, grade_incident, open_incident, step_incident
from .log_entries import Changes, check_photo, log_entry, note_entry
from .orders import ORDER_STATES, RESOURCE_STATE_OF, next_states, send_order, set_resource_state, step_order
from .plume import gaussian_plume
from .puffs import Puffs, WindStep, puff_concentration, release_puffs
from .replay import IncidentState, Moment, OrderState, Replay, apply_entry, state_of
from .resources import (
    RESOURCE_KINDS,
    RESOURCE_STATES,
    SENDABLE_STATES,
    check_resources,
    format_stock,
    parse_stock,
    resources_for_ranking,
)
from .river_network import RIVER_NOTE, RiverDefaults, river_travel_times
from .road_cache import load_network
from .road_network import RoadNetwork
from .road_speeds import ROAD_SPEEDS_KMH
from .service_areas import service_areas
from .track_lookup import TrackLookup
from .track_windows import TrackWindows, WindowPlan, plan_windows
from .tracking import derived_steps
from .travel import Route, fastest_route, travel_times

__all__ = [
    "AVAILABILITY",
    "INCIDENT_KINDS",
    "INCIDENT_LEVELS",
    "INCIDENT_PHASES",
    "MEASURES",
    "ORDER_STATES",
    "PLAN_TARGETS_S",
    "RESOURCE_KINDS",
    "RESOURCE_STATES",
    "RESOURCE_STATE_OF",
    "RIVER_NOTE",
    "ROAD_SPEEDS_KMH",
    "SCREENING_NOTE",
    "SENDABLE_STATES",
    "STABILITY_CLASSES",
    "CapAlert",
    "CapArea",
    "CapCircle",
    "CapInfo",
    "Changes",
    "DenseGasError",
    "IncidentState",
    "Moment",
    "Need",
    "OrderState",
    "Puffs",
    "Replay",
    "RiverDefaults",
    "RoadNetwork",
    "Route",
    "TrackLookup",
    "TrackWindows",
    "Weights",
    "WindStep",
    "WindowPlan",
    "apply_entry",
    "assign",
    "cap_area",
    "check_neutral",
    "check_photo",
    "check_resources",
    "circle_fence",
    "close_roads",
    "derived_steps",
    "evaluate",
    "exposed",
    "fastest_route",
    "fence_events",
    "format_stock",
    "gaussian_plume",
    "grade_incident",
    "is_closure",
    "load_network",
    "log_entry",
    "next_states",
    "note_entry",
    "open_incident",
    "open_roads",
    "parse_needs",
    "parse_stock",
    "plan_windows",
    "plume_areas",
    "plume_sigmas",
    "puff_areas",
    "puff_concentration",
    "puff_sigmas",
    "rank",
    "read_cap",
    "release_kind",
    "release_puffs",
    "resources_for_ranking",
    "richardson_number",
    "river_travel_times",
    "send_order",
    "service_areas",
    "set_resource_state",
    "shortage_entries",
    "state_of",
    "step_incident",
    "step_order",
    "travel_times",
    "write_cap",
]
