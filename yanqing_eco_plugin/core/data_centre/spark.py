"""Apache Spark as the reader of the lake's files, through ibis: for questions that one machine is too small for.

A standalone cluster is reached as ``spark://host:port``. Every worker must see the folder of the centre under the same path.
Starting a session takes seconds, so this is for batch work, never for the live map.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ..errors import CentreError, InputError, MissingDependencyError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["SparkEngine"]

CONNECT_S = 5.0
_GONE = ("FileNotFound", "PATH_NOT_FOUND", "FILE_NOT_EXIST")
_LOCAL = ("127.0.0.1", "localhost", "::1")
_TYPES = {
    pa.string(): "STRING",
    pa.int32(): "INT",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.date32(): "DATE",
    pa.timestamp("us", "UTC"): "TIMESTAMP",
}


class SparkEngine:
    """A session at a standalone cluster, opened with the first question.

    Parameters
    ----------
    master
        ``spark://host:port``.

    Raises
    ------
    InputError
        Another kind of address.
    MissingDependencyError
        pyspark or Java is not installed.
    CentreError
        Nobody answers at the address.
    """

    def __init__(self, master: str) -> None:
        self._host, self._port = _place_of(master)
        self._master = master
        self._guard = threading.RLock()
        self._session: SparkSession | None = None
        self._backend: Any = None
        self._numbers = itertools.count()
        self._names: list[str] = []
        _check_installed()
        _check_reachable(self._host, self._port)

    def _connected(self) -> Any:
        if self._backend is None:
            from pyspark.sql import SparkSession

            builder = SparkSession.builder.master(self._master).appName("yanqing_eco")
            options = {
                "spark.sql.session.timeZone": "UTC",
                "spark.sql.execution.arrow.pyspark.enabled": "true",
                "spark.sql.shuffle.partitions": "16",
                "spark.ui.enabled": "false",
                "spark.ui.showConsoleProgress": "false",
                "spark.sql.files.ignoreMissingFiles": "false",
            }
            if self._host in _LOCAL:
                # Workers on this machine: nothing listens on any other interface.
                options |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
            for name, value in options.items():
                builder = builder.config(name, value)
            self._session = builder.getOrCreate()
            self._session.sparkContext.setLogLevel("ERROR")
            self._backend = ibis.pyspark.connect(self._session)
        return self._backend

    def table(self, files: Sequence[Path], schema: pa.Schema) -> ir.Table:
        """The rows of Parquet files of one lake table, with the partition columns ``year`` and ``month``."""
        with self._guard, self._clear_errors():
            backend = self._connected()
            if not files or self._session is None:
                whole = pa.schema([*schema, pa.field("year", pa.int64()), pa.field("month", pa.int64())])
                return ibis.memtable(whole.empty_table())
            columns = ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in schema)
            reader = self._session.read.schema(f"{columns}, `year` INT, `month` INT")
            # Folders named year=… and month=… below it become columns.
            # Files may be patterns to Spark, the folder above them is none.
            base = f"file:{files[0].parents[2].as_posix()}"
            rows = reader.option("basePath", base).parquet(*(_named(file) for file in files))
            name = f"lake_{next(self._numbers)}"
            rows.createOrReplaceTempView(name)
            self._names.append(name)
            instants = [field.name for field in schema if pa.types.is_timestamp(field.type)]
            # ibis takes Spark's instants for clock times and would give them back without a zone.
            return backend.table(name).cast(dict.fromkeys(instants, "timestamp('UTC')"))

    def fetch(self, question: ir.Table) -> pa.Table:
        """The answer to an ibis expression; the lake tables made for it are forgotten with it."""
        with self._guard, self._clear_errors():
            try:
                return self._connected().to_pyarrow(question)
            finally:
                if self._session is not None:
                    for name in self._names:
                        self._session.catalog.dropTempView(name)
                self._names = []

    @contextmanager
    def _clear_errors(self) -> Iterator[None]:
        """Raise `FileNotFoundError` where a file of the snapshot was cleared away, `CentreError` for all else."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            yield
        except (PySparkException, Py4JError, OSError) as error:
            if any(sign in str(error) for sign in _GONE):
                raise FileNotFoundError(str(error)) from error
            raise CentreError(
                "The Spark cluster {master} could not answer.",
                hint="Look at the cluster's log; every worker must see the folder of the centre under the same path.",
                details=str(error),
                master=self._master,
            ) from error

    def close(self) -> None:
        """End the session and its Java process."""
        with self._guard:
            if self._session is None:
                return
            from pyspark import SparkContext

            self._session.stop()
            gateway = SparkContext._gateway
            if gateway is not None:
                process = getattr(gateway, "proc", None)
                gateway.shutdown()
                if process is not None:
                    process.stdin.close()
                    process.wait(timeout=30)
                SparkContext._gateway = SparkContext._jvm = None
            self._session = self._backend = None


def _named(path: Path) -> str:
    """A path as Hadoop takes it: not percent-encoded, and none of its letters a pattern."""
    return "file:" + re.sub(r"([\\\[\]{}*?])", r"\\\1", path.as_posix())


def _place_of(master: str) -> tuple[str, int]:
    try:
        parts = urlsplit(master)
        if parts.scheme == "spark" and parts.hostname and parts.port and not parts.path.strip("/"):
            return parts.hostname, parts.port
    except ValueError:
        parts = None
    raise InputError(
        "“{address}” is no engine for statistics.",
        hint="Use “centre”, or the address of a Spark master such as spark://127.0.0.1:7077.",
        details=repr(parts),
        address=master,
    )


def _check_installed() -> None:
    if find_spec("pyspark") is None:
        raise MissingDependencyError(
            "The Python package pyspark is not installed.",
            hint="Install what requirements-spark.txt names, or use the engine “centre”.",
        )
    home = os.environ.get("JAVA_HOME", "")
    if shutil.which("java") is None and not (home and shutil.which("java", path=str(Path(home) / "bin"))):
        raise MissingDependencyError(
            "Spark needs Java, which is not installed.",
            hint="Install a Java 17 runtime (Debian: default-jre-headless), or use the engine “centre”.",
        )


def _check_reachable(host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), timeout=CONNECT_S).close()
    except OSError as error:
        raise CentreError(
            "No Spark master answers at {host}:{port}.",
            hint="Start the cluster (scripts/spark.sh start) or correct the address.",
            details=str(error),
            host=host,
            port=port,
        ) from error
