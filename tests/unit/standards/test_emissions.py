"""Limits of fume, odour, sewage works and boilers, and levels cut at fixed values."""

from __future__ import annotations

import numpy as np
import pytest

from yanqing_eco_plugin.core.standards.emissions import (
    emission_limits,
    limit_share,
    rule_limits,
    step_edges,
    step_level,
)

SUMMER, WINTER = np.datetime64("2026-07-01T12"), np.datetime64("2026-01-15T12")


def found(rules, when=SUMMER):
    return {name: limit.at(when) for name, limit in rule_limits(rules, when).items()}


def test_limits_are_the_printed_ones():
    assert found("gb18483") == {"fume": 2.0}
    assert found("db11_1488")["fume"] == 1.0
    assert found("gb14554_1") == {"odour_concentration": 10, "ammonia": 1.0, "hydrogen_sulfide": 0.03}
    assert found("gb14554_2") == {"odour_concentration": 20, "ammonia": 1.5, "hydrogen_sulfide": 0.06}
    assert found("gb14554_3") == {"odour_concentration": 60, "ammonia": 4.0, "hydrogen_sulfide": 0.32}
    assert found("db11_139_gas") == {"stack_particulate": 5, "stack_so2": 10, "stack_nox": 30}
    works = {"ph": 9, "codcr": 50, "ammonia_nitrogen": 5, "total_nitrogen": 15, "total_phosphorus": 0.5}
    assert found("gb18918_1a") == works
    assert found("GB18918_1A") == works
    strict = {"ph": 9, "codcr": 20, "ammonia_nitrogen": 1.0, "total_nitrogen": 10, "total_phosphorus": 0.2}
    assert found("db11_890_a") == strict


def test_the_larger_ammonia_limit_holds_in_winter():
    assert found("db11_890_a", WINTER)["ammonia_nitrogen"] == 1.5
    assert found("gb18918_1a", WINTER)["ammonia_nitrogen"] == 8


def test_of_two_rules_the_stricter_holds():
    assert found("gb18483 db11_1488")["fume"] == 1.0
    assert found("db11_1488 gb18483")["fume"] == 1.0


def test_a_rule_holds_from_its_first_day():
    assert found("db11_1488", np.datetime64("2019-12-31")) == {}
    assert found("gb18483 db11_1488", np.datetime64("2019-12-31")) == {"fume": 2.0}


def test_an_unknown_rule_has_no_limits():
    assert found("nobody") == {}
    assert found("") == {}


def test_share_of_a_limit_and_of_a_range():
    fume = emission_limits()["gb18483"][0]
    assert limit_share(np.array([1.0, 2.0, 3.0, -1, np.nan]), fume, SUMMER).tolist() == pytest.approx(
        [0.5, 1.0, 1.5, np.nan, np.nan], nan_ok=True
    )
    ph = next(limit for limit in emission_limits()["gb18918_1a"] if limit.prop == "ph")
    share = limit_share(np.array([5.9, 6.0, 9.0, 9.1, np.nan]), ph, SUMMER)
    assert (share > 1).tolist() == [True, False, False, True, False]
    assert np.isnan(share[-1])


def test_levels_of_negative_ions():
    # QX/T 380-2017: I ≥ 1200, II 500-1200, III 100-500, IV < 100.
    values = np.array([1200, 1199, 500, 499, 100, 99, 0, np.nan])
    assert step_level("negative_ions", values).tolist() == [1, 2, 2, 3, 3, 4, 4, 0]
    assert step_edges("negative_ions") == (1200, 500, 100)


def test_levels_of_shares():
    assert step_level("effluent", np.array([0.8, 0.81, 1.0, 1.01, 2.0, 2.1, np.nan])).tolist() == [1, 2, 2, 3, 3, 4, 0]
    assert step_level("compliance", np.array([1.0, np.nextafter(1, 2)])).tolist() == [1, 2]
