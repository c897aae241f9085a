"""What every algorithm of the plugin has in common.

How an algorithm is written: one file, one class derived from `EcoAlgorithm` (or `CentreAlgorithm` where it works on a data
centre), parameters in ``initAlgorithm``, refusals in ``problem_with``, the work in ``work``. QGIS loads every one of these
modules when it starts; the libraries behind ``core`` (pandas, DuckDB …) are therefore imported where they are used, inside
``work``, and nowhere else below a module's top.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qgis.core import (
    NULL,
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from ..core.errors import Cancelled, EcoError
from ..duckdb_exit import release_duckdb
from ..messages import sentence_for, translated
from ..tasks import keep_thread_state
from .feedback import FeedbackProgress
from .groups import group_title
from .help_text import help_text

__all__ = ["ICONS", "EcoAlgorithm"]

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"

_log = logging.getLogger(__name__)


class EcoAlgorithm(QgsProcessingAlgorithm):
    """An algorithm with the plugin's help, icon, choices and way of reporting errors.

    Attributes
    ----------
    ID, GROUP
        Stable ids of the algorithm and of its group.
    NEEDS
        Python packages without which it cannot run.
    """

    ID = ""
    GROUP = ""
    NEEDS: tuple[str, ...] = (
        *("numpy", "pandas", "geopandas", "shapely", "pyarrow", "duckdb", "ibis", "deltalake"),
        *("openpyxl", "filelock"),
    )

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[str, tuple[str, ...]] = {}
        self._several: set[str] = set()

    # -- who it is -----------------------------------------------------------------------------------------------------

    def tr(self, text: str) -> str:
        """`text` in the language of the application; the context is the name of the algorithm's own class."""
        return QCoreApplication.translate(type(self).__name__, text)

    def name(self) -> str:
        return self.ID

    def groupId(self) -> str:
        return self.GROUP

    def group(self) -> str:
        return group_title(self.GROUP)

    def createInstance(self) -> EcoAlgorithm:
        return type(self)()

    def icon(self) -> QIcon:
        return QIcon(str(ICONS / "algorithms" / f"{self.ID}.svg"))

    def shortHelpString(self) -> str:
        return help_text(self.ID, QgsApplication.instance().locale())

    # -- parameters ----------------------------------------------------------------------------------------------------

    def add(self, parameter: QgsProcessingParameterDefinition, help_: str, *, advanced: bool = False) -> None:
        """Declare a parameter together with its help; rarely needed ones go under *Advanced*."""
        parameter.setHelp(help_)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_choice(
        self,
        name: str,
        description: str,
        options: Mapping[str, str],
        help_: str,
        *,
        default: str | None = None,
        optional: bool = False,
        advanced: bool = False,
    ) -> None:
        """Declare a choice: `options` maps stable names, which scripts may use instead of numbers, to what users read."""
        self._choices[name] = tuple(options)
        number = None if default is None else self._choices[name].index(default)
        labels = list(options.values())
        parameter = QgsProcessingParameterEnum(name, description, labels, False, number, optional)
        names = QCoreApplication.translate("EcoAlgorithm", "In scripts also by name: {names}.")
        self.add(parameter, f"{help_} {names.format(names=', '.join(options))}", advanced=advanced)

    def add_choices(self, name: str, description: str, options: Mapping[str, str], help_: str, default: str) -> None:
        """As `add_choice`, for any number of them; `default` is a name, and nothing may be chosen as well."""
        self._choices[name] = tuple(options)
        self._several.add(name)
        number = self._choices[name].index(default)
        parameter = QgsProcessingParameterEnum(name, description, list(options.values()), True, [number], True)
        names = QCoreApplication.translate("EcoAlgorithm", "In scripts also by name: {names}.")
        self.add(parameter, f"{help_} {names.format(names=', '.join(options))}")

    def chosen(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> tuple[str, ...]:
        """Stable names of what was chosen, in the order of the choice."""
        given = _several(parameters.get(name))
        options = self._choices[name]
        if given is None or not all(text in options for text in given):
            given = [options[number] for number in self.parameterAsEnums(parameters, name, context)]
        return tuple(option for option in options if option in given)

    def choice(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str | None:
        """Stable name of what was chosen; None where an optional choice was left open."""
        value = parameters.get(name)
        if str(value) in self._choices[name]:
            return str(value)
        definition = self.parameterDefinition(name)
        if value in (None, NULL, "") and definition.defaultValue() in (None, NULL):
            return None
        return self._choices[name][self.parameterAsEnum(parameters, name, context)]

    def required_choice(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        """As `choice`, for a choice that is never open."""
        chosen = self.choice(parameters, name, context)
        if chosen is None:
            raise QgsProcessingException(self._no_choice(name, ""))
        return chosen

    def _no_choice(self, name: str, value: str) -> str:
        text = QCoreApplication.translate("EcoAlgorithm", "“{value}” is no choice for {name}. Take one of: {options}.")
        return text.format(value=value, name=name, options=", ".join(self._choices[name]))

    # -- refusing ------------------------------------------------------------------------------------------------------

    def canExecute(self) -> tuple[bool, str]:
        missing = missing_packages(self.NEEDS)
        if not missing:
            return True, ""
        text = QCoreApplication.translate(
            "EcoAlgorithm",
            "Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart "
            "QGIS.",
        )
        return False, text.format(packages=", ".join(missing))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        numbered = dict(parameters)
        for name, options in self._choices.items():
            value = parameters.get(name)
            if name in self._several:
                given = _several(value) or []
                wrong = [text for text in given if text not in options and not text.isdecimal()]
                if wrong:
                    return False, self._no_choice(name, wrong[0])
                if given:
                    numbered[name] = [options.index(text) if text in options else int(text) for text in given]
            elif str(value) in options:
                numbered[name] = options.index(str(value))
            elif isinstance(value, str) and value and not value.isdecimal():
                return False, self._no_choice(name, value)
        accepted, reason = super().checkParameterValues(numbered, context)
        if not accepted:
            return False, reason
        problem = self.problem_with(parameters, context)
        return not problem, problem

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """One sentence on what is wrong with the parameters and what to do; empty where nothing is."""
        return ""

    # -- working -------------------------------------------------------------------------------------------------------

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        """Read parameters, call the core, write the outputs."""
        raise NotImplementedError

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        keep_thread_state()
        try:
            return self.work(parameters, context, feedback, FeedbackProgress(feedback))
        except Cancelled:
            return {}
        except QgsProcessingException:
            raise
        except EcoError as error:
            _log.debug("%s refused: %s", self.ID, error.details, exc_info=error)
            raise QgsProcessingException(translated(error)) from None
        except Exception as error:  # noqa: BLE001 - the user reads a sentence, the log keeps the traceback
            raise QgsProcessingException(sentence_for(error)) from None
        finally:
            # A window does it when it closes; `qgis_process` has nothing else to tell it of its end.
            if QgsApplication.platform() == "qgis_process":
                release_duckdb()


def _several(value: object) -> list[str] | None:
    """The texts of a choice of several, however it was given; None where it was left out."""
    if value is None or value == NULL:
        return None
    parts = value if isinstance(value, (list, tuple)) else str(value).replace(";", ",").split(",")
    return [str(part).strip() for part in parts if str(part).strip()]


def missing_packages(names: Sequence[str]) -> list[str]:
    """Which of the importable packages `names` are not installed."""
    return [name for name in names if find_spec(name) is None]
