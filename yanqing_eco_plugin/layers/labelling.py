"""Labels of the networks: values where there is room, names in the street, none where they would only cover the map."""

from __future__ import annotations

from collections.abc import Container

from qgis.core import QgsPalLayerSettings, QgsProperty, QgsRuleBasedLabeling

from ..compat import BESIDE_MARKER, FROM_MARKER_BOUNDS, MILLIMETRES
from ..core.standards import KINDS, PROPERTIES
from .classes import schemes_of
from .expressions import level_text, name_text, value_text
from .lettering import text_format
from .markers import DENSE_KINDS, STREET_SCALE, TOWN_SCALE

__all__ = ["network_labelling"]

# Scale denominators below which values and names appear.
_FEW = (450_000, TOWN_SCALE)
_SOME = (120_000, TOWN_SCALE // 2)
_DENSE = (2 * STREET_SCALE, STREET_SCALE // 2)

# Networks of some dozens of devices that stand close together in town.
_SOME_KINDS = frozenset({"noise", "catering_noise", "effluent", "odour", "dust"})

_POSITIONS = "TR,R,TL,BR,L,BL,TSR,BSR"


def network_labelling(kind: str, coloured_by: str, language: str, columns: Container[str]) -> QgsRuleBasedLabeling:
    """Labels of the stations of `kind`; the value is the one that decides the colour, `columns` are the layer's."""
    values, names = _DENSE if kind in DENSE_KINDS else _SOME if kind in _SOME_KINDS else _FEW
    value = _value(kind, coloured_by, language)
    both = f"with_variable('value', {value}, {name_text(language)} || if(@value IS NULL, '', '\\n' || @value))"
    reporting = "\"state\" <> 'none'" if "state" in columns else ""
    root = QgsRuleBasedLabeling.Rule(None)
    worst_first = "level" in columns
    for expression, closest, farthest, condition, bold in (
        (value, names, values, reporting, True),
        (both, 0, names, "", False),
    ):
        settings = _settings(expression, bold=bold, worst_first=worst_first)
        root.appendChild(QgsRuleBasedLabeling.Rule(settings, closest, farthest, condition))
    return QgsRuleBasedLabeling(root)


def _value(kind: str, coloured_by: str, language: str) -> str:
    """What the label says of a station: its index, its class, or the value of a property."""
    if coloured_by != "index":
        return value_text(coloured_by, language)
    schemes = schemes_of(kind)
    main = KINDS[kind].main_property if kind in KINDS else ""
    usual = schemes[0] if schemes else ""
    if usual == "aqi":
        index = 'to_string("index_value")'
        # Where the index has nothing to go by, the main property says something.
        return f"coalesce({index}, {value_text(main, language)})" if main in PROPERTIES else index
    if usual == "water":
        return level_text(schemes, language)
    if usual in ("fume", "effluent", "odour"):
        # "Within limits" beside hundreds of devices says nothing; what is wrong is said.
        return f'if("level" > 1, {level_text(schemes, language)}, NULL)'
    return value_text(main, language) if main in PROPERTIES else "NULL"


def _settings(expression: str, *, bold: bool, worst_first: bool) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = BESIDE_MARKER
    settings.offsetType = FROM_MARKER_BOUNDS
    settings.dist = 0.4
    settings.distUnits = MILLIMETRES
    settings.setFormat(text_format(8.0, bold=bold))
    properties = settings.dataDefinedProperties()
    of = QgsPalLayerSettings.Property
    properties.setProperty(of.PredefinedPositionOrder, QgsProperty.fromValue(_POSITIONS))
    if worst_first:
        # Where there is no room for all labels, the worst stations keep theirs.
        properties.setProperty(of.Priority, QgsProperty.fromExpression('min(10, 4 + coalesce("level", 0))'))
    settings.setDataDefinedProperties(properties)
    return settings
