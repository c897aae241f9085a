"""Emergency resources on the map: where each was last, and how old that is."""

from __future__ import annotations

from qgis.core import QgsPalLayerSettings, QgsPointClusterRenderer, QgsRuleBasedLabeling, QgsVectorLayer

from ..compat import BESIDE_MARKER, FROM_MARKER_BOUNDS, MILLIMETRES
from ..core.data_centre.centre import DataCentre
from .expressions import age_text, name_text
from .language import word
from .lettering import text_format
from .resource_markers import resource_rules
from .sources import mark_layer, opened

__all__ = ["ROLE", "resource_layer", "style_resources"]

ROLE = "resource"
_CLUSTER_MM = 5.0
_NAMES_FROM = 150_000


def resource_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """All resources at their newest fix, live; raises `CentreError` where QGIS cannot open the table."""
    layer = opened(centre.map_source("resource_live"), word("resources", language))
    mark_layer(layer, ROLE, centre.address, centre.district.utc_offset_hours)
    style_resources(layer, language)
    return layer


def style_resources(layer: QgsVectorLayer, language: str = "zh") -> None:
    """Markers by kind and state in clusters where they would cover each other, with the age of the fix beside each."""
    clusters = QgsPointClusterRenderer()
    clusters.setEmbeddedRenderer(resource_rules(language))
    clusters.setTolerance(_CLUSTER_MM)
    clusters.setToleranceUnit(MILLIMETRES)
    layer.setRenderer(clusters)
    age = age_text(language)
    root = QgsRuleBasedLabeling.Rule(None)
    fixed = 'coalesce("fixed", 0) = 1'
    both = f"{name_text(language, key='resource_id')} || coalesce('\\n' || {age}, '')"
    root.appendChild(QgsRuleBasedLabeling.Rule(_settings(age), _NAMES_FROM, 0, f"NOT ({fixed})"))
    root.appendChild(QgsRuleBasedLabeling.Rule(_settings(both), 0, _NAMES_FROM, f"NOT ({fixed})"))
    root.appendChild(
        QgsRuleBasedLabeling.Rule(_settings(name_text(language, key="resource_id")), 0, _NAMES_FROM, fixed)
    )
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def _settings(expression: str) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = BESIDE_MARKER
    settings.offsetType = FROM_MARKER_BOUNDS
    settings.dist = 0.4
    settings.distUnits = MILLIMETRES
    settings.setFormat(text_format(7.5))
    return settings
