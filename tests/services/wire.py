"""A relay before a server of the tests that falls silent without closing anything, as a network does that loses its way."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator

__all__ = ["Cable", "Wire", "cable"]

_NAMESPACE = "eco_test_cable"
_OUTER_END, _INNER_END = "eco_cable0", "eco_cable1"
_OUTER, _INNER = "10.231.77.1", "10.231.77.2"
_CLONE_NEWNET = 0x40000000


class Wire:
    """Relays connections to a port of this computer.

    Where a gate is closed, what comes is kept back on that way and nobody hears of it: no byte, no end, no reset. Bytes are
    still confirmed by TCP itself, so that the sender's keepalive finds nothing wrong; `Cable` is dead at that level, too.
    """

    def __init__(self, target: int, listener: socket.socket | None = None) -> None:
        self._listener = listener or socket.create_server(("127.0.0.1", 0))
        self._target = target
        self.host, self.port = self._listener.getsockname()
        self._to_server, self._to_client = threading.Event(), threading.Event()
        self._words = b""
        self._ends: list[socket.socket] = []
        self.open()
        threading.Thread(target=self._accept, daemon=True).start()

    def open(self) -> None:
        """Let through what was kept back, and everything else."""
        self._to_server.set()
        self._to_client.set()

    def cut(self) -> None:
        """Let nothing through."""
        self._to_client.clear()
        self._to_server.clear()

    def cut_answers_to(self, words: bytes) -> None:
        """Let no answer through from the next question on that has these words; questions still reach the server."""
        self._words = words

    def hang_up(self) -> None:
        """End every connection; what was kept back is lost."""
        while self._ends:
            with contextlib.suppress(OSError):
                self._ends.pop().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.hang_up()
        self.open()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # until it is closed
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._target)) as server:
            self._ends += [client, server]
            back = threading.Thread(target=self._relay, args=(server, client, self._to_client), daemon=True)
            back.start()
            self._relay(client, server, self._to_server)
            back.join()

    def _relay(self, source: socket.socket, sink: socket.socket, gate: threading.Event) -> None:
        with contextlib.suppress(OSError):  # either end is gone, which the other end is told below
            while data := source.recv(65_536):
                if gate is self._to_server and self._words and self._words in data:
                    self._words = b""
                    self._to_client.clear()
                gate.wait()
                sink.sendall(data)
        gate.wait()
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)


class Cable:
    """The way back from an address of a network of its own: once it is cut, packets vanish, confirmations too."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener

    def cut(self) -> None:
        _ip("-n", _NAMESPACE, "route", "add", "blackhole", f"{_OUTER}/32")

    def mend(self) -> None:
        _ip("-n", _NAMESPACE, "route", "del", "blackhole", f"{_OUTER}/32")


@contextlib.contextmanager
def cable() -> Iterator[Cable | None]:
    """A network of its own with a listener in it; None where this computer does not let us make one (needs root)."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        yield None
        return
    _remove()  # what a run left that was killed
    try:
        pair = ("link", "add", _OUTER_END, "type", "veth", "peer", "name", _INNER_END, "netns", _NAMESPACE)
        if _ip("netns", "add", _NAMESPACE, check=False) or _ip(*pair, check=False):
            yield None
            return
        for where, address, name in (((), _OUTER, _OUTER_END), (("-n", _NAMESPACE), _INNER, _INNER_END)):
            _ip(*where, "addr", "add", f"{address}/30", "dev", name)
            _ip(*where, "link", "set", name, "up")
        made: list[socket.socket] = []
        # A thread may move to another network by itself; its sockets stay there.
        thread = threading.Thread(target=lambda: made.append(_listener_inside()))
        thread.start()
        thread.join()
        with made[0]:
            yield Cable(made[0])
    finally:
        _remove()


def _remove() -> None:
    _ip("link", "del", _OUTER_END, check=False)
    _ip("netns", "del", _NAMESPACE, check=False)


def _listener_inside() -> socket.socket:
    with open(f"/run/netns/{_NAMESPACE}", encoding="ascii") as place:
        if ctypes.CDLL(None, use_errno=True).setns(place.fileno(), _CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns")
    return socket.create_server((_INNER, 0))


def _ip(*arguments: str, check: bool = True) -> int:
    return subprocess.run(["ip", *arguments], check=check, stderr=None if check else subprocess.DEVNULL).returncode
