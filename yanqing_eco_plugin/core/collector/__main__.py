"""``python -m yanqing_eco_plugin.core.collector --config collector.toml``"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from ..errors import EcoError
from .config import CollectorConfig, read_config
from .lock import sole_collector
from .log_files import log_loop_fault, start_log, stop_log
from .registry import Registry
from .service import Collector
from .source import Source
from .sources import make_sources

_LOG = logging.getLogger(__name__)
_WRONG, _FAILED = 2, 1
_TURN_S = 0.0005


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the collector, or check its configuration; returns the exit status (2: configuration, 1: anything else)."""
    parser = argparse.ArgumentParser(
        prog="python -m yanqing_eco_plugin.core.collector",
        description="Receives the network's records and stores them.",
    )
    parser.add_argument("--config", type=Path, required=True, help="the file collector.toml")
    parser.add_argument("--check", action="store_true", help="check the configuration and end")
    chosen = parser.parse_args(arguments)
    try:
        config, mistakes = read_config(chosen.config)
        registry = Registry(config.spool)
        sources, more = make_sources(config.sources, registry)
        mistakes += more
    except EcoError as error:
        return _tell([error], _WRONG)
    if mistakes:
        return _tell(mistakes, _WRONG)
    if chosen.check:
        print(f"{chosen.config}: {len(sources)} sources, no mistakes.")  # noqa: T201 - the answer of --check
        return 0
    try:
        return _serve(config, sources, registry)
    except (EcoError, OSError) as error:
        return _tell([error], _FAILED)


def _serve(config: CollectorConfig, sources: Sequence[Source], registry: Registry) -> int:
    config.spool.mkdir(parents=True, exist_ok=True)
    folders = [config.spool]
    if "://" not in config.centre and Path(config.centre).is_dir():
        folders.append(Path(config.centre))
    # The loop gives the interpreter away at every call to a socket and gets it back when the thread that stores has had its
    # turn: 5 ms by default, at each call.
    sys.setswitchinterval(_TURN_S)
    with sole_collector(folders):
        handler = start_log(config.log)
        try:
            asyncio.run(_collect(config, sources, registry))
        except KeyboardInterrupt:
            _LOG.info("ended from the keyboard")
        except EcoError as error:
            _LOG.error("%s %s", error, error.details)
            raise
        except Exception as error:
            _LOG.exception("the collector failed")
            if isinstance(error, OSError):
                raise
            raise EcoError(
                "The collector has ended by a fault of its own.",
                hint="Start it again and report what its log says; what was acknowledged is in the spool.",
                details=repr(error),
            ) from error
        finally:
            stop_log(handler)
    return 0


async def _collect(config: CollectorConfig, sources: Sequence[Source], registry: Registry) -> None:
    asyncio.get_running_loop().set_exception_handler(log_loop_fault)
    collector = Collector(config, sources, registry)
    collector.stop_on_signals()
    await collector.run()


def _tell(faults: Sequence[Exception], status: int) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201 - a person or the journal reads it
    return status


if __name__ == "__main__":
    sys.exit(main())
