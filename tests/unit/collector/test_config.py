"""The configuration: every mistake told, each with its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanqing_eco_plugin.core.collector.config import CollectorConfig, read_config
from yanqing_eco_plugin.core.collector.registry import Registry
from yanqing_eco_plugin.core.collector.sources import make_sources
from yanqing_eco_plugin.core.errors import InputError, MissingDependencyError

GOOD = '[centre]\naddress = "centre"\n[spool]\nfolder = "spool"\n[hj212]\n'
EXAMPLE = Path(__file__).parents[3] / "yanqing_eco_plugin" / "resources" / "collector" / "collector.toml"


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "collector.toml"
    path.write_text(text, encoding="utf-8")
    config, mistakes = read_config(path)
    return [str(mistake) for mistake in [*mistakes, *make_sources(config.sources, Registry(config.spool))[1]]]


def read(tmp_path: Path, text: str) -> CollectorConfig:
    path = tmp_path / "collector.toml"
    path.write_text(text, encoding="utf-8")
    config, mistakes = read_config(path)
    assert mistakes == []
    return config


def test_the_least_that_is_needed(tmp_path: Path) -> None:
    config = read(tmp_path, GOOD)
    assert config.centre == str(tmp_path / "centre")
    assert config.spool == tmp_path / "spool"
    assert (config.health.host, config.health.port) == ("127.0.0.1", 9280)
    [source], mistakes = make_sources(config.sources, Registry(config.spool))
    assert (source.name, mistakes) == ("hj212", [])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "centre.address"),
        (GOOD.replace("folder", "folders"), "spool.folders"),
        (GOOD + "port = 70000", "hj212.port"),
        (GOOD + "port = true", "hj212.port"),
        (GOOD + 'host = "0.0.0.0"', "hj212.allow"),
        (GOOD + 'allow = ["10.0.0.0/99"]', "hj212.allow"),
        (GOOD + "idle = 3", "hj212.idle"),
        (GOOD + '[hj212.units]\na34004 = "m/s"', "hj212.units.a34004"),
        (GOOD + '[hj212.factors]\nx = "pm99"', "hj212.factors.x"),
        (GOOD + "[hj212.devices.M1]\nstations = 3", "hj212.devices.M1.stations"),
        (GOOD + 'cert_file = "/nowhere.pem"', "hj212.cert_file"),
        (GOOD + "[health]\nport = -1", "health.port"),
        (GOOD + '[log]\nlevel = "loud"', "log.level"),
        (GOOD + "stop_s = 0", "hj212.stop_s"),
        ("surprise = 1\n" + GOOD, "surprise"),
        ("stop_s = 0\n" + GOOD, "stop_s"),
        (GOOD.replace("[hj212]\n", ""), "hj212"),
        (GOOD.replace("[hj212]", "hj212 = 3"), "spool.hj212"),
        ("hj212 = 3\n" + GOOD.replace("[hj212]\n", ""), "hj212"),
        (GOOD + '[[traccar]]\nname = "a b"', "traccar.1.name"),
        (GOOD + '[[traccar]]\nname = "a"\n[[traccar]]\nname = "a"', "traccar.2.name"),
    ],
)
def test_a_mistake_is_told_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    assert any(key in sentence for sentence in told(tmp_path, text)), told(tmp_path, text)


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, GOOD + "port = -1\nidle_s = -1\nburst = -1\n[health]\nport = -1\n[log]\nkept = 0")) == 5


def test_what_is_no_toml_says_where(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2"):
        told(tmp_path, "[centre]\naddress = \n")
    with pytest.raises(InputError, match="cannot be read"):
        read_config(tmp_path / "nothing.toml")


def test_a_source_that_is_off_is_not_made(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD + '[mqtt]\nenabled = false\nbroker = "x"').sources[1:] == ()


def test_a_missing_library_is_told_for_the_source_that_needs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yanqing_eco_plugin.core.collector import sources

    monkeypatch.setitem(sources._MODULES, "mqtt", "no_such_module_here")
    config = read(tmp_path, GOOD + '[mqtt]\nhost = "x"')
    with pytest.raises(MissingDependencyError, match="The source mqtt needs"):
        make_sources(config.sources, Registry(config.spool))


def test_the_example_has_no_mistakes() -> None:
    config, mistakes = read_config(EXAMPLE)
    assert mistakes == []
    _, mistakes = make_sources([source for source in config.sources if source.kind == "hj212"], Registry(config.spool))
    assert mistakes == []
