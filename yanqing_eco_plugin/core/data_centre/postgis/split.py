"""Answers a question of which the database holds one part and the archive the other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import ibis.expr.operations as ops
import ibis.expr.types as ir
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.common.graph import Node

from ..engine import Engine
from .engine import compiled, fetch, streamed

__all__ = ["fetch_anywhere", "is_split"]

_PLACES = (ops.UnboundTable, ops.DatabaseTable)


def is_split(question: ir.Table) -> bool:
    """Whether an expression reads files of the archive."""
    return bool(question.op().find(ops.DatabaseTable))


def fetch_anywhere(connection: psycopg.Connection, local: Engine, question: ir.Table) -> pa.Table:
    """The answer to an ibis expression over tables of the database, files of the archive, or both.

    The largest parts of it that read the database alone are answered there; their rows pass through a file, so that memory
    stays bounded, and what is left is answered here.
    """
    root = question.op()
    if not root.find(ops.UnboundTable):
        return local.fetch(question)
    if not root.find(ops.DatabaseTable):
        return fetch(connection, question)
    with tempfile.TemporaryDirectory(prefix="yanqing_eco_") as folder:
        fetched = {
            node: _spooled(connection, local, node, Path(folder) / f"{number}.parquet")
            for number, node in enumerate(dict.fromkeys(_database_parts(root, set())))
        }
        return local.fetch(root.replace(fetched).to_expr())


def _database_parts(node: Node, seen: set[Node]) -> Iterator[ops.Relation]:
    if node in seen:
        return
    seen.add(node)
    # A reference belongs to the join around it and cannot be exchanged by itself.
    if isinstance(node, ops.Relation) and not isinstance(node, ops.JoinReference):
        places = {type(found) for found in node.find(_PLACES)}
        if places == {ops.UnboundTable}:
            yield node
            return
    for child in node.__children__:
        yield from _database_parts(child, seen)


def _spooled(connection: psycopg.Connection, local: Engine, node: ops.Relation, path: Path) -> ops.Relation:
    question = node.to_expr()
    schema = question.schema().to_pyarrow()
    with pq.ParquetWriter(path, schema, compression="lz4") as file:
        for part in streamed(connection, compiled(question), schema):
            file.write_table(part)
    # With the very types of what it stands for.
    return local.table([path], schema).op().copy(schema=node.schema)
