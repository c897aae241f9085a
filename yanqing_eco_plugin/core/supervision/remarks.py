"""A sentence about a plan that can be shown in any language."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Remark"]


@dataclass(frozen=True)
class Remark:
    """An English template with the values that fill it; the template is what the translation catalogue knows.

    Attributes
    ----------
    template
        Literal English sentence with ``{name}`` placeholders.
    values
        What the placeholders stand for.
    """

    template: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in English, filled in."""
        return self.template.format(**self.values)

    def __str__(self) -> str:
        return self.message
