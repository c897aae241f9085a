"""Background work: prepare, work, publish."""

from .running import EcoTask, cancel_all, run_in_background

__all__ = ["EcoTask", "cancel_all", "run_in_background"]
