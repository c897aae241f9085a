"""Tells systemd how the collector is (sd_notify); does nothing where there is no systemd."""

from __future__ import annotations

import logging
import os
import socket

__all__ = ["notify", "watchdog", "watchdog_period"]

_LOG = logging.getLogger(__name__)


def notify(*said: str) -> None:
    """Send lines like ``READY=1`` to the socket that systemd names in the environment."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if not place or not hasattr(socket, "AF_UNIX"):
        return
    # "@" stands for Linux's abstract names.
    address = "\0" + place[1:] if place.startswith("@") else place
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as connection:
            connection.connect(address)
            connection.sendall("\n".join(said).encode())
    except OSError as error:
        _LOG.warning("systemd cannot be told: %s", error)


def watchdog_period() -> float | None:
    """How often systemd is told that the event loop turns, seconds: three times as often as it asks; None where it does not."""
    period_us = os.environ.get("WATCHDOG_USEC", "")
    return int(period_us) / 3e6 if period_us.isdigit() else None


async def watchdog() -> None:
    """Tell systemd that the event loop turns."""
    notify("WATCHDOG=1")
