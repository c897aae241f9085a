"""What a station or township says when the mouse rests on it, and the names its fields have in forms and tables."""

from __future__ import annotations

from datetime import datetime

from qgis.core import QgsExpression, QgsVectorLayer

from ..core.standards import KINDS, LEVELS, PROPERTIES
from .classes import schemes_of, value_classes
from .expressions import age_text, alarm_texts, local_time_text, name_text, value_text
from .language import word
from .sources import layer_kind, layer_role, utc_offset_hours
from .township import SCHEME

__all__ = ["apply_tips"]

_CELL = "padding:0 8px 0 0"
_PALE = "#666666"


def apply_tips(layer: QgsVectorLayer, language: str = "zh", *, when: datetime | None = None) -> None:
    """Give one of our layers its map tip, display name and field names in `language`."""
    role = layer_role(layer)
    for index, field in enumerate(layer.fields()):
        layer.setFieldAlias(index, _alias(field.name(), language))
    if role == "district":
        layer.setDisplayExpression(name_text(language, key="code"))
        return
    if role == "township":
        layer.setDisplayExpression(name_text(language, key="code"))
        layer.setMapTipTemplate(_township_tip(utc_offset_hours(layer), language))
        return
    layer.setDisplayExpression(name_text(language))
    layer.setMapTipTemplate(_station_tip(layer, language, when))


def _alias(field: str, language: str) -> str:
    if field == "synthetic":
        return word("is_synthetic", language)
    known = PROPERTIES.get(field)
    if known is None:
        return word(field, language)
    return f"{known.label(language)} ({known.unit})" if known.unit else known.label(language)


def _station_tip(layer: QgsVectorLayer, language: str, when: datetime | None) -> str:
    kind, columns = layer_kind(layer), set(layer.fields().names())
    offset = utc_offset_hours(layer)
    known = KINDS.get(kind)
    subtitle = [QgsExpression.quotedString(known.label(language) if known else kind)]
    if "address" in columns:
        subtitle.append("nullif(\"address\", '')")
    parts = [_heading(name_text(language)), _shown("' · '", subtitle)]
    if "level" in columns:
        parts.append(_level_line(schemes_of(kind), language))
    rows = [
        _value_row(kind, prop, language, when, offset)
        for prop in (known.properties if known else PROPERTIES)
        if prop in columns
    ]
    if rows:
        parts.append(f'<table style="border-spacing:0">{"".join(rows)}</table>')
    if "alarms" in columns:
        alarms = alarm_texts(known.properties if known else PROPERTIES, language)
        parts.append(_optional(alarms, '<div style="color:#c00000">', "</div>"))
    if "end" in columns:
        parts.append(_optional('"local_time"', f'<div style="color:{_PALE}">', "</div>"))
    elif "newest" in columns:
        parts.append(_state_line(offset, language))
    return _wrapped(parts)


def _township_tip(offset: float, language: str) -> str:
    stations = (
        QgsExpression.quotedString(word("reporting", language) + ": ") + ' || "reporting" || \' / \' || "stations"'
    )
    parts = [
        _heading(name_text(language, key="code")),
        _level_line((SCHEME,), language, scheme_column=False),
        _optional(f'if("stations" IS NULL, NULL, {stations})', "<div>", "</div>"),
        _state_line(offset, language),
    ]
    return _wrapped(parts)


def _wrapped(parts: list[str]) -> str:
    families = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif"
    return f'<div style="font-family:{families};font-size:12px">{"".join(parts)}</div>'


def _heading(expression: str) -> str:
    return f'<div style="font-size:14px"><b>[% {_safe(expression)} %]</b></div>'


def _shown(joiner: str, expressions: list[str]) -> str:
    """Several texts in one quiet line, without those that are NULL."""
    present = f"array_filter(array({', '.join(expressions)}), @element IS NOT NULL)"
    return f'<div style="color:{_PALE}">[% {_safe(f"array_to_string({present}, {joiner})")} %]</div>'


def _optional(expression: str, before: str, after: str) -> str:
    """A text between two tags; nothing at all where it is NULL."""
    tagged = f"{QgsExpression.quotedString(before)} || {_safe('@text')} || {QgsExpression.quotedString(after)}"
    return f"[% with_variable('text', {expression}, if(@text IS NULL, '', {tagged})) %]"


def _safe(expression: str) -> str:
    """The text with the characters that mean something in HTML written out: names come from files of other people."""
    return f"replace(replace(replace({expression}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def _swatch(colour: str) -> str:
    return f'<span style="background-color:{colour};border:1px solid #555555">&nbsp;&nbsp;&nbsp;</span>&nbsp;'


def _level_line(schemes: tuple[str, ...], language: str, *, scheme_column: bool = True) -> str:
    cases = []
    for scheme in schemes:
        for level in LEVELS[scheme]:
            condition = f'"level" = {level.level}'
            if scheme_column:
                condition += f' AND "scheme" = {QgsExpression.quotedString(scheme)}'
            shown = QgsExpression.quotedString(_swatch(level.colour) + f"<b>{level.label(language)}</b>")
            cases.append(f"WHEN {condition} THEN {shown}")
    if not cases:
        return ""
    index = "coalesce(' AQI ' || to_string(\"index_value\"), '')"
    line = f"'<div>' || @shown || {index} || '</div>'"
    return f"[% with_variable('shown', CASE {' '.join(cases)} END, if(@shown IS NULL, '', {line})) %]"


def _value_row(kind: str, prop: str, language: str, when: datetime | None, offset: float) -> str:
    column, known = QgsExpression.quotedColumnRef(prop), PROPERTIES[prop]
    cases = [
        f"WHEN {one.condition(column)} THEN {QgsExpression.quotedString(_swatch(one.colour) + one.name)}"
        for one in value_classes(kind, prop, language, when=when, utc_offset_hours=offset)
    ]
    swatch = f"CASE {' '.join(cases)} ELSE '' END" if cases else "''"
    before = QgsExpression.quotedString(f'<tr><td style="{_CELL}">{known.label(language)}</td><td align="right"><b>')
    after = QgsExpression.quotedString(f"</b></td><td>&nbsp;{known.unit}&nbsp;")
    row = f"{before} || {value_text(prop, language)} || {after} || {swatch} || '</td></tr>'"
    return f"[% if({column} IS NULL, '', {row}) %]"


def _state_line(offset: float, language: str) -> str:
    states = " ".join(
        f"WHEN \"state\" = '{state}' THEN {QgsExpression.quotedString(word(state, language))}"
        for state in ("online", "stale", "fault")
    )
    state = f"CASE {states} ELSE {QgsExpression.quotedString(word('none', language))} END"
    return _shown("' · '", [state, local_time_text("newest", offset), age_text(language)])
