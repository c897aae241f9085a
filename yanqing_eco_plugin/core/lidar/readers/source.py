"""The file a reader is given: its beginning for sniffing, its content at most once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ...errors import InputError
from ...netcdf import NetcdfFile

__all__ = ["MAX_FILE_BYTES", "Source"]

MAX_FILE_BYTES = 1 << 30
_HEAD_BYTES = 8192
_NETCDF = (b"CDF\x01", b"CDF\x02", b"CDF\x05", b"\x89HDF")


class Source:
    """A lidar file of bounded size.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InputError
        When it cannot be read, is empty, or is larger than 1 GiB.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        try:
            with path.open("rb") as stream:
                self.size = stream.seek(0, 2)
                if self.size > MAX_FILE_BYTES:
                    raise InputError(
                        "{file} is too large for a lidar scan ({size} MB).",
                        hint="Split it into files of a day.",
                        file=self.name,
                        size=self.size // 1_000_000,
                    )
                stream.seek(0)
                self.data = stream.read(self.size)
        except OSError as error:
            raise InputError(
                "{file} cannot be read.",
                hint="Check that the file exists and that you may read it.",
                details=str(error),
                file=self.name,
            ) from error
        if not self.data:
            raise InputError("{file} is empty.", hint="Copy the file again.", file=self.name)
        self.head = self.data[:_HEAD_BYTES]

    @property
    def is_netcdf(self) -> bool:
        """Whether the file says it is NetCDF."""
        return self.head[:4] in _NETCDF

    @cached_property
    def netcdf(self) -> NetcdfFile:
        """The file as NetCDF."""
        return NetcdfFile(self.path, self.data)

    @cached_property
    def text(self) -> str:
        """The file as text, with the line ends of Unix; every byte is a character."""
        return self.data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")

    def damaged(self, title: str, details: str = "") -> InputError:
        """The error of a file that is not what its beginning says."""
        return InputError(
            "{file} is damaged or is not a complete {format} file.",
            hint="Copy the file again from the instrument; if it is complete, choose another reader.",
            details=details,
            file=self.name,
            format=title,
        )
