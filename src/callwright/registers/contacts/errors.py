"""Errors of the contacts register."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class UnknownContact(CallwrightError):
    """No contact has this id."""

    status = 404
    code = "contacts.unknown_contact"
    text = Text("没有编号为 {contact} 的客户。", "There is no contact {contact}.")


class NotAPhoneNumber(CallwrightError):
    """The register keeps numbers in E.164 only."""

    status = 422
    code = "contacts.not_a_phone_number"
    text = Text(
        "号码必须是国际格式（E.164），例如 +8613800138000。",
        "A number must be in E.164, for example +8613800138000.",
    )


class MergeImpossible(CallwrightError):
    """A contact cannot be merged into itself or into one that has itself been merged away."""

    status = 409
    code = "contacts.merge_impossible"
    text = Text(
        "不能把客户 {absorbed} 合并到 {keep}：两者相同，或其中一个已被合并。",
        "Contact {absorbed} cannot be merged into {keep}: they are the same, or one is already merged.",
    )
