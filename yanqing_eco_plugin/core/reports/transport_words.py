"""What pictures and reports on transport say, in Chinese or English."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["EVIDENCE_WORDS", "FINDING_WORDS", "finding_text", "transport_word"]

EVIDENCE_WORDS: dict[str, tuple[str, str]] = {
    "upwind_contrast": ("上风向对比", "Upwind against receptor"),
    "arrival_timing": ("升高时序", "Order of the rise"),
    "boundary_flux": ("边界通量", "Flux over the boundary"),
    "layer_aloft": ("高空层先后", "Layer aloft"),
    "residence": ("境内停留时间", "Time over the district"),
    "wind_dependence": ("风速风向关系", "Dependence on wind (CBPF)"),
    "source_regions": ("潜在源区", "Source regions (PSCF)"),
    "composition": ("组分特征", "Composition"),
    "ventilation": ("通风条件", "Ventilation"),
}

FINDING_WORDS: dict[str, tuple[str, str]] = {
    "contrast_wind": (
        "{hours:.0f} 个有风污染小时，上风向站点最低浓度为受体的 {share:.0%}",
        "in {hours:.0f} polluted hours with wind, the lowest upwind station had {share:.0%} of the receptor's value",
    ),
    "contrast_calm": (
        "风弱：{hours:.0f} 小时内周边最低浓度为受体的 {share:.0%}",
        "weak wind: in {hours:.0f} hours the lowest station around had {share:.0%} of the receptor's value",
    ),
    "no_neighbours": ("区外没有 5 km 以远的站点", "no station outside the district, 5 km away or more"),
    "no_upwind_hours": ("可比较的小时不足（{hours:.0f}）", "too few hours to compare ({hours:.0f})"),
    "few_stations": (
        "有数据且升高的站点不足（{stations:.0f}）",
        "too few stations with data and a rise ({stations:.0f})",
    ),
    "no_rise": ("受体站没有明显升高过程", "no clear rise at the receptor"),
    "rise_local": (
        "{all:.0f} 个站点中只有 {stations:.0f} 个升高",
        "only {stations:.0f} of {all:.0f} stations rose",
    ),
    "upwind_stays_clean": (
        "上风向 {upwind:.0f} 个站点中只有 {risen:.0f} 个升高",
        "of {upwind:.0f} stations upwind only {risen:.0f} rose",
    ),
    "timing_calm": ("升高时风速仅 {speed:.1f} m/s，时序无意义", "wind of {speed:.1f} m/s: the order tells nothing"),
    "too_close": ("站点沿风向跨度仅 {hours:.1f} h", "along the wind the stations are {hours:.1f} h apart only"),
    "rise_travels": (
        "升高随风推移：为风速推算时差的 {slope:.1f} 倍，相关 {correlation:.2f}",
        "the rise travels with the wind: {slope:.1f} × the expected delay, correlation {correlation:.2f}",
    ),
    "rise_at_once": ("各站几乎同时升高（{slope:.1f} 倍）", "all rose at nearly the same time ({slope:.1f} ×)"),
    "rise_unclear": (
        "升高次序不清（相关 {correlation:.2f}）",
        "no clear order of the rise (correlation {correlation:.2f})",
    ),
    "no_flux": ("没有分别测得的流入、流出通量", "no inflow and outflow measured apart"),
    "flux_uncertain": ("通量误差过大（±{error:.0%}）", "flux too uncertain (±{error:.0%})"),
    "flux": (
        "污染时段流入 {inflow:.0f} g/s，流出 {outflow:.0f} g/s",
        "in the polluted hours {inflow:.0f} g/s came in, {outflow:.0f} g/s went out",
    ),
    "no_lidar": ("没有激光雷达高空序列", "no lidar series of a layer aloft"),
    "nothing_aloft": ("高空没有升高", "no rise aloft"),
    "aloft_first": ("高空先于地面 {hours:.1f} h", "aloft {hours:.1f} h before the ground"),
    "ground_first": ("地面先于高空 {hours:.1f} h", "at the ground {hours:.1f} h before aloft"),
    "together": ("高空与地面几乎同时（{hours:.1f} h）", "aloft and ground at nearly the same time ({hours:.1f} h)"),
    "no_paths": ("风场不足以计算 24 h 后向轨迹", "no wind field long enough for back trajectories of 24 h"),
    "no_district": ("没有区界", "no boundary of the district"),
    "stayed": (
        "{paths:.0f} 条污染轨迹在境内平均停留 {hours:.1f} h",
        "{paths:.0f} polluted paths stayed {hours:.1f} h over the district on average",
    ),
    "few_paths": ("轨迹不足（{paths:.0f}）", "too few paths ({paths:.0f})"),
    "few_cells": ("轨迹经过的网格不足", "too few cells visited"),
    "regions": (
        "PSCF 境内 {inside:.2f}，境外 {outside:.2f}",
        "PSCF {inside:.2f} inside the district, {outside:.2f} outside",
    ),
    "no_wind": ("没有风资料", "no wind"),
    "one_wind": (
        "弱风（{weak:.0f} h）或较强风（{strong:.0f} h）小时不足",
        "too few hours of weak ({weak:.0f}) or of stronger wind ({strong:.0f})",
    ),
    "polar": (
        "静小风时高浓度概率 {calm:.2f}，有风扇区 {windy:.2f}",
        "probability of high values {calm:.2f} in calm air, {windy:.2f} in the dirtiest windy sector",
    ),
    "dust": ("PM2.5/PM10 = {ratio:.2f}：沙尘", "PM2.5/PM10 = {ratio:.2f}: dust"),
    "no_gases": ("缺少 NO2 或 PM2.5 变化太小", "no NO2, or PM2.5 hardly changes"),
    "fresh": (
        "每 µg PM2.5 增加 {slope:.2f} µg NO2：新鲜排放",
        "{slope:.2f} µg NO2 with each µg PM2.5: fresh emissions",
    ),
    "aged": (
        "每 µg PM2.5 增加 {slope:.2f} µg NO2：老化气团",
        "{slope:.2f} µg NO2 with each µg PM2.5: aged air",
    ),
    "composition_unclear": (
        "每 µg PM2.5 增加 {slope:.2f} µg NO2：不明确",
        "{slope:.2f} µg NO2 with each µg PM2.5: unclear",
    ),
    "speed_only": ("平均风速 {speed:.1f} m/s（无混合层高度）", "mean wind {speed:.1f} m/s (no mixing height)"),
    "exchange": ("通风系数 {coefficient:.0f} m²/s", "ventilation coefficient {coefficient:.0f} m²/s"),
}

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("本地还是外来：筛查结果", "Local or external: screening result"),
    "local": ("以本地为主", "mainly local"),
    "external": ("以外来为主", "mainly external"),
    "mixed": ("本地与外来相当", "local and external alike"),
    "undecided": ("无法判定", "undecided"),
    "little_evidence": ("证据太少", "too little evidence"),
    "contradiction": ("证据相互矛盾", "the evidence is contradictory"),
    "wide_range": ("范围过宽", "the range is too wide"),
    "share": (
        "外来贡献 {share:.0%}（80% 范围 {low:.0%}–{high:.0%}）",
        "External share {share:.0%} (80 % range {low:.0%}–{high:.0%})",
    ),
    "result": ("综合", "All together"),
    "axis": ("外来贡献", "External share"),
    "none": ("无证据", "no evidence"),
    "weight": ("权重", "Weight"),
    "evidence": ("证据", "Evidence"),
    "finding": ("依据", "Finding"),
    "range": ("范围", "Range"),
    "limit": ("限值 {limit:g}", "limit {limit:g}"),
    "others": ("其他站点", "other stations"),
    "span": (
        "{receptor}：{start} 至 {end}（UTC{offset}），污染小时 {hours} 个",
        "{receptor}: {start} to {end} (UTC{offset}), {hours} polluted hours",
    ),
    "time": ("本地时间（UTC{offset}）", "Local time (UTC{offset})"),
    "phases": ("过程阶段", "Phases of the episode"),
    "phase": ("阶段", "Phase"),
    "start": ("开始", "Start"),
    "hours": ("小时", "Hours"),
    "mean": ("平均", "Mean"),
    "change": ("变化", "Change"),
    "onset": ("起始", "onset"),
    "transport": ("输送", "transport"),
    "accumulation": ("累积", "accumulation"),
    "removal": ("清除", "removal"),
    "no_phases": ("该时段没有持续 6 小时以上的超限过程。", "No run of six hours or more above the limit in this span."),
    "synthetic": ("合成数据，非真实监测", "Synthetic data, not measured"),
    "caution": (
        "本结果为筛查性判断：权重与各证据范围为经验设定，份额包括普通区域背景；一台激光雷达不能闭合收支，"
        "不能替代排放清单和化学传输模式。",
        "This is a screening result: weights and ranges of the evidence are expert judgement, and the share includes the "
        "ordinary regional background. One lidar gives no closed budget; emission inventories and chemical transport "
        "models are not replaced.",
    ),
}


def transport_word(key: str, language: str) -> str:
    """What a picture or report says for `key` in `language` (``zh`` or ``en``)."""
    chinese, english = _WORDS.get(key) or EVIDENCE_WORDS[key]
    return chinese if language.startswith("zh") else english


def finding_text(finding: str, values: Mapping[str, float], language: str) -> str:
    """The sentence for a finding of the evidence with its numbers."""
    chinese, english = FINDING_WORDS[finding]
    return (chinese if language.startswith("zh") else english).format(**values)
