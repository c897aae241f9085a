"""Whether a path lies on a file share, where SQLite's write-ahead log does not work."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

__all__ = ["on_network"]

_NETWORK_TYPES = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
}
_WINDOWS_REMOTE_DRIVE = 4


def on_network(path: Path, *, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Whether `path` lies on a network file system; False where the system does not say."""
    where = str(path.resolve())
    if sys.platform == "win32":
        drive = os.path.splitdrive(where)[0]
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _WINDOWS_REMOTE_DRIVE
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in lines:
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind in _NETWORK_TYPES
