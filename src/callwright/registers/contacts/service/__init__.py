"""The door of the contacts register, one function per verb."""

from callwright.registers.contacts.service.consenting import (
    consents_of,
    number_standing,
    number_standings,
    place_of,
    record_consents,
    record_scrubs,
    use_consents,
    withdraw_consent,
)
from callwright.registers.contacts.service.merging import (
    hand_over_numbers,
    history,
    merge_contacts,
    stand_alone,
    undo_merge,
    undo_merge_if_standing,
)
from callwright.registers.contacts.service.reading import (
    contact,
    contacts,
    contacts_page,
    families,
    find_by_number,
    known_contacts,
    known_revision,
    living,
    standing,
)
from callwright.registers.contacts.service.refusing import refusals, refuse, refuse_all, refused
from callwright.registers.contacts.service.saving import (
    index_names,
    mark_numbers_health,
    raise_known_revision,
    save_contact_batches,
    save_contacts,
)

__all__ = [
    "consents_of",
    "contact",
    "contacts",
    "contacts_page",
    "families",
    "find_by_number",
    "hand_over_numbers",
    "history",
    "index_names",
    "known_contacts",
    "known_revision",
    "living",
    "mark_numbers_health",
    "merge_contacts",
    "number_standing",
    "number_standings",
    "place_of",
    "raise_known_revision",
    "record_consents",
    "record_scrubs",
    "refusals",
    "refuse",
    "refuse_all",
    "refused",
    "save_contact_batches",
    "save_contacts",
    "stand_alone",
    "standing",
    "undo_merge",
    "undo_merge_if_standing",
    "use_consents",
    "withdraw_consent",
]
