"""Background work: prepare, work, publish."""

from .handing_over import hand_over
from .running import EcoTask, cancel_all, run_in_background
from .worker import dismiss_worker, in_worker, keep_thread_state, leave_to_worker

__all__ = [
    "EcoTask",
    "cancel_all",
    "dismiss_worker",
    "hand_over",
    "in_worker",
    "keep_thread_state",
    "leave_to_worker",
    "run_in_background",
]
