"""Questions to the daily sums of the lake that are compiled once: DuckDB then only binds dates, names and files.

ibis takes a tenth of a second to write and compile such a question, DuckDB some milliseconds to answer it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import sqlglot.expressions as sge
from ibis.backends.sql.compilers.duckdb import DuckDBCompiler

from .day_sums import DAY_SCHEMA
from .engine import Engine
from .queries import merge_days

__all__ = ["answer_of_days"]

_SINGLE, _SEVERAL, _BOUND = "eco_single", "eco_several", "eco_bound"
_SQL: dict[Hashable, str] = {}


def answer_of_days(
    engine: Engine,
    shape: Hashable,
    question: Callable[[ir.Table], ir.Table],
    files: Sequence[Path],
    *,
    first: date,
    last: date,
    prop: str,
) -> pa.Table:
    """The answer to a question over the daily sums of one property from `first` to `last`, both included.

    Parameters
    ----------
    engine
        Evaluates it.
    shape
        What the question's text depends on: two questions of one shape differ by nothing but what is bound here.
    question
        Makes the expression from merged sums.
    files
        Files of partial sums, at least one.
    """
    # A file holds each sum once; only where a month has several of them is there anything to merge.
    months = Counter(file.parent for file in files)
    lists = {
        _SINGLE: [str(file) for file in files if months[file.parent] == 1],
        _SEVERAL: [str(file) for file in files if months[file.parent] > 1],
    }
    lists = {name: paths for name, paths in lists.items() if paths}
    whole = (shape, *lists)
    sql = _SQL.get(whole)
    if sql is None:
        sql = _SQL[whole] = _compiled(question, list(lists))
    return engine.raw().execute(sql, {**lists, "first": first, "last": last, "prop": prop}).to_arrow_table()


def _compiled(question: Callable[[ir.Table], ir.Table], lists: Sequence[str]) -> str:
    parts = []
    for name in lists:
        days = ibis.table(ibis.Schema.from_pyarrow(DAY_SCHEMA), name=name)
        within = (days.day >= _bound("first", "date")) & (days.day <= _bound("last", "date"))
        rows = days.filter(within & (days.property == _bound("prop", "string")))
        parts.append(rows if name == _SINGLE else merge_days(rows))
    asked = question(parts[0] if len(parts) == 1 else ibis.union(*parts))
    text: str = DuckDBCompiler().to_sqlglot(asked).transform(_filled).sql("duckdb")
    return text


def _bound(name: str, kind: str) -> ir.Value:
    """A value that is bound when the question is asked."""

    def place(key: str) -> object:
        raise NotImplementedError

    function = ibis.udf.scalar.builtin(place, name=_BOUND, signature=(("string",), kind))
    value: ir.Value = function(name).name(name)
    return value


def _filled(node: sge.Expression) -> sge.Expression:
    """Places of values and files as DuckDB's own parameters."""
    if isinstance(node, sge.Anonymous) and node.name.lower() == _BOUND:
        return sge.Placeholder(this=node.expressions[0].name)
    if isinstance(node, sge.Table) and node.name in (_SINGLE, _SEVERAL):
        plain = sge.EQ(this=sge.to_identifier("hive_partitioning"), expression=sge.false())
        files = sge.Anonymous(this="read_parquet", expressions=[sge.Placeholder(this=node.name), plain])
        return sge.Table(this=files, alias=node.args.get("alias"))
    return node
