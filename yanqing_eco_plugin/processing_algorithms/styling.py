"""Gives results their style when QGIS loads them; until then nothing of a project is touched."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProcessingFeedback, QgsProcessingLayerPostProcessorInterface

from ..layers.language import current_language

__all__ = ["style_when_loaded"]


class _Stylist(QgsProcessingLayerPostProcessorInterface):
    """Styles one layer; kept alive here because QGIS does not own it."""

    alive: list[_Stylist] = []

    def __init__(self, style: Callable[[QgsMapLayer, str], None]) -> None:
        super().__init__()
        self._style = style
        # A result that is never loaded leaves a few bytes behind; a run of thousands must not.
        _Stylist.alive = [*_Stylist.alive[-50:], self]

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        self._style(layer, current_language())


def style_when_loaded(
    context: QgsProcessingContext, layer_id: str | None, style: Callable[[QgsMapLayer, str], None]
) -> None:
    """Let the layer, where it is going to be loaded, be styled by `style(layer, language)`."""
    if layer_id and context.willLoadLayerOnCompletion(layer_id):
        context.layerToLoadOnCompletionDetails(layer_id).setPostProcessor(_Stylist(style))
