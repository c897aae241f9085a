"""PostgreSQL as the reader of the tables: SQL or ibis expressions in, Arrow tables out, through COPY."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import psycopg
import pyarrow as pa
import pyarrow.csv
import sqlglot as sg
import sqlglot.expressions as sge
from ibis.backends.sql.compilers.postgres import PostgresCompiler

__all__ = ["compiled", "csv_table", "fetch", "fetch_sql", "observation_table", "rollup_table", "streamed"]

# ruff: noqa: S608

_COMPILER = PostgresCompiler()
_LARGEST_BLOCK = 1 << 30
_BYTES_AT_ONCE = 8 << 20


def observation_table() -> ir.Table:
    """The observations as an ibis expression."""
    return ibis.table(
        {
            "station_id": "string",
            "property": "string",
            "time": "timestamp('UTC', 6)",
            "interval": "int32",
            "value": "float64",
            "flag": "string",
        },
        name="observation",
    )


def rollup_table() -> ir.Table:
    """The daily sums as an ibis expression."""
    sums = dict.fromkeys(("sum", "min", "max", "energy", "east", "north"), "float64")
    keys = {"property": "string", "station_id": "string", "interval": "int32", "day": "date", "n": "int32"}
    return ibis.table({**keys, **sums}, name="rollup_day")


def compiled(question: ir.Table) -> str:
    """The SQL of an ibis expression; small tables of its own come along as JSON, so that nothing is written."""
    query = _COMPILER.to_sqlglot(question)
    query = query[-1] if isinstance(query, list) else query
    for held in question.op().find(ops.InMemoryTable):
        rows = held.data.to_pyarrow(held.schema).to_pylist()
        types = {name: _COMPILER.type_mapper.to_string(kind) for name, kind in held.schema.items()}
        columns = ", ".join(f"{_name(name)} {kind}" for name, kind in types.items())
        text = sge.convert(json.dumps(rows, default=str)).sql("postgres")
        body = sg.parse_one(f"SELECT * FROM json_to_recordset({text}) AS t({columns})", dialect="postgres")
        query = _with_first(query, held.name, body)
    return query.sql("postgres")


def _with_first(query: sge.Expression, name: str, body: object) -> sge.Expression:
    table = sge.CTE(this=body, alias=sge.TableAlias(this=sg.to_identifier(name, quoted=True)))
    held = query.args.get("with_") or query.args.get("with")
    key = "with_" if "with_" in query.arg_types else "with"
    query = query.copy()
    query.set(key, sge.With(expressions=[table, *(held.expressions if held is not None else [])]))
    return query


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def fetch(connection: psycopg.Connection, question: ir.Table) -> pa.Table:
    """The answer to an ibis expression over `observation_table` and `rollup_table`."""
    return fetch_sql(connection, compiled(question), question.schema().to_pyarrow())


def fetch_sql(
    connection: psycopg.Connection, sql: str, schema: pa.Schema, parameters: Sequence[object] = ()
) -> pa.Table:
    """The answer to a SELECT as an Arrow table of `schema`, its columns in the order of the SELECT."""
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", parameters or None) as rows:
        text = b"".join(bytes(row) for row in rows)
    return csv_table(text, schema)


def streamed(
    connection: psycopg.Connection, query: str, schema: pa.Schema, values: Sequence[object] = ()
) -> Iterator[pa.Table]:
    """The answer to a SELECT in parts of bounded size; see `fetch_sql`."""
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", values or None) as rows:
        held: list[bytes] = []
        size = 0
        for row in rows:
            held.append(bytes(row))
            size += len(row)
            if size >= _BYTES_AT_ONCE:
                yield csv_table(b"".join(held), schema)
                held, size = [], 0
        if held:
            yield csv_table(b"".join(held), schema)


def csv_table(text: bytes, schema: pa.Schema) -> pa.Table:
    """An Arrow table of `schema` from rows of PostgreSQL's CSV."""
    if not text:
        return schema.empty_table()
    return pyarrow.csv.read_csv(
        pa.BufferReader(text),
        # One block: a shape may be longer than any usual size of block.
        read_options=pyarrow.csv.ReadOptions(
            column_names=schema.names, block_size=min(len(text) + 1, _LARGEST_BLOCK), use_threads=False
        ),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )
