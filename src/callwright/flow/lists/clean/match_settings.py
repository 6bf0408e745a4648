"""The Splink settings the model is trained with: which records are compared, and how."""

from __future__ import annotations

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import SettingsCreator, block_on


def match_settings() -> SettingsCreator:
    """Comparisons of name, city, person, house, room and numbers, the same whichever side is left.

    Records are compared when they have one of their `keys` in common (match_neighbours.keys).
    """
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="cluster",
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
        comparisons=[name_comparison(), cl.ExactMatch("city"), person_comparison(), house_comparison(),
                     room_comparison(), number_comparison()],
    )  # fmt: skip


def name_comparison() -> cl.CustomComparison:
    """Names: equal, same brand, one slip apart (telling apart whether brand and trade could be read), unlike."""
    slip = "list_has_any(slips_l, slips_r)"
    long = "least(length(core_l), length(core_r)) > 5"
    unread = "(brand_l is null or brand_r is null)"
    return cl.CustomComparison(
        output_column_name="core",
        comparison_levels=[
            cll.CustomLevel("core_l is null or core_r is null", "no name").configure(is_null_level=True),
            cll.CustomLevel("core_l = core_r and not (usual_l or usual_r)", "same name"),
            cll.CustomLevel("core_l = core_r", "same name of a usual brand"),
            cll.CustomLevel("list_has_any(cores_l, cores_r)", "one spelling in common"),
            cll.CustomLevel(f"{slip} and {unread} and {long}", "one slip, long, one unread"),
            cll.CustomLevel(f"{slip} and {unread}", "one slip, one unread"),
            cll.CustomLevel(f"{slip} and brand_l = brand_r", "one slip in the trade"),
            cll.CustomLevel(
                f"{slip} and length(brand_l) > 2 and length(brand_r) > 2", "one slip in a long brand"
            ),
            cll.CustomLevel(
                f"{slip} and length(brand_l) <> length(brand_r)", "a character of a short brand lost"
            ),
            cll.CustomLevel(slip, "one slip in a short brand"),
            cll.CustomLevel("brand_l = brand_r and length(brand_l) > 1", "same brand"),
            cll.CustomLevel(
                "damerau_levenshtein(core_l, core_r) <= 6 and least(length(core_l), length(core_r)) > 4",
                "two slips",
            ),
            cll.ElseLevel(),
        ],
    )


def person_comparison() -> cl.CustomComparison:
    """Persons: a full name in common (that few or many companies of the city have), a surname, different."""
    return cl.CustomComparison(
        output_column_name="person",
        comparison_levels=[
            cll.CustomLevel("surnames_l is null or surnames_r is null", "nobody").configure(
                is_null_level=True
            ),
            cll.CustomLevel("list_has_any(few_locals_l, few_locals_r)", "same person of few companies"),
            cll.CustomLevel("list_has_any(persons_l, persons_r)", "same person"),
            cll.CustomLevel(
                "list_has_any(surnames_l, surnames_r) and (persons_l is null or persons_r is null)",
                "same surname",
            ),
            cll.ElseLevel(),
        ],
    )


def house_comparison() -> cl.CustomComparison:
    """Street and house number in common (of few or many companies), nearly so, different."""
    return cl.CustomComparison(
        output_column_name="house",
        comparison_levels=[
            cll.CustomLevel("streets_l is null or streets_r is null", "no address").configure(
                is_null_level=True
            ),
            cll.CustomLevel("list_has_any(few_houses_l, few_houses_r)", "same house of few companies"),
            cll.CustomLevel("list_has_any(streets_l, streets_r)", "same house"),
            cll.CustomLevel(
                "damerau_levenshtein(streets_l[1], streets_r[1]) <= 3", "one slip in the address"
            ),
            cll.ElseLevel(),
        ],
    )


def room_comparison() -> cl.CustomComparison:
    """Rooms in common or different."""
    return cl.CustomComparison(
        output_column_name="room",
        comparison_levels=[
            cll.CustomLevel("rooms_l is null or rooms_r is null", "no room").configure(is_null_level=True),
            cll.CustomLevel("list_has_any(rooms_l, rooms_r)", "same room"),
            cll.ElseLevel(),
        ],
    )


def number_comparison() -> cl.CustomComparison:
    """Numbers: one in common that only they use, one in common that many use, different."""
    return cl.CustomComparison(
        output_column_name="numbers",
        comparison_levels=[
            cll.CustomLevel(
                "len(own_numbers_l) + len(shared_numbers_l) = 0 or len(own_numbers_r) + len(shared_numbers_r) = 0",
                "no number",
            ).configure(is_null_level=True),
            cll.CustomLevel("list_has_any(own_numbers_l, own_numbers_r)", "own number in common"),
            cll.CustomLevel("list_has_any(shared_numbers_l, shared_numbers_r)", "agency number in common"),
            cll.ElseLevel(),
        ],
    )
