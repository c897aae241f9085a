"""The words on the pages of the atlas, in Chinese or English whatever the application speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...core.data_centre.centre import District
    from ...core.supervision import PlanHeader
    from ...layers.grids_atlas import AtlasWords

__all__ = ["atlas_words"]

_STATES = {
    "draft": ("草案", "draft"),
    "in_force": ("现行", "in force"),
    "superseded": ("已废止", "superseded"),
}


def atlas_words(header: PlanHeader, district: District, language: str) -> AtlasWords:
    """What stands on every page of the atlas of a plan."""
    from ...layers.grids import GRID_TYPES
    from ...layers.grids_atlas import AtlasWords
    from ...layers.language import word

    zh = 0 if language.startswith("zh") else 1

    def two(chinese: str, english: str) -> str:
        return (chinese, english)[zh]

    since = header.effective_from.isoformat() if header.effective_from else "–"
    name = district.name if zh == 0 else district.name_en or district.name
    # A title is text and never an expression of the layout.
    title = (header.title or header.plan_id).replace("[%", "[")
    heading = f"{name}  ·  {title} ({_STATES[header.state][zh]}, {since})"
    kinds = " ".join(f"WHEN \"type\" = '{key}' THEN '{word(f'type_{key}', language)}'" for key in GRID_TYPES)
    person = "coalesce(\"person_{0}\", '–') || '  ' || coalesce(\"phone_{0}\", '')"
    facts = (
        (two("A 岗", "A person"), person.format("a")),
        (two("B 岗", "B person"), person.format("b")),
        (two("职责", "Duties"), "coalesce(\"duties\", '–')"),
        (two("责任单位", "Responsible body"), "coalesce(\"body\", '–')"),
        (two("类型", "Type"), f"CASE {kinds} ELSE coalesce(\"type\", '–') END"),
        (two("管理等级", "Grade"), "coalesce(\"grade\", '–')"),
        (two("面积", "Area"), "format_number(\"area_km2\", 2) || ' km²'"),
        (two("单元数", "Units"), 'to_string(to_int("units"))'),
        (
            two("每周工作量", "Workload a week"),
            "coalesce(format_number(\"minutes\", 0), '–') || '"
            + two(" 分钟(其中路途 ", " min (of it on the way ")
            + "' || coalesce(format_number(\"travel_minutes\", 0), '–') || ')'",
        ),
    )
    columns = {
        '"number"': (two("序号", "No."), 9.0),
        '"name"': (two("名称", "Name"), 46.0),
        '"class"': (two("类别", "Class"), 12.0),
        'format_number("visits", 2)': (two("次/周", "Visits/week"), 20.0),
        'format_number("minutes", 0)': (two("分钟/次", "Minutes"), 16.0),
        '"address"': (two("地址", "Address"), 44.0),
        '"contact"': (two("联系电话", "Telephone"), 25.0),
    }
    foot = two("生态环境网格化巡查", "Environmental inspection grids")
    if header.synthetic:
        foot = f"{two('演示数据，非真实网格', 'synthetic demo data, no real grids')}  ·  {foot}"
    return AtlasWords(
        heading=heading,
        facts=facts,
        columns=columns,
        table_title=two("网格内污染源", "Sources in this grid"),
        more=two("另有 {n} 个未列出，见污染源清单", "{n} more are not shown: see the list of sources"),
        foot=foot,
    )
