"""What has to agree before two records may be one, whatever the model's weight says (product §2.2).

The nearer the names, the less else is needed. Names of other brands are other companies: an agent's number, a
person's name with a place, an office tower or a shared room never make them one.
"""

from __future__ import annotations

LOOKED_AT = 0.5
"""Pairs below this probability are not kept, not even as doubtful."""

NEARNESS = """
    case when l.core is null or r.core is null then 'unnamed'
         when list_has_any(l.cores, r.cores) then
              case when least(coalesce(length(l.brand), length(l.core) - 2),
                              coalesce(length(r.brand), length(r.core) - 2)) > 2 then 'same' else 'short' end
         when list_has_any(l.slips, r.slips) then
              case when l.brand is null or r.brand is null
                   then case when least(length(l.core), length(r.core)) > 5 then 'near'
                             when least(length(l.core), length(r.core)) > 3 and left(l.core, 2) = left(r.core, 2)
                             then 'near' else 'weak' end
                   when l.brand = r.brand or least(length(l.brand), length(r.brand)) > 2 then 'near'
                   else 'weak' end
         when least(length(l.core), length(r.core)) > 3
              and (contains(l.core, r.core) or contains(r.core, l.core)) then 'weak'
         when l.brand = r.brand and length(l.brand) > 2 then 'weak'
         when l.brand = r.brand and length(l.brand) > 1 then 'brand'
         when within(l.brand, l.core, r.core) or within(r.brand, r.core, l.core) then 'far'
         else 'other' end
"""
"""How near two names are: `short` is the same short name, `near` a slip in a long one, `weak` a slip in a short
one or a name inside a longer one, `brand` only the brand, `far` two slips or more, `other` another brand."""

WITHIN = """
    create or replace temp macro within(brand, core, other) as
        length(brand) > 2 and length(other) > 3
        and list_has_any(slips(left(core, length(brand))), slips(left(other, length(brand))))
        or length(brand) > 1 and length(other) > 3 and contains(other, brand)
"""

EVIDENCE = {
    "same": "true",
    "short": "number or person or own_house or (house and not usual) or room",
    "near": "number or person or house or (probability >= 0.995 and not (other_person or other_house))",
    "weak": "own_number or (number and (person or house)) or office or own_house or own_person or (person and house)",
    "brand": "own_number or (number and own_person and own_house) or own_office",
    "far": "own_number and (person or house) or (own_person and house) or (person and own_house) or own_office",
    "unnamed": "(own_number and (person or house)) or (own_person and own_house) or (person and own_office)",
    "other": "false",
}
"""What must agree, by nearness. `own_…` is shared by few brands (match_facts.FEW) or, a number, by one."""

AGREEING = """
    coalesce(list_has_any(l.own_numbers, r.own_numbers), false) as own_number,
    own_number or coalesce(list_has_any(l.shared_numbers, r.shared_numbers), false) as number,
    coalesce(list_has_any(l.persons, r.persons), false) as person,
    coalesce(list_has_any(l.few_locals, r.few_locals), false) as own_person,
    coalesce(list_has_any(l.houses, r.houses), false) as house,
    coalesce(list_has_any(l.few_houses, r.few_houses), false) as own_house,
    coalesce(list_has_any(l.rooms, r.rooms), false) as room,
    coalesce(list_has_any(l.offices, r.offices), false) as office,
    coalesce(list_has_any(l.few_offices, r.few_offices), false) as own_office,
    coalesce(not list_has_any(l.surnames, r.surnames), false) as other_person,
    coalesce(not list_has_any(l.streets, r.streets), false) as other_house,
    l.usual or r.usual as usual
"""


def judged(weighed: str, left: str, right: str) -> str:
    """SQL: left_row, right_row, probability, nearness and `passed` of pairs (left_row, right_row, probability).

    `left` and `right` hold the records by `cluster`, with `slips`.
    """
    needed = " ".join(f"when '{near}' then {condition}" for near, condition in EVIDENCE.items())
    return f"""
        with paired as materialized (
            select left_row, right_row, probability, {NEARNESS} as nearness, {AGREEING}
            from {weighed} join {left} l on l.cluster = left_row join {right} r on r.cluster = right_row
        )
        select left_row, right_row, probability, nearness, case nearness {needed} end as passed from paired
    """  # noqa: S608 - constants of this room
