"""Functions and triggers by which the database itself counts changes, stamps edits and protects logs."""

from __future__ import annotations

from ..schema import Table
from .failures import LOG_ONLY_GROWS

__all__ = ["CHANNEL", "FUNCTIONS", "MAKE_MONTH", "guards"]

CHANNEL = "eco_changed"
_KEPT_CHANGES = 1000

# ruff: noqa: S608  (our own statements, no user's text)

# Functions that run with the owner's rights name where they look things up, so that nobody can slip in tables of his own.
_OWNERS = "SECURITY DEFINER SET search_path FROM CURRENT"

# Attached rather than made as a partition: that would lock every reader out for as long as the longest one reads.
MAKE_MONTH = f"""
CREATE FUNCTION make_month(series text, year integer, month integer) RETURNS boolean LANGUAGE plpgsql {_OWNERS} AS $$
DECLARE
  name text := format('%s_%s_%s', series, lpad(year::text, 4, '0'), lpad(month::text, 2, '0'));
  first timestamptz := make_timestamptz(year, month, 1, 0, 0, 0, 'UTC');
BEGIN
  IF series NOT IN ('observation', 'position') THEN
    RAISE EXCEPTION '% has no months', series USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF to_regclass(name) IS NOT NULL THEN RETURN false; END IF;
  -- Two who store positions may both want the month.
  PERFORM pg_advisory_xact_lock(hashtextextended(format('yanqing_eco month %s %s', current_schema(), name), 0));
  IF to_regclass(name) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS) '
    'WITH (autovacuum_vacuum_insert_scale_factor = 0.05)', name, series);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', series, name, first,
    (first AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC');
  RETURN true;
END $$"""

FUNCTIONS = (
    # The revision is read from this log: a single counter would make everybody wait for the longest editing session.
    f"""
CREATE FUNCTION count_change(changed text) RETURNS void LANGUAGE plpgsql {_OWNERS} AS $$
DECLARE number bigint;
BEGIN
  INSERT INTO change_log (account, table_name) VALUES (session_user, changed) RETURNING id INTO number;
  IF number % {_KEPT_CHANGES // 10} = 0 THEN
    DELETE FROM change_log WHERE id IN (
      SELECT id FROM change_log WHERE id < number - {_KEPT_CHANGES} FOR UPDATE SKIP LOCKED);
  END IF;
  PERFORM pg_notify('{CHANNEL}', json_build_object('schema', current_schema(), 'table', changed)::text);
END $$""",
    """
CREATE FUNCTION count_statement() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM count_change(TG_TABLE_NAME::text);
  RETURN NULL;
END $$""",
    # A copy of a centre keeps the stamps of its source; only the owner can say that it is one.
    """
CREATE FUNCTION stamp_edit() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF current_setting('eco.copying', true) = 'on' AND pg_has_role(
      current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.row_version := 1;
  ELSE
    NEW.row_version := COALESCE(OLD.row_version, 0) + 1;
  END IF;
  NEW.changed_by := COALESCE(NULLIF(current_setting('eco.by', true), ''), session_user);
  NEW.changed_at := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
  RETURN NEW;
END $$""",
    f"""
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is a log and only grows', TG_TABLE_NAME USING ERRCODE = '{LOG_ONLY_GROWS}';
END $$""",
    MAKE_MONTH,
)


def guards(table: Table, *, counted: bool) -> list[str]:
    """Triggers of one table; the states of places are counted once an append, not by trigger."""
    made = []
    if counted:
        made.append(
            f'CREATE TRIGGER counts AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table.name}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION count_statement()"
        )
    if table.edited:
        made.append(
            f'CREATE TRIGGER stamps BEFORE INSERT OR UPDATE ON "{table.name}" '
            "FOR EACH ROW EXECUTE FUNCTION stamp_edit()"
        )
    if table.append_only:
        made.append(
            f'CREATE TRIGGER grows BEFORE UPDATE OR DELETE ON "{table.name}" '
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        made.append(
            f'CREATE TRIGGER stays BEFORE TRUNCATE ON "{table.name}" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()'
        )
    return made
