"""What can go wrong with leads."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class LeadNotFound(CallwrightError):
    """No such lead, or not one the asker may see."""

    status = 404
    code = "leads.not_found"
    text = Text(zh="找不到这条线索。", en="No such lead.")


class LeadTaken(CallwrightError):
    """The lead has an owner already."""

    status = 409
    code = "leads.taken"
    text = Text(zh="这条线索已有归属人，不能领取。", en="This lead has an owner and cannot be claimed.")


class LeadBarred(CallwrightError):
    """The customer refused; nothing later overwrites that."""

    status = 409
    code = "leads.barred"
    text = Text(
        zh="客户已拒绝联系，这条线索不能再用。",
        en="The customer refused to be contacted; this lead cannot be used any more.",
    )


class ClaimLimitReached(CallwrightError):
    """Claims of the day are used up; returning leads does not give any back (product §3)."""

    status = 409
    code = "leads.claim_limit"
    text = Text(
        zh="今天已领取 {claimed} 条，达到每日上限 {limit} 条；退回线索不恢复次数，请明天再来。",
        en="{claimed} claims today, the limit is {limit}; returning leads gives none back. Try tomorrow.",
    )


class CapReached(CallwrightError):
    """The person holds as many open leads as allowed."""

    status = 409
    code = "leads.cap"
    text = Text(
        zh="已持有 {held} 条未结线索，达到上限 {limit} 条；请先跟进或退回。",
        en="{held} open leads are held, the limit is {limit}; work on or return some first.",
    )


class CoolingDown(CallwrightError):
    """The previous owner has to wait before claiming the lead again."""

    status = 409
    code = "leads.cooling_down"
    text = Text(
        zh="您曾持有这条线索，{until} 之前不能再次领取。",
        en="You held this lead before; it cannot be claimed again until {until}.",
    )


class NotYetAvailable(CallwrightError):
    """New data opens to the pool after a delay."""

    status = 409
    code = "leads.not_yet_available"
    text = Text(zh="新数据尚未开放领取。", en="New data is not open to claims yet.")


class NotOwner(CallwrightError):
    """Only the owner returns a lead."""

    status = 409
    code = "leads.not_owner"
    text = Text(zh="只有归属人可以退回线索。", en="Only the owner can return a lead.")


class NobodyToAssign(CallwrightError):
    """No person can receive leads."""

    status = 422
    code = "leads.nobody"
    text = Text(zh="没有可分配的人员：{reason}。", en="Nobody can receive leads: {reason}.")


class PersonRequired(CallwrightError):
    """The account stands for no person."""

    status = 422
    code = "leads.person_required"
    text = Text(
        zh="此账号没有关联员工，不能持有线索。",
        en="This account is not linked to a person and cannot hold leads.",
    )
