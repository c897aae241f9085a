"""The shipped timer and service say what this program understands, and what systemd does."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.data_centre import create_centre
from yanqing_eco_plugin.core.data_centre.__main__ import main
from yanqing_eco_plugin.core.data_centre.postgis import SHARED_STEPS, PostgisAddress

from .made import DISTRICT

SHIPPED = Path(__file__).resolve().parents[3] / "yanqing_eco_plugin" / "resources" / "centre"
ANALYSER = shutil.which("systemd-analyze")


def settings(name: str) -> list[tuple[str, str]]:
    """Keys and values of a file of systemd, in order."""
    lines = (SHIPPED / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("=", 1)) for line in lines if "=" in line and not line.startswith("#")]  # type: ignore[misc]


@pytest.fixture
def environment() -> Mapping[str, str]:
    return dict(settings("tend.env"))


def command(environment: Mapping[str, str]) -> list[str]:
    """What systemd starts: a ${NAME} is one argument, whatever is in it."""
    words = shlex.split(dict(settings("yanqing-eco-tend.service"))["ExecStart"])
    return [environment[word[2:-1]] if word.startswith("${") else word for word in words]


def test_the_sample_names_a_shared_centre_and_steps_it_has(environment: Mapping[str, str]) -> None:
    address = PostgisAddress.parse(environment["ECO_CENTRE"])
    assert (address.user, address.authcfg, address.options["sslmode"]) == ("eco_owner", "", "verify-full")
    assert set(environment["ECO_STEPS"].split(",")) <= set(SHARED_STEPS)


def test_the_service_runs_the_command_line(environment: Mapping[str, str], tmp_path: Path) -> None:
    """With a folder in place of the server, whose centre the services' tests look after."""
    create_centre(tmp_path / "a centre", district=DISTRICT).close()
    program, option, module, *arguments = command(
        {**environment, "ECO_CENTRE": str(tmp_path / "a centre"), "ECO_STEPS": "check,compact"}
    )
    assert program.endswith("/bin/python")
    assert (option, module) == ("-m", "yanqing_eco_plugin.core.data_centre")
    assert main(arguments) == 0


def test_the_timer_starts_the_service_of_its_name() -> None:
    timer = dict(settings("yanqing-eco-tend.timer"))
    assert timer["WantedBy"] == "timers.target"
    assert "Unit" not in timer, "it is the service of the same name"
    assert (SHIPPED / "yanqing-eco-tend.service").is_file()


@pytest.mark.skipif(ANALYSER is None, reason="systemd is not installed")
def test_systemd_understands_both(tmp_path: Path) -> None:
    for path in SHIPPED.iterdir():
        text = path.read_text(encoding="utf-8").replace("/opt/yanqing-eco/.venv/bin/python", sys.executable)
        (tmp_path / path.name).write_text(text.replace("file:///opt/yanqing-eco/docs/", "file:///"), encoding="utf-8")
    units = [str(tmp_path / f"yanqing-eco-tend.{kind}") for kind in ("service", "timer")]
    said = subprocess.run([str(ANALYSER), "verify", *units], check=False, capture_output=True, text=True)
    assert [line for line in said.stderr.splitlines() if "yanqing-eco-tend" in line] == []
    assert said.returncode == 0, said.stderr
    often = subprocess.run(
        [str(ANALYSER), "calendar", dict(settings("yanqing-eco-tend.timer"))["OnCalendar"]],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert often.returncode == 0, often.stderr
