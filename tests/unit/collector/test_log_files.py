"""The log: whatever this process has to say is one JSON object a line, and its user sees sentences."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.collector import __main__ as program
from yanqing_eco_plugin.core.collector.log_files import LogSettings, start_log, stop_log
from yanqing_eco_plugin.core.collector.service import Collector


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "logs" / "collector.log"
    handler = start_log(LogSettings(level="INFO", file=path))
    yield path
    stop_log(handler)


def records(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_libraries_warnings_and_threads_speak_there_too(log: Path, capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("yanqing_eco_plugin.core.collector.service").info("the collector works")
    logging.getLogger("asyncio").error("a callback failed", exc_info=ZeroDivisionError("in a callback"))
    logging.getLogger("aiohttp.server").warning("an odd request")
    logging.getLogger("asyncio").debug("Using selector")  # nobody asked for what libraries chatter
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("an old call", DeprecationWarning, stacklevel=1)
    failing = threading.Thread(target=lambda: 1 / 0, name="broker")
    failing.start()
    failing.join()
    said = records(log)
    assert [record["logger"] for record in said] == [
        "core.collector.service",
        "asyncio",
        "aiohttp.server",
        "py.warnings",
        "core.collector.log_files",
    ]
    assert "ZeroDivisionError: in a callback" in said[1]["error"]
    assert "an old call" in said[3]["message"]
    assert (said[4]["message"], said[4]["thread"]) == ("the thread broker failed", "broker")
    assert "ZeroDivisionError" in said[4]["error"]
    assert capfd.readouterr().err == ""


def test_half_a_character_is_no_reason_to_be_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    handler = start_log(LogSettings(level="INFO", file=tmp_path / "collector.log"))
    try:
        # To this handler alone: what pytest keeps of a log goes between processes, and half a character cannot.
        told = ("yanqing_eco_plugin.core", logging.ERROR, "", 1, "the file %s cannot be read", ("a\udcffb",), None)
        handler.handle(logging.LogRecord(*told))
    finally:
        stop_log(handler)
    [line] = (tmp_path / "collector.log").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["message"] == "the file a\udcffb cannot be read"
    assert capfd.readouterr().err == ""


class Failing:
    """Stands for the collector: something in the event loop fails, and then itself."""

    fault: Exception | None = None

    def __init__(self, *given: Sequence[object]) -> None:
        pass

    def stop_on_signals(self) -> None:
        return

    async def run(self) -> None:
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self.fault is not None:
            raise self.fault


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "collector.toml"
    tables = f'[centre]\naddress = "c"\n[spool]\nfolder = "spool"\n[log]\nfile = "{tmp_path / "log"}"\n[hj212]\n'
    path.write_text(tables, encoding="utf-8")
    monkeypatch.setattr(program, "Collector", Failing)
    monkeypatch.setattr(program.sys, "setswitchinterval", lambda seconds: None)
    return path


def test_a_fault_in_the_event_loop_is_one_record(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert program.main(["--config", str(config)]) == 0
    [record] = records(config.parent / "log")
    assert record["level"] == "error"
    assert "ZeroDivisionError" in record["error"]
    assert record["message"].startswith("Exception in callback")
    assert capfd.readouterr().err == ""


def test_a_fault_nobody_foresaw_is_a_sentence_and_a_record(
    config: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Failing, "fault", AttributeError("no such thing"))
    assert program.main(["--config", str(config)]) == 1
    said = capfd.readouterr().err
    assert said.startswith("The collector has ended by a fault of its own.")
    assert said.count("\n") == 1
    assert "AttributeError: no such thing" in records(config.parent / "log")[-1]["error"]


def test_a_damaged_memory_is_a_sentence(
    config: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "Collector", Collector)
    (config.parent / "spool").mkdir()
    (config.parent / "spool" / "memory.json").write_text("[]", encoding="utf-8")
    assert program.main(["--config", str(config)]) == 1
    said = capfd.readouterr().err
    assert said.startswith("The file memory.json of the spool cannot be read.")
    assert said.count("\n") == 1
